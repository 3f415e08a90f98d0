/**
 * The TypeScript that ts-morph bundles. It is required, not imported: Node scans what an ES module imports for
 * the names of its exports, which takes longer with this file than to load it.
 */
import { createRequire } from "node:module";

export const { ts } = createRequire(import.meta.url)("ts-morph") as typeof import("ts-morph");
