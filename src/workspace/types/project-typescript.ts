/** Finds the TypeScript of a project, as a command to start. Resolved as the project's own code would; not run here. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";
import { plugNPlayOf } from "../../endpoints/build/plug-n-play.ts";
import { parseJson, printJsonProblem } from "../../lib/parse-json.ts";

export interface TypeScript {
  /** `7.0.2` */
  readonly version: string;
  /** Absolute; the arguments are appended. */
  readonly command: readonly [program: string, ...argv: string[]];
}

export interface NoTypeScript {
  /** Why there is no suitable one: follows "types are not checked: ". */
  readonly missing: string;
  readonly hint: string;
}

/** Older versions cannot read the configuration for the type check. */
const oldest = [5, 9] as const;

/** `root`: absolute, with links resolved. */
export function findTypeScript(root: string): TypeScript | NoTypeScript {
  const manifest = resolveFrom(path.join(root, "package.json"), "typescript/package.json");
  if (manifest === undefined) return whyNone(root);
  const version = versionIn(manifest);
  const [, major = 0, minor = 0] = (/^(\d+)\.(\d+)\./.exec(version ?? "") ?? []).map(Number);
  if (version === undefined || major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    return {
      missing: `this project's TypeScript is ${version ?? "of unknown version"}; falc needs 5.9 or later`,
      hint: install,
    };
  }
  // TypeScript 7 is a native program, which cannot read the archives of Yarn.
  if (major >= 7 && plugNPlayOf(root) !== undefined) {
    return {
      missing: `TypeScript ${version} does not find packages that Yarn installs without node_modules`,
      hint: "Use TypeScript 5.9 or 6, or nodeLinker: node-modules in .yarnrc.yml",
    };
  }
  const native = major >= 7 ? findNative(manifest) : undefined;
  const script = path.join(path.dirname(manifest), "bin", "tsc");
  return { version, command: native === undefined ? [process.execPath, script] : [native] };
}

const install = "Install one: npm install --save-dev typescript";

function whyNone(root: string): NoTypeScript {
  const [manifest] = findAbove(root, "package.json");
  const parsed = manifest === undefined ? undefined : parseJson(readFileSync(manifest, "utf8"));
  if (manifest !== undefined && parsed !== undefined && "problem" in parsed) {
    const file = path.relative(root, manifest).split(path.sep).join("/");
    return {
      missing: printJsonProblem(file, parsed),
      hint: "Node finds no package before that is corrected.",
    };
  }
  if (plugNPlayOf(root) === undefined && findAbove(root, ".pnp.cjs").length > 0) {
    return {
      missing: "Yarn installed this project's packages without node_modules, and did not start falc",
      hint: "Run: yarn falc check",
    };
  }
  return { missing: "this project has no TypeScript", hint: install };
}

function findAbove(folder: string, name: string): readonly string[] {
  const file = path.join(folder, name);
  const above = path.dirname(folder) === folder ? [] : findAbove(path.dirname(folder), name);
  return existsSync(file) ? [file, ...above] : above;
}

/** From 7 on, `bin/tsc` only starts an executable from a package per platform; starting it directly saves 40 ms. */
function findNative(manifest: string): string | undefined {
  const name = `@typescript/typescript-${process.platform}-${process.arch}`;
  const found = resolveFrom(manifest, `${name}/package.json`);
  if (found === undefined) return undefined;
  const program = path.join(path.dirname(found), "lib", process.platform === "win32" ? "tsc.exe" : "tsc");
  return existsSync(program) ? program : undefined;
}

function resolveFrom(file: string, specifier: string): string | undefined {
  try {
    return createRequire(file).resolve(specifier);
  } catch {
    return undefined;
  }
}

/** Also appears in messages, so it has to look like a version. */
function versionIn(manifest: string): string | undefined {
  try {
    const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { readonly version?: unknown };
    return typeof version === "string" && /^\d+\.\d+\.[\w.+-]{1,40}$/.test(version) ? version : undefined;
  } catch {
    return undefined;
  }
}
