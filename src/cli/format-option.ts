/** `--format`: how a command reports its findings. */
import { type Command, Option } from "commander";
import { CommandError, exit } from "./io.ts";

const formats = ["text", "json", "sarif", "github"] as const;

/**
 * - `text`: for people.
 * - `json`: one object on standard output.
 * - `sarif`: SARIF 2.1.0 on standard output, for code scanning and editors.
 * - `github`: annotations on standard output, which GitHub Actions shows at their lines.
 */
export type Format = (typeof formats)[number];

export interface FormatOptions {
  readonly format?: Format;
  readonly json?: boolean;
}

export function addFormatOption(command: Command): Command {
  return command
    .addOption(new Option("--format <format>", "output format (default: text)").choices(formats))
    .option("--json", "the same as --format json");
}

export function formatOf({ format, json = false }: FormatOptions): Format {
  if (json && format !== undefined && format !== "json") {
    throw new CommandError(`--json and --format ${format} contradict each other`, exit.usage);
  }
  return format ?? (json ? "json" : "text");
}

/** Whether JSON was requested, from words that no command has parsed yet. */
export function requestsJson(words: readonly string[]): boolean {
  return words.some(
    (word, index) =>
      word === "--json" || word === "--format=json" || (word === "json" && words[index - 1] === "--format"),
  );
}
