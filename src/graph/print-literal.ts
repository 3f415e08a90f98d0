import { isJsonObject, type Json } from "../lib/json.ts";
import { isIdentifierKey } from "./reference.ts";

/** A value as TypeScript on one line: `{ prompt: "a chair", "my-key": [1, 2] }`. */
export function printLiteral(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(printLiteral).join(", ")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, inner]) => `${printKey(key)}: ${printLiteral(inner)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}

/** The key as written before the colon. */
export function printKey(key: string): string {
  return isIdentifierKey(key) ? key : JSON.stringify(key);
}
