/** Is the workflow's interface known: its input's shape and what it returns. */
import { entry } from "../entry.ts";
import { tick } from "../wording.ts";

export const interfaceEntries = {
  "input-untyped": entry<{ name: string }>({
    kind: "error",
    message: ({ name }) => `The type of ${tick(name)} does not say which fields the workflow takes.`,
    why: "The input's fields become the workflow's interface: its schema, its flags, its placeholders.",
    rewrite: () =>
      `export const input = z.object({ prompt: z.string() });\n\nexport default async function workflow({ prompt }: z.infer<typeof input>) { … }`,
  }),

  "input-type-unsupported": entry<{ type: string }>({
    kind: "unsupported",
    message: ({ type }) => `The type ${tick(type)} has no JSON Schema that falc can derive.`,
    why: "The interface is read from the syntax: object, list, string, number, boolean, literals, unions of these, and types of the same project.",
    rewrite: () =>
      `import { z } from "zod";\n\nexport const input = z.object({ prompt: z.string(), size: z.enum(["small", "large"]) });`,
  }),

  "input-not-object": entry<{ text: string }>({
    kind: "error",
    message: ({ text }) => `The input has to be an object with named fields; this is ${text}.`,
    why: "fal passes a workflow's input by field name.",
    rewrite: () => `export const input = z.object({ prompt: z.string() });`,
  }),

  "input-field-name": entry<{ name: string }>({
    kind: "unsupported",
    message: ({ name }) => `An input field cannot be named ${tick(name)}.`,
    why: "fal's references ($input.name) take only identifiers as names: letters, digits and _, no leading digit.",
    rewrite: ({ name }) => `${name.replace(/[^A-Za-z0-9_]+/g, "_").replace(/^(?=\d)|^$/, "_")}: z.string()`,
  }),

  "input-optional": entry<{ path: string; field: string; example: string }>({
    kind: "unsupported",
    message: ({ path }) => `${tick(path)} may be missing when the workflow runs.`,
    why: "In TypeScript a missing value leaves the key out; a graph's reference to a missing field fails the run.",
    rewrite: ({ field, example }) =>
      `// give the field a value for when it is left out\nexport default async function workflow({ ${field} = ${example} }: Input) { … }`,
  }),

  "input-default-differs": entry<{ field: string; inCode: string; inType: string }>({
    kind: "error",
    message: ({ field, inCode, inType }) =>
      `${tick(field)} has two defaults: ${inCode} in the code, ${inType} in its type.`,
    why: "Called directly the function would use the one, and its graph the other.",
    rewrite: ({ field, inCode }) => `{ ${field} = ${inCode} }   // and no other default in the type`,
  }),

  "input-default-in-comment": entry<{ field: string; value: string }>({
    kind: "warning",
    message: ({ field, value }) =>
      `Only a doc comment says that ${tick(field)} is ${value} when it is left out.`,
    why: "A run fills the default in; a direct call of the function does not, and goes on with undefined.",
    rewrite: ({ field, value }) =>
      `export default async function workflow({ ${field} = ${value} }: Input) { … }`,
  }),

  "schema-method": entry<{ name: string }>({
    kind: "unsupported",
    message: ({ name }) => `${tick(name)} cannot be used in a workflow's input schema.`,
    why: "The interface is published as JSON Schema. What changes or checks a value by code cannot be said there and would be lost.",
    rewrite: () =>
      `// say it with what JSON Schema has: .min() .max() .regex() .default() .describe() z.enum([…])\nz.string().min(1)`,
  }),

  "schema-callback": entry<{ name: string }>({
    kind: "unsupported",
    message: ({ name }) => `${tick(name)} is given a function.`,
    why: "Compiling never runs the author's code, and a JSON Schema cannot hold a function.",
    rewrite: () => `z.string().regex(/^[a-z ]+$/)   // a rule that JSON Schema can say`,
  }),

  "schema-invalid": entry<{ text: string }>({
    kind: "error",
    message: ({ text }) => `zod refuses this schema: ${text}`,
    why: "The chain is applied to the real zod library, and this is its answer.",
  }),

  "return-missing": entry<{ name: string }>({
    kind: "error",
    message: () => "This workflow returns nothing.",
    why: "The returned object's fields are the run's result; without them a run is paid for and shows nothing.",
    rewrite: () => `return { image: photo.images[0].url };`,
  }),

  "return-not-object": entry<{ text: string; what: string }>({
    kind: "unsupported",
    message: ({ what }) => `A workflow returns an object with named fields; this is ${what}.`,
    why: "fal's output node holds fields by name.",
    rewrite: ({ text }) => `return { result: ${text} };`,
  }),

  "no-model-call": entry({
    kind: "error",
    message: () => "This workflow calls no model.",
    why: "fal's graphs need at least one model node, and there is nothing here for fal to run.",
    rewrite: () =>
      `const flux = model("fal-ai/flux/dev");\n\nconst photo = await flux({ prompt: input.prompt });`,
  }),
};
