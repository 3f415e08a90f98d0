/** What `falc run` can be told besides a workflow's own fields. */
import { type Command, InvalidArgumentError, Option } from "commander";

export interface RunOptions {
  /** A file, JSON text, or `-`. */
  readonly input?: string;
  readonly out?: string;
  readonly engine?: "emulator" | "fal";
  readonly json?: boolean;
  /** Milliseconds that each emulated call takes at least. */
  readonly latency?: number;
  readonly concurrency?: number;
}

export function addRunOptions(command: Command): void {
  command
    .option("-i, --input <json>", "all inputs: a JSON file, JSON text, or - for standard input")
    .option("-o, --out <folder>", "save the images and other files of the result to this folder")
    .addOption(
      new Option(
        "--engine <engine>",
        "where the models run: emulator (no cost) or fal (bills your key); default: fal when FAL_KEY is set",
      ).choices(["emulator", "fal"]),
    )
    .option("--json", "print events as JSON lines instead of progress and result")
    .option("--concurrency <n>", "maximum number of calls at a time", wholeNumber(1))
    .option("--latency <ms>", "minimum duration of each call in the emulator", wholeNumber(0));
}

/** The parser of an option's value. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d{1,9}$/.test(text) && value >= least) return value;
    throw new InvalidArgumentError(`It must be a whole number, at least ${least}.`);
  };
}
