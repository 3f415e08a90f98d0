/** Whether a run may begin, by what it would cost. */
import { compareDecimals, one } from "../../lib/decimal.ts";
import { printable } from "../../lib/printable.ts";
import { checkBudget } from "../../pricing/plan-cost.ts";
import { printTotal, printUsd } from "../../pricing/print-cost.ts";
import type { TotalCost } from "../../pricing/total-cost.ts";
import { confirm } from "../confirm.ts";
import { CommandError, exit, type Io } from "../io.ts";
import type { RunOptions } from "./options.ts";

/** Throws a CommandError if it may not: nothing was sent. `isPaid`: whether somebody is billed. */
export async function assertWithinBudget(
  cost: TotalCost,
  {
    maxCost,
    allowUnknownCost = false,
    yes = false,
  }: Pick<RunOptions, "maxCost" | "allowUnknownCost" | "yes">,
  isPaid: boolean,
  io: Io,
): Promise<void> {
  const verdict = checkBudget(cost, {
    allowUnknown: allowUnknownCost,
    ...(maxCost !== undefined && { maxCost }),
  });
  if (verdict.kind === "over")
    throw new CommandError(
      `the run would cost ${printTotal(cost)}, which is more than ${printUsd(verdict.maxCost)} (--max-cost)`,
      exit.usage,
      "Nothing was sent. What each call costs: --plan",
    );
  if (verdict.kind === "unknown")
    throw new CommandError(
      `nobody knows what these calls cost, so the run may exceed --max-cost:`,
      exit.usage,
      [
        ...[...verdict.calls].map(([node, { message }]) => `  ${printable(`${node}: ${message}`)}`),
        "Nothing was sent. To read prices: falc models prices. To run all the same: --allow-unknown-cost",
      ].join("\n"),
    );
  // Whoever has set a limit has been asked.
  if (
    !isPaid ||
    maxCost !== undefined ||
    yes ||
    compareDecimals(cost.known, askAbove) <= 0 ||
    io.ask === undefined
  )
    return;
  if (!(await confirm(`The run would cost ${printTotal(cost)}. Run it?`, io)))
    throw new CommandError("not run", exit.failed, "Nothing was sent.");
}

/** USD. A run that costs more is asked about in a terminal. */
const askAbove = one;
