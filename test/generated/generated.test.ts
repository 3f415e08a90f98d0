/**
 * Generated programs: each is refused, or its graph matches the function. The seed is printed, `SEED=…` repeats a
 * run, `PROGRAMS=…` sets the number; for very many, see `long.ts`.
 */
import { expect, test } from "vitest";
import { runPrograms } from "./programs.ts";

const count = Number(process.env["PROGRAMS"] ?? 1200);
/** Fixed, so that a change is not judged by luck; `npm run generated` draws new ones. */
const seed = Number(process.env["SEED"] ?? 20261130);

test(`${count} programs agree with their graphs`, { timeout: 3_600_000 }, async () => {
  const { tally, mismatch } = await runPrograms({ count, seed });
  console.log(`SEED=${seed}: ${tally.summary()}`);
  expect(mismatch).toBeUndefined();
  expect(tally.accepted).toBeGreaterThan(count / 2);
});
