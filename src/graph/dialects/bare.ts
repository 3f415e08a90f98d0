/**
 * The BARE form of a workflow: the node map that fal's `workflows/execute` takes, and the content of falc's
 * artifacts.
 */
export { readBare } from "./read-bare.ts";
export { writeBare } from "./write-bare.ts";
