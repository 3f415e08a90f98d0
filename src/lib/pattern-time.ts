/**
 * Regular expressions under a time limit: `/(a+)+$/` on forty characters runs for hours, and nothing else can end it. V8
 * asks between backtracks whether it was told to stop; `node:vm` can tell it.
 */
import { createContext, Script } from "node:vm";

/** What a pattern that took too long is ended with; its message says how long that is. */
export class PatternTimeout extends Error {
  constructor() {
    super("half a second in one regular expression");
  }
}

const maxMilliseconds = 500; // ms

const script = new Script("work()");
let box: { work?: () => unknown } | undefined;

/** What `work` gives, which applies the pattern to a text of that length. Throws `PatternTimeout`. */
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
 * Whether a pattern cannot take long: the watch costs 0.2 ms a call, a simple `replace` one thousandth of that. With n
 * repetitions that stand side by side it takes length to the n + 1 at most, twice that for each choice; one that repeats
 * a group is not safe unless nothing in the group repeats or chooses: `(a+)+`, `(a|a)*`.
 */
export function isCheapPattern(pattern: string, length: number): boolean {
  // Escaped characters, classes, and the marks of groups that are no repetition.
  const plain = pattern.replace(/\\.|\[(?:\\.|[^\]\\])*\]/g, "x").replaceAll("(?", "(");
  const repetitions = plain.match(/[*+?{]/g)?.length ?? 0;
  const choices = plain.match(/\|/g)?.length ?? 0;
  if (/\)[*+?{]/.test(plain) && repetitions + choices > 1) return false;
  return (length + 1) ** (repetitions + 1) * 2 ** choices <= 1_000_000;
}
