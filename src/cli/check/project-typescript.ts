/** The TypeScript of a project, as a command to start. Looked for as the project's own code would find it; not run here. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";

export interface TypeScript {
  /** `7.0.2` */
  readonly version: string;
  /** Absolute; the arguments are appended. */
  readonly command: readonly [program: string, ...argv: string[]];
}

/** Why there is none that can be used: goes on after "types are not checked: ". */
export interface NoTypeScript {
  readonly missing: string;
}

/** Older ones cannot read the configuration that types are checked with. */
const oldest = [5, 9] as const;

/** `root`: absolute, without links. */
export function findTypeScript(root: string): TypeScript | NoTypeScript {
  const manifest = resolveFrom(path.join(root, "package.json"), "typescript/package.json");
  if (manifest === undefined) return { missing: "this project has no TypeScript" };
  const version = versionIn(manifest);
  const [, major = 0, minor = 0] = (/^(\d+)\.(\d+)\./.exec(version ?? "") ?? []).map(Number);
  if (version === undefined || major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    return {
      missing: `this project's TypeScript is ${version ?? "of unknown version"}; falc needs 5.9 or later`,
    };
  }
  const native = major >= 7 ? findNative(manifest) : undefined;
  const script = path.join(path.dirname(manifest), "bin", "tsc");
  return { version, command: native === undefined ? [process.execPath, script] : [native] };
}

/** From 7 on `bin/tsc` only starts an executable, which comes in a package for each platform: without it 40 ms are saved. */
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

/** Also goes into messages, so it has to look like a version. */
function versionIn(manifest: string): string | undefined {
  try {
    const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { readonly version?: unknown };
    return typeof version === "string" && /^\d+\.\d+\.[\w.+-]{1,40}$/.test(version) ? version : undefined;
  } catch {
    return undefined;
  }
}
