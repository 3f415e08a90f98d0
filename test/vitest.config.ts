/**
 * Two projects: the quick suites run in this process alone; `*.process.test.ts` starts falc, TypeScript, npm or servers
 * as processes. A quick suite that starts one fails (`support/no-processes.ts`).
 */
import process from "node:process";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { Durations } from "./support/durations.ts";
import { SlowestFirst } from "./support/slowest-first.ts";
import { useTemporaryFolder } from "./support/temporary-folder.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const processSuites = "test/**/*.process.test.ts";
const modules = fileURLToPath(new URL("support/modules/register.ts", import.meta.url));

useTemporaryFolder();
// No test needs the network, and each process that is started would read these certificates first.
delete process.env["NODE_EXTRA_CA_CERTS"];

export default defineConfig({
  root,
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
    // Sources and tests are loaded as they are, by Node and tsx, rather than by Vitest's own runner.
    execArgv: ["--max-semi-space-size=64", "--import", "tsx", "--import", modules],
    experimental: { viteModuleRunner: false, nodeLoader: false },
    projects: [
      {
        extends: true,
        test: {
          name: "quick",
          include: ["test/**/*.test.ts"],
          exclude: [processSuites],
          setupFiles: "test/support/no-processes.ts",
        },
      },
      { extends: true, test: { name: "process", include: [processSuites] } },
    ],
  },
});
