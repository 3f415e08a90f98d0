/** Classes inside functions, and changes to instances. */
import { writeClass } from "../classes.ts";
import type { StatementTable } from "../writing/table.ts";
import type { Writer } from "../writing/writer.ts";

/** The name of an item, a new one if there is none. */
function holder(w: Writer): string {
  const held = w.find(({ kind, name }) => kind === "item" && /^\w+$/.test(name));
  if (held !== undefined && !w.tape.chance(4)) return held.name;
  const value = w.of("item");
  const name = w.fresh("item");
  w.line(`const ${name} = ${value};`);
  w.declare(name, "item");
  return name;
}

function makeOne(w: Writer, callee: string, args: string): void {
  const name = w.fresh("item");
  w.line(`const ${name} = new ${callee}(${args});`);
  w.declare(name, "item");
}

export const classes = {
  "class inside": (w) => {
    if (w.loops > 1) return false;
    const { callee, takes } = writeClass(w);
    makeOne(w, callee, takes.map((kind) => w.of(kind)).join(", "));
  },

  "class in a variable": (w) => {
    if (w.loops > 1) return false;
    const name = w.fresh("Made");
    const { callee, takes } = writeClass(w, `const ${name} = `);
    // The class is known by its own name only inside it.
    w.classes = w.classes.map((each) => (each.callee === callee ? { ...each, callee: name } : each));
    makeOne(w, name, takes.map((kind) => w.of(kind)).join(", "));
  },

  "class made by a function": (w) => {
    const [make, name, text] = [w.fresh("make"), w.fresh("word"), w.fresh("text")];
    w.line(`const ${make} = (${name}: string) => class { own = ${name}; show(t = ${w.inCallback("text")}) { return this.own + t; } };`);
    w.line(`const ${text} = [new (${make}(${w.of("word")}))(), new (${make}(${w.of("text")}))()].map((one) => one.show()).join();`);
    w.declare(text, "text");
  },

  "private counter": (w) => {
    const [name, number] = [w.fresh("Counter"), w.fresh("number")];
    w.line(`class ${name} { static #count = ${w.inCallback("number")}; static { this.#count += 1; } static next() { return ++${name}.#count; } static get count() { return this.#count; } static isOne(x: object) { return #own in x; } #own = 1; }`);
    w.line(`const ${number} = ${name}.next() + ${name}.next() * ${name}.count + (${name}.isOne(new ${name}()) ? 1 : 0);`);
    w.declare(number, "number");
  },

  "private name of a class and of its base": (w) => {
    const [base, derived, text] = [w.fresh("Base"), w.fresh("Derived"), w.fresh("text")];
    w.line(`class ${base} { #own = ${w.inCallback("text")}; show() { return this.#own; } }`);
    w.line(`class ${derived} extends ${base} { #own = ${w.inCallback("word")}; both() { return this.show() + this.#own; } }`);
    w.line(`const ${text} = new ${derived}().both();`);
    w.declare(text, "text");
  },

  "instance sent": (w) => {
    if (!w.isAsync) return false;
    const [name, copy] = [w.fresh("Sent"), w.fresh("copy")];
    w.line(`class ${name} { note = ${w.inCallback("word")}; #own = ${w.inCallback("text")}; constructor(readonly prompt: string) { this.prompt += this.#own; } get unsent() { return this.#own; } }`);
    w.line(`const ${copy} = { ...(await collect(new ${name}(${w.of("text")}))) };`);
    w.declare(copy, "copy");
  },

  "set a field of an item": (w) => {
    const name = holder(w);
    w.line(w.tape.pick([`${name}.text = ${w.of("text")};`, `${name}.count += ${w.of("number")};`, `${name}.views = ${w.of("texts")};`, `${name}.text += ${w.of("text")};`]));
  },

  "set a label": (w) => w.line(`${holder(w)}.label ${w.tape.pick(["=", "+="])} ${w.of("text")};`),

  "call a method": (w) => w.line(`${holder(w)}.add(${w.of("text")});`),

  "change a list of an item": (w) => w.line(`${holder(w)}.views.push(${w.of("text")});`),

  "items in a loop": (w) => {
    const [texts, item] = [w.fresh("texts"), w.fresh("one")];
    w.line(`const ${texts}: string[] = [];`);
    w.line(`for (const ${item} of [${w.of("item")}, ${w.of("item")}]) ${texts}.push(${item}.add(${w.of("text")}).label, ${item}.say(${w.of("text")}));`);
    w.declare(texts, "texts");
  },

  "object that counts": (w) => {
    const [name, number] = [w.fresh("counter"), w.fresh("number")];
    w.line(`const ${name} = { n: ${w.of("number")}, up(by = 1) { this.n += by; return this; }, read: () => ${w.inCallback("number")} };`);
    w.line(`const ${number} = ${name}.up().up(${w.of("number")}).n + ${name}.read();`);
    w.declare(number, "number");
  },

  "object with a getter and a setter": (w) => {
    const [name, text] = [w.fresh("lens"), w.fresh("text")];
    w.line(`const ${name} = { own: ${w.of("text")}, seen: 0, get view() { this.seen += 1; return this.own + ${w.inCallback("text")}; }, set view(t: string) { this.own ${w.tape.pick(["=", "+="])} t + ${w.inCallback("word")}; } };`);
    w.line(w.tape.pick([`${name}.view = ${w.of("text")};`, `${name}.view += ${w.of("text")};`, `({ view: ${name}.own } = ${name});`, `Object.assign(${name}, { view: ${w.of("text")} });`]));
    w.line(`const ${text} = ${w.tape.pick([`${name}.view + ${name}.seen`, `{ ...${name} }.view + ${name}.seen`, `Object.values(${name}).join() + Object.keys(${name}).join()`, `Object.entries({ ...${name}, seen: 5 }).join()`])};`);
    w.declare(text, "text");
  },

  "object and class that are iterated over": (w) => {
    const [name, texts] = [w.fresh("Many"), w.fresh("texts")];
    const own = w.tape.pick([
      `*[Symbol.iterator]() { yield* this.list; yield ${w.inCallback("text")}; }`,
      `[Symbol.iterator]() { return this.list.values(); }`,
      `[Symbol.iterator]() { let at = 0; const { list } = this; return { next: () => (at < list.length ? { value: list[at++] as string, done: false as const } : { value: undefined, done: true as const }) }; }`,
    ]);
    const isClass = w.tape.chance(2);
    const list = isClass ? w.inCallback("texts") : w.of("texts");
    w.line(isClass ? `class ${name} { list = ${list}; ${own} }` : `const ${name} = { list: ${list}, ${own} };`);
    const made = isClass ? `new ${name}()` : name;
    w.line(`const ${texts} = ${w.tape.pick([`[...${made}]`, `Array.from(${made}, (t) => t + "!")`, `[...new Set(["a", ...${made}])]`, `(([first = "none", ...others]: Iterable<string>) => [first, ...others])(${made})`])};`);
    w.declare(texts, "texts");
  },

  "tuple taken apart": (w) => {
    const [text, number] = [w.fresh("text"), w.fresh("number")];
    w.line(`const [${text}, ${number} = 4]: [name: string, count?: number] = ${w.of("pair")};`);
    w.declare(text, "text");
    w.declare(number, "number");
  },

  "list of tuples": (w) => {
    const [texts, pairs] = [w.fresh("texts"), w.fresh("pairs")];
    w.line(`const ${pairs}: [string, number][] = [${w.of("pair")}, ${w.of("pair")}];`);
    w.line(`const ${texts} = ${pairs}.filter(([, n]) => n > ${w.inCallback("number")}).map(([t]) => t);`);
    w.declare(texts, "texts");
  },
} satisfies StatementTable; // prettier-ignore
