/** `falc models show`: the input and output of an endpoint, and a call of it to paste. */
import type { Endpoint } from "../../endpoints/catalog.ts";
import { categoriesOf, categoryOf } from "../../endpoints/category.ts";
import { printPath } from "../../graph/print-path.ts";
import { printable, printJson } from "../../lib/printable.ts";
import { wrapText } from "../../lib/wrap-text.ts";
import { allowedValues } from "../../schema/allowed-values.ts";
import { describeLimits } from "../../schema/describe-limits.ts";
import { describeType } from "../../schema/describe-type.ts";
import { fileKindOf } from "../../schema/file-kind.ts";
import { type Field, listFields } from "../../schema/list-fields.ts";
import type { Schema } from "../../schema/schema.ts";
import { exampleCall } from "../../workspace/models/example-call.ts";
import { sourceOf } from "../../workspace/models/known-endpoints.ts";
import { openProjectCatalog } from "../../workspace/models/project-catalog.ts";
import { unknownEndpoint } from "../../workspace/models/unknown-endpoint.ts";
import { Project } from "../../workspace/project/project.ts";
import { warnOfOtherClient } from "../client-notice.ts";
import { createCommand } from "../command-line.ts";
import { exit, type ExitCode, type Io } from "../io.ts";
import { type CliPaint, paintFor } from "../paint.ts";

/** `argv`: the words after `models show`. */
export async function showCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  await createCommand("falc models show", io)
    .usage("<id> [options]")
    .description("Show the input and output of an endpoint, and an example call to paste.")
    .argument("<id>", "the endpoint, e.g. fal-ai/flux/dev")
    .option("--json", "print JSON instead of text: the schemas as falc reads them")
    .addHelpText(
      "after",
      "\nExamples:\n  falc models show fal-ai/flux/dev\n  falc models list flux           find an endpoint",
    )
    .action((id: string, { json = false }: { json?: boolean }) => {
      const project = new Project(io.cwd);
      warnOfOtherClient(project, io);
      const catalog = openProjectCatalog(project);
      const endpoint = catalog.find(id);
      if (endpoint === undefined) throw unknownEndpoint(id, catalog.ids());
      io.stdout.write(json ? `${printJson(toJson(endpoint, project))}\n` : print(endpoint, project, io));
    })
    .parseAsync([...argv], { from: "user" });
  return exit.ok;
}

function toJson(endpoint: Endpoint, project: Project): object {
  const { id, category, description, input, output } = endpoint;
  return {
    id,
    category: categoryOf(endpoint),
    ...(category !== undefined && { falCategory: category }),
    ...(description !== undefined && { description }),
    knownFrom: sourceOf(endpoint, project),
    input,
    output,
    example: exampleCall(endpoint),
  };
}

function print(endpoint: Endpoint, project: Project, io: Io): string {
  const paint = paintFor(io.stdout, io.env);
  const width = Math.min(io.stdout.columns, 120);
  const about = printable(endpoint.description ?? endpoint.input.description ?? "");
  const lines = [
    `${paint.strong(endpoint.id)}  ${categoriesOf(endpoint).map(printable).join(", ")}`,
    paint.faint(`Known from ${sourceOf(endpoint, project)}`),
    ...(about === "" ? [] : ["", ...wrapText(about, width)]),
    "",
    paint.strong("Input"),
    ...printFields(listFields(neededFirst(endpoint.input)), "input", width, paint),
    "",
    paint.strong("Output"),
    ...printFields(withoutContainers(listFields(endpoint.output)), "output", width, paint),
    "",
    paint.strong("Example call"),
    "",
    ...printableLines(exampleCall(endpoint)),
  ];
  return `${lines.join("\n")}\n`;
}

/** The types of fal's client are sorted by name, which puts the prompt among rarely used fields. */
function neededFirst(input: Schema): Schema {
  const { properties = {}, required = [] } = input;
  const fields = Object.entries(properties);
  const isNeeded = ([name]: [string, Schema]) => required.includes(name);
  const sorted = [...fields.filter(isNeeded), ...fields.filter((field) => !isNeeded(field))];
  return { ...input, properties: Object.fromEntries(sorted) };
}

/** A path already names its containers; a container's description moves to its first part without one. */
function withoutContainers(fields: readonly Field[]): readonly Field[] {
  let about: string | undefined;
  return fields.flatMap((field) => {
    if (field.hasFields) {
      about = field.schema.description;
      return [];
    }
    const description = field.schema.description ?? (field.path.length > 1 ? about : undefined);
    if (field.path.length > 1) about = undefined;
    return [{ ...field, schema: { ...field.schema, ...(description !== undefined && { description }) } }];
  });
}

/** The maximum width of the column of names; longer names get a line to themselves. */
const maxNameWidth = 28;

function printFields(
  fields: readonly Field[],
  side: "input" | "output",
  width: number,
  paint: CliPaint,
): readonly string[] {
  if (fields.length === 0) return [paint.faint("  nothing known")];
  const names = fields.map(({ path }) => printPath(path));
  const column = Math.min(maxNameWidth, Math.max(...names.map(({ length }) => length))) + 4;
  return fields.flatMap((field, index) => {
    const name = names[index] ?? "";
    const facts = wrapText(printable(factsOf(field, side)), width - column);
    const words = wrapText(printable(field.schema.description ?? ""), width - column).filter(
      (line) => line !== "",
    );
    const isLong = name.length > maxNameWidth;
    const [first = "", ...others] = facts;
    const space = " ".repeat(column);
    return [
      ...(isLong ? [`  ${name}`, space + first] : [`  ${name.padEnd(column - 2)}${first}`]),
      ...others.map((line) => space + line),
      ...words.map((line) => space + paint.faint(line)),
    ];
  });
}

/** `integer, 1 to 50, default 28` */
function factsOf({ path, schema, required }: Field, side: "input" | "output"): string {
  const isFilledIn = side === "input" && schema.default !== undefined;
  // In `images[0].url`, the list's name says what it is.
  const [name = "", outer = ""] = path.filter((step) => typeof step === "string").toReversed();
  const media =
    fileKindOf(name, schema) && (fileKindOf(outer, { type: "string" }) ?? fileKindOf(name, schema));
  const type = typeWords(schema);
  return [
    type,
    ...(media === undefined || !type.includes("string")
      ? []
      : [media === "file" ? "a file's URL" : `URL of ${articles[media]} file`]),
    ...describeLimits(schema),
    ...(side === "input" && required && !isFilledIn ? ["required"] : []),
    ...(side === "output" && !required ? ["may be absent"] : []),
    ...(isFilledIn ? [`default ${JSON.stringify(schema.default)}`] : []),
  ].join(", ");
}

const articles = {
  image: "an image",
  video: "a video",
  audio: "an audio",
  "3d": "a 3D",
  weights: "a weights",
} as const;

/** A speech model may have dozens of voices. */
const maxValues = 100;

/** With all values, where a message would show the first five. */
function typeWords(schema: Field["schema"]): string {
  const type = describeType(schema);
  const values = allowedValues(schema).filter((value) => value !== null);
  if (values.length <= 5) return type;
  const others = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter(
    (branch) => branch.enum === undefined && branch.const === undefined && branch.type !== "null",
  );
  const shown = values.slice(0, maxValues).map((value) => JSON.stringify(value));
  const rest = values.length > maxValues ? [`… (${values.length} in total)`] : [];
  return [...others.map(describeType), ...shown, ...rest].join(" | ");
}

function printableLines(text: string): readonly string[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => line.replace(/\S.*$/, printable));
}
