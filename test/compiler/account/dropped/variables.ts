/** Assignments, arguments and patterns that lose a value. */
import { array, known, object, undefinedValue } from "../../../../src/compiler/2-evaluate/values/values.ts";
import { shorter } from "./literals.ts";
import { butLast, type Dropped, workflow } from "./row.ts";

interface Target {
  readonly read: () => unknown;
}

/** A target that can be read, and keeps its value. */
const unwritten = (target: Target) => ("kind" in target ? target : { ...target, write: () => undefined });

export const variables: readonly Dropped[] = [
  {
    name: "an assignment to a variable is lost",
    of: "variableTarget",
    become:
      (target) =>
      (...args) =>
        unwritten(target(...args)),
    program: workflow(`
  let look = "soft";
  look = "bold";
  return draw({ prompt: input.prompt, data: look });`),
  },
  {
    name: "a closure's assignment is lost",
    of: "variableTarget",
    become:
      (target) =>
      (...args) =>
        unwritten(target(...args)),
    program: workflow(`
  let count = 0;
  const next = () => { count += 1; };
  next();
  next();
  return draw({ prompt: input.prompt, data: count });`),
  },
  {
    name: "an assignment to a field is lost",
    of: "memberTarget",
    become:
      (target) =>
      (...args) =>
        unwritten(target(...args)),
    program: workflow(`
  const look: { style: string } = { style: "soft" };
  look.style = "bold";
  return draw({ prompt: input.prompt, data: look });`),
  },
  {
    name: "a new field is lost",
    of: "setField",
    become: () => () => undefined,
    program: workflow(`
  const look: Record<string, unknown> = { style: "soft" };
  look.seed = 7;
  return draw({ prompt: input.prompt, data: look });`),
  },
  {
    name: "++ does not write",
    of: "updateExpression",
    become: () => () => known(1),
    program: workflow(`
  let count = 0;
  count++;
  return draw({ prompt: input.prompt, data: count });`),
  },
  {
    name: "+= keeps the left side",
    of: "applyOperator",
    become: () => (_operator, left) => left,
    program: workflow(`
  let text = input.prompt;
  text += ", sharp";
  return draw({ prompt: text });`),
  },
  {
    name: "??= keeps nothing",
    of: "assignWhere",
    become: (rule) =>
      function* (operator, node, target, ...rest): Generator<unknown, unknown, unknown> {
        return yield* rule(operator, node, unwritten(target), ...rest) as Generator<
          unknown,
          unknown,
          unknown
        >;
      },
    program: workflow(`
  const look: { style?: string } = {};
  look.style ??= "soft";
  return draw({ prompt: input.prompt, data: look });`),
  },
  {
    name: "the right side of ?? is lost",
    of: "takesRight",
    become: () => () => false,
    program: workflow(`
  const look: { style?: string } = {};
  return draw({ prompt: input.prompt, data: [look.style ?? "soft", 1].length, list: [look.style ?? "soft"].filter(Boolean) });`),
  },
  {
    name: "a swap by a pattern is lost",
    of: "assignToPattern",
    become: () => () => undefined,
    program: workflow(`
  let [a, b] = ["a", "b"];
  [a, b] = [b, a];
  return draw({ prompt: input.prompt, data: a, list: [b] });`),
  },
  {
    name: "a declaration without its value",
    of: "bindName",
    become:
      (bind) =>
      (name, value, ...rest) =>
        bind(name, value.kind === "known" ? known("") : value, ...rest),
    program: workflow(`
  const look = "soft";
  return draw({ prompt: input.prompt, data: look });`),
  },
  {
    name: "a default of a pattern is lost",
    of: "patterns:withDefault",
    become: () => (value) => value,
    program: workflow(`
  const look: { style?: string } = {};
  const { style = "soft" } = look;
  return draw({ prompt: input.prompt, data: style });`),
  },
  {
    name: "a default of a parameter is lost",
    of: "patterns:withDefault",
    become: () => (value) => value,
    program: workflow(`return draw({ prompt: input.prompt, data: look() });`, {
      before: `function look(style = "soft") { return style; }`,
    }),
  },
  {
    name: "the rest of an object loses a key",
    of: "restOfObject",
    become:
      (rest) =>
      (...args) =>
        shorter(rest(...args)),
    program: workflow(`
  const { a, ...others } = { a: 1, b: 2, c: 3 };
  return draw({ prompt: input.prompt, data: others, list: [a] });`),
  },
  {
    name: "the rest of a list loses an element",
    of: "restOfList",
    become:
      (rest) =>
      (...args) =>
        shorter(rest(...args)),
    program: workflow(`
  const [a, ...others] = [1, 2, 3];
  return draw({ prompt: input.prompt, data: a, list: others });`),
  },
  {
    name: "the last argument is lost",
    of: "evaluateArguments",
    become:
      (evaluate) =>
      (...args) => {
        const given = evaluate(...args);
        return Array.isArray(given) && given.length > 1 ? butLast(given) : given;
      },
    program: workflow(`return draw({ prompt: input.prompt, data: look("soft", "bold") });`, {
      before: `function look(a: string, b?: string) { return { a, b }; }`,
    }),
  },
  {
    name: "rest parameters lose an argument",
    of: "Interpreter.bind",
    become: (bind) =>
      function (this: unknown, name, value, source, place, kind) {
        const less = kind === "parameter" && value.kind === "array" ? array(butLast(value.elements)) : value;
        return bind.call(this, name, less, source, place, kind);
      },
    program: workflow(`return draw({ prompt: input.prompt, list: all("soft", "bold") });`, {
      before: `function all(...words: string[]) { return words; }`,
    }),
  },
  {
    name: "bind forgets an argument",
    of: "function-members:bind",
    become: (bind) => (fn, call) => bind(fn, { ...call, args: call.args.slice(0, 1) }),
    program: workflow(
      `
  const styled = look.bind(undefined, "soft");
  return draw({ prompt: input.prompt, data: styled() });`,
      {
        before: `function look(style?: string) { return { style }; }`,
      },
    ),
  },
  {
    name: "call forgets its arguments",
    of: "callWith",
    become: (callWith) => (fn, call) => callWith(fn, { ...call, args: call.args.slice(0, 1) }),
    program: workflow(`return draw({ prompt: input.prompt, data: look.call(undefined, "soft") });`, {
      before: `function look(style?: string) { return { style }; }`,
    }),
  },
  {
    name: "?. ends where there is a value",
    of: "endsChain",
    become:
      (ends) =>
      (before, node, link, ...rest) =>
        link.questionDotToken === undefined ? ends(before, node, link, ...rest) : true,
    program: workflow(`
  const look: { style?: { name: string } } = { style: { name: "soft" } };
  return draw({ prompt: input.prompt, data: { name: look.style?.name } });`),
  },
  {
    name: "delete deletes nothing",
    of: "deleteExpression",
    become: () => () => known(true),
    program: workflow(`
  const look: { style?: string; seed: number } = { style: "soft", seed: 1 };
  delete look.style;
  return draw({ prompt: input.prompt, data: look });`),
  },
  {
    name: "a variable keeps what it had when its loop began",
    of: "Scope.find",
    become: (find) => {
      const first = new Map<unknown, unknown>();
      return function (this: unknown, name: string) {
        const variable = find.call(this, name);
        if (name !== "last" || variable?.value === undefined) return variable;
        if (!first.has(variable)) first.set(variable, variable.value);
        return { ...variable, value: first.get(variable) };
      };
    },
    program: workflow(`
  let last = "none";
  const seen: string[] = [last];
  for (const each of ["a", "b"]) last = each;
  return draw({ prompt: input.prompt, data: last, list: seen });`),
  },
  {
    name: "a conditional gives nothing",
    of: "conditionalExpression",
    become: (rule) =>
      function* (...args): Generator<unknown, unknown, unknown> {
        yield* rule(...args) as Generator<unknown, unknown, unknown>;
        return undefinedValue;
      },
    program: workflow(`
  const isDraft = [1].length === 1;
  return draw({ prompt: input.prompt, data: { look: isDraft ? "soft" : "bold" } });`),
  },
  {
    name: "a getter's value is lost",
    of: "readMember",
    become:
      (read) =>
      (member, ...rest) => {
        const value = read(member, ...rest);
        return member.kind === "accessor" ? object() : value;
      },
    program: workflow(`
  const look = { get style() { return { name: "soft" }; } };
  return draw({ prompt: input.prompt, data: look.style });`),
  },
];
