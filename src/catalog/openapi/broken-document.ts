/** What keeps a document from being read, in words. Never leaves this folder: `readOpenApi` turns it into its answer. */
export class BrokenDocument extends Error {}
