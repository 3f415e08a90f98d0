/** Statements, iterations and jumps that do not happen. */
import { normal } from "../../../../src/compiler/2-evaluate/machine/machine.ts";
import { array, known, undefinedValue } from "../../../../src/compiler/2-evaluate/values/values.ts";
import { butLast, type Dropped, workflow } from "./row.ts";

const loop = (head: string, body: string) =>
  workflow(`
  const said: string[] = [];
  ${head} { ${body} }
  return draw({ prompt: input.prompt, list: said });`);

/** A round of a loop; `undefined` ends it. */
type Round = () => Generator<unknown, unknown, never>;

// eslint-disable-next-line require-yield
function* none(): Generator<never, undefined> {
  return undefined;
}

/** All rounds but the one with this index, from 0. */
function without(round: Round, skipped: number): Round {
  let index = 0;
  return () => (index++ === skipped ? none() : round());
}

function* ending<Result>(result: Result): Generator<never, Result> {
  yield* [];
  return result;
}

export const control: readonly Dropped[] = [
  {
    name: "for…of leaves out the first element",
    of: "iterate",
    become:
      (iterate) =>
      (...args) => {
        const next = iterate(...args);
        if (typeof next === "function") next();
        return next;
      },
    program: loop(`for (const each of ["a", "b", "c"])`, `said.push(each);`),
  },
  {
    name: "for…of ends before the last element",
    of: "iterate",
    become:
      (iterate) =>
      (value, ...rest) =>
        value.kind === "array" ? iterate(array(butLast(value.elements)), ...rest) : iterate(value, ...rest),
    program: loop(`for (const each of ["a", "b", "c"])`, `said.push(each);`),
  },
  {
    name: "for…of over a string leaves out a character",
    of: "iterate",
    become:
      (iterate) =>
      (value, ...rest) =>
        value.kind === "known"
          ? iterate(known(String(value.value).slice(1)), ...rest)
          : iterate(value, ...rest),
    program: loop(`for (const each of "abc")`, `said.push(each);`),
  },
  {
    name: "a for loop ends an iteration early",
    of: "repeat",
    become: (repeat) => (node, place, round, machine) => repeat(node, place, without(round, 2), machine),
    program: loop(`for (let i = 0; i < 3; i++)`, `said.push("take " + i);`),
  },
  {
    name: "while ends an iteration early",
    of: "repeat",
    become: (repeat) => (node, place, round, machine) => repeat(node, place, without(round, 1), machine),
    program: workflow(`
  const said: string[] = [];
  let i = 0;
  while (i < 2) { said.push("take " + i); i++; }
  return draw({ prompt: input.prompt, list: said });`),
  },
  {
    name: "do…while ends after its first iteration",
    of: "repeat",
    become: (repeat) => (node, place, round, machine) => repeat(node, place, without(round, 1), machine),
    program: workflow(`
  const said: string[] = [];
  let i = 0;
  do { said.push("take " + i); i++; } while (i < 2);
  return draw({ prompt: input.prompt, list: said });`),
  },
  {
    name: "for…in leaves out a key",
    of: "loops:keysOf",
    become:
      (keysOf) =>
      (...args) =>
        butLast(keysOf(...args)),
    program: loop(`for (const key in { a: 1, b: 2 })`, `said.push(key);`),
  },
  {
    name: "break is ignored",
    of: "breakStatement",
    become: () => () => normal,
    program: loop(`for (const each of ["a", "b", "c"])`, `if (each === "b") break; said.push(each);`),
  },
  {
    name: "continue is ignored",
    of: "continueStatement",
    become: () => () => normal,
    program: loop(`for (const each of ["a", "b", "c"])`, `if (each === "b") continue; said.push(each);`),
  },
  {
    name: "a label is ignored",
    of: "breakStatement",
    become: () => () => ({ kind: "break", label: undefined }),
    program: workflow(`
  const said: string[] = [];
  outer: for (const a of ["a", "b"]) for (const b of ["c", "d"]) { said.push(a + b); if (b === "c") break outer; }
  return draw({ prompt: input.prompt, list: said });`),
  },
  {
    name: "else is never executed",
    of: "ifStatement",
    become:
      (rule) =>
      (node, ...rest) =>
        rule(Object.create(node, { elseStatement: { value: undefined } }), ...rest),
    program: loop(
      `for (const each of ["a", "b"])`,
      `if (each === "a") said.push("first"); else said.push("other");`,
    ),
  },
  {
    name: "the then of an if is executed only once",
    of: "ifStatement",
    become: (rule) => {
      let count = 0;
      return (node, ...rest) => (count++ === 0 ? rule(node, ...rest) : ending(normal));
    },
    program: loop(`for (const each of ["a", "b"])`, `if (each !== "c") said.push(each);`),
  },
  {
    name: "switch does not fall through",
    of: "switch:run",
    become: (run) =>
      function* (...args): Generator<unknown, unknown, unknown> {
        const completion = yield* run(...args) as Generator<unknown, { kind: string }, unknown>;
        return completion.kind === "normal" ? { kind: "break", label: undefined } : completion;
      },
    program: workflow(`
  const said: string[] = [];
  for (const each of ["a", "b"]) switch (each) { case "a": said.push("one"); case "b": said.push("two"); }
  return draw({ prompt: input.prompt, list: said });`),
  },
  {
    name: "finally is not executed",
    of: "tryStatement",
    become:
      (rule) =>
      (node, ...rest) =>
        rule(Object.create(node, { finallyBlock: { value: undefined } }), ...rest),
    program: workflow(`
  const said: string[] = [];
  try { said.push("a"); } finally { said.push("b"); }
  return draw({ prompt: input.prompt, list: said });`),
  },
  {
    name: "finally is not executed after a throw",
    of: "tryStatement",
    become: (rule) => {
      let count = 0;
      return (node, ...rest) =>
        rule(count++ === 0 ? node : Object.create(node, { finallyBlock: { value: undefined } }), ...rest);
    },
    program: workflow(`
  const said: string[] = [];
  for (const each of ["a", "b"]) try { if (each === "b") throw new Error("no"); } catch { said.push("caught"); } finally { said.push(each); }
  return draw({ prompt: input.prompt, list: said });`),
  },
  {
    name: "catch is not executed",
    of: "runCatch",
    become: () => () => ending(normal),
    program: workflow(`
  const said: string[] = [];
  try { throw new Error("no"); } catch (error) { said.push((error as Error).message); }
  return draw({ prompt: input.prompt, list: said });`),
  },
  {
    name: "a block loses its last statement",
    of: "statementList",
    become:
      (list) =>
      (nodes, ...rest) =>
        list(nodes.length > 1 && nodes.at(-1).kind === nodes.at(-2).kind ? butLast(nodes) : nodes, ...rest),
    program: workflow(`
  const said: string[] = [];
  { said.push("a"); said.push("b"); }
  return draw({ prompt: input.prompt, list: said });`),
  },
  {
    name: "only the first run of a function executes its last statement",
    of: "Interpreter.executeAll",
    become: (all) => {
      let count = 0;
      return function (this: unknown, nodes, place) {
        const isHelper = nodes.length === 2 && count++ > 0;
        return all.call(this, isHelper ? nodes.slice(0, 1) : nodes, place);
      };
    },
    program: workflow(
      `
  const said: string[] = [];
  add("a", said);
  add("b", said);
  return draw({ prompt: input.prompt, list: said });`,
      { before: `function add(text: string, to: string[]) { to.push(text); to.push(text + "!"); }` },
    ),
  },
  {
    name: "a function's result is lost",
    of: "Interpreter.apply",
    become: (apply) =>
      function (this: unknown, callee, ...rest) {
        const result = apply.call(this, callee, ...rest);
        return callee.kind === "function" ? undefinedValue : result;
      },
    program: workflow(`return draw({ prompt: input.prompt, data: look() ?? "none" });`, {
      before: `function look(): string | undefined { return "soft"; }`,
    }),
  },
];
