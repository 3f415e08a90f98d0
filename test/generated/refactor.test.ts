/** Generated programs and edits that keep their meaning: the bytes of the graph stay the same. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { program } from "./programs.ts";
import { checkRefactoring } from "./refactor.ts";

const programs = Number(process.env["PROGRAMS"] ?? 600);
const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);

test(`${programs} refactorings keep the bytes`, { timeout: 3_600_000 }, async () => {
  const made = new Map<string, number>();
  let changed = 0;
  const choice = fc.record({ which: fc.nat(1000), where: fc.nat(1000) });
  await fc.assert(
    fc.asyncProperty(program, choice, async ({ files }, chosen) => {
      const refactored = await checkRefactoring(files, chosen);
      if (refactored?.outcome === "changed") changed += 1;
      if (refactored?.outcome === "same") made.set(refactored.name, (made.get(refactored.name) ?? 0) + 1);
    }),
    { numRuns: programs, seed },
  );
  const all = [...made.values()].reduce((sum, count) => sum + count, 0);
  const counts = [...made].sort((a, b) => b[1] - a[1]).map(([name, count]) => `${name} ${count}`);
  console.log(
    `SEED=${seed}: ${all} refactorings kept the bytes (${counts.join(", ")}); ${changed} were none`,
  );
  expect(all).toBeGreaterThan(programs / 4);
  // An edit that changes what the function does proves nothing: these are to stay rare.
  expect(changed).toBeLessThan(all / 10);
});
