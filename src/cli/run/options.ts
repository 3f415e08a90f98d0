/** The options of `falc run` besides a workflow's own fields. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { duration } from "./duration.ts";

export interface RunOptions {
  /** A file, JSON text, or `-`. */
  readonly input?: string;
  readonly out?: string;
  readonly engine?: "emulator" | "fal";
  /** A file of recorded answers, in place of the models. */
  readonly answers?: string;
  /** A file for the answers of this run. */
  readonly record?: string;
  readonly json?: boolean;
  /** The minimum duration of each emulated call in milliseconds. */
  readonly latency?: number;
  readonly concurrency?: number;
  /** The maximum duration of a call in milliseconds. */
  readonly timeout?: number;
  /** The maximum duration of the run in milliseconds. */
  readonly runTimeout?: number;
}

export function addRunOptions(command: Command): void {
  command
    .option("-i, --input <json>", "all inputs: a JSON file, JSON text, or - for standard input")
    .option("-o, --out <folder>", "save the images and other files of the result to this folder", folder)
    .addOption(
      new Option(
        "--engine <engine>",
        "where the models run: emulator (no cost) or fal (bills your key); default: fal if FAL_KEY is set",
      ).choices(["emulator", "fal"]),
    )
    .option("--answers <file>", "take the models' answers from this file, at no cost", file)
    .option("--record <file>", "write the models' answers to a new file, for --answers", file)
    .option("--json", "print events as JSON lines instead of progress and result")
    .option("--concurrency <n>", "maximum number of calls at a time", wholeNumber(1))
    .option("--timeout <time>", "cancel a call that takes longer: 90s, 10m, 1h", duration)
    .option("--run-timeout <time>", "cancel the run if it takes longer", duration)
    .option("--latency <ms>", "minimum duration of each call in the emulator", wholeNumber(0));
}

function folder(text: string): string {
  return named(text, "folder");
}

function file(text: string): string {
  return named(text, "file");
}

function named(text: string, what: string): string {
  if (text.trim() === "")
    throw new InvalidArgumentError(`It takes the name of a ${what}, which cannot be empty.`);
  if (text === "-") throw new InvalidArgumentError(`It takes the name of a ${what}, not "-".`);
  return text;
}

/** A parser for an option's value. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d{1,9}$/.test(text) && value >= least) return value;
    throw new InvalidArgumentError(`It must be a whole number, at least ${least}.`);
  };
}
