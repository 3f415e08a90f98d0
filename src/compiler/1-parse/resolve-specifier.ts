/**
 * The target of an import that is not relative: a path alias of tsconfig.json, a subpath import or the own name of a
 * package.json, a workspace package, or a package. Resolved by TypeScript's resolver, with Node's conditions, to the
 * file that would run.
 */
import { isBuiltin } from "node:module";
import path from "node:path/posix";
import type { AliasFacts } from "../../diagnostics/codes/source.ts";
import { isJsonObject, type JsonObject } from "../../lib/json.ts";
import { ts, type TS } from "../typescript.ts";
import { filesOf, type ProjectOptions } from "./project-options.ts";
import { findUpwards, nameIn, parseSettings, type Surroundings, upwards } from "./surroundings.ts";

export type Resolution =
  /** Relative to the project. */
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "package" }
  | { readonly kind: "missing" | "outside"; readonly alias: AliasFacts };

/** `importer`: absolute. */
export function resolveSpecifier(
  specifier: string,
  importer: string,
  project: ProjectOptions,
  around: Surroundings,
): Resolution {
  if (isBuiltin(specifier)) return { kind: "package" };
  const found = resolve(specifier, importer, project.options, around);
  const alias = describeAlias(specifier, importer, project, around);
  if (found === undefined) {
    return alias === undefined || isInstalled(specifier, importer, around)
      ? { kind: "package" }
      : { kind: "missing", alias };
  }
  const real = around.realpath(found);
  if (real.includes("/node_modules/")) return { kind: "package" };
  if (real.startsWith(`${around.root}/`)) return { kind: "file", path: nameIn(around, real) };
  // A workspace package is named by its folder, an alias by the file with links resolved.
  if (alias?.target?.startsWith("in ") === true) return { kind: "outside", alias };
  const target = `for ${nameIn(around, real)}`;
  return { kind: "outside", alias: { what: alias?.what ?? "an import", target } };
}

/** Whether a pattern of `paths` is specific to this import: `*` never is. */
export function isPathAlias(specifier: string, { options }: ProjectOptions): boolean {
  return findPattern(specifier, Object.keys(options.paths ?? {})) !== undefined;
}

function resolve(
  specifier: string,
  importer: string,
  { paths, baseUrl, pathsBasePath }: TS.CompilerOptions,
  around: Surroundings,
): string | undefined {
  const options: TS.CompilerOptions = {
    ...(paths && { paths }),
    ...(baseUrl !== undefined && { baseUrl }),
    ...(pathsBasePath !== undefined && { pathsBasePath }),
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    customConditions: ["node"],
    allowImportingTsExtensions: true,
    allowJs: true,
    resolveJsonModule: true,
    // Not in its types: looks for code instead of declarations.
    noDtsResolution: true,
  };
  return ts.resolveModuleName(specifier, importer, options, filesOf(around)).resolvedModule?.resolvedFileName;
}

/** `undefined` if it looks like an ordinary package. */
function describeAlias(
  specifier: string,
  importer: string,
  { file, options }: ProjectOptions,
  around: Surroundings,
): AliasFacts | undefined {
  const paths = options.paths ?? {};
  const pattern = findPattern(specifier, Object.keys(paths));
  if (pattern !== undefined && file !== undefined) {
    const base = options.baseUrl ?? (options.pathsBasePath as string | undefined) ?? path.dirname(file);
    const target = substitute(specifier, pattern, paths[pattern]?.[0]);
    return {
      what: `a path alias in ${nameIn(around, file)}`,
      ...(target !== undefined && { target: `for ${nameIn(around, path.resolve(base, target))}` }),
    };
  }
  const manifest = findUpwards("package.json", path.dirname(importer), around);
  const settings = parseSettings(manifest === undefined ? undefined : around.readSettings(manifest));
  const of = manifest === undefined ? "" : ` in ${nameIn(around, manifest)}`;
  if (specifier.startsWith("#")) return describeSubpath(specifier, settings, of);
  if (/^(?:[/\\]|[A-Za-z]:|file:)/.test(specifier)) return { what: "an absolute path", isPath: true };
  const name = packageName(specifier);
  if (name === undefined) return { what: "not the name of a package", lacks: "and no path alias defines it" };
  if (settings["name"] === name) {
    return { what: "this package's own name", lacks: "but package.json has no such export" };
  }
  const linked = findInstalled(name, importer, around);
  if (linked === undefined || linked.includes("/node_modules/")) return undefined;
  return {
    what: "a workspace package",
    target: `in ${nameIn(around, linked)}`,
    lacks: "but its package.json points to no existing file",
  };
}

function describeSubpath(specifier: string, { imports }: JsonObject, of: string): AliasFacts {
  const defined = isJsonObject(imports) ? imports : {};
  const pattern = findPattern(specifier, Object.keys(defined));
  if (pattern === undefined)
    return { what: "a subpath import", lacks: `but "imports"${of} does not define it` };
  const target = defined[pattern];
  const leadsTo = typeof target === "string" ? substitute(specifier, pattern, target) : undefined;
  return { what: `a subpath import${of}`, ...(leadsTo !== undefined && { target: `for ${leadsTo}` }) };
}

/** The pattern with the longest prefix before its star; one without a star first. */
function findPattern(specifier: string, patterns: readonly string[]): string | undefined {
  if (patterns.includes(specifier)) return specifier;
  return patterns
    .filter((pattern) => {
      const [before = "", after] = pattern.split("*");
      if (after === undefined || pattern === "*") return false;
      return (
        specifier.length >= before.length + after.length &&
        specifier.startsWith(before) &&
        specifier.endsWith(after)
      );
    })
    .toSorted((a, b) => b.indexOf("*") - a.indexOf("*"))[0];
}

function substitute(specifier: string, pattern: string, target: string | undefined): string | undefined {
  const [before = "", after] = pattern.split("*");
  if (after === undefined) return target;
  return target?.replaceAll("*", specifier.slice(before.length, specifier.length - after.length));
}

/** In node_modules, or among the dependencies: Yarn Plug'n'Play has no node_modules. */
function isInstalled(specifier: string, importer: string, around: Surroundings): boolean {
  const name = packageName(specifier);
  if (name === undefined) return false;
  const folder = findInstalled(name, importer, around);
  // A linked package that could not be resolved does not come from a registry.
  if (folder !== undefined) return folder.includes("/node_modules/");
  const manifest = findUpwards("package.json", path.dirname(importer), around);
  const settings = parseSettings(manifest === undefined ? undefined : around.readSettings(manifest));
  return ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"].some((kind) => {
    const listed = settings[kind];
    return isJsonObject(listed) && Object.hasOwn(listed, name);
  });
}

/** A package's folder, with links resolved. */
function findInstalled(name: string, importer: string, around: Surroundings): string | undefined {
  for (const at of upwards(path.dirname(importer), "/")) {
    const folder = path.join(at, "node_modules", name);
    if (around.find(folder) === "folder") return around.realpath(folder);
  }
  return undefined;
}

/** `@acme/brand/colors` → `@acme/brand`; `undefined` for an invalid package name: `@/brand`, `~/brand`. */
function packageName(specifier: string): string | undefined {
  return /^(?:@[\w.~-]+\/)?[\w-][\w.~-]*(?=\/|$)/.exec(specifier)?.[0];
}
