import { readFileSync } from "node:fs";
import { packageManifest } from "../assets.ts";

/** falc's version: `0.1.0`. */
export function version(): string {
  return (JSON.parse(readFileSync(packageManifest, "utf8")) as { version: string }).version;
}
