/**
 * The only import of ts-morph and the TypeScript in it. `require` rather than `import`: Node scans a CommonJS file
 * for export names before importing it, which costs another 200 ms for these 13 MB.
 */
import { createRequire } from "node:module";
import type * as TsMorph from "ts-morph";

export const { ts } = createRequire(import.meta.url)("ts-morph") as typeof TsMorph;

export type { ts as TS } from "ts-morph";
