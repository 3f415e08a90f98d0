import type { NodeFailure } from "../../execution/failure.ts";
import { addTo } from "../../lib/add-to.ts";
import { printable } from "../../lib/printable.ts";
import { type FailureCause, failureCause, mayBeOpen } from "../../runner/failure-cause.ts";
import type { OpenEngine } from "./engine.ts";

/** What to do about failures: a sentence for each cause, in the order in which they occurred. */
export function advise(
  failures: readonly NodeFailure[],
  engine: OpenEngine["kind"],
  isHosted: boolean,
): readonly string[] {
  const nodes = new Map<string, string[]>();
  for (const failure of failures) {
    const sentence = adviceFor(failure, engine, isHosted);
    if (sentence !== undefined) addTo(nodes, sentence, failure.node);
  }
  return [...nodes].map(([sentence, failed]) => printable(`${failed.join(", ")}: ${sentence}`));
}

function adviceFor(failure: NodeFailure, engine: OpenEngine["kind"], isHosted: boolean): string | undefined {
  if (failure.isInDoubt)
    return "fal may have it, and bill it; --resubmit sends it again if fal's history does not have it, and may pay twice";
  // The emulator only refuses inputs, and says what is wrong with them. On fal, running it again may pay twice if its result
  // is to be looked at first.
  if (engine !== "fal" || mayBeOpen(failure)) return undefined;
  const cause = failureCause(failure);
  if (cause === undefined) return undefined;
  return cause === "rate" && isHosted ? hostedRate : advice[cause];
}

/** fal makes the calls, so there is no `--concurrency`. */
const hostedRate = "the account has too many calls in progress; it may succeed when it runs again later";

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
