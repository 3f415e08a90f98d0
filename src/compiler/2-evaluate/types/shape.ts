/** A TypeScript type as far as JSON can express it, between the syntax it is read from and the schema it becomes. */
import { isDeepStrictEqual } from "node:util";
import type { Schema } from "../../../schema/schema.ts";
import type { Json } from "../../../lib/json.ts";
import type { Module } from "../../1-parse/module.ts";
import type { TS } from "../../typescript.ts";

export type Shape =
  | Keyword
  | LiteralShape
  | ObjectShape
  | TupleShape
  | UnionShape
  | Opaque
  | { readonly kind: "list"; readonly element: Shape }
  /** `string & {}`: keeps the literals beside it, which an editor suggests. */
  | { readonly kind: "loose"; readonly base: "string" | "number" }
  /** From a zod schema, whose limits a type lacks. */
  | { readonly kind: "schema"; readonly schema: Schema };

export interface Keyword {
  readonly kind:
    | "string"
    | "number"
    | "boolean"
    | "null"
    | "undefined"
    | "unknown"
    | "any"
    | "never"
    | "object"
    /** `{}`: everything but null and undefined. */
    | "present";
}

export interface LiteralShape {
  readonly kind: "literal";
  readonly value: string | number | boolean;
  /** The first part of its enum. */
  readonly enumeration?: TS.Node | undefined;
  /** For a literal in code: the type that `let` and fields widen it to. */
  readonly widensTo?: Shape | undefined;
}

export interface Field {
  readonly shape: Shape;
  readonly isOptional: boolean;
  readonly description?: string | undefined;
  readonly default?: Json | undefined;
  /** Where it is written, for messages. */
  readonly at?: { readonly node: TS.Node; readonly module: Module } | undefined;
}

export interface ObjectShape {
  readonly kind: "fields";
  readonly fields: ReadonlyMap<string, Field>;
  /** The type of all other fields, if there is an index signature. */
  readonly others: Shape | undefined;
  /** For `Record<string, …>`, whose keys are strings; those of an index signature may also be numbers. */
  readonly isRecord?: true | undefined;
}

export interface TupleShape {
  readonly kind: "tuple";
  readonly items: readonly { readonly shape: Shape; readonly isOptional: boolean }[];
  readonly rest: Shape | undefined;
}

/** At least two, without nested unions and duplicates. */
export interface UnionShape {
  readonly kind: "union";
  readonly parts: readonly Shape[];
}

/** A type that was not read. It matters only if its content is needed: `Omit<Shot, "taken">` may leave it out. */
export interface Opaque {
  readonly kind: "opaque";
  readonly node: TS.Node;
  readonly module: Module;
  /** It comes from a file that could not be read, which was reported. */
  readonly isReported: boolean;
}

export function keyword(kind: Keyword["kind"]): Keyword {
  return { kind };
}

export function opaque(node: TS.Node, module: Module, isReported = false): Opaque {
  return { kind: "opaque", node, module, isReported };
}

export const never = keyword("never");

export function literal(value: LiteralShape["value"], enumeration?: TS.Node): LiteralShape {
  return enumeration === undefined ? { kind: "literal", value } : { kind: "literal", value, enumeration };
}

export function objectShape(fields: Iterable<readonly [string, Field]>, others?: Shape): ObjectShape {
  return { kind: "fields", fields: new Map(fields), others };
}

export function partsOf(shape: Shape): readonly Shape[] {
  return shape.kind === "union" ? shape.parts : [shape];
}

/** The text of a keyword or literal; `undefined` for a type with parts. */
function keyOf(shape: Shape): string | undefined {
  switch (shape.kind) {
    case "literal":
      return shape.enumeration === undefined ? `${typeof shape.value} ${shape.value}` : undefined;
    case "fields":
    case "tuple":
    case "list":
    case "union":
    case "opaque":
    case "schema":
      return undefined;
    case "loose":
      return `loose ${shape.base}`;
    default:
      return shape.kind;
  }
}

/** Whether two shapes are equal, ignoring doc comments. */
export function isSameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  if (a.kind === "literal" && b.kind === "literal")
    return a.value === b.value && a.enumeration === b.enumeration;
  if (a.kind === "list" && b.kind === "list") return isSameShape(a.element, b.element);
  if (a.kind === "union" && b.kind === "union") {
    return (
      a.parts.length === b.parts.length &&
      a.parts.every((part) => b.parts.some((other) => isSameShape(part, other)))
    );
  }
  if (a.kind === "tuple" && b.kind === "tuple") {
    return (
      a.items.length === b.items.length &&
      isSameOrNone(a.rest, b.rest) &&
      a.items.every((item, at) => {
        const other = b.items[at];
        return (
          other !== undefined && item.isOptional === other.isOptional && isSameShape(item.shape, other.shape)
        );
      })
    );
  }
  if (a.kind === "fields" && b.kind === "fields") {
    return (
      a.fields.size === b.fields.size &&
      isSameOrNone(a.others, b.others) &&
      [...a.fields].every(([key, field]) => {
        const other = b.fields.get(key);
        return (
          other !== undefined &&
          other.isOptional === field.isOptional &&
          isSameShape(field.shape, other.shape)
        );
      })
    );
  }
  if (a.kind === "schema" && b.kind === "schema") return isDeepStrictEqual(a.schema, b.schema);
  return keyOf(a) !== undefined && keyOf(a) === keyOf(b);
}

function isSameOrNone(a: Shape | undefined, b: Shape | undefined): boolean {
  return a === undefined || b === undefined ? a === b : isSameShape(a, b);
}

/** Without duplicates; a keyword absorbs its literals, as in TypeScript's unions. */
export function union(shapes: readonly Shape[]): Shape {
  const flat = shapes.flatMap(partsOf);
  const kinds = new Set(flat.map(({ kind }) => kind));
  if (kinds.has("any")) return keyword("any");
  if (kinds.has("unknown")) return keyword("unknown");
  const known = new Set<string>();
  const parts: Shape[] = [];
  for (const part of flat) {
    if (part.kind === "never") continue;
    if (part.kind === "literal" && kinds.has(typeof part.value as "string")) continue;
    const key = keyOf(part);
    const isKnown = key === undefined ? parts.some((other) => isSameShape(part, other)) : known.has(key);
    if (isKnown) continue;
    if (key !== undefined) known.add(key);
    parts.push(part);
  }
  const whole = withBoolean(parts);
  const [first, ...others] = whole;
  if (first === undefined) return never;
  return others.length === 0 ? first : { kind: "union", parts: whole };
}

/** `true | false` is `boolean`. */
function withBoolean(parts: readonly Shape[]): readonly Shape[] {
  const isBoolean = (part: Shape) => part.kind === "literal" && typeof part.value === "boolean";
  if (parts.filter(isBoolean).length < 2) return parts;
  const first = parts.findIndex(isBoolean);
  return parts.flatMap((part, at) => (at === first ? [keyword("boolean")] : isBoolean(part) ? [] : [part]));
}
