/**
 * In quick suites, whoever tries to start a process fails: the test itself, its helpers, or falc. It is decided here and
 * not from the imports, so that it cannot be overlooked.
 */
import childProcess from "node:child_process";
import { syncBuiltinESMExports } from "node:module";

const starters = ["spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork"] as const;

for (const name of starters) {
  childProcess[name] = (() => {
    throw new Error(`A quick suite starts no processes (${name}): name the file *.process.test.ts`);
  }) as never;
}
syncBuiltinESMExports();
