/**
 * Two projects: the quick suites run in this process alone; `*.process.test.ts` starts falc, TypeScript, npm or servers
 * as processes. A quick suite that starts one fails (`support/no-processes.ts`).
 */
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";
import { defineConfig, type Plugin } from "vitest/config";
import { Durations } from "./support/durations.ts";
import { SlowestFirst } from "./support/slowest-first.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The oracle runs namespaces as tsx does, with esbuild: Vite's own transformer does not see their other blocks. */
const namespacesAsInTsx: Plugin = {
  name: "namespaces-as-in-tsx",
  enforce: "pre",
  async transform(code, id) {
    if (!/\/test\/fixtures\/.*\.ts$/.test(id) || !/^(?:export )?namespace /m.test(code)) return undefined;
    return transform(code, { loader: "ts", target: "node20", sourcemap: true, tsconfigRaw: {} });
  },
};

const processSuites = "test/**/*.process.test.ts";

export default defineConfig({
  root,
  plugins: [namespacesAsInTsx],
  resolve: { alias: { falc: `${root}src/index.ts` } },
  test: {
    // Only for tests that hang: a busy machine may take many times as long as a quiet one.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    maxWorkers: "100%",
    sequence: { sequencer: SlowestFirst },
    reporters: ["default", new Durations()],
    // Loading TypeScript and the compiler anew for each file would be a good part of all the work.
    isolate: false,
    unstubGlobals: true,
    projects: [
      {
        extends: true,
        test: {
          name: "quick",
          include: ["test/**/*.test.ts"],
          exclude: [processSuites],
          setupFiles: "test/support/no-processes.ts",
          globalSetup: "test/support/temporary-folder.ts",
        },
      },
      {
        extends: true,
        test: {
          name: "process",
          include: [processSuites],
          globalSetup: "test/support/temporary-folder.ts",
        },
      },
    ],
  },
});
