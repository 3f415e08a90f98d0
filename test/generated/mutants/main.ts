/**
 * Checks that the generated programs notice when the compiler is wrong. Breaks a copy of it in one place at a time,
 * and counts the programs until one differs from its graph.
 *
 *   SEED=1 npx tsx test/generated/mutants/main.ts
 *
 * `PROGRAMS` is the maximum for each, by default 2,000; `MUTANT` selects mutants whose name contains it. Fails if a
 * mutant goes unnoticed, if its location is not found, or if the unmodified compiler disagrees with a program.
 */
import { fork } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Part } from "../part.ts";
import { findPlace } from "./find-place.ts";
import { type Mutant, mutants } from "./table.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const most = Number(process.env["PROGRAMS"] ?? 2000);
const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);

interface Finding {
  readonly name: string;
  /** Programs up to the one that differed; `undefined` if none did. */
  readonly noticedAfter: number | undefined;
  /** The first line of what differed. */
  readonly what: string;
}

const control: Mutant = { name: "nothing is broken", file: "pipeline.ts", find: "", replace: "" };

for (const mutant of mutants) findPlace(mutant);
const waiting = [control, ...mutants].filter(({ name }) => name.includes(process.env["MUTANT"] ?? ""));
const findings: Finding[] = [];
const worker = async () => {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const finding = await tryMutant(next);
    findings.push(finding);
    const count = finding.noticedAfter === undefined ? `not within ${most}` : String(finding.noticedAfter);
    console.log(`${count.padStart(16)}  ${finding.name.padEnd(68)} ${finding.what}`);
  }
};
console.log(`SEED=${seed}\nnoticed by program`);
await Promise.all(Array.from({ length: availableParallelism() }, worker));
const wrong = findings.filter(
  ({ name, noticedAfter }) => (noticedAfter === undefined) !== (name === control.name),
);
console.log(
  wrong.length === 0 ? "all as it has to be" : `WRONG: ${wrong.map(({ name }) => name).join("; ")}`,
);
process.exitCode = wrong.length === 0 ? 0 : 1;

async function tryMutant(mutant: Mutant): Promise<Finding> {
  const copy = mkdtempSync(path.join(tmpdir(), "falc-mutant-"));
  try {
    cpSync(path.join(root, "src"), path.join(copy, "src"), { recursive: true });
    const isTest = (file: string) => path.basename(file) !== "fixtures";
    cpSync(path.join(root, "test"), path.join(copy, "test"), { recursive: true, filter: isTest });
    for (const name of ["node_modules", "dist", "package.json", "tsconfig.json"]) {
      symlinkSync(path.join(root, name), path.join(copy, name));
    }
    if (mutant !== control) {
      const [before, after] = findPlace(mutant);
      writeFileSync(path.join(copy, "src/compiler", mutant.file), before + mutant.replace + after);
    }
    return await search(mutant.name, copy);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** Runs the copy's own generated programs, in one process. */
async function search(name: string, copy: string): Promise<Finding> {
  let tried = 0;
  let mismatch: string | undefined;
  const child = fork(path.join(copy, "test/generated/long.ts"), {
    cwd: copy,
    env: {
      ...process.env,
      PROGRAMS: String(most),
      SEED: String(seed),
      WORKERS: "1",
      SHARD: "0",
      SHRINK_FOR: "0",
    },
  });
  child.on("message", (message) => {
    const part = message as Part; // what a shard sends
    tried += part.tally.programs;
    mismatch ??= part.mismatch;
  });
  const code = await new Promise((resolve) => void child.on("exit", resolve));
  if (code !== 0) return { name, noticedAfter: tried + 1, what: "the compiler does not run" };
  if (mismatch === undefined) return { name, noticedAfter: undefined, what: "" };
  return { name, noticedAfter: tried + 1, what: /: (.*)/.exec(mismatch)?.[1] ?? "" };
}
