import { printable, printTime } from "../../lib/printable.ts";
import type { CostEstimate } from "../../pricing/estimate-cost.ts";
import { printEstimate } from "../../pricing/print-cost.ts";
import type { Doubt } from "../../runner/journal/pay-once.ts";
import { confirm } from "../confirm.ts";
import type { Io } from "../io.ts";
import type { CliPaint } from "../paint.ts";
import type { Progress } from "../progress/progress.ts";

/**
 * Asks whether a call that may have been paid for is sent again: one question at a time, with the display paused. Without a
 * terminal, the answer is no. `costOf`: what it would cost.
 */
export function askAgain(
  io: Io,
  paint: CliPaint,
  costOf: (doubt: Doubt) => CostEstimate,
  progress: () => Progress | undefined,
) {
  let last: Promise<unknown> = Promise.resolve();
  const ask = async (doubt: Doubt): Promise<boolean> => {
    const { node, call, reason } = doubt;
    if (io.ask === undefined) return false;
    progress()?.pause();
    const about = printable(`(${node.app}): ${reason} (run ${call.run}, ${printTime(call.at)}).`);
    const isWanted = await confirm(
      `${paint.strong(printable(node.id))} ${about}\n${describeCost(costOf(doubt))} Send it again, which may pay twice?`,
      io,
    );
    progress()?.resume();
    return isWanted;
  };
  return (doubt: Doubt): Promise<boolean> => {
    const answer = last.then(() => ask(doubt));
    last = answer.catch(() => undefined);
    return answer;
  };
}

function describeCost(cost: CostEstimate): string {
  return cost.kind === "known"
    ? `It costs ${printEstimate(cost)}.`
    : `What it costs is unknown: ${printable(cost.message)}.`;
}
