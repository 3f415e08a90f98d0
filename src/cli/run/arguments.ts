/** The words after `falc run` → its own options and the fields given as flags. */
import type { Command } from "commander";
import { printable } from "../../lib/printable.ts";
import { quote } from "../../lib/quote.ts";
import type { Artifact } from "../../workspace/artifacts/artifact.ts";
import { createCommand } from "../command-line.ts";
import { CommandError, exit, type Io } from "../io.ts";
import { FieldOption } from "./field-option.ts";
import { type Field, listFields } from "./fields.ts";
import { addRunOptions, type RunOptions } from "./options.ts";
import { ownOptions } from "./own-options.ts";
import { takeFields } from "./take-fields.ts";

export interface RunArguments extends RunOptions {
  /** The first word that is not an option. */
  readonly workflow: string | undefined;
  /** Fields given as flags, with the texts given for each. */
  readonly fields: ReadonlyMap<Field, readonly (string | undefined)[]>;
}

/** Without an artifact, only help is understood. Throws commander's errors, including for help, and `CommandError`. */
export function parseRunArguments(
  argv: readonly string[],
  artifact: Artifact | undefined,
  io: Io,
): RunArguments {
  const own = ownOptions(addRunOptions, io);
  const { flags, others } = listFields(artifact?.inputSchema ?? {}, own.names);
  const command = createRunCommand(artifact, flags, others, io);
  const { given, rest } = takeFields(argv, flags, own);
  command.parse([...rest], { from: "user" });
  const workflow = onlyWord(command.args);
  return {
    ...command.opts<RunOptions>(),
    workflow,
    fields: given,
  };
}

/** The workflow's name, which must be the only word. */
export function onlyWord([workflow, ...excess]: readonly string[]): string | undefined {
  if (excess.length === 0) return workflow;
  throw new CommandError(
    `unexpected arguments: ${excess.map((word) => JSON.stringify(word)).join(", ")}`,
    exit.usage,
    `Put quotes around a value of several words, and name every input: --prompt "a red chair"`,
  );
}

function createRunCommand(
  artifact: Artifact | undefined,
  flags: readonly Field[],
  others: readonly string[],
  io: Io,
): Command {
  const command = createCommand("falc run", io, `falc run ${artifact?.name ?? "<workflow>"}`)
    .usage(usageOf(artifact, flags))
    .description(
      artifact === undefined
        ? "Run a compiled workflow in the emulator, which costs nothing and returns stand-ins, or on fal."
        : describeWorkflow(artifact),
    )
    .helpOption(
      "-h, --help",
      artifact === undefined ? "show help; after a workflow name, its inputs" : "show help",
    )
    // Checked by `parseRunArguments`, which knows the usual mistakes.
    .allowExcessArguments();
  // The inputs first: they are what people look for in a workflow's help.
  for (const field of flags) command.addOption(new FieldOption(field));
  addRunOptions(command);
  return command
    .configureHelp({
      optionTerm: (option) => (option instanceof FieldOption ? option.term : option.flags),
      // The description already lists the choices.
      optionDescription: ({ description }) => description,
    })
    .addHelpText("after", [...noteOn(others), ...noteOnFiles, ...examples(artifact, flags)].join("\n"));
}

function usageOf(artifact: Artifact | undefined, flags: readonly Field[]): string {
  if (artifact === undefined) return "<workflow> [options] [--<input> <value>...]";
  const needed = flags.filter((field) => field.required).map((field) => new FieldOption(field).term);
  return [artifact.name, ...needed, "[options]"].join(" ");
}

const noteOnFiles = [
  "",
  'Where an input is the URL of a file, at any depth, "@photo.png" uploads that file; paths are relative to the',
  'working folder, in flags and in JSON alike. To send text that begins with @, double it: "@@anna".',
];

/** About the fields that are not flags. */
export function noteOn(others: readonly string[]): string[] {
  if (others.length === 0) return [];
  const names = others.map((name) => (/^\w+$/.test(name) ? name : quote(name))).join(", ");
  return ["", `Only with --input, because these names are taken or cannot be flags: ${names}`];
}

function examples(artifact: Artifact | undefined, flags: readonly Field[]): string[] {
  const name = artifact?.name ?? "product-shot";
  const values =
    artifact === undefined
      ? [`--prompt "a red chair"`]
      : flags.filter((field) => field.required).map((field) => `--${field.name} "…"`);
  return [
    "",
    "Examples:",
    `  falc run ${[name, ...values].join(" ")}`,
    `  falc run ${name} --input input.json --out pictures`,
    `  FAL_KEY=… falc run ${name} --engine fal --input input.json --record answers.jsonl`,
    `  falc run ${name} --input input.json --answers answers.jsonl`,
    ...(artifact === undefined ? ["", "The inputs of a workflow: falc run <workflow> --help"] : []),
  ];
}

function describeWorkflow({ name, title }: Artifact): string {
  // Without a doc comment, the title is the name.
  return title === name ? `Run ${printable(name)}.` : printable(title).replace(/\.?$/, ".");
}
