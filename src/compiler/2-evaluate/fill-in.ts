/**
 * If the code gives a default for an optional input field, the default moves to the interface, and the field is
 * always present.
 */
import type { Schema } from "../../catalog/schema.ts";
import { spanOf } from "../1-parse/module.ts";
import type { TS } from "../typescript.ts";
import { defaultProblem } from "./default-problem.ts";
import { withDefaultAt } from "./input-defaults.ts";
import type { Machine, Place } from "./machine.ts";
import { pureDefault } from "./parameter-defaults.ts";
import { allowsNull } from "./presence.ts";
import type { OptionalValue, Value } from "./values.ts";

/** What the default replaces: `??` also replaces null, `||` any falsy value, `=` in a pattern only undefined. */
type Replaces = "undefined" | "null" | "falsy";

/** `initializer` is the default's expression. */
export function fillIn(
  optional: OptionalValue,
  replaces: Replaces,
  initializer: TS.Expression,
  place: Place,
  machine: Machine,
): Value {
  const { reference } = optional;
  const { schema = {}, path } = reference;
  // It would replace given values too, and so is not just a default for a missing field.
  if (replaces !== "undefined" && allowsNull(schema)) return optional.refuse();
  if (replaces === "falsy" && mayBeFalsy(schema)) return optional.refuse();
  const field = path.join(".");
  const given = pureDefault(field, initializer, place, machine);
  if ("kind" in given) return given;
  const { value } = given;
  // `?? undefined` is not a default; an interface cannot express a value known only at run time.
  if (value === undefined) return given.isUndefined ? optional : optional.refuse();
  const problem = defaultProblem(schema, value);
  if (problem !== undefined) {
    const facts = { field, value: JSON.stringify(value), problem };
    return machine.refuse("input-default-invalid", initializer, place, facts);
  }
  const filled = machine.inputSchema && withDefaultAt(machine.inputSchema, path, value);
  if (filled === undefined) return optional.refuse();
  const other = machine.inputDefaults.add(path, value, initializer, spanOf(place.module, initializer));
  if (other !== undefined) {
    return machine.refuse("input-default-differs", initializer, place, {
      field,
      inCode: JSON.stringify(value),
      inType: JSON.stringify(other.value),
      other: other.span,
    });
  }
  return { ...reference, schema: { ...schema, default: value } };
}

/** Whether a given value may be 0, "", or false. */
function mayBeFalsy(schema: Schema): boolean {
  if (schema.const !== undefined) return !schema.const;
  if (schema.enum !== undefined) return !schema.enum.every(Boolean);
  const { type, minLength = 0, minimum = 0, exclusiveMinimum = -1 } = schema;
  switch (type) {
    case "object":
    case "array":
      return false;
    case "string":
      return minLength === 0;
    case "number":
    case "integer":
      return minimum <= 0 && exclusiveMinimum < 0;
    default:
      return true;
  }
}
