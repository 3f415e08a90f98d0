/**
 * Where the code says what an optional field of the input is when it is left out, the interface says it: the field is there
 * then. If the interface has a default anyway, the code has to say the same.
 */
import { isDeepStrictEqual } from "node:util";
import type { Schema } from "../../catalog/schema.ts";
import { spanOf } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";
import { defaultProblem } from "./default-problem.ts";
import { withDefaultAt } from "./input-defaults.ts";
import type { Machine, Place } from "./machine.ts";
import { pureDefault } from "./parameter-defaults.ts";
import { allowsNull } from "./presence.ts";
import { isAssignment, unwrap } from "../syntax.ts";
import type { OptionalValue, ReferenceValue, Value } from "./values.ts";

/** What the default stands behind: `??` also replaces null, `||` whatever is false, `=` of a pattern only what is undefined. */
type Replaces = "undefined" | "null" | "falsy";

/**
 * The value of `held ?? initializer` and its kind, if `held` is a field of the input that may be left out; `undefined` for
 * any other value.
 */
export function withStatedDefault(
  held: Value,
  replaces: Replaces,
  initializer: TS.Expression,
  place: Place,
  machine: Machine,
): Value | undefined {
  if (held.kind === "optional") return fillIn(held, replaces, initializer, place, machine);
  if (held.kind === "reference" && held.filledAt !== undefined)
    return compare(held, held.filledAt, replaces, initializer, place, machine);
  return undefined;
}

/** `undefined` where the default in the code is for something other than a field that was left out. */
function compare(
  reference: ReferenceValue,
  readAt: TS.Node,
  replaces: Replaces,
  initializer: TS.Expression,
  place: Place,
  machine: Machine,
): Value | undefined {
  const { schema = {}, path } = reference;
  if (schema.default === undefined || mayReplaceGiven(schema, replaces)) return undefined;
  const { zodFor } = machine.inputDefaults;
  if (zodFor !== undefined && (isForOthers(initializer, readAt, zodFor) || !isPlain(initializer)))
    return undefined;
  const field = path.join(".");
  const given = pureDefault(field, initializer, place, machine);
  if ("kind" in given) return given;
  const { value, isUndefined } = given;
  if (isUndefined) return reference;
  if (value === undefined || !isDeepStrictEqual(value, schema.default)) {
    machine.inputDefaults.noteStated(readAt);
    return machine.refuse("input-default-differs", initializer, place, {
      field,
      inCode: value === undefined ? machine.textOf(initializer, place) : JSON.stringify(value),
      inType: JSON.stringify(schema.default),
    });
  }
  machine.inputDefaults.add(path, value, initializer, spanOf(place.module, initializer), true);
  if (isReadFor(readAt, initializer)) machine.inputDefaults.noteStated(readAt);
  return { ...reference, filledAt: undefined };
}

/** `input.steps ?? 28`, `{ steps = 28 }`: the default stands beside the very read. */
function isReadFor(read: TS.Node, { parent }: TS.Expression): boolean {
  return ts.isBinaryExpression(parent)
    ? unwrap(parent.left) === read
    : ts.isBindingElement(parent) && (parent.propertyName ?? parent.name) === read;
}

/**
 * Whether a helper has the default for its other callers: `render(input.steps)` of `(steps = 28) => …`, or `render(input)` of
 * `({ steps = 28 }) => …`.
 */
function isForOthers(initializer: TS.Node, readAt: TS.Node, workflow: TS.Node): boolean {
  const around = functionAround(initializer);
  if (around.fn !== functionAround(readAt).fn) return true;
  return around.fn !== workflow && around.isInParameter;
}

function functionAround(node: TS.Node): {
  readonly fn: TS.Node | undefined;
  readonly isInParameter: boolean;
} {
  let isInParameter = false;
  let each: TS.Node | undefined = node.parent;
  for (; each !== undefined && !ts.isFunctionLike(each); each = each.parent)
    if (ts.isParameter(each)) isInParameter = true;
  return { fn: each, isInParameter };
}

/** Whether it can be evaluated although JavaScript never gets there. */
function isPlain(node: TS.Node): boolean {
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return true;
  if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node))
    return false;
  if (ts.isAwaitExpression(node) || ts.isDeleteExpression(node) || isCountUp(node)) return false;
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return false;
  return ts.forEachChild(node, (child) => !isPlain(child) || undefined) === undefined;
}

function isCountUp(node: TS.Node): boolean {
  if (ts.isPostfixUnaryExpression(node)) return true;
  const counts: readonly TS.SyntaxKind[] = [ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken];
  return ts.isPrefixUnaryExpression(node) && counts.includes(node.operator);
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
  const given = pureDefault(field, initializer, place, machine);
  if ("kind" in given) return given;
  const { value } = given;
  // `?? undefined` says nothing; what the run decides the interface cannot say.
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

/** What would be replaced, and is no default of a field that was left out. */
function mayReplaceGiven(schema: Schema, replaces: Replaces): boolean {
  return (replaces !== "undefined" && allowsNull(schema)) || (replaces === "falsy" && mayBeFalsy(schema));
}

/** Whether a value that is given may be 0, "", or false. */
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
