/** A type in a canonical form: the values that it accepts. The order of fields and alternatives does not matter. */
import { canonicalJson } from "../../../src/lib/canonical-json.ts";
import type { Json } from "../../../src/lib/json.ts";

export type Canonical =
  | { readonly is: "string" | "number" | "boolean" | "null" | "unknown" | "object" | "undefined" | "never" }
  | { readonly is: "literal"; readonly value: string | number | boolean }
  | { readonly is: "list"; readonly of: Canonical }
  | {
      readonly is: "tuple";
      readonly items: readonly Canonical[];
      readonly least: number;
      readonly rest?: Canonical;
    }
  | {
      readonly is: "fields";
      readonly fields: Readonly<Record<string, Canonical>>;
      readonly others?: Canonical;
    }
  | { readonly is: "either"; readonly of: readonly Canonical[] };

/** An optional field accepts undefined. */
export const absent: Canonical = { is: "undefined" };

export function print(type: Canonical): string {
  return canonicalJson(type as unknown as Json);
}

/** Sorted, without duplicates and without parts that another part includes. */
export function either(parts: readonly Canonical[]): Canonical {
  const flat = parts
    .flatMap((part) => (part.is === "either" ? part.of : [part]))
    .filter(({ is }) => is !== "never");
  if (flat.some(({ is }) => is === "unknown")) return { is: "unknown" };
  const kinds = new Set(flat.map(({ is }) => is));
  const values = new Set(flat.map((part) => (part.is === "literal" ? part.value : undefined)));
  const isBoolean = kinds.has("boolean") || (values.has(true) && values.has(false));
  const kept = flat.filter((part) => {
    if (part.is !== "literal") return part.is !== "boolean";
    return typeof part.value === "boolean" ? !isBoolean : !kinds.has(typeof part.value as "string");
  });
  if (isBoolean) kept.push({ is: "boolean" });
  const distinct = new Map(kept.map((part) => [print(part), part]));
  const sorted = [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
  const [only, ...others] = sorted;
  if (only === undefined) return { is: "never" };
  return others.length === 0 ? only : { is: "either", of: sorted };
}
