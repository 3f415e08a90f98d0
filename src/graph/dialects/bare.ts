/** The BARE form of a workflow: the node map that fal's `workflows/execute` takes, and what falc's artifacts hold. */
export { readBare } from "./read-bare.ts";
export { writeBare } from "./write-bare.ts";
