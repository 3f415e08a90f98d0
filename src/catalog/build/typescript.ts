/**
 * The TypeScript that ts-morph bundles. Required, not imported: Node scans an ES import for the names of its exports,
 * which takes longer for this file than loading it.
 */
import { createRequire } from "node:module";

export const { ts } = createRequire(import.meta.url)("ts-morph") as typeof import("ts-morph");
