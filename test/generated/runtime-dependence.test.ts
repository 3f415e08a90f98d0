/** Generated programs in which a known value becomes an input: refused, or the graph still does what the function does. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { program } from "./programs.ts";
import { checkDependence, type Dependent } from "./runtime-dependence.ts";

const programs = Number(process.env["PROGRAMS"] ?? 500);
const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);

test(`${programs} programs with a value that became an input`, { timeout: 3_600_000 }, async () => {
  const counts: Record<Dependent, number> = { accepted: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(program, fc.nat(1000), async (each, where) => {
      const dependent = await checkDependence(each, where);
      if (dependent !== undefined) counts[dependent] += 1;
    }),
    { numRuns: programs, seed },
  );
  console.log(`SEED=${seed}: ${counts.accepted} still agree, ${counts.refused} are refused`);
  expect(counts.accepted).toBeGreaterThan(programs / 20);
  expect(counts.refused).toBeGreaterThan(programs / 20);
});
