/**
 * Bundles sharp's JavaScript, a dozen modules and three packages, into falc's program. The native library stays where npm
 * put it, which only sharp itself can find with every package manager. Both have to be of one version: package.json names
 * it exactly.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin } from "esbuild";

export const bundledSharp: Plugin = {
  name: "bundled sharp",
  setup({ onResolve, onLoad }) {
    const entry = createRequire(import.meta.url).resolve("sharp");
    onResolve({ filter: /^sharp$/ }, () => ({ path: entry }));
    onLoad({ filter: /[\\/]sharp[\\/]dist[\\/]\w+\.cjs$/ }, ({ path: file }) => ({
      loader: "js",
      contents: `const requireNative = (name) => {
  const { createRequire } = require("node:module");
  return createRequire(createRequire(__filename).resolve("sharp"))(name);
};
${readFileSync(file, "utf8").replaceAll(/\brequire\((?=`|["']@img\/sharp-)/g, "requireNative(")}`,
    }));
  },
};
