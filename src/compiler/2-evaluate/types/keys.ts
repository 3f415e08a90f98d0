/** `keyof T` and `T[K]` */
import { commonFields, opened } from "./opened.ts";
import { keyword, literal, never, partsOf, type Shape, union } from "./shape.ts";

/** The keys of an object; `undefined` for types with other keys: lists, strings, unread types. */
export function keysOf(shape: Shape): Shape | undefined {
  if (shape.kind === "never" || shape.kind === "any") return undefined;
  if (shape.kind === "unknown" || shape.kind === "present" || shape.kind === "object") return never;
  const object = commonFields(shape);
  if (object === undefined) return undefined;
  const names = [...object.fields.keys()].map((key) => literal(key));
  if (object.others === undefined) return union(names);
  return object.isRecord === true ? keyword("string") : union([keyword("string"), keyword("number")]);
}

/** The texts of a union of literals; `undefined` if it has other parts. */
export function namesIn(keys: Shape): readonly string[] | undefined {
  if (keys.kind === "never") return [];
  const names = partsOf(opened(keys)).map((part) => (part.kind === "literal" ? part.value : undefined));
  return names.every((name) => typeof name === "string") ? names : undefined;
}

/** `T[K]`, part by part; `undefined` if there is no such key, or it was not read. */
export function indexed(owner: Shape, key: Shape): Shape | undefined {
  if (owner.kind === "never" || key.kind === "never") return undefined;
  const found: Shape[] = [];
  for (const object of partsOf(opened(owner))) {
    for (const part of partsOf(opened(key))) {
      const value = valueAt(opened(object), part);
      if (value === undefined) return undefined;
      found.push(value);
    }
  }
  return union(found);
}

function valueAt(owner: Shape, key: Shape): Shape | undefined {
  switch (owner.kind) {
    case "fields": {
      if (key.kind === "string") return owner.others;
      if (key.kind !== "literal" || typeof key.value !== "string") return undefined;
      const field = owner.fields.get(key.value);
      if (field === undefined) return owner.others;
      return field.isOptional ? union([field.shape, keyword("undefined")]) : field.shape;
    }
    case "list":
      return isNumber(key) ? owner.element : undefined;
    case "tuple": {
      const values = owner.items.map(({ shape, isOptional }) =>
        isOptional ? union([shape, keyword("undefined")]) : shape,
      );
      if (key.kind === "number") return union(owner.rest === undefined ? values : [...values, owner.rest]);
      const at = key.kind === "literal" ? Number(key.value) : NaN;
      return Number.isInteger(at) && at >= 0 ? (values[at] ?? owner.rest) : undefined;
    }
    default:
      return undefined;
  }
}

function isNumber(key: Shape): boolean {
  return key.kind === "number" || (key.kind === "literal" && typeof key.value === "number" && key.value >= 0);
}
