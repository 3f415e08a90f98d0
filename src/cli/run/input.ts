/** The input of a run: from `--input`, with single fields over it, checked against the workflow's schema. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { isJsonObject, type Json, type JsonObject } from "../../lib/json.ts";
import { CommandError, exit, type Io } from "../io.ts";
import { printable } from "../printable.ts";
import { systemError } from "../system-error.ts";
import type { RunArguments } from "./arguments.ts";
import { type Artifact, unusableSchema } from "./artifact.ts";
import { fileFieldsOf, type TakesFiles } from "./file-fields.ts";
import { readField } from "./read-field.ts";
import { hideFiles, missingFiles, showFiles } from "./uploads.ts";

/** An input that is right. Files that are to be uploaded are still `@photo.png`. */
export interface RunInput {
  /** As the user gave it. */
  readonly given: JsonObject;
  /** With the defaults of the workflow's schema. */
  readonly filled: JsonObject;
}

/** Throws one error that lists every problem, in the order of the schema. `command`: what has the help on the inputs. */
export async function readInput(
  args: Pick<RunArguments, "input" | "fields">,
  artifact: Pick<Artifact, "name" | "inputSchema" | "graph">,
  io: Io,
  command: "run" | "verify" = "run",
): Promise<RunInput> {
  const given = args.input === undefined ? {} : await readWhole(args.input, io);
  if (!isJsonObject(given)) {
    throw new CommandError(
      "the input must be a JSON object of fields",
      exit.usage,
      example(artifact, command),
    );
  }
  const values = new Map<string, Json>(Object.entries(given));
  // By field: what is wrong with a flag's text is told once, not again by the schema.
  const problems = new Map<string, string>();
  for (const [field, texts] of args.fields) {
    const read = readField(field, texts);
    if ("problem" in read) problems.set(field.name, `${field.name} ${read.problem}`);
    else values.set(field.name, read.value);
  }
  const whole = Object.fromEntries(values);
  const takesFiles = fileFieldsOf(artifact.graph);
  const checked = await check(artifact, whole, takesFiles);
  const found = "problems" in checked ? checked.problems : missingFiles(checked.input, io.cwd, takesFiles);
  const all = [
    ...[...problems].map(([field, text]) => ({ field, text })),
    ...found
      .map(({ path: where, message }) => ({
        field: /^[^.[]*/.exec(where)?.[0] ?? "",
        text: `${where === "" ? "the input" : where} ${message}`,
      }))
      .filter(({ field }) => !problems.has(field)),
  ];
  if (all.length === 0 && "input" in checked) return { given: whole, filled: checked.input };
  const order = Object.keys(artifact.inputSchema.properties ?? {});
  const rank = (field: string) => order.indexOf(field) + 1 || order.length + 1;
  throw new CommandError(
    `the input of ${artifact.name} is invalid:`,
    exit.usage,
    [
      ...all.sort((a, b) => rank(a.field) - rank(b.field)).map(({ text }) => `  ${printable(text)}`),
      `Its inputs: falc ${command} ${artifact.name} --help`,
    ].join("\n"),
  );
}

/** Loads the checker only now: help does not need it. */
async function check(
  artifact: Pick<Artifact, "name" | "inputSchema">,
  input: JsonObject,
  takesFiles: TakesFiles,
) {
  const { checkInput } = await import("../../runner/input.ts");
  try {
    const checked = checkInput(artifact.inputSchema, hideFiles(input, takesFiles));
    return "input" in checked ? { input: showFiles(checked.input, takesFiles) } : checked;
  } catch (error) {
    throw unusableSchema(artifact.name, (error as Error).message);
  }
}

async function readWhole(word: string, io: Io): Promise<unknown> {
  if (word === "-") return parseJson(await io.readStdin(), "standard input");
  // JSON text, or nothing at all, as from a variable that is not set.
  if (/^\s*([{[]|$)/.test(word)) return parseJson(word, "--input");
  try {
    return parseJson(readFileSync(path.resolve(io.cwd, word), "utf8"), word);
  } catch (error) {
    const known = systemError(error, word);
    if (known === undefined) throw error;
    throw new CommandError(known.message, exit.usage, "--input takes a JSON file, JSON text, or -");
  }
}

function parseJson(text: string, source: string): unknown {
  if (text.trim() === "") throw new CommandError(`${source} is empty`, exit.usage);
  try {
    // Windows editors put a byte order mark in front.
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    const reason = printable((error as SyntaxError).message);
    throw new CommandError(`${source} is not valid JSON: ${reason}`, exit.usage);
  }
}

function example({ inputSchema, name }: Pick<Artifact, "name" | "inputSchema">, command: string): string {
  const [field = "prompt"] = Object.keys(inputSchema.properties ?? {});
  return `For example: falc ${command} ${name} --input '{ ${JSON.stringify(field)}: … }'`;
}
