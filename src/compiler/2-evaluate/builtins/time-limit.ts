/** The author's regular expressions: their time counts as work of the evaluator's, whose counting does not reach into one. */
import { isCheapPattern, withinPatternTime } from "../../../lib/pattern-time.ts";
import type { BuiltinCall } from "./call.ts";

/** Counts time as work, so that a loop over slow patterns ends too: after five seconds of them. */
const stepsPerMillisecond = 400;

/** What `work` gives, which applies the pattern to a text of that length. Throws `PatternTimeout`. */
export function withinTime<Result>(
  pattern: string,
  length: number,
  work: () => Result,
  { site, place, machine }: BuiltinCall,
): Result {
  machine.step(site.node, place, length >> 6);
  // A watch that is not needed would make the count differ from machine to machine.
  if (isCheapPattern(pattern, length)) return work();
  const started = performance.now();
  try {
    return withinPatternTime(pattern, length, work);
  } finally {
    const spent = Math.floor(performance.now() - started);
    machine.step(site.node, place, spent * stepsPerMillisecond);
  }
}
