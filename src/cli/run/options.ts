/** The options of `falc run` besides a workflow's own fields. */
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Decimal } from "../../lib/decimal.ts";
import { parseUsd } from "../../pricing/plan-cost.ts";
import { duration } from "./duration.ts";

export interface RunOptions {
  /** A file, JSON text, or `-`. */
  readonly input?: string;
  readonly out?: string;
  readonly engine?: "emulator" | "fal" | "hosted";
  /** The address of an emulator that runs already: `http://127.0.0.1:8787`. */
  readonly emulator?: string;
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
  readonly deadline?: number;
  /** Nothing that is held of earlier runs is used. */
  readonly fresh?: boolean;
  /** Nodes of which nothing that is held is used. */
  readonly again?: readonly string[];
  /** Calls that may have been paid for are sent again without asking. */
  readonly resubmit?: boolean;
  /** Only print what the run would do. */
  readonly plan?: boolean;
  /** USD. */
  readonly maxCost?: Decimal;
  readonly allowUnknownCost?: boolean;
  /** Do not ask whether a run of this cost is wanted. */
  readonly yes?: boolean;
}

export function addRunOptions(command: Command): void {
  command
    .option("-i, --input <json>", "all inputs: a JSON file, JSON text, or - for standard input")
    .option(
      "-o, --out <folder>",
      "keep the files of the result and of the steps, with recipes and a page, in this folder",
      folder,
    )
    .addOption(
      new Option(
        "--engine <engine>",
        "where the models run: emulator (no cost), fal (bills your key), or hosted: fal runs the whole workflow " +
          "(bills your key); default: fal if FAL_KEY is set",
      ).choices(["emulator", "fal", "hosted"]),
    )
    .option("--emulator <url>", "run in an emulator that runs already, see falc emulator", emulatorAddress)
    .option("--answers <file>", "take the models' answers from this file, at no cost", file)
    .option("--record <file>", "write the models' answers to a new file, for --answers", file)
    .option("--json", "print events as JSON lines instead of progress and result")
    .option(
      "--concurrency <n>",
      "calls in progress at a time, in all runs of the project together; default on fal: 4",
      wholeNumber(1),
    )
    .option("--timeout <time>", "cancel a call that takes longer: 90s, 10m, 1h", duration)
    .option("--deadline <time>", "cancel the run if it takes longer", duration)
    .option("--plan", "print what would be paid for, why, and what it costs; nothing is sent")
    .option("--max-cost <usd>", "do not begin a run that costs more, or whose cost nobody knows", usd)
    .option("--allow-unknown-cost", "with --max-cost: begin although the cost of some calls is unknown")
    .option("-y, --yes", "do not ask before a run on fal that costs more than $1")
    .option("--resume [run]", "go on with an unfinished run: of this id, of this workflow, or the latest one")
    .option(
      "--again <nodes>",
      "pay again for these nodes, separated by commas, although they are held",
      names,
    )
    .option("--fresh", "use nothing that is held of earlier runs: pay for every call")
    .option("--resubmit", "send calls again that may have been paid for, without asking")
    .option("--latency <ms>", "minimum duration of each call in the emulator", wholeNumber(0));
}

/** May be given several times. */
function names(text: string, before: readonly string[] = []): readonly string[] {
  return [
    ...before,
    ...text
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== ""),
  ];
}

/** Without the slash at its end. */
function emulatorAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new InvalidArgumentError("It takes the address that falc emulator prints: http://127.0.0.1:8787");
  if (url.username !== "" || url.search !== "" || url.hash !== "")
    throw new InvalidArgumentError("It takes an address without a user name, a query or a fragment.");
  return url.href.replace(/\/+$/, "");
}

function usd(text: string): Decimal {
  const amount = parseUsd(text);
  if (amount === undefined) throw new InvalidArgumentError("It takes an amount in dollars, such as 2.50.");
  return amount;
}

/** A parser for an option's value. */
export function folder(text: string): string {
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
