import type { Held, Sources } from "./sources.ts";
export declare function writeExport(held: Held, sources: Sources): void;
