/** Calls a function of the generated program, with or without its optional arguments. */
import type { Kind } from "../writing/kinds.ts";
import type { Writer } from "../writing/writer.ts";

/** `undefined` if no helper here returns this kind. */
export function callOf(kind: Kind, writer: Writer): string | undefined {
  const fitting = writer.helpers.filter(
    (helper) => helper.gives === kind && (!helper.isAsync || writer.isAsync),
  );
  const helper = fitting[writer.tape.choose(fitting.length)];
  if (helper === undefined) return undefined;
  const left = writer.tape.choose(helper.optional + 1);
  const given = helper.takes.slice(0, helper.takes.length - left);
  const args = given.map((taken) => writer.of(taken));
  if (helper.rest !== undefined && left === 0) {
    for (let more = writer.tape.choose(3); more > 0; more--) args.push(writer.of(helper.rest));
  }
  const called = `${helper.callee}(${args.join(", ")})`;
  return helper.isAsync ? `(await ${called})` : called;
}
