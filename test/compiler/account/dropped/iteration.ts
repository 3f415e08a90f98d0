/** Iterators of the author's own and generators that lose an element, a result, or their end. */
import { known, undefinedValue, type Value } from "../../../../src/compiler/2-evaluate/values/values.ts";
import type { Replaced } from "../../../support/mutants/mutant.ts";
import { type Dropped, workflow } from "./row.ts";

const counting = `
const counting = {
  [Symbol.iterator]() {
    let count = 0;
    return { next: () => (count < 3 ? { value: \`n\${count++}\`, done: false } : { value: undefined, done: true }) };
  },
};`;

const deck = `
class Deck {
  constructor(readonly cards: string[]) {}
  *[Symbol.iterator]() { for (const card of this.cards) yield card; }
}`;

const closing = `
const said: string[] = [];
const closing = {
  [Symbol.iterator]: () => ({
    next: () => ({ value: "a", done: false }),
    return() { said.push("closed"); return { value: undefined, done: true }; },
  }),
};`;

const ending = `
const said: string[] = [];
function* words() { try { yield "a"; yield "b"; } finally { said.push("closed"); } }`;

type Elements = (() => Value | undefined) & { close?: () => void; closeQuietly?: () => void };

/** An iteration without its first element. */
const skipping =
  (iterate: Replaced) =>
  (...args: any[]) => {
    const next = iterate(...args) as Elements;
    if (typeof next === "function") next();
    return next;
  };

/** An iteration without its last element. */
const stopping =
  (iterate: Replaced) =>
  (...args: any[]) => {
    const next = iterate(...args) as Elements;
    if (typeof next !== "function") return next;
    let ahead = next();
    const inner = () => {
      const now = ahead;
      if (now !== undefined) ahead = next();
      return ahead === undefined ? undefined : now;
    };
    return Object.assign(inner, next);
  };

/** An iteration that is left as it is. */
const unclosed =
  (iterate: Replaced) =>
  (...args: any[]) => {
    const next = iterate(...args) as Elements;
    return typeof next === "function" ? () => next() : next;
  };

const loop = `
  const all: string[] = [];
  for (const each of counting) all.push(each);
  return draw({ prompt: input.prompt, list: all });`;

export const iteration: readonly Dropped[] = [
  {
    name: "for…of over the author's own iterator leaves out the first element",
    of: "ownIterator",
    become: skipping,
    program: workflow(loop, { before: counting }),
  },
  {
    name: "for…of over the author's own iterator ends before the last element",
    of: "ownIterator",
    become: stopping,
    program: workflow(loop, { before: counting }),
  },
  {
    name: "an own iterator's value is lost",
    of: "ownIterator",
    become:
      (iterate) =>
      (...args) => {
        const next = iterate(...args) as Elements;
        return Object.assign(() => next() && known("none"), next);
      },
    program: workflow(loop, { before: counting }),
  },
  {
    name: "a spread of the author's own iterator leaves out an element",
    of: "ownIterator",
    become: skipping,
    program: workflow(`return draw({ prompt: input.prompt, list: [...counting] });`, { before: counting }),
  },
  {
    name: "arguments spread from the author's own iterator lose one",
    of: "ownIterator",
    become: stopping,
    program: workflow(`return draw({ prompt: input.prompt, list: all(...counting) });`, {
      before: `${counting}\nconst all = (...each: string[]) => each;`,
    }),
  },
  {
    name: "a pattern leaves out what the author's own iterator gives first",
    of: "ownIterator",
    become: skipping,
    program: workflow(
      `
  const [first, ...others] = counting;
  return draw({ prompt: input.prompt, data: first, list: others });`,
      { before: counting },
    ),
  },
  {
    name: "an assignment to a pattern leaves out what the author's own iterator gives",
    of: "ownIterator",
    become: skipping,
    program: workflow(
      `
  let first = "", second = "";
  [first, second] = counting;
  return draw({ prompt: input.prompt, list: [first, second] });`,
      { before: counting },
    ),
  },
  {
    name: "Array.from leaves out what the author's own iterator gives",
    of: "ownIterator",
    become: stopping,
    program: workflow(
      `return draw({ prompt: input.prompt, list: Array.from(counting, (each) => each + "!") });`,
      {
        before: counting,
      },
    ),
  },
  {
    name: "new Set leaves out what the author's own iterator gives",
    of: "ownIterator",
    become: stopping,
    program: workflow(`return draw({ prompt: input.prompt, list: [...new Set(counting)] });`, {
      before: counting,
    }),
  },
  {
    name: "new Map leaves out what a generator gives",
    of: "generatorElements",
    become: stopping,
    program: workflow(`return draw({ prompt: input.prompt, list: [...new Map(pairs()).values()] });`, {
      before: `function* pairs(): Generator<[string, string]> { yield ["a", "soft"]; yield ["b", "bold"]; }`,
    }),
  },
  {
    name: "new Set leaves out what a generator gives",
    of: "generatorElements",
    become: stopping,
    program: workflow(`return draw({ prompt: input.prompt, list: [...new Set(words())] });`, {
      before: `function* words() { yield "a"; yield "b"; }`,
    }),
  },
  {
    name: "Object.fromEntries leaves out what a generator gives",
    of: "generatorElements",
    become: stopping,
    program: workflow(`return draw({ prompt: input.prompt, data: Object.fromEntries(pairs()) });`, {
      before: `function* pairs() { yield ["a", "soft"]; yield ["b", "bold"]; }`,
    }),
  },
  {
    name: "Array.from leaves out what a generator gives",
    of: "generatorElements",
    become: stopping,
    program: workflow(`return draw({ prompt: input.prompt, list: Array.from(words()) });`, {
      before: `function* words() { yield "a"; yield "b"; }`,
    }),
  },
  {
    name: "Promise.all leaves out what a generator gives",
    of: "generatorElements",
    become: stopping,
    program: workflow(`return draw({ prompt: input.prompt, list: await Promise.all(words()) });`, {
      before: `function* words() { yield "a"; yield "b"; }`,
    }),
  },
  {
    name: "Array.from of a length leaves out an element",
    of: "array-namespace:elementsOf",
    become: stopping,
    program: workflow(
      `return draw({ prompt: input.prompt, list: Array.from({ length: 3 }, (_, index) => \`n\${index}\`) });`,
    ),
  },
  {
    name: "yield* leaves out what the author's own iterator gives",
    of: "ownIterator",
    become: skipping,
    program: workflow(`return draw({ prompt: input.prompt, list: [...all()] });`, {
      before: `${counting}\nfunction* all() { yield* counting; yield "last"; }`,
    }),
  },
  {
    name: "yield* over the author's own iterator ends too early",
    of: "ownIterator",
    become: stopping,
    program: workflow(`return draw({ prompt: input.prompt, list: [...all()] });`, {
      before: `${counting}\nfunction* all() { yield* counting; yield "last"; }`,
    }),
  },
  {
    name: "an object whose iterator is a generator loses an element",
    of: "iterateBy",
    become: skipping,
    program: workflow(`return draw({ prompt: input.prompt, list: [...new Deck(["a", "b"])] });`, {
      before: deck,
    }),
  },
  {
    name: "a loop over an object whose iterator is a generator loses an element",
    of: "iterateBy",
    become: stopping,
    program: workflow(
      `
  const all: string[] = [];
  for (const each of new Deck(["a", "b"])) all.push(each);
  return draw({ prompt: input.prompt, list: all });`,
      { before: deck },
    ),
  },
  {
    name: "a pattern over an object whose iterator is a generator loses an element",
    of: "iterateBy",
    become: skipping,
    program: workflow(
      `
  const [first] = new Deck(["a", "b"]);
  return draw({ prompt: input.prompt, data: first });`,
      { before: deck },
    ),
  },
  {
    name: "an object whose iterator is a list's loses an element",
    of: "iterateBy",
    become: skipping,
    program: workflow(`return draw({ prompt: input.prompt, list: [...listed] });`, {
      before: `const listed = { words: ["a", "b"], [Symbol.iterator]() { return this.words.values(); } };`,
    }),
  },
  {
    name: "a loop that is left does not close the author's own iterator",
    of: "ownIterator",
    become: unclosed,
    program: workflow(
      `
  for (const each of closing) if (each === "a") break;
  return draw({ prompt: input.prompt, list: said });`,
      { before: closing },
    ),
  },
  {
    name: "a pattern does not close the author's own iterator",
    of: "closingAfter",
    become: () => (elements, work) => work(elements),
    program: workflow(
      `
  const [first] = closing;
  return draw({ prompt: input.prompt, data: first, list: said });`,
      { before: closing },
    ),
  },
  {
    name: "a loop that is left does not end its generator",
    of: "generatorElements",
    become: unclosed,
    program: workflow(
      `
  for (const each of words()) if (each === "a") break;
  return draw({ prompt: input.prompt, list: said });`,
      { before: ending },
    ),
  },
  {
    name: "a pattern does not end its generator",
    of: "closingAfter",
    become: () => (elements, work) => work(elements),
    program: workflow(
      `
  const [first] = words();
  return draw({ prompt: input.prompt, data: first, list: said });`,
      { before: ending },
    ),
  },
  {
    name: "the value of yield* is lost",
    of: "delegateToGenerator",
    become: (delegate) =>
      function* (...args): Generator<unknown, unknown, unknown> {
        yield* delegate(...args) as Generator<unknown, unknown, unknown>;
        return undefinedValue;
      },
    program: workflow(`return draw({ prompt: input.prompt, list: [...outer()] });`, {
      before: `function* inner() { yield "a"; return "end"; }\nfunction* outer() { const end = yield* inner(); yield end ?? "none"; }`,
    }),
  },
  {
    name: "what a generator returns is lost",
    of: "bodyFlow",
    become: (flow) =>
      function* (...args): Generator<unknown, unknown, unknown> {
        yield* flow(...args) as Generator<unknown, unknown, unknown>;
        return undefinedValue;
      },
    program: workflow(
      `
  const made = one();
  made.next();
  return draw({ prompt: input.prompt, data: made.next().value ?? "none" });`,
      { before: `function* one() { yield "a"; return "end"; }` },
    ),
  },
  {
    name: "the value that return() is given is lost",
    of: "generatorMember",
    become: (member) => (generator, name, machine) =>
      member(
        name === "return"
          ? {
              ...generator,
              resume: (sent: object, ...rest: unknown[]) =>
                generator.resume({ ...sent, value: undefinedValue }, ...rest),
            }
          : generator,
        name,
        machine,
      ),
    program: workflow(
      `
  const made = one();
  made.next();
  return draw({ prompt: input.prompt, data: made.return("end").value ?? "none" });`,
      { before: `function* one(): Generator<string, string> { yield "a"; return "b"; }` },
    ),
  },
  {
    name: "for await leaves out what an async generator gives",
    of: "generatorElements",
    become: stopping,
    program: workflow(
      `
  const all: string[] = [];
  for await (const each of words()) all.push(each);
  return draw({ prompt: input.prompt, list: all });`,
      { before: `async function* words() { yield "a"; yield "b"; }` },
    ),
  },
  {
    name: "a list's iterator leaves out an element in a pattern",
    of: "array-iterators:iterator",
    become:
      (iterator) =>
      (...args) => {
        const made = iterator(...args);
        made.next();
        return made;
      },
    program: workflow(`
  const [first] = ["a", "b"].values();
  return draw({ prompt: input.prompt, data: first });`),
  },
];
