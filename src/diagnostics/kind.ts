/**
 * - `error`: the program is wrong by TypeScript's own rules, or by fal's.
 * - `unsupported`: the program is right, but a graph can't say it or falc does not know it.
 * - `warning`: it compiles and means what it says, and is probably not meant.
 */
export type DiagnosticKind = "error" | "unsupported" | "warning";
