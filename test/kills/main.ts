/**
 * Runs in real processes that are killed at any moment, and what they paid for in the end:
 *
 *   RUNS=200 SEED=1 ONLY=storm npm run kills
 *
 * A line for each campaign with everything that is wrong, and exit code 1 if anything is. `RUNS`: of each campaign, by default
 * 200, and three times as many in a storm. `ONLY`: campaigns whose name contains it. `LOG`: a file for what
 * happened in each run. Needs a build.
 */
import { appendFileSync } from "node:fs";
import { useTemporaryFolder } from "../support/temporary-folder.ts";
import { runCampaign } from "./campaign.ts";
import { campaigns } from "./campaigns.ts";

useTemporaryFolder();
delete process.env["NODE_EXTRA_CA_CERTS"];
const { env } = process;
const runs = Number(env["RUNS"] ?? 200);
const seed = Number(env["SEED"] ?? Date.now() % 2 ** 31);
const only = env["ONLY"] ?? "";
const logFile = env["LOG"];

const columns = [
  "runs",
  "kills",
  "--resume",
  "again",
  "failed",
  "expected",
  "submits",
  "doubts",
  "twice",
  "wrong",
  "s",
];
const row = (name: string, cells: readonly (string | number)[]) =>
  console.log(name.padEnd(28) + cells.map((cell) => String(cell).padStart(9)).join(""));

console.log(`SEED=${seed}`);
row("", columns);
let isRight = true;
for (const campaign of campaigns(runs).filter(({ name }) => name.includes(only))) {
  const report = await runCampaign(campaign, seed);
  row(report.name, [
    report.runs,
    report.kills,
    report.resumes,
    report.repeats,
    report.failures,
    report.expected,
    report.seen,
    report.doubts,
    report.announced,
    report.problems.length,
    report.seconds.toFixed(0),
  ]);
  for (const problem of report.problems) console.log(`\n${problem}\n`);
  if (logFile !== undefined) appendFileSync(logFile, `${report.name}\n${report.logs.join("\n\n")}\n\n`);
  isRight &&= report.problems.length === 0;
}
process.exitCode = isRight ? 0 : 1;
