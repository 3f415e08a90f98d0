import { expect, test } from "vitest";
import { paintFor } from "../../src/cli/paint.ts";
import { printOutcome } from "../../src/cli/run/print-outcome.ts";
import type { NodeFailure } from "../../src/execution/failure.ts";

const paint = paintFor({ write() {}, isTerminal: false, columns: 80, rows: 24 }, { NO_COLOR: "1" });
const stop = { signal: new AbortController().signal } as unknown as Parameters<
  typeof printOutcome
>[1]["stop"];

function print(failures: readonly NodeFailure[], run?: string): string {
  const nothing = { completed: new Map(), requests: new Map(), open: new Map() };
  const context = { unconfirmed: [], sourceMap: undefined, isHosted: false, isWhole: true, run, paint, stop };
  const outcome = { kind: "failed", failures, skipped: [], ...nothing } as const;
  return printOutcome(outcome, { ...context, engine: "fal" }).join("\n");
}

const refused = (node: string, message = "refused"): NodeFailure => ({
  node,
  app: "a/b",
  message,
  status: 422,
  input: { prompt: "x" },
});

test("of many failures, the first ones are told in full, and the rest by reason", () => {
  const failures = Array.from({ length: 100 }, (_, index) => refused(`n${index}`));
  const text = print([...failures, refused("odd", "too large")], "20261130-183455-k3f9xa");
  expect(text.match(/^failed /gm)).toHaveLength(10);
  expect(text).toContain(
    [
      "91 more failed:",
      "  n10, n11, n12 and 87 more: refused",
      "  odd: too large",
      "  All of them: falc runs show 20261130-183455-k3f9xa",
    ].join("\n"),
  );
  expect(text.split("\n").length).toBeLessThan(100);
  expect(print(failures.slice(0, 10))).not.toContain("more failed");
});

test("a request that may still be billed is told in full, however many there are", () => {
  const lost = (index: number): NodeFailure => ({
    node: `n${index}`,
    app: "a/b",
    message: "the connection was lost",
    requestId: `r${index}`,
  });
  const text = print(Array.from({ length: 30 }, (_, index) => lost(index)));
  for (let index = 0; index < 30; index += 1) expect(text).toContain(`/requests/r${index}`);
});
