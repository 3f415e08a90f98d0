/** Generated programs and edits that preserve their meaning: the bytes of the graph do not change. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { program } from "./programs.ts";
import { checkRefactoring } from "./refactor.ts";
import { findMismatch } from "./search.ts";

const count = Number(process.env["PROGRAMS"] ?? 300);
/** Fixed, so that a change is not judged by luck; `npm run generated` draws new ones. */
const seed = Number(process.env["SEED"] ?? 20261130);

test(`${count} refactorings keep the bytes`, { timeout: 3_600_000 }, async () => {
  const made = new Map<string, number>();
  let changed = 0;
  const cases = fc.record({ program, which: fc.nat(1000), where: fc.nat(1000) });
  const mismatch = await findMismatch(
    cases,
    { count, seed },
    ({ program: each, ...choice }) => checkRefactoring(each, choice),
    (refactored) => {
      if (refactored?.outcome === "changed") changed += 1;
      if (refactored?.outcome === "same") made.set(refactored.name, (made.get(refactored.name) ?? 0) + 1);
    },
  );
  const all = [...made.values()].reduce((sum, each) => sum + each, 0);
  const counts = [...made].sort((a, b) => b[1] - a[1]).map(([name, each]) => `${name} ${each}`);
  console.log(
    `SEED=${seed}: ${all} refactorings kept the bytes (${counts.join(", ")}); ${changed} were none`,
  );
  expect(mismatch).toBeUndefined();
  expect(all).toBeGreaterThan(count / 4);
  // An edit that changes the function's behaviour proves nothing: these must stay rare.
  expect(changed).toBeLessThan(all / 10);
});
