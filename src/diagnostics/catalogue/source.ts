/** Can the source be read: syntax, imports, the workflow function itself. */
import { entry } from "../entry.ts";
import { quote } from "../wording.ts";

export const sourceEntries = {
  "syntax-error": entry<{ text: string }>({
    kind: "error",
    message: ({ text }) => `This is not valid TypeScript: ${text}`,
    why: "A file that TypeScript cannot parse has no meaning that could be preserved.",
  }),

  "source-too-deep": entry({
    kind: "unsupported",
    message: () => "This file is nested deeper than it can be read.",
    why: "Brackets, blocks or operators stand inside each other thousands of times.",
    rewrite: () => `const inner = …;   // name the inner parts\nconst outer = [inner];`,
  }),

  "import-not-found": entry<{ specifier: string; nearest: string | undefined }>({
    kind: "error",
    message: ({ specifier }) => `There is no file for the import ${quote(specifier)}.`,
    why: "Relative imports are read from the project's own files (.ts, .js for .ts, .json).",
    rewrite: ({ nearest }) => nearest && `import … from ${quote(nearest)};`,
  }),

  "import-outside-project": entry<{ specifier: string }>({
    kind: "unsupported",
    message: ({ specifier }) => `The import ${quote(specifier)} leads out of the project.`,
    why: "falc reads only files inside the project, so that compiling a stranger's branch is safe.",
    rewrite: () => `// copy the file into the project, beside the workflow\nimport … from "./_shared.ts";`,
  }),

  "import-package": entry<{ name: string; specifier: string }>({
    kind: "unsupported",
    message: ({ name, specifier }) => `${quote(name)} comes from the package ${quote(specifier)}.`,
    why: "Compiling never runs code, so what a package's function would return is not known.",
    rewrite: ({ name }) =>
      `// write the value down, or compute it before the run and pass it in\nexport const input = z.object({ ${name}: z.string() });`,
  }),

  "import-json-invalid": entry<{ specifier: string; text: string }>({
    kind: "error",
    message: ({ specifier, text }) => `${quote(specifier)} is not valid JSON: ${text}`,
    why: "An imported JSON file becomes known data, so it has to parse.",
  }),

  "export-not-found": entry<{ name: string; specifier: string; nearest: string | undefined }>({
    kind: "error",
    message: ({ name, specifier }) => `${quote(specifier)} has no export ${quote(name)}.`,
    why: "An import that does not exist is undefined when the file runs.",
    rewrite: ({ nearest, specifier }) => nearest && `import { ${nearest} } from ${quote(specifier)};`,
  }),

  "workflow-missing": entry<{ name: string }>({
    kind: "error",
    message: () => "This file has no default async function, so it is not a workflow.",
    why: "A workflow is the default export of its file: an async function with at most one parameter.",
    rewrite: ({ name }) =>
      `export default async function ${name}(input: { prompt: string }) {\n  const photo = await flux({ prompt: input.prompt });\n  return { image: photo.images[0].url };\n}`,
  }),

  "workflow-parameters": entry<{ name: string; count: number }>({
    kind: "error",
    message: ({ count }) => `A workflow takes one input object; this one has ${count} parameters.`,
    why: "A fal workflow has one input object, and its fields are the parameters.",
    rewrite: ({ name }) =>
      `export default async function ${name}(input: { prompt: string; style: string }) { … }`,
  }),
};
