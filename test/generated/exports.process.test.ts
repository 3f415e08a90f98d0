/**
 * Generated ways of exporting a workflow and its input, in several files: each compiles to what the real modules
 * export, or is refused for a true reason. The seed is printed, `SEED=…` repeats a run, `EXPORTS=…` sets the number.
 */
import { expect, test } from "vitest";
import { compileExports, findExportFault } from "./exports/judge-exports.ts";
import { exportPrograms } from "./exports/program.ts";
import { runModules } from "./exports/real-modules.ts";
import { Tally } from "./tally.ts";

const count = Number(process.env["EXPORTS"] ?? 150);
/** Fixed, so that a change is not judged by luck; `npm run generated` draws new ones. */
const seed = Number(process.env["SEED"] ?? 20261130);

test(`${count} ways of exporting a workflow`, { timeout: 3_600_000 }, async () => {
  const compiled = exportPrograms(count, seed).map(compileExports);
  const modules = await runModules(compiled.map(({ program: { files }, input }) => ({ files, input })));
  expect(modules).toHaveLength(count);
  const tally = new Tally();
  const faults: string[] = [];
  for (const [index, each] of compiled.entries()) {
    const real = modules[index];
    const fault = real && (await findExportFault(each, real));
    if (fault !== undefined) faults.push(`program ${index}: ${fault}`);
    tally.add(each.program.constructs, each.schema !== undefined, each.codes);
  }
  console.log(`SEED=${seed}: ${tally.summary()}`);
  if (process.env["DISTRIBUTION"] !== undefined) console.log(tally.distribution());
  expect(faults.slice(0, 3).join("\n\n"), `${faults.length} faults`).toBe("");
  expect(tally.accepted).toBeGreaterThan(count / 3);
});
