/** Instances and objects with methods, errors, tuples; the results of their fields and methods, called in every way. */
import type { ExpressionTable } from "../writing/table.ts";
import type { Writer } from "../writing/writer.ts";

/** One of the classes in scope, usually the last. */
function someClass({ tape, classes }: Writer) {
  return classes[classes.length - 1 - tape.choose(classes.length)];
}

function argumentsFor(w: Writer): readonly [callee: string, args: string] | undefined {
  const made = someClass(w);
  return made && [made.callee, made.takes.map((kind) => w.of(kind)).join(", ")];
}

/** An object that implements `Item`; sometimes with accessors in place of a field. */
function literal(w: Writer): string {
  const t = w.fresh("t");
  const names = [
    { name: "this.text", kind: "text", changes: true },
    { name: "this.count", kind: "number", changes: true },
    { name: t, kind: "text", changes: true },
  ] as const;
  const body = w.within({ names, isAsync: false, hasOwnThis: true, mayCall: false }, () => w.of("text"));
  const say = w.tape.pick([
    `say(${t}: string) { return ${body}; }`,
    `say: function (${t}: string) { return ${body}; }`,
  ]);
  const label = w.tape.pick(["label: style", `label: ${w.inCallback("text")}`]);
  const add = w.tape.pick([
    "add(t: string) { this.views.push(t); return this; }",
    "add(t: string) { this.text += t; return this; }",
  ]);
  return `({ text: ${w.of("text")}, count: ${w.of("number")}, views: ${w.of("texts")}, ${label}, ${say}, ${add} })`;
}

const itself = (w: Writer, write: (name: string) => string) => {
  const name = w.fresh("i");
  const body = w.within({ isAsync: false }, () => write(name));
  return `((${name}: Item) => ${body})(${w.of("item")})`;
};

export const items = {
  item: {
    "object with methods": literal,
    "new": (w) => {
      const [callee, args] = argumentsFor(w) ?? [];
      return callee === undefined ? undefined : `new ${callee}(${args})`;
    },
    "static method": (w) => {
      const [callee, args] = argumentsFor(w) ?? [];
      return callee === undefined ? undefined : `${callee}.of(${args})`;
    },
    "static method by call": (w) => {
      const [callee, args = ""] = argumentsFor(w) ?? [];
      if (callee === undefined) return undefined;
      return w.tape.pick([`${callee}.of.call(${[callee, args].filter(Boolean).join(", ")})`, `${callee}.of.apply(${callee}, [${args}])`]);
    },
    "builder": (w) => `${w.of("item")}.add(${w.of("text")}).add(${w.of("text")})`,
    "conditional item": (w) => `(${w.of("boolean")} ? ${w.of("item")} : ${w.of("item")})`,
    "item of a list": (w) => `[${w.of("item")}, ${w.of("item")}][${w.tape.choose(2)}]!`,
    "class expression": (w) => {
      const base = someClass(w);
      if (base === undefined || base.takes.length > 0) return undefined;
      return `new (class extends ${base.callee} { override say(t: string) { return super.say(t) + ${w.tape.pick(["this.text", "this.label", "style"])}; } })()`;
    },
    "object with the methods of another": (w) => `({ ...${literal(w)}, count: ${w.of("number")} })`,
  },
  failure: {
    "error": (w) => `new Error(${w.of("text")})`,
    "error with a cause": (w) => `new Error(${w.of("word")}, { cause: ${w.of("word")} })`,
    "own error": (w) => `new ${w.tape.pick(["Failure", "Late"])}(${w.of("text")}, ${w.of("number")})`,
    "JavaScript's error": (w) => `new ${w.tape.pick(["TypeError", "RangeError", "SyntaxError"])}(${w.of("word")})`,
    "error of an error": (w) => `new Failure(${w.of("failure")}.message)`,
  },
  pair: {
    "tuple": (w) => `([${w.of("text")}, ${w.of("number")}] as [string, number])`,
    "tuple as const": (w) => `([${w.of("word")}, ${w.of("number")}] as const)`,
    "tuple of a function": (w) => `((): [name: string, count: number] => [${w.inCallback("text")}, ${w.inCallback("number")}])()`,
    "tuple that satisfies": (w) => `([${w.of("text")}, ${w.of("number")}] satisfies [string, number])`,
    "copy of a tuple": (w) => `([...${w.of("pair")}] as [string, number])`,
    "first entry": (w) => `(Object.entries(${w.of("table")}).map(([, value], i): [string, number] => [value, i])[0] ?? ${w.of("pair")})`,
  },
} satisfies Partial<ExpressionTable>; // prettier-ignore

/** Rows of other tables. */
export const ofItems = {
  number: {
    "field count": (w) => `${w.of("item")}.count`,
    "length of a field": (w) => `${w.of("item")}.views.length`,
    "static field": (w) => {
      const made = w.classes.findLast(({ counts }) => counts);
      return made && `${made.callee}.made`;
    },
    "parameters counted": (w) => `${w.of("item")}.say.length`,
    "Math.max by apply": (w) => `Math.max.apply(null, [0, ...${w.of("numbers")}])`,
    "tuple's number": (w) => `${w.of("pair")}[1]`,
    "code of an error": (w) => `new Failure(${w.of("word")}, ${w.of("number")}).code`,
  },
  boolean: {
    "instanceof": (w) => {
      const made = someClass(w);
      return made && `((${w.of("item")} as unknown) instanceof ${made.callee})`;
    },
    "instanceof of an error": (w) => `(${w.of("failure")} instanceof ${w.tape.pick(["Error", "Failure", "Late", "RangeError", "TypeError"])})`,
    "method in an instance": (w) => w.tape.pick([`("say" in ${w.of("item")})`, `Object.hasOwn(${w.of("item")}, "say")`]),
    "same item": (w) => `(${w.of("item")} === ${w.of("item")}.add("x"))`,
  },
  word: {
    "name of a class": (w) => {
      const made = someClass(w);
      return made && `${made.callee}.name`;
    },
    "name of the constructor": (w) => {
      const [callee, args] = argumentsFor(w) ?? [];
      return callee && `new ${callee}(${args}).constructor.name`;
    },
    "name of an error": (w) => `${w.of("failure")}.name`,
    "name of a method": (w) => `${w.of("item")}.say.name`,
    "keys of an instance": (w) => `Object.keys(${w.of("item")}).join()`,
  },
  text: {
    "field text": (w) => `${w.of("item")}.text`,
    "getter": (w) => `${w.of("item")}.label`,
    "method": (w) => `${w.of("item")}.say(${w.of("text")})`,
    "method of a chain": (w) => `${w.of("item")}.add(${w.of("text")}).say(${w.of("text")})`,
    "method by call": (w) => itself(w, (i) => `${i}.say.call(${i}, ${w.of("text")})`),
    "method by apply": (w) => itself(w, (i) => `${i}.say.apply(${i}, [${w.of("text")}])`),
    "method by bind": (w) => itself(w, (i) => w.tape.pick([`${i}.say.bind(${i}, ${w.of("text")})()`, `${i}.say.bind(${i})(${w.of("text")})`])),
    "function by call": (w) => `(${w.of("edit")}).call(undefined, ${w.of("text")})`,
    "function by apply": (w) => `(${w.of("edit")}).apply(null, [${w.of("text")}])`,
    "function by bind": (w) => `(${w.of("edit")}).bind(null)(${w.of("text")})`,
    "borrowed this": (w) =>
      `(function (this: { t: string }, end: string) { return this.t + end; }).call({ t: ${w.of("text")} }, ${w.of("text")})`,
    "method that is taken off": (w) => `(({ say }: Item, i: Item) => say.call(i, "off"))(...((i: Item) => [i, i] as const)(${w.of("item")}))`,
    "awaited method": (w) => {
      const made = w.classes.findLast(({ draws }) => draws);
      if (made === undefined || !w.isAsync) return undefined;
      return `(await new ${made.callee}(${made.takes.map((kind) => w.of(kind)).join(", ")}).draw(${w.of("text")}))`;
    },
    "message of an error": (w) => `${w.of("failure")}.message`,
    "error as a text": (w) => w.tape.pick([`String(${w.of("failure")})`, `\`\${${w.of("failure")}}\``]),
    "cause of an error": (w) => `(new Error("outer", { cause: ${w.of("text")} }).cause as string)`,
    "caught at once": (w) =>
      `(() => { try { throw ${w.inCallback("failure")}; } catch (error) { return (error as Error).message; } })()`,
    "tuple's text": (w) => `${w.of("pair")}[0]`,
    "tuple as arguments": (w) => `((...[t, n]: [string, number]) => t + n)(...${w.of("pair")})`,
  },
  texts: {
    "field list": (w) => `${w.of("item")}.views`,
    "fields of instances": (w) => `[${w.of("item")}, ${w.of("item")}].map(({ label }) => label)`,
    "spread of a generator": (w) => {
      const body = w.within({ isAsync: false, hasOwnThis: true }, () => `yield ${w.of("text")}; yield* ${w.of("texts")};`);
      return `[...(function* () { ${body} })()]`;
    },
    "Array.from of a generator": (w) => `Array.from((function* (t: string) { yield t; yield t + t; })(${w.of("text")}))`,
    "map by a method": (w) => itself(w, (i) => `${w.of("texts")}.map((t) => ${i}.say(t))`),
    "map by a bound method": (w) => itself(w, (i) => `${w.of("texts")}.map(${i}.say.bind(${i}))`),
  },
  record: {
    "record of an item": (w) => `(({ text, count }: Item) => ({ text, note: "i", count }))(${w.of("item")})`,
  },
} satisfies Partial<ExpressionTable>; // prettier-ignore
