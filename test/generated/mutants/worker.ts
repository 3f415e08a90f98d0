/** Tries one mutant, in the process that `main.ts` starts for it. */
import { pathToFileURL } from "node:url";

const { env } = process;
const { tryMutant } = (await import(
  pathToFileURL(env["BUILT"] ?? "").href
)) as typeof import("./try-mutant.ts"); // what was built
const count = Number(env["PROGRAMS"]);
process.send?.(await tryMutant(env["MUTANT"], { count, seed: Number(env["SEED"]) }));
