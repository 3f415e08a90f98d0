/**
 * The helper functions of a generated program: sync and async, declarations and arrow functions, calling each other.
 */
import type { Layout } from "./layout.ts";
import { type Helper, type Kind, type Name, typeOf } from "./writing/kinds.ts";
import { modelCall, type Writer } from "./writing/writer.ts";

const takes: readonly [Kind, ...Kind[]] = [
  "text", "word", "number", "word", "texts", "record", "boolean", "table", "edit", "maybe", "records", "photo", "copy",
  "item", "pair", "failure",
]; // prettier-ignore
const gives: readonly [Kind, ...Kind[]] = [
  "text", "word", "number", "texts", "record", "photoPromise", "table", "edit", "maybe", "records", "boolean", "words",
  "item", "pair",
]; // prettier-ignore
const givesAsync: readonly [Kind, ...Kind[]] = [
  "text", "photo", "answer", "record", "texts", "photo", "text", "table", "copy", "item",
]; // prettier-ignore

/** Writes up to four helpers, each of which may call earlier ones. They are left in `writer.helpers`. */
export function writeHelpers(writer: Writer, layout: Layout): string[] {
  const lines: string[] = [];
  const written: Helper[] = [];
  for (let count = writer.tape.choose(5); count > 0; count--) {
    const { helper, lines: own } = writeHelper(writer, layout);
    lines.push(...own);
    written.push(helper);
    writer.helpers = written;
  }
  // From here on, they are called from the workflow's file.
  writer.helpers = written.map((helper) => ({ ...helper, callee: layout.nameInMain(helper.callee) }));
  return lines;
}

function writeHelper(writer: Writer, layout: Layout): { helper: Helper; lines: string[] } {
  const { tape } = writer;
  const name = writer.fresh("helper");
  const isAsync = tape.choose(2) === 1;
  const given = tape.pick(isAsync ? givesAsync : gives);
  const taken = Array.from({ length: tape.choose(4) }, () => tape.pick(takes));
  const optional = tape.choose(3) === 1 ? tape.choose(taken.length + 1) : 0;
  const rest = tape.chance(6) ? tape.pick<Kind>(["text", "word"]) : undefined;
  const parameters = taken.map((kind, index) => ({ name: `${name}p${index}`, kind, changes: true }));
  const names: Name[] = [...parameters];
  const list = parameters.map(({ name: parameter, kind }, index) =>
    index < taken.length - optional
      ? `${parameter}: ${typeOf[kind]}`
      : `${parameter} = ${writer.inCallback(kind, parameters.slice(0, index))}`,
  );
  if (rest !== undefined) {
    list.push(`...${name}rest: string[]`);
    names.push({ name: `${name}rest`, kind: rest === "text" ? "texts" : "words", changes: false });
  }
  const word = isAsync ? "async " : "";
  const exported = layout.exported ? "export " : "";
  const isArrow = tape.choose(2) === 1;
  const open = isArrow
    ? `${exported}const ${name} = ${word}(${list.join(", ")}) => {`
    : `${exported}${word}function ${name}(${list.join(", ")}) {`;
  const lines = writer.linesOf(() =>
    writer.block(
      open,
      isArrow ? "};" : "}",
      () => {
        writer.statementsUpTo(3);
        writer.line(`return ${writer.of(given)};`);
      },
      { names, isAsync, isFunction: true },
    ),
  );
  const code = lines.join("\n");
  const callsModels =
    modelCall.test(code) || writer.helpers.some((other) => other.callsModels && code.includes(other.callee));
  return {
    helper: { callee: name, takes: taken, optional, rest, gives: given, isAsync, callsModels },
    lines,
  };
}
