/**
 * The door to ts-morph and the TypeScript in it. `require` and not `import`: Node reads a CommonJS file's export names
 * before an `import` of it, which costs 200 ms more for these 13 MB.
 */
import { createRequire } from "node:module";
import type * as TsMorph from "ts-morph";

export const { Project, ts } = createRequire(import.meta.url)("ts-morph") as typeof TsMorph;

export type { Project as TypeScriptProject, SourceFile, ts as TS } from "ts-morph";
