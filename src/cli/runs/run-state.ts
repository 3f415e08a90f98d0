import type { RunSummary } from "../../runner/journal/run-summary.ts";
import type { RunStore } from "../../runner/runs/run-store.ts";

export type RunState = "completed" | "failed" | "stopped" | "in progress" | "killed";

/** `killed`: it ended without a word. */
export async function stateOf(
  { run, outcome }: Pick<RunSummary, "run" | "outcome">,
  store: RunStore,
): Promise<RunState> {
  if (await store.isAlive(run)) return "in progress";
  if (outcome === undefined) return "killed";
  return outcome === "aborted" ? "stopped" : outcome;
}

/** `2 paid, 3 reused, 1 in doubt`: calls by what became of them. */
export function countStates({ calls }: Pick<RunSummary, "calls">): string {
  const count = (isIt: (call: RunSummary["calls"][number]) => boolean) => calls.filter(isIt).length;
  const parts = [
    [count(({ state, of }) => state === "done" && of === undefined), "paid"],
    [count(({ state, of }) => state === "reused" || (state === "done" && of !== undefined)), "reused"],
    [count(({ state }) => state === "open" || state === "cancelled"), "open"],
    [count(({ state }) => state === "in doubt"), "in doubt"],
    [count(({ state }) => state === "failed"), "failed"],
    [count(({ state }) => state === "lost"), "lost"],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return said.length === 0 ? "nothing sent" : said.join(", ");
}
