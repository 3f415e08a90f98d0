/** The schema of what a workflow returns, as far as the endpoints' schemas say. */
import type { Schema } from "../../schema/schema.ts";
import { unreachable } from "../../lib/unreachable.ts";
import type { Data, ListData, RecordData } from "../evaluation.ts";
import type { EvaluatedWorkflow } from "../evaluation.ts";

export function outputSchema({ output }: EvaluatedWorkflow): Schema {
  return schemaOf(output);
}

function schemaOf(data: Data): Schema {
  switch (data.kind) {
    case "literal":
      return { const: data.value };
    case "text":
      return { type: "string" };
    case "reference":
      return withoutDefault(data.reference.schema ?? {});
    case "list":
      return listSchema(data);
    case "record":
      return recordSchema(data);
    default:
      return unreachable(data);
  }
}

/** JSON Schema allows no empty `prefixItems`: an empty list has length 0. */
function listSchema({ items }: ListData): Schema {
  if (items.length === 0) return { type: "array", maxItems: 0 };
  return { type: "array", prefixItems: items.map(schemaOf) };
}

function recordSchema({ fields }: RecordData): Schema {
  const properties: Record<string, Schema> = {};
  for (const [key, value] of fields) {
    // A field may be named `__proto__`; assigning it would set the prototype.
    Object.defineProperty(properties, key, { value: schemaOf(value), enumerable: true });
  }
  return { type: "object", properties, required: [...fields.keys()] };
}

/** A default is for what a caller may omit; an output is always present. */
function withoutDefault({ default: _, ...schema }: Schema): Schema {
  return schema;
}
