/**
 * Packages of a project that Yarn installs without node_modules: asked of Yarn's own resolver, which is there when Yarn
 * started this process. `.pnp.cjs` is not loaded for it: that would run code of the project's.
 */
import module from "node:module";
import path from "node:path";

/** As far as it is used here: https://yarnpkg.com/advanced/pnpapi */
interface PnpApi {
  /** A package's folder, or a file in it. Throws for what the issuer does not depend on. */
  resolveToUnqualified(request: string, issuer: string): string | null;
}

/** `undefined` where Yarn's resolver is not in charge of the folder; else what has the folder of a package, if any has. */
export function plugNPlayOf(folder: string): ((name: string) => string | undefined) | undefined {
  const { findPnpApi } = module as typeof module & { findPnpApi?(file: string): PnpApi | null };
  // With a separator behind it, the folder itself is who asks.
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
