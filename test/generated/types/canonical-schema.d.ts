/** A JSON Schema that falc made of a type → the form to compare. */
import type { Schema } from "../../../src/catalog/schema.ts";
import { type Canonical } from "./canonical.ts";
export declare function canonicalSchema(schema: Schema): Canonical;
