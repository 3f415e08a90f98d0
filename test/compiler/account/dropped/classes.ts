/** Classes, generators, modules and enums that lose a part. */
import { known, undefinedValue } from "../../../../src/compiler/2-evaluate/values/values.ts";
import { butLast, type Dropped, workflow } from "./row.ts";

const generator = `function* words() { yield "a"; yield "b"; return "c"; }`;

export const classes: readonly Dropped[] = [
  {
    name: "a class's last field is not initialized",
    of: "addFields",
    become:
      (add) =>
      (own, ...rest) =>
        add({ ...own, fields: butLast(own.fields) }, ...rest),
    program: workflow(`return draw({ prompt: input.prompt, data: { ...new Look() } });`, {
      before: `class Look { style = "soft"; seed = 7; }`,
    }),
  },
  {
    name: "a field has no value",
    of: "defineField",
    become:
      (define) =>
      (owner, key, ...rest) => {
        define(owner, key, ...rest);
        if (owner.kind === "object") owner.fields[key.name] = undefinedValue;
      },
    program: workflow(`return draw({ prompt: input.prompt, data: { ...new Look() } });`, {
      before: `class Look { style = "soft"; seed = 7; }`,
    }),
  },
  {
    name: "parameters do not become fields",
    of: "takeParameters",
    become: () => () => undefined,
    program: workflow(`return draw({ prompt: input.prompt, data: { ...new Look("soft") } });`, {
      before: `class Look { constructor(readonly style: string) {} }`,
    }),
  },
  {
    name: "a constructor's code does not run",
    of: "Interpreter.run",
    become: () => () => undefinedValue,
    program: workflow(`return draw({ prompt: input.prompt, data: { ...new Look("soft") } });`, {
      before: `class Look { style = "none"; constructor(style: string) { this.style = style; } }`,
    }),
  },
  {
    name: "a base's fields are lost",
    of: "initialize",
    become:
      (initialize) =>
      (from, ...rest) =>
        initialize(from.base === undefined ? { ...from, own: { ...from.own, fields: [] } } : from, ...rest),
    program: workflow(`return draw({ prompt: input.prompt, data: { ...new Bold() } });`, {
      before: `class Look { style = "soft"; }\nclass Bold extends Look { seed = 7; }`,
    }),
  },
  {
    name: "a setter does nothing",
    of: "callSetter",
    become: () => () => undefinedValue,
    program: workflow(
      `
  const look = new Look();
  look.name = "bold";
  return draw({ prompt: input.prompt, data: look.style });`,
      {
        before: `class Look { style = "soft"; set name(name: string) { this.style = name; } }`,
      },
    ),
  },
  {
    name: "a static block does not run",
    of: "classes:runBlock",
    become: () => () => undefined,
    program: workflow(`return draw({ prompt: input.prompt, data: Look.style });`, {
      before: `class Look { static style = "soft"; static { Look.style = "bold"; } }`,
    }),
  },
  {
    name: "a generator's first value is lost",
    of: "generatorElements",
    become:
      (elements) =>
      (...args) => {
        const next = elements(...args);
        next();
        return next;
      },
    program: workflow(
      `
  const said: string[] = [];
  for (const each of words()) said.push(each);
  return draw({ prompt: input.prompt, list: said });`,
      { before: generator },
    ),
  },
  {
    name: "a generator's last value is lost in a spread",
    of: "spreadElements",
    become:
      (spread) =>
      (...args) => {
        const elements = spread(...args);
        return Array.isArray(elements) ? butLast(elements) : elements;
      },
    program: workflow(`return draw({ prompt: input.prompt, list: [...words()] });`, { before: generator }),
  },
  {
    name: "yield* passes on only the first value",
    of: "delegate",
    become: (delegate) =>
      function* (...args): Generator<unknown, unknown, unknown> {
        const inner = delegate(...args) as Generator<unknown, unknown, unknown>;
        const first = inner.next();
        if (first.done === true) return first.value;
        yield first.value;
        return undefinedValue;
      },
    program: workflow(`return draw({ prompt: input.prompt, list: [...all()] });`, {
      before: `function* all() { yield* ["a", "b"]; yield "c"; }`,
    }),
  },
  {
    name: "what is sent to a generator is lost",
    of: "received",
    become:
      (received) =>
      (sent, ...rest) =>
        received(sent.kind === "next" ? { kind: "next", value: known("none") } : sent, ...rest),
    program: workflow(
      `
  const asked = ask();
  asked.next();
  return draw({ prompt: input.prompt, data: asked.next("soft").value });`,
      {
        before: `function* ask(): Generator<string, string, string> { const look = yield "?"; return look; }`,
      },
    ),
  },
  {
    name: "a file that is imported for its effects does not run",
    of: "ModuleInstances.#runCode",
    become: (run) =>
      function (this: unknown, instance) {
        return instance.module.path === "_set.ts" ? undefined : run.call(this, instance);
      },
    program: workflow(`return draw({ prompt: input.prompt, list: looks });`, {
      before: `import { looks } from "./_looks.ts";\nimport "./_set.ts";`,
      files: {
        "_looks.ts": `export const looks: string[] = ["a"];`,
        "_set.ts": `import { looks } from "./_looks.ts";\nlooks.push("b");`,
      },
    }),
  },
  {
    name: "the last statement of a file is not executed",
    of: "ModuleInstances.#runCode",
    become: (run) =>
      function (this: unknown, { module, place }) {
        if (module.path === "main.ts") return run.call(this, { module, place });
        const statements = butLast(module.tree.statements);
        return run.call(this, { module: { ...module, tree: { ...module.tree, statements } }, place });
      },
    program: workflow(`return draw({ prompt: input.prompt, list: looks });`, {
      before: `import { looks } from "./_looks.ts";`,
      files: { "_looks.ts": `export const looks: string[] = ["a"];\nlooks.push("b");` },
    }),
  },
  {
    name: "a JSON file loses a field",
    of: "ResolvedNames.#json",
    become: (json) =>
      function (this: unknown, target) {
        const { a: _, ...value } = target.value;
        return json.call(this, { ...target, value });
      },
    program: workflow(`return draw({ prompt: input.prompt, data: looks });`, {
      before: `import looks from "./looks.json";`,
      files: { "looks.json": `{ "a": 1, "b": 2 }` },
    }),
  },
  {
    name: "an enum loses its last member",
    of: "addMembers",
    become:
      (add) =>
      (members, node, ...rest) =>
        add(members, Object.create(node, { members: { value: butLast(node.members) } }), ...rest),
    program: workflow(`return draw({ prompt: input.prompt, data: Object.keys(Look) });`, {
      before: `enum Look { Soft = "soft", Bold = "bold" }`,
    }),
  },
];
