export type Author = "client" | "falc";
/**
 * Writes `files` workflows, `w0.ts` and so on, and a project around them to `folder`. With zod each has a schema of its
 * input, so that both authors pay for zod.
 */
export declare function writeWorkflows(folder: string, author: Author, files: number, withZod: boolean): void;
/** Makes `folder` a project whose TypeScript files find falc, the client and zod. */
export declare function writeProject(folder: string, author?: Author): void;
