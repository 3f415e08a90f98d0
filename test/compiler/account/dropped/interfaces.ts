/** Fields, defaults and words of the interface that are lost where it is read. */
import { type Dropped, workflow } from "./row.ts";

/** A schema without its last field. */
function lesser(schema: { properties?: object; required?: string[] }) {
  const all = Object.entries(schema.properties ?? {});
  const kept = all.length > 1 ? all.slice(0, -1) : all;
  return {
    ...schema,
    properties: Object.fromEntries(kept),
    ...(schema.required && {
      required: schema.required.filter((key) => kept.some(([each]) => each === key)),
    }),
  };
}

export const interfaces: readonly Dropped[] = [
  {
    name: "a default beside ?? is not noted",
    of: "InputDefaults.add",
    become: () => () => undefined,
    program: workflow(`return draw({ prompt: input.prompt, data: input.style ?? "soft" });`, {
      input: "prompt: string; style?: string",
    }),
  },
  {
    name: "a default in a pattern is not noted",
    of: "InputDefaults.add",
    become: () => () => undefined,
    program: workflow(
      `
  const { style = "soft" } = input;
  return draw({ prompt: input.prompt, data: style });`,
      { input: "prompt: string; style?: string" },
    ),
  },
  {
    name: "a default of a helper's parameter is not noted",
    of: "InputDefaults.add",
    become: () => () => undefined,
    program: workflow(`return draw({ prompt: input.prompt, data: show(input.style) });`, {
      input: "prompt: string; style?: string",
      before: `function show(style = "soft") { return style; }`,
    }),
  },
  {
    name: "a default beside ??= is not noted",
    of: "InputDefaults.add",
    become: () => () => undefined,
    program: workflow(
      `
  let style = input.style;
  style ??= "soft";
  return draw({ prompt: input.prompt, data: style });`,
      { input: "prompt: string; style?: string" },
    ),
  },
  {
    name: "an optional field of the input is not in the interface",
    of: "readInterface",
    become:
      (read) =>
      (...args) => {
        const found = read(...args);
        return "schema" in found ? { ...found, schema: lesser(found.schema) } : found;
      },
    program: workflow(`return draw({ prompt: input.prompt });`, { input: "prompt: string; unused: string" }),
  },
  {
    name: "a zod object loses a key",
    of: "readInterface",
    become:
      (read) =>
      (...args) => {
        const found = read(...args);
        return "schema" in found ? { ...found, schema: lesser(found.schema) } : found;
      },
    program: {
      "main.ts": `import { model } from "falc";
import { z } from "zod";
const draw = model<{ prompt: string; data?: unknown }, { url: string }>("me/draw");
export const input = z.object({ prompt: z.string(), unused: z.string() });
export default async function workflow(given: z.infer<typeof input>) {
  return draw({ prompt: given.prompt });
}
`,
    },
  },
  {
    name: "the workflow's title is lost",
    of: "titleOf",
    become: () => () => ({ title: undefined, description: undefined }),
    program: {
      "main.ts": `import { model } from "falc";
const draw = model<{ prompt: string; data?: unknown }, { url: string }>("me/draw");
/** Draws a picture. It is soft. */
export default async function workflow(input: { prompt: string }) {
  return draw({ prompt: input.prompt });
}
`,
    },
  },
  {
    name: "the workflow's description is lost",
    of: "titleOf",
    become:
      (of) =>
      (...args) => ({ ...of(...args), description: undefined }),
    program: {
      "main.ts": `import { model } from "falc";
const draw = model<{ prompt: string; data?: unknown }, { url: string }>("me/draw");
/** Draws a picture. It is soft. */
export default async function workflow(input: { prompt: string }) {
  return draw({ prompt: input.prompt });
}
`,
    },
  },
  {
    name: "a call's id is lost",
    of: "readOptions",
    become:
      (read) =>
      (...args) => ({ ...read(...args), id: undefined }),
    program: workflow(`return draw({ prompt: input.prompt }, { id: "picture" });`),
  },
  {
    name: "a call waits only for the first of several",
    of: "readOptions",
    become:
      (read) =>
      (...args) => {
        const options = read(...args);
        return options?.after === undefined ? options : { ...options, after: options.after.slice(0, 1) };
      },
    program: workflow(`
  const a = draw({ prompt: input.prompt });
  const b = draw({ prompt: "b" });
  const [one, two] = [await a, await b];
  const last = await draw({ prompt: "c" }, { after: [one, two] });
  return { url: last.url, a: one.url, b: two.url };`),
  },
];
