import { unreachable } from "../../lib/unreachable.ts";
import type { Random } from "../media/random.ts";
import type { Duration } from "./fault-script.ts";

/** Whole milliseconds. */
export function drawDuration(duration: Duration, random: Random): number {
  if (typeof duration === "number") return Math.round(duration);
  if ("min" in duration) return Math.round(random.between(duration.min, duration.max));
  if ("median" in duration) {
    const { median, p95 } = duration;
    // Of a normal distribution, 95 % lie below 1.645 standard deviations.
    const deviation = Math.log(p95 / median) / 1.6449;
    return Math.min(Math.round(median * Math.exp(deviation * drawNormal(random))), maxMs);
  }
  return unreachable(duration);
}

/** Box and Muller's method: two even choices give a normal one. */
function drawNormal(random: Random): number {
  const distance = Math.sqrt(-2 * Math.log(1 - random.between(0, 1)));
  return distance * Math.cos(2 * Math.PI * random.between(0, 1));
}

/** Node's timers hold no more. */
const maxMs = 2 ** 31 - 1;
