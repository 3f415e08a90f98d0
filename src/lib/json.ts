/** JSON data as types, and the few questions asked about it everywhere. */

export type JsonPrimitive = string | number | boolean | null;
export type JsonArray = readonly Json[];
export type JsonObject = { readonly [key: string]: Json };
export type Json = JsonPrimitive | JsonArray | JsonObject;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * An empty object to collect untrusted keys in. It has no prototype, so a key named `__proto__` or
 * `constructor` is a key like any other.
 */
export function emptyRecord<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}
