/**
 * If the code gives a default for an optional input field, the default moves to the interface, and the field is
 * always present. If the interface already has a default, the code's must be the same.
 */
import { spanOf } from "../../1-parse/module.ts";
import type { TS } from "../../typescript.ts";
import { compareDefaults } from "./compare-defaults.ts";
import { defaultProblem } from "./default-problem.ts";
import { withDefaultAt } from "./input-defaults.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { pureDefault } from "./parameter-defaults.ts";
import { mayReplaceGiven, type Replaces } from "./replaced-value.ts";
import type { OptionalValue, Value } from "../values/values.ts";

/** The value of `held ?? initializer` and the like, if `held` is an optional input field; `undefined` for any other value. */
export function withStatedDefault(
  held: Value,
  replaces: Replaces,
  initializer: TS.Expression,
  place: Place,
  machine: Machine,
): Value | undefined {
  if (held.kind === "optional") return fillIn(held, replaces, initializer, place, machine);
  if (held.kind === "reference" && held.filledAt !== undefined)
    return compareDefaults(held, held.filledAt, replaces, initializer, place, machine);
  return undefined;
}

/** `initializer` is the default's expression. */
function fillIn(
  optional: OptionalValue,
  replaces: Replaces,
  initializer: TS.Expression,
  place: Place,
  machine: Machine,
): Value {
  const { reference } = optional;
  const { schema = {}, path } = reference;
  if (mayReplaceGiven(schema, replaces)) return optional.refuse();
  const field = path.join(".");
  const inCode = pureDefault(field, initializer, place, machine);
  if ("kind" in inCode) return inCode;
  const { value } = inCode;
  // `?? undefined` is not a default; an interface cannot express a value known only at run time.
  if (value === undefined) return inCode.isUndefined ? optional : optional.refuse();
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
