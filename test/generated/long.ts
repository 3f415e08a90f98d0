/**
 * The long mode: many programs in as many processes as there are processors.
 *
 *   PROGRAMS=100000 SEED=1 npx tsx test/generated/long.ts
 *
 * Prints the share that was accepted, the distribution of constructs and of refusals, and the first mismatch, shrunk: a
 * graph that differs from its function, or a part of an accepted program that coverage cannot account for.
 * `WORKERS` sets the number of processes, `SHRINK_FOR` the maximum time for shrinking in milliseconds. A process with
 * `SHARD` set is a worker: it runs its share of the parts and sends its results.
 */
import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { Part } from "./part.ts";
import { runPrograms } from "./programs.ts";
import { Tally } from "./tally.ts";

const { env } = process;
const programs = Number(env["PROGRAMS"] ?? 2000);
const seed = Number(env["SEED"] ?? Date.now() % 2 ** 31);
const workers = Number(env["WORKERS"] ?? availableParallelism());
const shard = env["SHARD"];
const shrinkFor = Number(env["SHRINK_FOR"] ?? 60_000);

/** Programs per part: keeps memory small, and lets a mismatch in one part end the others early. */
const partSize = 1000;

if (shard !== undefined) {
  for (let part = Number(shard); part * partSize < programs; part += workers) {
    const count = Math.min(partSize, programs - part * partSize);
    const { tally, mismatch } = await runPrograms({ count, seed: seed + part, shrinkFor, coverage: true });
    const sent: Part = { tally: tally.data(), mismatch };
    process.send?.(sent);
    if (mismatch !== undefined) break;
  }
} else {
  const tally = new Tally();
  const mismatches: string[] = [];
  const started = performance.now();
  const receive = (part: Part) => {
    tally.merge(part.tally);
    if (part.mismatch !== undefined) mismatches.push(part.mismatch);
  };
  const codes = await Promise.all(Array.from({ length: workers }, (_, index) => runShard(index, receive)));
  const seconds = (performance.now() - started) / 1000;
  console.log(tally.distribution());
  console.log(`\nSEED=${seed}, ${Math.round(seconds)} s: ${tally.summary()}`);
  for (const mismatch of mismatches) console.log(`\nMISMATCH, ${mismatch}`);
  const complete = tally.programs >= programs && codes.every((code) => code === 0);
  process.exitCode = mismatches.length === 0 && complete ? 0 : 1;
}

function runShard(index: number, receive: (part: Part) => void): Promise<number | null> {
  const child = fork(fileURLToPath(import.meta.url), {
    env: {
      ...env,
      PROGRAMS: String(programs),
      SEED: String(seed),
      WORKERS: String(workers),
      SHARD: String(index),
    },
  });
  child.on("message", (part) => void receive(part as Part)); // what a shard sends
  return new Promise((resolve) => void child.on("exit", resolve));
}
