/**
 * Loaded into each process of tests, after tsx: sources and tests are modules of Node itself. Vitest's own runner calls a
 * function for each use of an import, which is a fifth of the time of a compile.
 */
import { createRequire, register } from "node:module";
import type * as TsMorph from "ts-morph";

register("./hooks.ts", import.meta.url);

/**
 * Each name of TypeScript is a getter of an object of thousands, which is another fifth. The build binds these names before
 * (`build/own-sources.ts`); here they become properties, of an object that V8 makes fast because another inherits from it.
 */
const require = createRequire(new URL("../../../src/lib/typescript.ts", import.meta.url));
const tsMorph = require("ts-morph") as typeof TsMorph;
const ts = { ...tsMorph.ts };
void (Object.create(ts) as typeof ts).createSourceFile;
const loaded = require.cache[require.resolve("ts-morph")];
if (loaded !== undefined) loaded.exports = { ...tsMorph, ts };
