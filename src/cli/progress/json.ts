import type { Output } from "../io.ts";
import { printableJson } from "../../lib/printable.ts";
import type { Progress } from "./progress.ts";

/** Every event as a line of JSON. */
export function jsonProgress(output: Output): Progress {
  return { show: (event) => output.write(`${printableJson(JSON.stringify(event))}\n`), end() {} };
}
