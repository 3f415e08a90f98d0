/**
 * Checks that the generated programs notice when the compiler is wrong. Breaks it in one place at a time, and counts
 * the programs until one differs from its graph.
 *
 *   SEED=1 npx tsx test/generated/mutants/main.ts
 *
 * `PROGRAMS` is the maximum for each, by default 2,000; `MUTANT` selects mutants whose name contains it. Fails if a
 * mutant goes unnoticed, if it compiles nothing at all, or if the unmodified compiler disagrees with a program.
 */
import { fork } from "node:child_process";
import { rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { buildMutable } from "../../support/mutants/mutable-compiler.ts";
import { type Finding, findFault } from "./finding.ts";
import { mutants } from "./table.ts";

const { env } = process;
const count = Number(env["PROGRAMS"] ?? 2000);
const seed = Number(env["SEED"] ?? Date.now() % 2 ** 31);

const built = await buildMutable(new URL("./try-mutant.ts", import.meta.url), mutants);
const selected = mutants.filter(({ name }) => name.includes(env["MUTANT"] ?? ""));
const waiting: (string | undefined)[] = [undefined, ...selected.map(({ name }) => name)];
const faults: string[] = [];
console.log(`SEED=${seed}\nnoticed by program`);
await Promise.all(Array.from({ length: availableParallelism() }, work));
rmSync(built);
console.log(faults.length === 0 ? "all as it has to be" : `WRONG\n${faults.join("\n")}`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function work(): Promise<void> {
  while (waiting.length > 0) {
    const name = waiting.shift();
    const finding = await search(name);
    const fault = name === undefined ? faultOfNone(finding) : findFault(finding);
    if (fault !== undefined) faults.push(`${name ?? "nothing is broken"}: ${fault}`);
    const noticed = finding.noticedAfter === undefined ? `not within ${count}` : String(finding.noticedAfter);
    console.log(`${noticed.padStart(16)}  ${(name ?? "nothing is broken").padEnd(68)} ${finding.what}`);
  }
}

function faultOfNone({ isAlive, noticedAfter }: Finding): string | undefined {
  return isAlive && noticedAfter === undefined ? undefined : "a program differs from its graph";
}

/** In its own process, whose memory ends with it. */
function search(name: string | undefined): Promise<Finding> {
  const child = fork(fileURLToPath(new URL("./worker.ts", import.meta.url)), {
    env: { ...env, BUILT: built, MUTANT: name, PROGRAMS: String(count), SEED: String(seed) },
  });
  return new Promise((resolve) => {
    child.on("message", (finding) => void resolve(finding as Finding)); // what the worker sends
    child.on("exit", (code) => {
      resolve({ isAlive: false, noticedAfter: undefined, what: `its process ended with ${code}` });
    });
  });
}
