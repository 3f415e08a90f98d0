/** Declarations: variables of every kind, and destructuring patterns. */
import type { Kind } from "../writing/kinds.ts";
import { typeOf } from "../writing/kinds.ts";
import type { StatementTable } from "../writing/table.ts";
import type { Writer } from "../writing/writer.ts";

const kinds: readonly [Kind, ...Kind[]] = [
  "text", "word", "number", "texts", "record", "records", "boolean", "words", "numbers", "table", "shot", "maybe", "map",
  "set", "edit", "amount", "flag", "copy", "item", "item", "failure", "pair",
]; // prettier-ignore

const asyncKinds: readonly [Kind, ...Kind[]] = [
  "photo",
  "answer",
  "photo",
  "answer",
  "photo",
  "copy",
  ...kinds,
];

/** Kinds with parts: a second name for one sees changes made through the first. */
const structures: ReadonlySet<Kind> = new Set([
  "texts",
  "record",
  "records",
  "table",
  "shot",
  "map",
  "set",
  "numbers",
  "copy",
  "item",
  "failure",
  "pair",
]);

/** Can always be written. */
export function declare(w: Writer): void {
  const kind = w.tape.pick(w.isAsync ? asyncKinds : kinds);
  const value = w.of(kind);
  const name = w.fresh(kind);
  const changes = w.tape.choose(3) === 1;
  const type = w.tape.chance(5) ? `: ${typeOf[kind]}` : "";
  w.line(`${changes ? w.tape.pick(["let", "let", "var"]) : "const"} ${name}${type} = ${value};`);
  w.declare(name, kind, changes);
}

export const declarations = {
  "variable": declare,

  "second name": (w) => {
    const first = w.find(({ kind, name }) => structures.has(kind) && /^\w+$/.test(name));
    if (first === undefined) return false;
    const name = w.fresh("alias");
    w.line(`const ${name} = ${first.name};`);
    w.declare(name, first.kind);
  },

  "declared, then assigned": (w) => {
    const kind = w.tape.pick<Kind>(["text", "number", "record", "photo"].slice(0, w.isAsync ? 4 : 3) as [Kind]); // as written
    const name = w.fresh(kind);
    w.line(`let ${name};`);
    w.line(`${name} = ${w.of(kind)};`);
    w.declare(name, kind, true);
  },

  "two in one declaration": (w) => {
    const [first, second] = [w.fresh("word"), w.fresh("text")];
    const value = w.of("word");
    w.line(`const ${first} = ${value}, ${second} = ${first} + ${w.of("text")};`);
    w.declare(first, "word");
    w.declare(second, "text");
  },

  "object pattern": (w) => {
    const [text, count] = [w.fresh("text"), w.fresh("number")];
    w.line(`const { text: ${text}, count: ${count} = 3 } = ${w.of("record")};`);
    w.declare(text, "text");
    w.declare(count, "number");
  },

  "object pattern with rest": (w) => {
    const [note, rest] = [w.fresh("word"), w.fresh("record")];
    w.line(`const { note: ${note}, ...${rest} } = ${w.of("record")};`);
    w.declare(note, "word");
    w.line(`${rest}.note = ${note};`);
    w.declare(rest, "record");
  },

  "nested pattern": (w) => {
    const [count, view, others] = [w.fresh("number"), w.fresh("text"), w.fresh("texts")];
    const value = w.of("shot");
    w.line(`const { scene: { count: ${count} }, views: [${view} = "no view", ...${others}] } = ${value};`);
    w.declare(count, "number");
    w.declare(view, "text");
    w.declare(others, "texts");
  },

  "pattern with a computed key": (w) => {
    const name = w.fresh("text");
    const key = w.of("word");
    const value = w.of("table");
    w.line(`const { [${key}]: ${name} = ${w.of("text")} } = ${value} as Record<string, string>;`);
    w.declare(name, "text");
  },

  "pattern with a default that calls": (w) => {
    const name = w.fresh("texts");
    w.line(`const [${name} = ${w.of("texts")}] = [${w.tape.pick(["undefined", "null ?? undefined", `["given"]`])}];`);
    w.declare(name, "texts");
  },

  "pattern's default and null": (w) => {
    const name = w.fresh("maybe");
    const value = w.of("maybe");
    w.line(
      w.tape.pick([
        `const { value: ${name} = ${w.of("word")} } = { value: ${value} };`,
        `const [${name} = ${w.of("word")}] = [${value}];`,
      ]),
    );
    w.declare(name, "maybe");
  },

  "list pattern": (w) => {
    const [first, rest] = [w.fresh("text"), w.fresh("texts")];
    w.line(`const [${first} = "none", ...${rest}] = ${w.of("texts")};`);
    w.declare(first, "text");
    w.declare(rest, "texts");
  },

  "list pattern with a hole": (w) => {
    const name = w.fresh("number");
    w.line(`const [, ${name} = 5] = ${w.of("numbers")};`);
    w.declare(name, "number");
  },

  "pattern of a photo": (w) => {
    if (!w.isAsync) return false;
    const [url, width] = [w.fresh("text"), w.fresh("amount")];
    w.line(`const { images: [{ url: ${url}, width: ${width} }] } = ${w.of("photo")};`);
    w.declare(url, "text");
    w.declare(width, "amount");
  },

  "rest of a photo": (w) => {
    if (!w.isAsync) return false;
    const [seed, rest] = [w.fresh("amount"), w.fresh("copy")];
    w.line(`const { seed: ${seed}, ...${rest} } = ${w.of("photo")};`);
    w.line(`${rest}.seed = ${w.of("amount")};`);
    w.declare(seed, "amount");
    w.declare(rest, "copy");
  },

  "pattern of an answer": (w) => {
    if (!w.isAsync) return false;
    const name = w.fresh("text");
    w.line(`const { output: ${name} } = ${w.of("answer")};`);
    w.declare(name, "text");
  },

  "comment": (w) => w.line(w.tape.pick(["// what comes next", "/* nothing */", ";"])),
} satisfies StatementTable; // prettier-ignore
