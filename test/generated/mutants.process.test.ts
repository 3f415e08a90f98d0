/**
 * A sample of the mutants, chosen by the seed, is noticed by generated programs. `npm run mutants` tries all of them.
 */
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { importMutable } from "../support/mutants/mutable-compiler.ts";
import { findFault } from "./mutants/finding.ts";
import { mutants } from "./mutants/table.ts";

/** Of the programs: in these, each mutant is noticed within some hundreds. */
const programs = { count: 2000, seed: 1 };
/** Of the sample. */
const seed = Number(process.env["SEED"] ?? 260);
const size = { minLength: 3, maxLength: 3 };
const [sample = []] = fc.sample(fc.shuffledSubarray([...mutants], size), { numRuns: 1, seed });

let built: typeof import("./mutants/try-mutant.ts");

beforeAll(async () => {
  built = await importMutable(new URL("./mutants/try-mutant.ts", import.meta.url), mutants);
});

test.each(sample)(`generated programs notice (SEED=${seed}): $name`, async ({ name }) => {
  const finding = await built.tryMutant(name, programs);
  expect(findFault(finding), finding.what).toBeUndefined();
});
