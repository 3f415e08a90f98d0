/** Loops over known structure, with jumps and labels. */
import type { Kind, Name } from "../writing/kinds.ts";
import type { StatementTable } from "../writing/table.ts";
import type { Writer } from "../writing/writer.ts";

/** At most one nested loop: a program must not make hundreds of calls. */
const maxDepth = 2;

const item = (name: string, kind: Kind): Name => ({ name, kind, changes: false });

/** The rest of a loop that `open` starts: perhaps a jump, then statements. */
function loop(w: Writer, open: string, names: readonly Name[], close = "}"): void | false {
  if (w.loops >= maxDepth) return false;
  w.block(
    open,
    close,
    () => {
      if (w.tape.chance(4)) w.line(`if (${w.of("boolean")}) ${w.tape.pick(["continue", "break"])};`);
      w.statement();
      if (w.tape.chance(3)) w.statement();
    },
    { names, isLoop: true },
  );
}

export const loops = {
  // Copies: a body that appends to the list it iterates over would not end.
  "for…of": (w) => {
    const name = w.fresh("item");
    return loop(w, `for (const ${name} of [...${w.of("texts")}].slice(0, 3)) {`, [item(name, "text")]);
  },
  "for…of over objects": (w) => {
    const name = w.fresh("item");
    return loop(w, `for (const ${name} of [...${w.of("records")}].slice(0, 3)) {`, [item(name, "record")]);
  },
  "for…of with a pattern": (w) => {
    const [text, count] = [w.fresh("text"), w.fresh("number")];
    const open = `for (const { text: ${text}, count: ${count} = 9 } of [...${w.of("records")}].slice(0, 3)) {`;
    return loop(w, open, [item(text, "text"), item(count, "number")]);
  },
  "for…of entries": (w) => {
    const [index, text] = [w.fresh("number"), w.fresh("text")];
    const open = `for (const [${index}, ${text}] of [...${w.of("texts")}].slice(0, 3).entries()) {`;
    return loop(w, open, [item(index, "number"), item(text, "text")]);
  },
  "for…of Object.entries": (w) => {
    const [key, value] = [w.fresh("word"), w.fresh("text")];
    const open = `for (const [${key}, ${value}] of Object.entries(${w.of("table")})) {`;
    return loop(w, open, [item(key, "word"), item(value, "text")]);
  },
  "for…of a Map": (w) => {
    const [key, value] = [w.fresh("word"), w.fresh("text")];
    return loop(w, `for (const [${key}, ${value}] of new Map(${w.of("map")})) {`, [
      item(key, "word"),
      item(value, "text"),
    ]);
  },
  "for…of a Set": (w) => {
    const name = w.fresh("word");
    return loop(w, `for (const ${name} of new Set(${w.of("set")})) {`, [item(name, "word")]);
  },
  "for…of a string": (w) => {
    const name = w.fresh("word");
    return loop(w, `for (const ${name} of ${w.of("word")}.slice(0, 3)) {`, [item(name, "word")]);
  },
  "for…of a list that grows": (w) => {
    const [list, name] = [w.fresh("texts"), w.fresh("item")];
    w.line(`const ${list} = ${w.of("texts")}.slice(0, 2);`);
    const written = loop(w, `for (const ${name} of ${list}) {`, [], `  if (${list}.length < 4) ${list}.push(${name} + "+");\n}`);
    // Declared only now: a body that appends to it would not end.
    w.declare(list, "texts");
    return written;
  },
  "for…in": (w) => {
    const name = w.fresh("word");
    return loop(w, `for (const ${name} in ${w.of("table")}) {`, [item(name, "word")]);
  },
  "for": (w) => {
    const name = w.fresh("number");
    const open = `for (let ${name} = 0; ${name} < ${1 + w.tape.choose(3)}; ${w.tape.pick([`${name}++`, `${name} += 2`])}) {`;
    return loop(w, open, [item(name, "number")]);
  },
  "for with two variables": (w) => {
    const [up, down] = [w.fresh("number"), w.fresh("number")];
    const open = `for (let ${up} = 0, ${down} = 3; ${up} < ${down}; ${up}++, ${down}--) {`;
    return loop(w, open, [item(up, "number"), item(down, "number")]);
  },
  "while": (w) => {
    const name = w.fresh("number");
    w.line(`let ${name} = ${w.tape.choose(3)};`);
    w.declare(name, "number");
    return loop(w, `while (${name}++ < ${1 + w.tape.choose(3)}) {`, []);
  },
  "do": (w) => {
    const name = w.fresh("number");
    w.line(`let ${name} = 0;`);
    w.declare(name, "number");
    return loop(w, "do {", [], `} while (++${name} < ${w.tape.choose(3)});`);
  },
  "labels": (w) => {
    if (w.loops > 0) return false;
    const [label, trace, outer, inner] = [w.fresh("outer"), w.fresh("words"), w.fresh("item"), w.fresh("item")];
    const [outerList, innerList] = [w.of("words"), w.of("numbers")];
    w.line(`const ${trace}: string[] = [];`);
    w.block(
      `${label}: for (const ${outer} of [...${outerList}, "sun"].slice(0, 3)) {`,
      "}",
      () => {
        w.block(
          `for (const ${inner} of [...${innerList}, 1].slice(0, 3)) {`,
          "}",
          () => {
            w.line(`if (${w.of("boolean")}) ${w.tape.pick(["continue", "break"])} ${label};`);
            w.line(`${trace}.push(${outer} + ${inner});`);
            w.statement();
          },
          { names: [item(inner, "number")], isLoop: true },
        );
        w.line(`${trace}.push(${outer});`);
        w.statement();
      },
      { names: [item(outer, "word")], isLoop: true },
    );
    w.declare(trace, "words");
  },

  "closures made in a loop": (w) => {
    const [list, name, texts] = [w.fresh("makers"), w.fresh("number"), w.fresh("texts")];
    w.line(`const ${list}: (() => string)[] = [];`);
    const text = w.inCallback("text", [item(name, "number")]);
    w.line(`for (let ${name} = 0; ${name} < 3; ${name}++) ${list}.push(() => ${name} + ${text});`);
    w.line(`const ${texts} = ${list}.map((make) => make());`);
    w.declare(texts, "texts");
  },
  "text built in a loop": (w) => {
    const [text, name] = [w.fresh("text"), w.fresh("item")];
    w.line(`let ${text} = ${w.of("text")};`);
    w.line(`for (const ${name} of ${w.of("texts")}) ${text} += ", " + ${name};`);
    w.declare(text, "text", true);
  },
  "for await": (w) => {
    if (!w.isAsync) return false;
    const name = w.fresh("text");
    return loop(w, `for await (const ${name} of ${w.of("promises")}) {`, [item(name, "text")]);
  },
  "forEach": (w) => {
    const list = w.find(({ kind }) => kind === "texts")?.name;
    if (list === undefined) return false;
    const [made, name] = [w.fresh("texts"), w.fresh("item")];
    w.line(`const ${made}: string[] = [];`);
    const text = w.inCallback("text", [item(name, "text")]);
    w.line(`${list}.forEach((${name}, index) => { if (index < 3) ${made}.unshift(${text}); });`);
    w.declare(made, "texts");
  },
} satisfies StatementTable; // prettier-ignore
