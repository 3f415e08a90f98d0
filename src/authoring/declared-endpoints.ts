/**
 * The endpoints that a project declares: `falc models add` writes a file to `workflows/models/` that extends this
 * interface. It has to be an interface exported with `export *`, because only those can be extended from outside.
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
