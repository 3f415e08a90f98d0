/** Why a document cannot be read, in words. Never leaves this folder: `readOpenApi` catches it. */
export class BrokenDocument extends Error {}
