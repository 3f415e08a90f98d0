/** Types for JSON data, and the checks that are needed everywhere. */

export type JsonPrimitive = string | number | boolean | null;
export type JsonArray = readonly Json[];
export type JsonObject = { readonly [key: string]: Json };
export type Json = JsonPrimitive | JsonArray | JsonObject;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An empty object for untrusted keys. It has no prototype, so `__proto__` and `constructor` are ordinary keys. */
export function emptyRecord<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}
