/** The author's regular expressions: their time counts as evaluator steps, because steps are not counted inside one. */
import { isCheapPattern, withinPatternTime } from "../../../lib/pattern-time.ts";
import type { BuiltinCall } from "./call.ts";

/** Converts time to steps, so that a loop over slow patterns ends too: after five seconds of them. */
const stepsPerMillisecond = 400;

/** The result of `work`, which applies the pattern to a text of the given length. Throws `PatternTimeout`. */
export function withinTime<Result>(
  pattern: string,
  length: number,
  work: () => Result,
  { site, place, machine }: BuiltinCall,
): Result {
  machine.step(site.node, place, length >> 6);
  // Measuring time unnecessarily would make the step count differ between machines.
  if (isCheapPattern(pattern, length)) return work();
  const started = performance.now();
  try {
    return withinPatternTime(pattern, length, work);
  } finally {
    const spent = Math.floor(performance.now() - started);
    machine.step(site.node, place, spent * stepsPerMillisecond);
  }
}
