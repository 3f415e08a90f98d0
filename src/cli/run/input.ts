/** The input of a run: from `--input`, with single fields over it, checked against the workflow's schema. */
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Schema } from "../../catalog/schema.ts";
import { isJsonObject, type Json, type JsonObject } from "../../lib/json.ts";
import { parseFlag } from "../../runner/flag.ts";
import { checkInput } from "../../runner/input.ts";
import { CommandError, exit, type Io } from "../io.ts";
import type { RunArguments } from "./arguments.ts";
import type { Artifact } from "./artifact.ts";

/** Uploads a local file and gives its URL. */
export type Upload = (file: string) => Promise<string>;

/** The complete input with defaults; throws one error that lists every problem. */
export async function readInput(args: RunArguments, artifact: Artifact, io: Io): Promise<JsonObject> {
  const problems: string[] = [];
  const given = args.input === undefined ? {} : await readWhole(args.input, io);
  if (!isJsonObject(given)) {
    throw new CommandError("the input has to be a JSON object of fields", exit.usage, example(artifact));
  }
  const fields = new Map<string, Json>(Object.entries(given));
  for (const [name, text] of args.fields) {
    const schema = artifact.inputSchema.properties?.[name] ?? {};
    const parsed = text === true ? { value: true } : parseFlag(schema, text);
    if ("problem" in parsed) problems.push(`  --${name} ${parsed.problem}`);
    else fields.set(name, parsed.value);
  }
  const checked = checkInput(artifact.inputSchema, Object.fromEntries(fields));
  if ("problems" in checked) {
    for (const { path: where, message } of checked.problems) {
      // A flag whose text was wrong is reported already.
      if (problems.some((problem) => problem.startsWith(`  --${where} `))) continue;
      problems.push(`  ${where === "" ? "the input" : where} ${message}`);
    }
  }
  if (problems.length > 0 || "problems" in checked) {
    throw new CommandError(
      `the input of ${artifact.name} is not right:\n${problems.join("\n")}`,
      exit.usage,
      `Its inputs: falc run ${artifact.name} --help`,
    );
  }
  return checked.input;
}

/** `"@photo.png"` in a field that takes a file becomes the URL of the uploaded file. Other texts stay. */
export async function uploadFiles(
  input: JsonObject,
  schema: Schema,
  io: Io,
  upload: Upload,
): Promise<JsonObject> {
  const replaced: [string, Json][] = [];
  for (const [name, value] of Object.entries(input)) {
    const isFile = /_urls?$|^(image|images|video|audio|file)$/.test(name);
    const single = async (item: Json): Promise<Json> => {
      if (!isFile || typeof item !== "string" || !item.startsWith("@")) return item;
      const file = path.resolve(io.cwd, item.slice(1));
      if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
        throw new CommandError(`--${name}: there is no file ${item.slice(1)}`, exit.usage);
      }
      return upload(file);
    };
    replaced.push([name, Array.isArray(value) ? await Promise.all(value.map(single)) : await single(value)]);
  }
  return Object.fromEntries(replaced);
}

async function readWhole(word: string, io: Io): Promise<unknown> {
  if (word === "-") return parseJson(await io.readStdin(), "standard input");
  if (/^\s*[{[]/.test(word)) return parseJson(word, "--input");
  const file = path.resolve(io.cwd, word);
  if (!existsSync(file)) {
    throw new CommandError(
      `there is no file ${word}`,
      exit.usage,
      `--input takes a JSON file, JSON text, or -`,
    );
  }
  return parseJson(readFileSync(file, "utf8"), word);
}

function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandError(`${source} is not valid JSON: ${(error as Error).message}`, exit.usage);
  }
}

function example({ inputSchema, name }: Artifact): string {
  const [field = "prompt"] = Object.keys(inputSchema.properties ?? {});
  return `For example: falc run ${name} --input '{ ${JSON.stringify(field)}: … }'`;
}
