/**
 * Counts work, for tests that nothing grows faster than its input: the number is the same on every machine, however
 * busy it is.
 */
import { Session } from "node:inspector/promises";
import type { Profiler } from "node:inspector";

/**
 * How many calls of functions `run` made, also in packages; a loop that calls nothing counts for nothing, and so does
 * what happens inside of built-in functions and regular expressions.
 */
export async function countCalls(run: () => unknown): Promise<number> {
  const session = new Session();
  session.connect();
  try {
    await session.post("Profiler.enable");
    await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
    await run();
    const { result } = await session.post("Profiler.takePreciseCoverage");
    return result.filter(({ url }) => !url.startsWith("node:")).reduce((sum, each) => sum + callsIn(each), 0);
  } finally {
    await session.post("Profiler.stopPreciseCoverage");
    session.disconnect();
  }
}

function callsIn({ functions }: Profiler.ScriptCoverage): number {
  return functions.flatMap(({ ranges }) => ranges).reduce((sum, { count }) => sum + count, 0);
}

/**
 * How many times as many calls ten times as much takes: about 10, somewhat more with sorting, and about 100 if it is
 * quadratic. `run` gets the size; the first run, in which caches are filled, is not counted.
 */
export async function growthOfCalls(size: number, run: (size: number) => unknown): Promise<number> {
  await run(size);
  const few = await countCalls(() => run(size));
  return (await countCalls(() => run(10 * size))) / few;
}
