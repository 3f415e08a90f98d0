/** What `falc run` can be told besides a workflow's own fields. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { duration } from "./duration.ts";

export interface RunOptions {
  /** A file, JSON text, or `-`. */
  readonly input?: string;
  readonly out?: string;
  readonly engine?: "emulator" | "fal";
  readonly json?: boolean;
  /** Milliseconds that each emulated call takes at least. */
  readonly latency?: number;
  readonly concurrency?: number;
  /** Milliseconds that a call may take. */
  readonly timeout?: number;
  /** Milliseconds that the run may take. */
  readonly runTimeout?: number;
}

export function addRunOptions(command: Command): void {
  command
    .option("-i, --input <json>", "all inputs: a JSON file, JSON text, or - for standard input")
    .option("-o, --out <folder>", "save the pictures and other files of the result there", folder)
    .addOption(
      new Option(
        "--engine <engine>",
        "where the models run: emulator (no cost) or fal (bills your key); default: fal when FAL_KEY is set",
      ).choices(["emulator", "fal"]),
    )
    .option("--json", "print events as JSON, one a line, instead of progress and result")
    .option("--concurrency <n>", "at most so many calls at a time", wholeNumber(1))
    .option("--timeout <time>", "cancel a call that takes longer, e.g. 90s, 10m, 1h", duration)
    .option("--run-timeout <time>", "cancel the run when it takes longer", duration)
    .option("--latency <ms>", "how long each call takes at least, in the emulator", wholeNumber(0));
}

function folder(text: string): string {
  if (text.trim() !== "") return text;
  throw new InvalidArgumentError("It takes the name of a folder; this one is empty.");
}

/** The parser of an option's value. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d{1,9}$/.test(text) && value >= least) return value;
    throw new InvalidArgumentError(`It takes a whole number from ${least}.`);
  };
}
