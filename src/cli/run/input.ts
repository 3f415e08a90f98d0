/** The input of a run: from `--input`, overridden by single fields, checked against the workflow's schema. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Catalog } from "../../endpoints/catalog.ts";
import { printPath } from "../../graph/print-path.ts";
import { decodeText } from "../../lib/decode-text.ts";
import { listInexactNumbers } from "../../lib/inexact-numbers.ts";
import type { InputProblem } from "../../lib/input-problem.ts";
import { isJsonObject, type Json } from "../../lib/json.ts";
import { printable } from "../../lib/printable.ts";
import { describeInexact } from "../../runner/flag.ts";
import type { Artifact } from "../../workspace/artifacts/artifact.ts";
import { checkRunInput, type RunInput } from "../../workspace/run/check-input.ts";
import { systemError } from "../../workspace/system-error.ts";
import { CommandError, exit, type Io } from "../io.ts";
import type { RunArguments } from "./arguments.ts";
import { readField } from "./read-field.ts";

/**
 * Throws one error that lists every problem, in the order of the schema. `command`: the command whose help lists the
 * inputs.
 */
export async function readInput(
  args: Pick<RunArguments, "input" | "fields">,
  artifact: Pick<Artifact, "name" | "inputSchema" | "graph">,
  catalog: Catalog,
  io: Io,
  command: "run" | "verify" = "run",
): Promise<RunInput> {
  const { value: given, problems: inexact } =
    args.input === undefined ? { value: {}, problems: [] } : await readWhole(args.input, io);
  if (!isJsonObject(given)) {
    throw new CommandError(
      "the input must be a JSON object of fields",
      exit.usage,
      example(artifact, command),
    );
  }
  const values = new Map<string, Json>(Object.entries(given));
  // By field: a problem with a flag's text is reported once, not again by the schema.
  const problems = new Map<string, string>();
  for (const { path: where, message } of inexact) problems.set(fieldOf(where), `${where} ${message}`);
  for (const [field, texts] of args.fields) {
    const read = readField(field, texts);
    problems.delete(field.name);
    if ("problem" in read) problems.set(field.name, `${field.name} ${read.problem}`);
    else values.set(field.name, read.value);
  }
  const checked = await checkRunInput(Object.fromEntries(values), artifact, catalog, io.cwd);
  const others = "problems" in checked ? checked.problems : [];
  const all = [
    ...[...problems].map(([field, text]) => ({ field, text })),
    ...others
      .map(({ path: where, message }) => ({
        field: fieldOf(where),
        text: `${where === "" ? "the input" : where} ${message}`,
      }))
      .filter(({ field }) => !problems.has(field)),
  ];
  if (all.length === 0 && !("problems" in checked)) return checked;
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

/** `loras` of `loras[0].scale`. */
function fieldOf(where: string): string {
  return /^[^.[]*/.exec(where)?.[0] ?? "";
}

interface WholeInput {
  readonly value: unknown;
  readonly problems: readonly InputProblem[];
}

async function readWhole(word: string, io: Io): Promise<WholeInput> {
  if (word === "-") return parseJson(decode(await io.readStdin(), "standard input"), "standard input");
  // JSON text, or an empty word, as from an unset variable.
  if (/^[\s\ufeff]*([{[]|$)/.test(word)) {
    if (word.includes("\ufffd")) throw notUtf8("--input");
    return parseJson(word, "--input");
  }
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path.resolve(io.cwd, word));
  } catch (error) {
    const known = systemError(error, word);
    if (known === undefined) throw error;
    throw new CommandError(known.message, exit.usage, "--input takes a JSON file, JSON text, or -");
  }
  return parseJson(decode(bytes, word), word);
}

function decode(bytes: Uint8Array, source: string): string {
  const decoded = decodeText(bytes);
  if ("text" in decoded) return decoded.text;
  throw new CommandError(`${source} ${decoded.problem}`, exit.usage);
}

/** Node has replaced bytes that it could not decode with U+FFFD. */
function notUtf8(source: string): CommandError {
  return new CommandError(
    `${source} is not UTF-8 text`,
    exit.usage,
    "Set the terminal to UTF-8, or put the input into a JSON file.",
  );
}

function parseJson(text: string, source: string): WholeInput {
  // Windows editors write a leading byte order mark.
  const json = text.replace(/^\ufeff/, "");
  if (json.trim() === "") throw new CommandError(`${source} is empty`, exit.usage);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    const reason = printable((error as SyntaxError).message);
    throw new CommandError(`${source} is not valid JSON: ${reason}`, exit.usage);
  }
  const problems = listInexactNumbers(json).map(({ source: number, sentAs, path: at }) => ({
    path: printPath(at),
    message: describeInexact(number, sentAs),
  }));
  return { value, problems };
}

function example({ inputSchema, name }: Pick<Artifact, "name" | "inputSchema">, command: string): string {
  const [field = "prompt"] = Object.keys(inputSchema.properties ?? {});
  return `For example: falc ${command} ${name} --input '{ ${JSON.stringify(field)}: … }'`;
}
