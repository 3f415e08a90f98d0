/** Variables of rounds and calls, what is thrown, declarations, zod's schemas, and the source map: what only later code notices. */
import { known, object, undefinedValue } from "../../../../src/compiler/2-evaluate/values/values.ts";
import { butLast, type Dropped, workflow } from "./row.ts";

const closures = `
  const all: (() => string)[] = [];
  for (const each of ["a", "b"]) { const own = each + "!"; all.push(() => each + own); }
  return draw({ prompt: input.prompt, list: all.map((each) => each()) });`;

export const rounds: readonly Dropped[] = [
  {
    name: "all rounds of a loop share their variables",
    of: "innerPlace",
    become: (inner) => {
      let shared: unknown;
      return (place) => (place.activation.repeats > 0 ? (shared ??= inner(place)) : inner(place));
    },
    program: workflow(closures),
  },
  {
    name: "what is caught is another error",
    of: "runCatch",
    become:
      (run) =>
      (clause, thrown, ...rest) =>
        run(clause, { ...thrown, value: object([["message", known("none")]]) }, ...rest),
    program: workflow(`
  let said = "";
  try { throw new Error("no"); } catch (error) { said = (error as Error).message; }
  return draw({ prompt: input.prompt, data: said });`),
  },
  {
    name: "a function declaration is another function",
    of: "hoist:hoist",
    become: (hoist) => (bindings, place) => {
      hoist(bindings, place);
      const [one, other] = ["soft", "bold"].map((name) => place.scope.own(name));
      if (one !== undefined && other !== undefined) other.value = one.value;
    },
    program: workflow(`return draw({ prompt: input.prompt, data: bold() });`, {
      before: `function soft() { return "soft"; }\nfunction bold() { return "bold"; }`,
    }),
  },
  {
    name: "a field with a computed name has another",
    of: "classes:keyOf",
    become:
      (of) =>
      (name, ...rest) => {
        const key = of(name, ...rest);
        return name.expression === undefined ? key : { ...key, name: "none" };
      },
    program: workflow(`return draw({ prompt: input.prompt, data: { ...new Look() } });`, {
      before: `const name = "style";\nclass Look { [name] = "soft"; }`,
    }),
  },
  {
    name: "fields are initialized in another order",
    of: "addFields",
    become:
      (add) =>
      (own, ...rest) =>
        add({ ...own, fields: [...own.fields].reverse() }, ...rest),
    program: workflow(`return draw({ prompt: input.prompt, data: { ...new Look() } });`, {
      before: `class Look { style = "soft"; seed = 7; }`,
    }),
  },
  {
    name: "a Set's elements are in another order",
    of: "set:methods.add",
    become:
      (add) =>
      (...args) => {
        const made = add(...args);
        const [first] = [...(made.entries as Map<unknown, unknown>)];
        if (first !== undefined && made.entries.size > 1) {
          made.entries.delete(first[0]);
          made.entries.set(first[0], first[1]);
        }
        return made;
      },
    program: workflow(`
  const all = new Set<string>();
  all.add("a");
  all.add("b");
  return draw({ prompt: input.prompt, list: [...all] });`),
  },
  {
    name: "zod's description is lost",
    of: "applyZod",
    become:
      (apply) =>
      (callee, ...rest) =>
        callee.name === ".describe" ? { kind: "zod", schema: callee.receiver } : apply(callee, ...rest),
    program: zod(`z.string().describe("A scene")`),
  },
  {
    name: "zod's default is lost",
    of: "applyZod",
    become:
      (apply) =>
      (callee, args, ...rest) =>
        apply(callee, callee.name === ".default" ? [known("none")] : args, ...rest),
    program: zod(`z.string().default("soft")`),
  },
  {
    name: "zod's limit is lost",
    of: "applyZod",
    become:
      (apply) =>
      (callee, ...rest) =>
        callee.name === ".max" ? { kind: "zod", schema: callee.receiver } : apply(callee, ...rest),
    program: zod(`z.string().max(20)`),
  },
  {
    name: "zod's enum loses a word",
    of: "applyZod",
    become:
      (apply) =>
      (callee, args, ...rest) =>
        apply(
          callee,
          callee.name === "z.enum" ? [{ ...args[0], elements: butLast(args[0].elements) }] : args,
          ...rest,
        ),
    program: zod(`z.enum(["soft", "bold"])`),
  },
  {
    name: "zod's object loses a field further in",
    of: "applyZod",
    become:
      (apply) =>
      (callee, args, ...rest) => {
        const isInner = callee.name === "z.object" && "seed" in args[0].fields;
        return apply(callee, isInner ? [object([["size", args[0].fields.size]])] : args, ...rest);
      },
    program: zod(`z.object({ size: z.number(), seed: z.number() })`),
  },
  {
    name: "the source map loses the calls of helpers",
    of: "emit",
    become: (emit) => (lowered) => {
      const origins = [...lowered.origins].map(([id, origin]) => [id, { ...origin, trail: [] }] as const);
      return emit({ ...lowered, origins: new Map(origins) });
    },
    program: workflow(`return help(input.prompt);`, {
      before: `function help(prompt: string) { return draw({ prompt }); }`,
    }),
  },
  {
    name: "an async function's result is lost",
    of: "settle",
    become:
      (settle) =>
      (value, ...rest) => {
        const given = settle(value, ...rest);
        return given.kind === "known" ? undefinedValue : given;
      },
    program: workflow(`return draw({ prompt: input.prompt, data: (await late()) ?? "none" });`, {
      before: `async function late(): Promise<string | undefined> { return "soft"; }`,
    }),
  },
  {
    name: "a variable's declaration without a value keeps the last round's",
    of: "declareVariables",
    become: (declare) =>
      function* (list, place, machine): Generator<unknown, unknown, unknown> {
        const isFirst = list.declarations[0].initializer !== undefined || place.activation.repeats === 0;
        return isFirst
          ? yield* declare(list, place, machine) as Generator<unknown, unknown, unknown>
          : machine.bind(list.declarations[0].name, known("old"), list, place, "let");
      },
    program: workflow(`
  const said: string[] = [];
  for (const each of ["a", "b"]) { let last: string | undefined; said.push(last ?? "none"); last = each; }
  return draw({ prompt: input.prompt, list: said });`),
  },
];

function zod(field: string) {
  return {
    "main.ts": `import { model } from "falc";
import { z } from "zod";
const draw = model<{ prompt: string; data?: unknown }, { url: string }>("me/draw");
export const input = z.object({ prompt: z.string(), field: ${field} });
export default async function workflow(given: z.infer<typeof input>) {
  return draw({ prompt: given.prompt, data: given.field });
}
`,
  };
}
