/** What the nearest package.json above a file decides for it, and whether it can be used. Each is read once. */
import path from "node:path/posix";
import { parseJson } from "../../lib/parse-json.ts";
import type { SettingsProblem } from "./project-options.ts";
import { findUpwards, nameIn, parseSettings, type Surroundings } from "./surroundings.ts";

interface Manifest {
  readonly problem: SettingsProblem | undefined;
  readonly isEsModule: boolean;
}

const none: Manifest = { problem: undefined, isEsModule: false };

export class Manifests {
  readonly #around: Surroundings;
  /** By the folder of the files, and by the manifest's own path. */
  readonly #known = new Map<string, Manifest>();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Why it cannot be used. `file`: absolute. */
  problemOf(file: string): SettingsProblem | undefined {
    return this.#of(file).problem;
  }

  /** Whether Node runs the file as an ES module. `file`: absolute. */
  isEsModule(file: string): boolean {
    return file.endsWith(".mts") || this.#of(file).isEsModule;
  }

  #of(file: string): Manifest {
    const folder = path.dirname(file);
    const known = this.#known.get(folder);
    if (known !== undefined) return known;
    const manifest = findUpwards("package.json", folder, this.#around);
    const found = manifest === undefined ? none : (this.#known.get(manifest) ?? read(manifest, this.#around));
    this.#known.set(folder, found);
    if (manifest !== undefined) this.#known.set(manifest, found);
    return found;
  }
}

function read(file: string, around: Surroundings): Manifest {
  const settings = around.readSettings(file);
  if (settings === undefined) return none;
  const name = nameIn(around, file);
  if ("problem" in settings) {
    const span = { source: { path: name, text: "" }, start: 0, end: 0 };
    return { problem: { span, text: settings.problem, isUnusable: true }, isEsModule: false };
  }
  const text = settings.text.replace(/^\ufeff/, "");
  const parsed = parseJson(text);
  if ("value" in parsed)
    return { problem: undefined, isEsModule: parseSettings(settings)["type"] === "module" };
  const start = parsed.offset;
  const span = { source: { path: name, text }, start, end: Math.min(start + 1, text.length) };
  return { problem: { span, text: `${parsed.problem}.`, isUnusable: false }, isEsModule: false };
}
