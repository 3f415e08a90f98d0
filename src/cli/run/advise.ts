import type { NodeFailure } from "../../execution/failure.ts";
import { printable } from "../../lib/printable.ts";
import { type FailureCause, failureCause, mayBeOpen } from "../../runner/failure-cause.ts";

/** What to do about failures on fal: a sentence for each cause, in the order in which they occurred. */
export function advise(failures: readonly NodeFailure[]): readonly string[] {
  const nodes = new Map<FailureCause, string[]>();
  for (const failure of failures) {
    const cause = failureCause(failure);
    // Running it again may pay twice: its result is to be looked at first.
    if (cause === undefined || mayBeOpen(failure)) continue;
    const known = nodes.get(cause);
    if (known === undefined) nodes.set(cause, [failure.node]);
    else known.push(failure.node);
  }
  return [...nodes].map(([cause, failed]) => printable(`${failed.join(", ")}: ${advice[cause]}`));
}

const advice: Readonly<Record<FailureCause, string>> = {
  input: "the same input would be refused again; correct what is sent",
  content: "a content check refused it, and would again; change the prompt or the picture",
  key: "set FAL_KEY to a key of your account",
  account:
    "look at the account's balance (https://fal.ai/dashboard/billing), and whether it may use this endpoint",
  rate: "the account has too many calls in progress; --concurrency makes fewer at a time",
  time: "it took longer than fal allows; it may succeed when it runs again",
  model: "the model itself failed; it may succeed when it runs again, or with another input or seed",
  infrastructure: "fal's servers failed; it may succeed when it runs again later",
};
