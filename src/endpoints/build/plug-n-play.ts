/**
 * Packages of a project that Yarn installed without node_modules, found through Yarn's own resolver, which exists if
 * Yarn started this process. `.pnp.cjs` is not loaded: that would run the project's code.
 */
import module from "node:module";
import path from "node:path";

/** The part used here: https://yarnpkg.com/advanced/pnpapi */
interface PnpApi {
  /** A package's folder, or a file in it. Throws if the issuer does not depend on it. */
  resolveToUnqualified(request: string, issuer: string): string | null;
}

/** A function from a package's name to its folder; `undefined` if Yarn's resolver does not control the folder. */
export function plugNPlayOf(folder: string): ((name: string) => string | undefined) | undefined {
  const { findPnpApi } = module as typeof module & { findPnpApi?(file: string): PnpApi | null };
  // A trailing separator makes the folder itself the issuer.
  const issuer = folder + path.sep;
  const api = findPnpApi?.(issuer);
  if (api === undefined || api === null) return undefined;
  return (name) => {
    try {
      return api.resolveToUnqualified(name, issuer) ?? undefined;
    } catch {
      return undefined;
    }
  };
}
