/** Values that an endpoint takes, as TypeScript. */
import type { Schema } from "../src/catalog/schema.ts";
/** `optional`: which of the fields that may be left out to give. */
export declare function sampleInput(schema: Schema, optional?: (field: string) => boolean): ReadonlyMap<string, string>;
/** The first choice; addresses that do not say of what. */
export declare function sampleValue(schema: Schema): string;
export declare function printFields(fields: ReadonlyMap<string, string>): string;
