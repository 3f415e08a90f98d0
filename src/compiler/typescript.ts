/** The TypeScript that the compiler parses with. */
export * from "../lib/typescript.ts";
