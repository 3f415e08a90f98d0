/**
 * Runs programs as real modules: written to a folder, and run by Node with tsx in a separate process, as users run
 * them.
 */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { Json, JsonObject } from "../../../src/lib/json.ts";
import type { Observation } from "../../support/oracle.ts";

export interface ModuleRun {
  /** Absolute. */
  readonly file: string;
  readonly input: JsonObject;
}

/** The file's export `input`, if any: a zod schema as JSON Schema. */
interface Loaded {
  readonly input?: Json | undefined;
}

export type RealModule =
  | { readonly kind: "not loaded"; readonly message: string }
  | (Loaded & { readonly kind: "not a function" })
  | (Loaded & { readonly kind: "threw"; readonly message: string })
  | (Loaded & { readonly kind: "ran"; readonly isPromise: boolean; readonly observation: Observation });

export interface RealProgram {
  readonly files: Readonly<Record<string, string>>;
  /** For its default function. */
  readonly input: JsonObject;
}

/** One after the other in one process. `tsconfig`: the text of the file that tsx finds. */
export async function runModules(
  programs: readonly RealProgram[],
  tsconfig?: string,
): Promise<readonly RealModule[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "falc-modules-"));
  try {
    const repository = fileURLToPath(new URL("../../..", import.meta.url));
    const write = (file: string, text: string) => {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    };
    write("package.json", `{ "type": "module" }`);
    if (tsconfig !== undefined) write("tsconfig.json", tsconfig);
    const source = pathToFileURL(path.join(repository, "src/index.ts")).href;
    write("node_modules/falc/package.json", `{ "type": "module", "exports": "./index.js" }`);
    write("node_modules/falc/index.js", `export * from ${JSON.stringify(source)};`);
    symlinkSync(path.join(repository, "node_modules/zod"), path.join(folder, "node_modules/zod"));
    const runs = programs.map(({ files, input }, index): ModuleRun => {
      for (const [name, text] of Object.entries(files)) write(`${index}/${name}`, text);
      return { file: path.join(folder, String(index), "main.ts"), input };
    });
    write("runs.json", JSON.stringify(runs));
    const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
    const program = fileURLToPath(new URL("run-modules.ts", import.meta.url));
    const given = ["--import", loader, program, path.join(folder, "runs.json")];
    const { stdout } = await promisify(execFile)(process.execPath, given, {
      cwd: folder,
      maxBuffer: 2 ** 30,
    });
    return stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as RealModule);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
