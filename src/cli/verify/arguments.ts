/** The words after `falc verify` → its own options and the fields given as flags. */
import type { Command } from "commander";
import type { Subject } from "../../workspace/verify/subject.ts";
import { createCommand } from "../command-line.ts";
import type { Io } from "../io.ts";
import { noteOn, onlyWord, type RunArguments } from "../run/arguments.ts";
import { FieldOption } from "../run/field-option.ts";
import { type Field, listFields } from "../run/fields.ts";
import { wholeNumber } from "../run/options.ts";
import { ownOptions } from "../run/own-options.ts";
import { takeFields } from "../run/take-fields.ts";

export interface VerifyArguments extends Pick<RunArguments, "input" | "fields"> {
  /** The only word that is not an option. */
  readonly workflow: string | undefined;
  readonly json: boolean;
  readonly orders: number;
  /** Seconds. */
  readonly timeout: number;
}

/** Without a subject, there are no fields. Throws commander's errors, including for help, and `CommandError`. */
export function parseVerifyArguments(
  argv: readonly string[],
  subject: Pick<Subject, "name" | "inputSchema"> | undefined,
  io: Io,
): VerifyArguments {
  const own = ownOptions(addVerifyOptions, io);
  const { flags, others } = listFields(subject?.inputSchema ?? {}, own.names);
  const command = createVerifyCommand(subject?.name, flags, others, io);
  const { given, rest } = takeFields(argv, flags, own);
  command.parse([...rest], { from: "user" });
  return { ...command.opts<Options>(), workflow: onlyWord(command.args), fields: given };
}

interface Options {
  readonly input?: string;
  readonly json: boolean;
  readonly orders: number;
  readonly timeout: number;
}

function addVerifyOptions(command: Command): void {
  command
    .option("-i, --input <json>", "all inputs: a JSON file, JSON text, or - for standard input")
    .option("--orders <n>", "number of orders in which to answer the calls (default 3)", wholeNumber(1), 3)
    .option("--timeout <seconds>", "time limit of the function (default 60)", wholeNumber(1), 60)
    .option("--json", "print the whole comparison as one JSON object", false);
}

function createVerifyCommand(
  name: string | undefined,
  flags: readonly Field[],
  others: readonly string[],
  io: Io,
): Command {
  const command = createCommand("falc verify", io)
    .usage(`${name ?? "[workflow]"} [options] [--<input> <value>...]`)
    .description(
      "Run a workflow's function and its graph with the same model results, and show the first difference.\n" +
        "This runs your code, with Node. falc compile never does. The emulator answers the model calls, at no cost.",
    )
    .helpOption(
      "-h, --help",
      name === undefined ? "show help; after a workflow name, its inputs" : "show help",
    )
    .allowExcessArguments();
  for (const field of flags) command.addOption(new FieldOption(field));
  addVerifyOptions(command);
  return command
    .configureHelp({
      optionTerm: (option) => (option instanceof FieldOption ? option.term : option.flags),
      // The description already mentions the defaults.
      optionDescription: ({ description }) => description,
    })
    .addHelpText(
      "after",
      [
        ...noteOn(others),
        "",
        "Without an input, falc makes a sample from the workflow's interface and shows it.",
        "Without a workflow name, all workflows are verified.",
        "",
        "Examples:",
        `  falc verify ${name ?? "product-shot"}`,
        `  falc verify ${[name ?? `product-shot --prompt "a red chair"`, ...flags.slice(0, 1).map((field) => `--${field.name} "…"`)].join(" ")}`,
        "  falc verify                     all workflows, with sample inputs",
        `  falc verify ${name ?? "product-shot"} --orders 20`,
      ].join("\n"),
    );
}
