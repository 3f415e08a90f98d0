/** A project as `npm install` leaves it: with falc, zod and a TypeScript in its node_modules. */
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { TestProject } from "./project.ts";

/** Package of this repository → the version it contains. */
export const versions = {
  typescript: versionOf("typescript"),
  "typescript-6": versionOf("typescript-6"),
  "typescript-5": versionOf("typescript-5"),
} as const;

export type TypeScriptPackage = keyof typeof versions;

const repository = fileURLToPath(new URL("../../", import.meta.url));

/**
 * A substitute for falc in tests that are not about its types: TypeScript spends most of its time reading those of a
 * thousand endpoints. The compiler does not open it.
 */
export const untypedModels: Readonly<Record<string, string>> = {
  "node_modules/falc/package.json": '{ "name": "falc", "type": "module", "types": "index.d.ts" }',
  "node_modules/falc/index.d.ts":
    "export declare function model(id: string): (input: object) => Promise<any>;\n",
};

export function typesProject(
  files: Readonly<Record<string, string>>,
  typescript: TypeScriptPackage | "none" = "typescript",
): TestProject {
  const project = new TestProject(files);
  const packages = path.join(repository, "node_modules");
  mkdirSync(project.path("node_modules"), { recursive: true });
  const link = (name: string, target: string) =>
    symlinkSync(target, project.path(`node_modules/${name}`), "junction");
  if (!existsSync(project.path("node_modules/falc"))) link("falc", repository);
  link("zod", path.join(packages, "zod"));
  if (typescript !== "none") link("typescript", path.join(packages, typescript));
  return project;
}

function versionOf(name: string): string {
  const manifest = createRequire(import.meta.url)(`${name}/package.json`) as { readonly version: string };
  return manifest.version;
}
