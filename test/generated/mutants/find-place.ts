/** Where a mutant changes the compiler. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Mutant } from "./table.ts";

const compiler = fileURLToPath(new URL("../../../src/compiler/", import.meta.url));

/** The file's text before and after the place. Throws unless the place is in the file exactly once. */
export function findPlace({ name, file, find }: Mutant): readonly [before: string, after: string] {
  const text = readFileSync(path.join(compiler, file), "utf8");
  const [before = "", after, ...more] = text.split(find);
  if (after !== undefined && more.length === 0) return [before, after];
  const count = after === undefined ? "not" : "more than once";
  throw new Error(`"${name}": its text is ${count} in ${file}; its row in table.ts has to follow the code`);
}
