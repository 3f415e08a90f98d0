/** Calls a function of the generated program, with or without its optional arguments. */
import type { Kind } from "../writing/kinds.ts";
import type { Writer } from "../writing/writer.ts";

/** `undefined` if no helper here returns this kind. */
export function callOf(kind: Kind, writer: Writer): string | undefined {
  const fitting = writer.helpers.filter(
    ({ gives, isAsync, callsModels }) =>
      gives === kind && (!isAsync || writer.isAsync) && (!callsModels || writer.mayCall),
  );
  const helper = fitting[writer.tape.choose(fitting.length)];
  if (helper === undefined) return undefined;
  const left = writer.tape.choose(helper.optional + 1);
  const given = helper.takes.slice(0, helper.takes.length - left);
  const args = given.map((taken) => writer.of(taken));
  if (helper.rest !== undefined && left === 0) {
    for (let more = writer.tape.choose(3); more > 0; more--) args.push(writer.of(helper.rest));
  }
  const called = callWith(helper.callee, args, writer);
  return helper.isAsync ? `(await ${called})` : called;
}

/** Usually directly; otherwise by one of the other ways to call a function. */
function callWith(callee: string, args: readonly string[], { tape }: Writer): string {
  const list = args.join(", ");
  switch (tape.choose(12)) {
    case 9:
      return `${callee}.call(${["undefined", ...args].join(", ")})`;
    case 10:
      return `${callee}.apply(null, [${list}])`;
    case 11:
      return `${callee}.bind(${["undefined", ...args.slice(0, 1)].join(", ")})(${args.slice(1).join(", ")})`;
    default:
      return `${callee}(${list})`;
  }
}
