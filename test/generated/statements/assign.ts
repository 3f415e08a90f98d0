/** Changes variables, and parts of lists and objects that may have several names. */
import type { Kind, Name } from "../writing/kinds.ts";
import type { StatementTable } from "../writing/table.ts";
import type { Writer } from "../writing/writer.ts";

/** An assignable name; a new one if there is none of these kinds. */
function variable(w: Writer, ...kinds: Kind[]): Name | undefined {
  const [kind] = kinds;
  return found(w, ...kinds) ?? (kind && found(w, made(w, "let", kind)));
}

function made(w: Writer, word: "let" | "const", kind: Kind): Kind {
  const value = w.of(kind);
  const name = w.fresh(kind);
  w.line(`${word} ${name} = ${value};`);
  w.declare(name, kind, word === "let");
  return kind;
}

function found(w: Writer, ...kinds: Kind[]): Name | undefined {
  return w.find(({ kind, changes }) => changes && (kinds.length === 0 || kinds.includes(kind)));
}

/** A name to change something through; not a promise or an input. */
function holder(w: Writer, ...kinds: Kind[]): string | undefined {
  return w.find(({ kind, name }) => kinds.includes(kind) && !name.startsWith("input."))?.name;
}

/** A statement about a name of one of these kinds, or a new one if there is none. */
function about(
  write: (name: string, w: Writer) => string,
  ...kinds: [Kind, ...Kind[]]
): (w: Writer) => void | false {
  return (w) => {
    const name = holder(w, ...kinds) ?? holder(w, made(w, "const", w.tape.pick(kinds)));
    if (name === undefined) return false;
    w.line(write(name, w));
  };
}

export const assignments = {
  "assignment": (w) => {
    const target = variable(w);
    if (target === undefined) return false;
    w.line(`${target.name} = ${w.of(target.kind)};`);
  },

  "compound assignment": (w) => {
    const target = w.tape.chance(2) ? variable(w, "number") : variable(w, "text", "number", "word");
    if (target === undefined) return false;
    const operator = target.kind === "number" ? w.tape.pick(["+=", "-=", "*="]) : "+=";
    w.line(`${target.name} ${operator} ${w.of(target.kind)};`);
  },

  "logical assignment": (w) => {
    const target = variable(w, "word", "maybe", "boolean");
    if (target === undefined) return false;
    w.line(`${target.name} ${w.tape.pick(["??=", "||=", "&&="])} ${w.of(target.kind)};`);
  },

  "increment": (w) => {
    const target = variable(w, "number");
    if (target === undefined) return false;
    w.line(w.tape.pick([`${target.name}++;`, `--${target.name};`, `const ${w.fresh("before")} = ${target.name}++;`]));
  },

  "swap": (w) => {
    const target = variable(w);
    const other = w.find(({ kind, changes, name }) => changes && kind === target?.kind && name !== target.name);
    if (target === undefined || other === undefined) return false;
    w.line(`[${target.name}, ${other.name}] = [${other.name}, ${target.name}];`);
  },

  "assignment to a pattern": (w) => {
    const target = variable(w, "text");
    if (target === undefined) return false;
    w.line(w.tape.pick([`({ text: ${target.name} } = ${w.of("record")});`, `[${target.name} = "none"] = ${w.of("texts")};`]));
  },

  "push": about(
    (name, w) => `${name}.push(${w.tape.chance(3) ? `...${w.of("words")}` : w.of("text")});`,
    "texts",
  ),
  "push an object": about((name, w) => `${name}.push(${w.of("record")});`, "records"),
  "unshift": about((name, w) => `${name}.unshift(${w.of("text")}, ${w.of("text")});`, "texts"),
  "pop or shift": about((name, w) => `${name}.${w.tape.pick(["pop", "shift"])}();`, "texts", "words", "records", "numbers"),
  "splice": about((name, w) => `${name}.splice(${w.tape.choose(2)}, ${w.tape.choose(3)}, ${w.of("text")});`, "texts"),
  "reverse in place": about((name) => `${name}.reverse();`, "texts", "words", "records", "numbers"),
  "sort in place": about((name) => `${name}.sort((a, b) => b - a);`, "numbers"),
  "set a field of a copy": about((name, w) => `${name}.prompt = ${w.of("text")};`, "copy"),
  "Object.assign to a copy": about((name, w) => `Object.assign(${name}, ${w.of("copy")});`, "copy"),
  "set an element": about((name, w) => `if (${name}.length > 0) ${name}[0] = ${w.of("text")};`, "texts"),
  "set a property": about((name, w) => `${name}.text = ${w.of("text")};`, "record"),
  "change a property": about((name, w) => `${name}.count += ${w.of("number")};`, "record"),
  "change a nested property": about((name, w) => `${name}.scene.note = ${w.of("word")};`, "shot"),
  "change a nested list": about((name, w) => `${name}.views.push(${w.of("text")});`, "shot"),
  "set a computed key": about((name, w) => `${name}[${w.of("word")} + "k"] = ${w.of("text")};`, "table"),
  "delete a key": about((name, w) => {
    const key = w.tape.chance(3) ? w.of("word") : `Object.keys(${name})[0] ?? "none"`;
    return `delete ${name}[${key}];`;
  }, "table"),
  "delete a property": about((name) => `delete ${name}.best;`, "shot"),
  "Object.assign in place": about((name, w) => `Object.assign(${name}, { note: ${w.of("word")} });`, "record"),
  "set in a Map": about((name, w) => `${name}.set(${w.of("word")}, ${w.of("text")});`, "map"),
  "delete from a Map or Set": about((name, w) => `${name}.delete(${w.of("word")});`, "map", "set"),
  "add in place": about((name, w) => `${name}.add(${w.of("word")});`, "set"),

  "change through an element": (w) => {
    const list = holder(w, "records");
    if (list === undefined) return false;
    const item = w.fresh("item");
    w.line(`for (const ${item} of ${list}) ${item}.note += ${w.of("word")};`);
  },

  "change after a call": (w) => {
    if (!w.isAsync) return false;
    const [sent, photo] = [w.fresh("record"), w.fresh("photo")];
    w.line(`const ${sent} = { prompt: ${w.of("text")}, seed: ${w.of("amount")} };`);
    w.line(`const ${photo} = flux(${sent});`);
    w.line(`${sent}.prompt = ${w.of("text")};`);
    w.declare(photo, "photoPromise");
    w.declare(`${sent}.prompt`, "text");
  },

  "change through a helper": (w) => {
    const list = holder(w, "texts");
    if (list === undefined) return false;
    const add = w.fresh("add");
    const name = w.fresh("t");
    const body = w.inCallback("text", [{ name, kind: "text", changes: true }]);
    w.line(`const ${add} = (${name}: string) => { ${list}.push(${body}); return ${list}.length; };`);
    const count = w.fresh("number");
    w.line(`const ${count} = ${add}(${w.of("text")}) + ${add}("again");`);
    w.declare(count, "number");
  },
} satisfies StatementTable; // prettier-ignore
