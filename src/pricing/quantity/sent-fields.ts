/** The fields that a call sends, or that its endpoint fills in. */
import type { Endpoint } from "../../endpoints/catalog.ts";
import { printReference } from "../../graph/reference.ts";
import { type GraphRecord, type GraphValue, isReference, type Reference } from "../../graph/types.ts";
import { quote } from "../../lib/quote.ts";
import type { Schema } from "../../schema/schema.ts";
import { notInInput, type UnknownQuantity } from "./quantity.ts";

export interface SentCall {
  readonly endpoint: Endpoint;
  /** Its references are what is known only at run time. */
  readonly input: GraphRecord;
}

export interface SentValue {
  /** Not a reference; its parts may be. */
  readonly value: Exclude<GraphValue, { readonly kind: "reference" }>;
  /** `num_images`, `the default of num_images` */
  readonly from: string;
  readonly isDefault: boolean;
}

/** The field as it is sent, else its default. */
export function sentValue({ endpoint, input }: SentCall, name: string): SentValue | UnknownQuantity {
  const sent = input.fields.get(name);
  if (sent === undefined) {
    const value = fieldsOf(endpoint.input)[name]?.default;
    // A default is JSON: objects among the defaults are not used by anything that counts.
    if (value !== undefined && (typeof value !== "object" || value === null))
      return { value, from: `the default of ${name}`, isDefault: true };
    return notInInput(`${name} is not sent, and has no known default`);
  }
  return isReference(sent) ? atRunTime(name, sent) : { value: sent, from: name, isDefault: false };
}

export function atRunTime(name: string, value: Reference): UnknownQuantity {
  return {
    reason: "known-at-run-time",
    message: `${name} is ${printReference(value)}, known only at run time`,
  };
}

/** Not an error: it is only not a number to count with. */
export function unusable(name: string, value: GraphValue): UnknownQuantity {
  const shown =
    typeof value === "string"
      ? quote(value)
      : typeof value === "object" && value !== null
        ? "not a plain value"
        : value;
  return notInInput(`${name} is ${shown}`);
}

/** Own properties only. */
export function fieldsOf({ properties = {} }: Schema): Readonly<Record<string, Schema>> {
  return Object.assign(Object.create(null), properties) as Record<string, Schema>;
}
