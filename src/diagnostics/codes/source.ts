/** Source files: syntax, imports, the workflow function itself. */
import { entry } from "../entry.ts";
import type { Span } from "../span.ts";
import { quote, tick } from "../wording.ts";

/** An import that is neither relative nor a package. */
export interface AliasFacts {
  /** `a path alias in tsconfig.json` */
  readonly what: string;
  /** The target: `for src/brand`, `in packages/brand`. */
  readonly target?: string;
  /** What is missing, if not the target: `but package.json has no such export`. */
  readonly lacks?: string;
  /** Whether nothing defines it: it is a path itself. */
  readonly isPath?: true;
}

export const sourceEntries = {
  "syntax-error": entry<{ text: string }>({
    kind: "error",
    title: "Syntax error",
    message: ({ text }) => `Syntax error: ${text}`,
    why: "falc compiles only code that TypeScript can parse and a JavaScript engine would load.",
    advice: "Fix the syntax. Your editor and TypeScript report the same place.",
  }),

  "source-too-deep": entry({
    kind: "unsupported",
    title: "Code nested thousands of levels deep",
    message: () => "This file is nested too deeply to parse.",
    why: "Brackets, blocks or operators are nested thousands of levels deep.",
    advice: "Move the inner levels into named constants or functions.",
  }),

  "import-not-found": entry<{ specifier: string; nearest: string | undefined; alias?: AliasFacts }>({
    kind: "error",
    title: "Imported file not found",
    message: ({ specifier, alias }) =>
      alias === undefined
        ? `Cannot find the imported file ${quote(specifier)}.`
        : `${quote(specifier)} is ${describe(alias)}, ${alias.lacks ?? "which does not exist"}.`,
    why: "An import that is not a package must resolve to a .ts or .json file in the project; a .js path may stand for the .ts file.",
    advice: "Correct the path: it is relative to the importing file and includes the extension.",
  }),

  "import-outside-project": entry<{ specifier: string; alias?: AliasFacts }>({
    kind: "unsupported",
    title: "Import from outside the project",
    message: ({ specifier, alias }) =>
      alias === undefined
        ? `The import ${quote(specifier)} points outside the project.`
        : `${quote(specifier)} is ${describe(alias)}, which is outside the project.`,
    why: "falc reads only files inside the project, so that compiling someone else's branch is safe.",
    advice: "Copy the file into the project, next to the workflow, and import it from there.",
  }),

  "import-package": entry<{ name: string; specifier: string }>({
    kind: "unsupported",
    title: "Function or value from a package",
    message: ({ name, specifier }) =>
      `${quote(name)} comes from the package ${quote(specifier)}, which falc does not evaluate.`,
    why: "Compiling never runs code, so falc cannot know what a function from a package would return.",
    advice: "Write the value as a constant, or compute it before the run and pass it in as an input.",
  }),

  "import-json-invalid": entry<{ specifier: string; text: string; isUnusable: boolean }>({
    kind: "error",
    title: "Invalid JSON in an imported file, tsconfig.json or package.json",
    message: ({ specifier, text, isUnusable }) =>
      `${quote(specifier)} ${isUnusable ? "cannot be used" : "is not valid JSON"}: ${text}`,
    why: "At compile time, falc reads the JSON files that a workflow imports, and the tsconfig.json and package.json that decide where its imports lead.",
    advice: "Fix the JSON file. Your editor marks the error.",
  }),

  "export-not-found": entry<{
    name: string;
    specifier: string;
    nearest: string | undefined;
    /** It is exported, but only as a type. */
    isType: boolean;
  }>({
    kind: "error",
    title: "Imported name not exported",
    message: ({ name, specifier, isType }) =>
      isType
        ? `${quote(specifier)} exports ${quote(name)} only as a type, but it is imported or re-exported here without ${tick("type")}.`
        : `${quote(specifier)} has no export ${quote(name)}.`,
    why: "JavaScript throws a SyntaxError for such an import before any code runs. Read through `import * as`, the name is undefined.",
    advice: "Export the name from that file, or import one that it does export.",
  }),

  "type-error": entry<{ code: string; text: string }>({
    kind: "error",
    title: "Type error",
    message: ({ code, text }) => `${code}: ${text}`,
    why: "The project's own TypeScript reports this, with the options in its tsconfig.json.",
    advice:
      "Correct the code or the compiler option that TypeScript complains about. A cast only silences TypeScript; the value stays the same.",
  }),

  "artifact-outdated": entry<{ file: string; source: string; command: string; isMissing: boolean }>({
    kind: "error",
    title: "Outdated artifact",
    message: ({ file, source, command, isMissing }) =>
      `${tick(file)} ${isMissing ? `is missing: it is made from` : "does not match"} ${tick(source)}. Run: ${command}`,
    why: "The artifact is what people review and run, so it has to match its source.",
    advice: "Generate it again, and commit it together with the source.",
  }),

  "artifact-without-workflow": entry<{ file: string; reason: string }>({
    kind: "error",
    title: "Artifact without a workflow",
    message: ({ file, reason }) => `${tick(file)} has no workflow: ${reason}.`,
    why: "It can still be run, but its source is gone, so nobody can review or change it.",
    advice: "Restore the workflow, or delete the artifact.",
  }),

  "workflow-missing": entry<{ name: string; head: Span | undefined }>({
    kind: "error",
    title: "No async function as default export",
    message: () => "This file does not export an async function as its default, so it is not a workflow.",
    why: "A workflow is its file's default export: an async function with at most one parameter.",
    advice:
      "Export an async function as the default. If the file holds only helpers, start its name with `_`.",
  }),

  "workflow-ending": entry<{ name: string; ending: string }>({
    kind: "error",
    title: "Workflow in an unsupported file type",
    message: ({ ending }) => `falc compiles .ts and .mts files, but this is a ${ending} file.`,
    why: "The file has a default export or calls a model, so it looks like a workflow, but falc does not compile files of this type.",
    advice: "Rename the file so that it ends in .ts. If it holds only helpers, start its name with `_`.",
  }),

  "workflow-not-function": entry<{
    name: string;
    what: string;
    /** The endpoint, if it is a model. */
    endpoint?: string | undefined;
  }>({
    kind: "error",
    title: "Default export is not a function",
    message: ({ what }) => `The default export is ${what}, not a workflow function.`,
    why: "A workflow is its file's default export: an async function with at most one parameter.",
    advice:
      "Export an async function as the default. If the file holds only helpers, start its name with `_`.",
  }),

  "workflow-not-async": entry<{ what: string }>({
    kind: "error",
    title: "Workflow function is not async",
    message: ({ what }) => `The default function returns ${what}, not a promise.`,
    why: "A workflow waits for its model calls, so its function must be async.",
    advice: "Make the function async, or return the promise of an async function.",
  }),

  "workflow-parameters": entry<{ name: string; count: number }>({
    kind: "error",
    title: "More than one parameter",
    message: ({ count }) => `A workflow takes one input object; this one has ${count} parameters.`,
    why: "A fal workflow has one input object; its fields are the parameters.",
    advice: "Take one object, with the parameters as its fields.",
  }),
};

/** `a path alias in tsconfig.json for src/brand` */
function describe({ what, target }: AliasFacts): string {
  return target === undefined ? what : `${what} ${target}`;
}
