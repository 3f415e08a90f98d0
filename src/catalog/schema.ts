/**
 * The part of JSON Schema (draft 2020-12) that falc reads and writes: endpoint inputs and outputs, workflow
 * interfaces. Schemas in the catalogue are self-contained: no `$ref`.
 */
import type { Json } from "../lib/json.ts";

export const schemaTypes = ["string", "number", "integer", "boolean", "null", "array", "object"] as const;
export type SchemaType = (typeof schemaTypes)[number];

export interface Schema {
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
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
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

/** One endpoint as the catalogue knows it. */
export interface Endpoint {
  readonly id: string;
  readonly input: Schema;
  readonly output: Schema;
  /** fal's own category, `image-to-video`, if a document of fal's gives one. */
  readonly category?: string;
  /** What it does, if known. */
  readonly description?: string;
  /** Whether fal may accept fields that the input's schema lacks: it is assembled from reports. */
  readonly isPartial?: true;
  /**
   * Whether its input's schema names null wherever the endpoint accepts it, as a declaration does. The types of fal's
   * client and older documents of fal's never name it: there, an optional field may also be null.
   */
  readonly saysNull?: true;
}

/** The interface that the verbs use; tests pass a small one of their own. */
export interface Catalog {
  /** `undefined` if the endpoint is unknown, which does not prove that fal lacks it. */
  find(id: string): Endpoint | undefined;
  /** All known ids, sorted. */
  ids(): readonly string[];
}
