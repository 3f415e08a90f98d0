import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { SlowestFirst } from "./slowest-first.ts";

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
    sequence: { sequencer: SlowestFirst },
    // Loading TypeScript and the compiler anew for each file would be a good part of all the work.
    isolate: false,
    unstubGlobals: true,
  },
});
