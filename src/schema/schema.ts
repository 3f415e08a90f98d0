/**
 * The part of JSON Schema (draft 2020-12) that falc reads and writes: endpoint inputs and outputs, workflow
 * interfaces. Schemas in the catalogue are self-contained: no `$ref`.
 */
import type { Json } from "../lib/json.ts";

export const schemaTypes = ["string", "number", "integer", "boolean", "null", "array", "object"] as const;
export type SchemaType = (typeof schemaTypes)[number];

/** `Child`: what stands for a schema inside it. */
export interface Keywords<Child> {
  readonly type?: SchemaType | readonly SchemaType[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: Json;
  /** Sample values. */
  readonly examples?: readonly Json[];
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly format?: string;
  readonly pattern?: string;
  readonly anyOf?: readonly Child[];
  readonly oneOf?: readonly Child[];
  readonly allOf?: readonly Child[];
  readonly properties?: Readonly<Record<string, Child>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Child;
  readonly items?: Child;
  readonly prefixItems?: readonly Child[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

export interface Schema extends Keywords<Schema> {}

/** The keywords that limit a value by a number. */
export const limitKeywords = [
  "minimum",
  "exclusiveMinimum",
  "maximum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
] as const satisfies readonly (keyof Schema)[];
