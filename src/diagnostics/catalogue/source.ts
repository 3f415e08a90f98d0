/** Can the source be read: syntax, imports, the workflow function itself. */
import { entry } from "../entry.ts";
import { inPlace, textAt } from "../in-place.ts";
import type { Span } from "../span.ts";
import { quote } from "../wording.ts";

export const sourceEntries = {
  "syntax-error": entry<{ text: string }>({
    kind: "error",
    title: "TypeScript cannot parse the file",
    message: ({ text }) => `This is not valid TypeScript: ${text}`,
    why: "A file that TypeScript cannot parse has no meaning that could be preserved.",
    advice: "Correct the line: an editor and TypeScript itself report the same place.",
    rewrite: ({ text }, place) => {
      const expected = /^'([,;)\]])' expected\.$/.exec(text)?.[1];
      const missing = behindText(place);
      // Only at the end of a line is it plain that nothing else is wrong there.
      const isLineEnd = place.source.text.slice(missing.start, place.start).includes("\n");
      return expected === undefined || !isLineEnd ? undefined : inPlace(missing, expected);
    },
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
    rewrite: ({ nearest }, place) => nearest && inPlace(place, quote(nearest)),
  }),

  "import-outside-project": entry<{ specifier: string }>({
    kind: "unsupported",
    title: "An import leads out of the project",
    message: ({ specifier }) => `The import ${quote(specifier)} leads out of the project.`,
    why: "falc reads only files inside the project, so that compiling a stranger's branch is safe.",
    rewrite: ({ specifier }, place) =>
      `// with the file copied into the project, beside the workflow\n${inPlace(place, quote(`./${specifier.replace(/^.*\/_?/, "_")}`))}`,
  }),

  "import-package": entry<{ name: string; specifier: string }>({
    kind: "unsupported",
    title: "A package's function or value is used",
    message: ({ name, specifier }) => `${quote(name)} comes from the package ${quote(specifier)}.`,
    why: "Compiling never runs code, so what a package's function would return is not known.",
    advice: "Write the value down as a constant, or compute it before the run and pass it in as an input.",
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
    rewrite: ({ name, nearest, specifier }, place) =>
      nearest === undefined
        ? undefined
        : textAt(place) === name
          ? inPlace(place, nearest)
          : `import { ${nearest} as ${textAt(place)} } from ${quote(specifier)};`,
  }),

  "workflow-missing": entry<{ name: string }>({
    kind: "error",
    title: "A file has no default async function",
    message: () => "This file has no default async function, so it is not a workflow.",
    why: "A workflow is the default export of its file: an async function with at most one parameter.",
    rewrite: ({ name }, { source }) =>
      withDefault(source.text) ??
      `export default async function ${name}(input: { prompt: string }) {\n  const photo = await flux({ prompt: input.prompt });\n  return { image: photo.images[0].url };\n}`,
  }),

  "workflow-parameters": entry<{ name: string; count: number; rewrite: string | undefined }>({
    kind: "error",
    title: "A workflow has more than one parameter",
    message: ({ count }) => `A workflow takes one input object; this one has ${count} parameters.`,
    why: "A fal workflow has one input object, and its fields are the parameters.",
    advice: "Take one object and list what was a parameter as its fields.",
    rewrite: ({ rewrite }) => rewrite,
  }),
};

/** The place behind what was read last: the parser misses something before the next word, which may be lines away. */
function behindText({ source, start }: Span): Span {
  const end = source.text.slice(0, start).trimEnd().length;
  return { source, start: end, end };
}

/** The head of the file's function, as a workflow's: `export async function shot(…) {` with `default`, and with `async`. */
function withDefault(text: string): string | undefined {
  const head = /^export (?:default )?(?:async )?(function \w+\(.*)$/m.exec(text)?.[1];
  return head === undefined ? undefined : `export default async ${head.trimEnd()}`;
}
