/**
 * - `error`: the program breaks TypeScript's own rules or fal's.
 * - `unsupported`: the program is valid, but a graph cannot express it or falc does not support it.
 * - `warning`: it compiles and does what it says, but that is probably not what was meant.
 */
export type DiagnosticKind = "error" | "unsupported" | "warning";
