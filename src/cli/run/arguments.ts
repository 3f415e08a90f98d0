/** The arguments of `falc run`: its own options, and one option for each field of the workflow it runs. */
import { Command, InvalidArgumentError, Option } from "commander";
import type { Schema } from "../../catalog/schema.ts";
import { describeType } from "../../catalog/path.ts";
import type { Io } from "../io.ts";
import type { Artifact } from "./artifact.ts";

export interface RunArguments {
  readonly workflow: string;
  /** `--input`: a file, JSON, or `-`. */
  readonly input: string | undefined;
  /** Fields given as options, as text. `true` for a flag without a value. */
  readonly fields: ReadonlyMap<string, string | true>;
  readonly engine: "emulator" | "fal" | undefined;
  readonly out: string | undefined;
  readonly json: boolean;
  /** Milliseconds that each emulated call takes. */
  readonly latencyMs: number;
  readonly concurrency: number | undefined;
}

/** Throws commander's errors, with its did-you-mean over the command's and the workflow's options. */
export function parseRunArguments(
  argv: readonly string[],
  artifact: Artifact | undefined,
  io: Io,
  configure: (command: Command, io: Io) => void,
): RunArguments {
  const command = new Command("falc run")
    .usage("<workflow> [options] [--<field> <value>...]")
    .description(
      artifact === undefined
        ? "Run a compiled workflow: in the emulator, which costs nothing, or on fal."
        : `Run ${artifact.name}: ${artifact.title}.`,
    )
    .helpOption("-h, --help", "show help; with a workflow's name, its inputs")
    .argument("<workflow>", "name of a compiled workflow")
    .option("-i, --input <json>", "the input: a JSON file, JSON text, or - for standard input")
    .option("-o, --out <folder>", "save the pictures and other files of the result there")
    .addOption(
      new Option("--engine <engine>", "where the models run; fal needs FAL_KEY and costs money").choices([
        "emulator",
        "fal",
      ]),
    )
    .option("--json", "print events as JSON, one a line, instead of progress and result")
    .option("--latency <ms>", "how long each emulated call takes", wholeNumber(0), 0)
    .option("--concurrency <n>", "most calls at a time", wholeNumber(1));
  const own = new Set(command.options.map((option) => option.attributeName()));
  const fields = Object.entries(artifact?.inputSchema.properties ?? {}).filter(([name]) => !own.has(name));
  if (fields.length > 0) command.optionsGroup("Inputs:");
  for (const [name, schema] of fields) command.addOption(fieldOption(name, schema, artifact));
  command.addHelpText("after", examples(artifact));
  configure(command, io);
  command.parse(normalise(argv, new Set(fields.map(([name]) => name))), { from: "user" });
  const options = command.opts<OwnOptions>();
  return {
    workflow: command.args[0] ?? "",
    input: options.input,
    fields: new Map(
      fields.flatMap(([name]) => (name in options ? [[name, options[name] as string | true]] : [])),
    ),
    engine: options.engine,
    out: options.out,
    json: options.json ?? false,
    latencyMs: options.latency,
    concurrency: options.concurrency,
  };
}

interface OwnOptions {
  readonly [field: string]: unknown;
  readonly input?: string;
  readonly out?: string;
  readonly engine?: "emulator" | "fal";
  readonly json?: boolean;
  readonly latency: number;
  readonly concurrency?: number;
}

function fieldOption(name: string, schema: Schema, artifact: Artifact | undefined): Option {
  const required = artifact?.inputSchema.required?.includes(name) ?? false;
  const value = schema.type === "boolean" ? "[value]" : "<value>";
  const notes = [
    schema.description?.split("\n")[0],
    `(${describeType(schema)}${required ? ", required" : ""}${schema.default === undefined ? "" : `, default ${JSON.stringify(schema.default)}`})`,
  ];
  const option = new Option(`--${name} ${value}`, notes.filter(Boolean).join(" "));
  // commander turns `--image-size` into imageSize; the field keeps its own name.
  option.attributeName = () => name;
  return option;
}

/** `--image-size` for the field `image_size`, as people type it. */
function normalise(argv: readonly string[], fields: ReadonlySet<string>): string[] {
  return argv.map((word) => {
    const [, flag, rest = ""] = /^--([^=]+)(=[\s\S]*)?$/.exec(word) ?? [];
    if (flag === undefined || fields.has(flag)) return word;
    const field = flag.replaceAll("-", "_");
    return fields.has(field) ? `--${field}${rest}` : word;
  });
}

function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least) return value;
    throw new InvalidArgumentError(`It takes a whole number from ${least}.`);
  };
}

function examples(artifact: Artifact | undefined): string {
  const name = artifact?.name ?? "product-shot";
  const required = artifact?.inputSchema.required ?? [];
  const flags = artifact === undefined ? [`--prompt "a red chair"`] : required.map((field) => `--${field} …`);
  return `
Examples:
  falc run ${[name, ...flags].join(" ")}
  falc run ${name} --input input.json --out pictures
  FAL_KEY=… falc run ${name} --engine fal --input input.json`;
}
