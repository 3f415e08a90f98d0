/** A project as `npm install` leaves it: with falc, zod and a TypeScript in its node_modules. */
import { mkdirSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { TestProject } from "./cli-project.ts";

/** Package of this repository → the version it contains. */
export const versions = {
  typescript: versionOf("typescript"),
  "typescript-6": versionOf("typescript-6"),
  "typescript-5": versionOf("typescript-5"),
} as const;

export type TypeScriptPackage = keyof typeof versions;

const repository = fileURLToPath(new URL("../", import.meta.url));

export function typesProject(
  files: Readonly<Record<string, string>>,
  typescript: TypeScriptPackage | "none" = "typescript",
): TestProject {
  const project = new TestProject(files);
  const packages = path.join(repository, "node_modules");
  mkdirSync(project.path("node_modules"), { recursive: true });
  const link = (name: string, target: string) =>
    symlinkSync(target, project.path(`node_modules/${name}`), "junction");
  link("falc", repository);
  link("zod", path.join(packages, "zod"));
  if (typescript !== "none") link("typescript", path.join(packages, typescript));
  return project;
}

function versionOf(name: string): string {
  const manifest = createRequire(import.meta.url)(`${name}/package.json`) as { readonly version: string };
  return manifest.version;
}
