/** The author's values in the form that zod takes: ordinary lists and objects, which zod keeps and reads later. */
import { type Pattern, patternProblem } from "./zod-pattern.ts";
import type { Value } from "../values/values.ts";

/**
 * The expanded size of a schema: one that is used twice counts twice, because JSON Schema will contain it twice, and
 * forty lines can produce 2^40 parts. `depth` counts every call of the chain, because most of them wrap their
 * receiver.
 */
export interface Measure {
  readonly parts: number;
  readonly depth: number;
}

export const leaf: Measure = { parts: 1, depth: 0 };
const measures = new WeakMap<object, Measure>();

export function measureOf(schema: unknown): Measure {
  return (typeof schema === "object" && schema !== null && measures.get(schema)) || leaf;
}

export function remember(schema: unknown, measure: Measure): void {
  if (typeof schema === "object" && schema !== null) measures.set(schema, measure);
}

export type Plain = { readonly plain: unknown } | { readonly problem: Value };

/** Callbacks while an argument is copied. */
export interface Copying {
  /** Called for each part. */
  readonly count: (part: Measure) => void;
  /** Called for each list and object, which zod keeps. */
  readonly keep: (owner: KeptValue) => void;
}

export type KeptValue = Extract<Value, { kind: "array" | "object" }>;

/** zod's lists and objects → the author's, or copies of them: `schema.shape` is the object that was given. */
const origins = new WeakMap<object, KeptValue>();

export function originOf(plain: object): KeptValue | undefined {
  return origins.get(plain);
}

export function setOrigin(plain: object, origin: KeptValue): KeptValue {
  origins.set(plain, origin);
  return origin;
}

const maxDepth = 100;

export function toPlain(value: Value, copying: Copying, depth = 0): Plain {
  copying.count(value.kind === "zod" ? measureOf(value.schema) : leaf);
  switch (value.kind) {
    case "known":
      return { plain: value.value };
    case "regexp":
      return patternProblem(value.value as Pattern) === undefined
        ? { plain: value.value }
        : { problem: value };
    case "zod":
      return { plain: value.schema };
    case "array":
    case "object": {
      // A circular structure.
      if (depth > maxDepth) return { problem: value };
      copying.keep(value);
      const plain = value.kind === "array" ? [] : {};
      const parts =
        value.kind === "array"
          ? Array.from(value.elements, orUndefined).entries()
          : Object.entries(value.fields);
      for (const [key, part] of parts) {
        const item = toPlain(part, copying, depth + 1);
        if ("problem" in item) return item;
        // A field may be named `__proto__`; assigning it would set the prototype.
        Object.defineProperty(plain, key, { value: item.plain, enumerable: true, configurable: true, writable: true }); // prettier-ignore
      }
      setOrigin(plain, value);
      return { plain };
    }
    default:
      return { problem: value };
  }
}

/** A hole reads as undefined. */
function orUndefined(value: Value | undefined): Value {
  return value ?? { kind: "known", value: undefined };
}
