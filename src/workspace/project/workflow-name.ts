import path from "node:path";
import { workflowsFolder } from "./folders.ts";

/** `workflows/ads/hero.ts` → `ads/hero`; a file elsewhere → its base name. */
export function nameOf(file: string): string {
  const below = file.startsWith(`${workflowsFolder}/`)
    ? file.slice(workflowsFolder.length + 1)
    : path.basename(file);
  return kebabCase(below.replace(/\.m?ts$/, ""));
}

/** `heroImage` → `hero-image` */
export function kebabCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/[_\s]+/g, "-")
    .toLowerCase();
}
