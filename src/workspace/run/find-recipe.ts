/** The recipe of a file: the file, what is beside it and what is in the cache may all come from others. */
import { createReadStream, lstatSync, readFileSync, statSync } from "node:fs";
import { decodeText } from "../../lib/decode-text.ts";
import { isJsonObject, type Json } from "../../lib/json.ts";
import { printable } from "../../lib/printable.ts";
import { FileReader } from "../../runner/recipe/file-reader.ts";
import { maxTextBytes } from "../../runner/recipe/png-text.ts";
import { parseUntrusted, readRecipe, type Recipe } from "../../runner/recipe/recipe.ts";
import type { Project } from "../project/project.ts";
import { systemError } from "../system-error.ts";
import { WorkspaceError } from "../workspace-error.ts";
import { digestsIn, indexFile, listDigests, sidecarOf } from "./recipe-files.ts";

export type FoundRecipe =
  | {
      readonly kind: "found";
      readonly recipe: Recipe;
      /** `picture`: inside the file; `sidecar`: beside it; `index`: in the project's cache, by its content. */
      readonly from: "picture" | "sidecar" | "index";
    }
  | {
      readonly kind: "missing";
      /** There is one beside the file, but it is about other content or cannot be understood. */
      readonly sidecar?: "about another file" | "not a recipe";
    };

/** `file`: absolute; `word`: how messages name it. Reads the file once. Throws a `WorkspaceError` if it cannot. */
export async function findRecipe(project: Project, file: string, word: string): Promise<FoundRecipe> {
  const reader = await readThrough(file, printable(word));
  const inside = reader.text === undefined ? undefined : readRecipe(parseUntrusted(reader.text));
  if (inside !== undefined) return { kind: "found", recipe: inside, from: "picture" };

  const digests = listDigests(reader.digests());
  const value = readJson(sidecarOf(file));
  const beside = readRecipe(value);
  const about = isJsonObject(value) ? digestsIn(value["file"]) : [];
  if (beside !== undefined && digests.some((digest) => about.includes(digest)))
    return { kind: "found", recipe: beside, from: "sidecar" };

  for (const digest of digests) {
    const recipe = readRecipe(readJson(project.absolute(indexFile(digest))));
    if (recipe !== undefined) return { kind: "found", recipe, from: "index" };
  }
  if (value === undefined) return { kind: "missing" };
  return { kind: "missing", sidecar: beside === undefined ? "not a recipe" : "about another file" };
}

async function readThrough(file: string, word: string): Promise<FileReader> {
  const reader = new FileReader();
  try {
    // Reading a pipe would block, and a device need not end.
    if (!statSync(file).isFile())
      throw new WorkspaceError("file-unreadable", `cannot read ${word}: it is not a file`);
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }))
      reader.push(chunk as Buffer);
  } catch (error) {
    throw systemError(error, word) ?? error;
  }
  return reader;
}

/** `undefined` for what is no file, may not be read, is too large, or is no JSON. Never through a link. */
function readJson(file: string): Json | undefined {
  try {
    const found = lstatSync(file);
    if (!found.isFile() || found.size > maxTextBytes) return undefined;
    const decoded = decodeText(readFileSync(file));
    return "text" in decoded ? parseUntrusted(decoded.text) : undefined;
  } catch {
    return undefined;
  }
}
