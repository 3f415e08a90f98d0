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
    // Of `describe.concurrent`: most of what is run at once waits for a silent server.
    maxConcurrency: 10,
    // Loading TypeScript and the compiler once for each file would be a third of all the work.
    isolate: false,
    unstubGlobals: true,
  },
});
