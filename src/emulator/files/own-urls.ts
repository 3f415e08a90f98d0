import { isJsonObject, type Json } from "../../lib/json.ts";
import type { FileStore } from "./file-store.ts";

/**
 * The input with every URL of the emulator's own files replaced by the file's content hash, so that neither the port
 * nor the order of uploads changes an answer.
 */
export function withContentNames(value: Json, files: FileStore): Json {
  if (typeof value === "string") {
    const file = files.findByUrl(value);
    return file === undefined ? value : `file:${file.hash}`;
  }
  if (Array.isArray(value)) return value.map((item) => withContentNames(item, files));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withContentNames(item, files)]));
}
