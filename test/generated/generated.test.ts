/**
 * Generated programs: each is refused, or its graph does what the function does. `PROGRAMS=20000 npx vitest …` for more;
 * the seed is printed, `SEED=…` repeats a run.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileText } from "../compile-source.ts";
import { observeFunction, observeGraph } from "../oracle.ts";
import { loadWorkflow } from "./run-source.ts";
import { writeProgram } from "./write-program.ts";

const programs = Number(process.env.PROGRAMS ?? 1000);
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

const tape = (length: number) => fc.array(fc.nat(1000), { maxLength: length, size: "max" });

test(`${programs} programs agree with their graphs`, { timeout: 600_000 }, async () => {
  const refusals = new Map<string, number>();
  let accepted = 0;
  const input = { subject: "an oak chair", mood: "calm" };
  await fc.assert(
    fc.asyncProperty(tape(60), tape(250), async (helpers, workflow) => {
      const source = writeProgram(helpers, workflow);
      const { emitted, diagnostics } = compileText(source);
      if (emitted === undefined) {
        const codes = new Set(diagnostics.filter(({ kind }) => kind !== "warning").map(({ code }) => code));
        expect(codes.size, source).toBeGreaterThan(0);
        for (const code of codes) refusals.set(code, (refusals.get(code) ?? 0) + 1);
        return;
      }
      accepted += 1;
      const direct = await observeFunction(loadWorkflow(source), input);
      const compiled = await observeGraph(JSON.parse(emitted.graph), input);
      expect(compiled, source).toEqual(direct);
    }),
    { numRuns: programs, seed },
  );
  console.log(
    `SEED=${seed}: ${accepted} of ${programs} accepted; refused: ${JSON.stringify(Object.fromEntries(refusals))}`,
  );
  expect(accepted).toBeGreaterThan(programs / 2);
});
