/** Can the source be read: syntax, imports, the workflow function itself. */
import { entry } from "../entry.ts";
import { textAt } from "../in-place.ts";
import { type Proposal, replacing } from "../rewrite.ts";
import type { SourceText } from "../span.ts";
import { quote, tick } from "../wording.ts";

export const sourceEntries = {
  "syntax-error": entry<{ text: string }>({
    kind: "error",
    title: "TypeScript cannot parse the file",
    message: ({ text }) => `This is not valid TypeScript: ${text}`,
    why: "A file that TypeScript cannot parse has no meaning that could be preserved.",
    advice: "Correct the line: an editor and TypeScript itself report the same place.",
  }),

  "source-too-deep": entry({
    kind: "unsupported",
    title: "Code is nested thousands of levels deep",
    message: () => "This file is nested deeper than it can be read.",
    why: "Brackets, blocks or operators stand inside each other thousands of times.",
    advice: "Give the inner parts names: a constant or a function per level.",
  }),

  "import-not-found": entry<{ specifier: string; nearest: string | undefined }>({
    kind: "error",
    title: "An import leads to no file",
    message: ({ specifier }) => `There is no file for the import ${quote(specifier)}.`,
    why: "Relative imports are read from the project's own files (.ts, .js for .ts, .json).",
    advice: "Correct the path: it is relative to the importing file, with its ending.",
    rewrite: ({ nearest }, place) => (nearest === undefined ? undefined : replacing(place, quote(nearest))),
  }),

  "import-outside-project": entry<{ specifier: string }>({
    kind: "unsupported",
    title: "An import leads out of the project",
    message: ({ specifier }) => `The import ${quote(specifier)} leads out of the project.`,
    why: "falc reads only files inside the project, so that compiling a stranger's branch is safe.",
    advice: "Copy the file into the project, beside the workflow, and import it from there.",
  }),

  "import-package": entry<{ name: string; specifier: string }>({
    kind: "unsupported",
    title: "A package's function or value is used",
    message: ({ name, specifier }) => `${quote(name)} comes from the package ${quote(specifier)}.`,
    why: "Compiling never runs code, so what a package's function would return is not known.",
    advice: "Write the value down as a constant, or compute it before the run and pass it in as an input.",
    rewrite: ({ specifier }) =>
      /^@fal-ai\/(?:serverless-)?client$/.test(specifier) ? { words: callsOfClient } : undefined,
  }),

  "import-json-invalid": entry<{ specifier: string; text: string }>({
    kind: "error",
    title: "An imported JSON file does not parse",
    message: ({ specifier, text }) => `${quote(specifier)} is not valid JSON: ${text}`,
    why: "An imported JSON file becomes known data, so it has to parse.",
    advice: "Correct the JSON file; editors show the place.",
  }),

  "export-not-found": entry<{ name: string; specifier: string; nearest: string | undefined }>({
    kind: "error",
    title: "An imported name is not exported",
    message: ({ name, specifier }) => `${quote(specifier)} has no export ${quote(name)}.`,
    why: "An import that does not exist is undefined when the file runs.",
    advice: "Export the name there, or import one that is exported.",
    rewrite: ({ name, nearest }, place) => {
      if (nearest === undefined) return undefined;
      const written = textAt(place);
      // `{ stile }` goes on to be called that.
      if (written === name) return replacing(place, `${nearest} as ${name}`);
      return written.startsWith(`${name} as `) ? replacing(place, written.replace(name, nearest)) : undefined;
    },
  }),

  "type-error": entry<{ code: string; text: string }>({
    kind: "error",
    title: "The types do not fit",
    message: ({ code, text }) => `${code}: ${text}`,
    why: "The project's own TypeScript refuses this, with the options of the project's tsconfig.json.",
    advice:
      "Correct what TypeScript names: a value, its type, or an option. A cast silences TypeScript only: what arrives stays what it is.",
  }),

  "artifact-outdated": entry<{ file: string; source: string; command: string }>({
    kind: "error",
    title: "A generated file is not up to date",
    message: ({ file, source, command }) =>
      `${tick(file)} is not what ${tick(source)} gives. Run: ${command}`,
    why: "What is reviewed and run is the generated file, and it says something else than the source beside it.",
    advice: "Generate it again, and commit it with the source.",
  }),

  "artifact-without-workflow": entry<{ file: string; reason: string }>({
    kind: "error",
    title: "A compiled workflow has no source",
    message: ({ file, reason }) => `${tick(file)} has no workflow: ${reason}.`,
    why: "It can still be run, and nobody can review or change it.",
    advice: "Bring the workflow back, or delete the artifact.",
  }),

  "workflow-missing": entry<{ name: string }>({
    kind: "error",
    title: "A file has no default async function",
    message: () => "This file has no default async function, so it is not a workflow.",
    why: "A workflow is the default export of its file: an async function with at most one parameter.",
    advice:
      "Export an async function as the default of the file; a file of helpers has a name that starts with _.",
    rewrite: (_, { source }) => withDefault(source),
  }),

  "workflow-not-function": entry<{
    name: string;
    what: string;
    /** Names and types of what a model has to be given. */
    fields?: readonly (readonly [string, string])[] | undefined;
  }>({
    kind: "error",
    title: "The default export is not a function",
    message: ({ what }) => `The default export is ${what}, not an async function.`,
    why: "A workflow is the value that its file exports as the default: an async function with at most one parameter.",
    advice:
      "Export an async function as the default of the file; a file of helpers has a name that starts with _.",
  }),

  "workflow-not-async": entry<{ what: string }>({
    kind: "error",
    title: "The default function does not return a promise",
    message: ({ what }) => `The default function returns ${what}, not a promise.`,
    why: "A workflow's calls are made when it runs, so its function has to be async.",
    advice: "Make the function async, or return what an async function gives.",
    rewrite: (_, { source }) => withDefault(source),
  }),

  "workflow-parameters": entry<{ name: string; count: number; rewrite: Proposal | undefined }>({
    kind: "error",
    title: "A workflow has more than one parameter",
    message: ({ count }) => `A workflow takes one input object; this one has ${count} parameters.`,
    why: "A fal workflow has one input object, and its fields are the parameters.",
    advice: "Take one object and list what was a parameter as its fields.",
    rewrite: ({ rewrite }) => rewrite,
  }),
};

/** The head of the file's only exported function, as a workflow's: with `default`, and with `async`. */
function withDefault(source: SourceText): Proposal | undefined {
  const heads = [...source.text.matchAll(/^export (?:default )?(?:async )?(?=function \w+\()/gm)];
  const [head] = heads;
  if (head === undefined || heads.length > 1) return undefined;
  const start = head.index;
  return replacing({ source, start, end: start + head[0].length }, "export default async ");
}

const callsOfClient =
  'falc calls an endpoint by its declaration: `const flux = model("fal-ai/flux/dev")`, and in the workflow `await flux({ prompt })`, without `input` around the fields and `.data` behind them. `model` comes from "falc".';
