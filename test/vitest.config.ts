import { fileURLToPath } from "node:url";
import { transform } from "esbuild";
import { defineConfig, type Plugin } from "vitest/config";
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

export default defineConfig({
  root,
  plugins: [namespacesAsInTsx],
  resolve: { alias: { falc: `${root}src/index.ts` } },
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/support/temporary-folder.ts",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: "100%",
    sequence: { sequencer: SlowestFirst },
    // Loading TypeScript and the compiler anew for each file would be a good part of all the work.
    isolate: false,
    unstubGlobals: true,
  },
});
