/** An object's fields, written out one by one. */
import { printKey } from "../../graph/print-literal.ts";
import { accessCode } from "./path.ts";

/** More would be too many to write out. */
export const maxFields = 8;

/** `images: photo.images, seed: photo.seed` */
export function fieldsOf(path: string, keys: readonly string[]): string {
  return keys.map((key) => `${printKey(key)}: ${path}${accessCode(key)}`).join(", ");
}

/** `prompt` for a value of this name, otherwise `prompt: text`. */
export function memberCode(field: string, code: string): string {
  return field === code ? field : `${printKey(field)}: ${code}`;
}
