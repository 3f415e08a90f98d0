/**
 * The endpoints that a project declares: `falc models add` writes a file to `workflows/models/` that adds to this. An
 * interface, and exported by `export *`, because only such can be added to from outside.
 *
 * ```ts
 * declare module "falc" {
 *   interface DeclaredEndpoints {
 *     "me/my-app": { input: { prompt: string }; output: { image: { url: string } } };
 *   }
 * }
 * ```
 */
export interface DeclaredEndpoints {}
