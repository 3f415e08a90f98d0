import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

export default defineConfig({
  root,
  resolve: { alias: { falc: `${root}src/index.ts` } },
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/temporary-folder.ts",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: "100%",
    // For `describe.concurrent`: most tests that run in parallel wait for a silent server.
    maxConcurrency: 10,
    // Loading TypeScript and the compiler once per file would be a third of all the work.
    isolate: false,
    unstubGlobals: true,
  },
});
