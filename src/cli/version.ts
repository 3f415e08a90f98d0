import { readFileSync } from "node:fs";

/** falc's version: `0.1.0`. */
export function version(): string {
  const url = new URL("../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(url, "utf8")) as { version: string }).version;
}
