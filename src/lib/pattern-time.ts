/**
 * Regular expressions under a time limit: `/(a+)+$/` on forty characters runs for hours, and only `node:vm`
 * can interrupt it.
 */
import { createContext, Script } from "node:vm";

/** Thrown when a pattern takes too long; the message says how long. */
export class PatternTimeout extends Error {
  constructor() {
    super("half a second in one regular expression");
  }
}

const maxMilliseconds = 500; // ms

const script = new Script("work()");
let box: { work?: () => unknown } | undefined;

/** The result of `work`, which applies the pattern to a text of the given length. Throws `PatternTimeout`. */
export function withinPatternTime<Result>(pattern: string, length: number, work: () => Result): Result {
  if (isCheapPattern(pattern, length)) return work();
  box ??= createContext(Object.create(null) as { work?: () => unknown });
  box.work = work;
  try {
    return script.runInContext(box, { timeout: maxMilliseconds }) as Result;
  } catch (error) {
    if ((error as { code?: unknown }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") throw new PatternTimeout();
    throw error;
  }
}

/**
 * Whether a pattern is certain to be fast. The timeout costs 0.2 ms per call, a thousand times as much as a
 * simple `replace`. With n consecutive repetitions, matching takes at most length^(n + 1) steps, doubled by
 * each alternative. A repeated group is safe only if nothing inside it repeats or has alternatives: `(a+)+`
 * and `(a|a)*` are not.
 */
export function isCheapPattern(pattern: string, length: number): boolean {
  // Replaces escapes, classes and group prefixes, whose characters are not repetitions.
  const plain = pattern.replace(/\\.|\[(?:\\.|[^\]\\])*\]/g, "x").replaceAll("(?", "(");
  const repetitions = plain.match(/[*+?{]/g)?.length ?? 0;
  const choices = plain.match(/\|/g)?.length ?? 0;
  if (/\)[*+?{]/.test(plain) && repetitions + choices > 1) return false;
  return (length + 1) ** (repetitions + 1) * 2 ** choices <= 1_000_000;
}
