/**
 * What to do about a value known only at run time, if no rewrite is certain: depends on what is sent and its origin.
 */
import { allowedValues } from "../../../schema/allowed-values.ts";
import { describeBeyond } from "../../../schema/beyond-limits.ts";
import { describeLimits } from "../../../schema/describe-limits.ts";
import type { Schema } from "../../../schema/schema.ts";
import { typesOf } from "../../../schema/schema-types.ts";
import { describeType } from "../../../schema/path.ts";
import type { Words } from "../../../diagnostics/suggestion.ts";
import { tick } from "../../../diagnostics/wording.ts";
import type { Fault } from "../../3-check/find-faults.ts";

/** The size of a type that somebody would write by hand. */
const maxValues = 16;

/** `undefined` if the catalogue's advice fits. */
export function advise({ kind, place, expected }: Fault & { readonly expected?: Schema }): Words | undefined {
  if (expected === undefined || place.data.kind !== "reference") return undefined;
  const { root, schema = {} } = place.data.reference;
  if (kind === "default") return { words: "Give the input a default that the endpoint accepts, or none." };
  if (kind !== "type" && kind !== "uncertain") return undefined;
  const limits = describeBeyond(schema, expected).length > 0 ? describeLimits(expected) : [];
  if (root === "input" && limits.length > 0)
    return { words: `Give the workflow's input the limits of the endpoint: ${limits.join(", ")}.` };
  const own = typesOf(schema);
  // For an object or a list, a part may be meant, which the catalogue's words cover.
  if (own.includes("object") || own.includes("array")) return undefined;
  if (root !== "input") return { words: `Send a result of type ${tick(describeType(expected))}.` };
  const choice = allowedValues(expected).filter((value) => value !== null);
  const isShort = choice.length > 0 && choice.length <= maxValues;
  const type = isShort ? choice.map((value) => JSON.stringify(value)).join(" | ") : describeType(expected);
  // A type that is cut cannot be pasted.
  if (type.includes("…")) return { words: "Give the workflow's input the type that the endpoint accepts." };
  return { words: `Give the workflow's input the type that the endpoint accepts: \`${type}\`.` };
}
