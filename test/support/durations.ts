/**
 * The durations of test files: each run prints the slowest, and `npm run test:durations` records all of them, for
 * the order in which the files begin.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { Reporter, TestModule } from "vitest/node";

const file = fileURLToPath(new URL("durations.json", import.meta.url));
const repository = fileURLToPath(new URL("../..", import.meta.url));

/** Test file, relative to the repository → seconds, on a machine with nothing else to do. */
export type RecordedDurations = Readonly<Record<string, number>>;

export function readDurations(): RecordedDurations {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as RecordedDurations) : {};
}

/** As in the record. */
export function nameOf(moduleId: string): string {
  return path.relative(repository, moduleId).split(path.sep).join("/");
}

export class Durations implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const took = modules
      .map((module) => [nameOf(module.moduleId), secondsOf(module)] as const)
      .toSorted((a, b) => b[1] - a[1]);
    if (took.length > 3) {
      const lines = took
        .slice(0, 10)
        .map(([name, seconds]) => `${seconds.toFixed(1).padStart(7)} s  ${name}\n`);
      process.stdout.write(`\n Slowest files\n${lines.join("")}`);
    }
    if (process.env["RECORD_DURATIONS"] !== undefined) record(Object.fromEntries(took));
  }
}

function secondsOf(module: TestModule): number {
  const { collectDuration, duration } = module.diagnostic();
  return (collectDuration + duration) / 1000;
}

/** Replaces what was run; what no longer exists is dropped. */
function record(took: RecordedDurations): void {
  const all = Object.entries({ ...readDurations(), ...took })
    .filter(([name]) => existsSync(path.join(repository, name)))
    .map(([name, seconds]) => [name, Number(seconds.toFixed(1))] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
}
