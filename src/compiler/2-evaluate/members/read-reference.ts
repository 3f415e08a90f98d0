/** A step into something that exists only in a run. */
import { isIdentifierKey } from "../../../graph/reference.ts";
import { placeholderOf, stepInto } from "../../../schema/path.ts";
import type { Schema } from "../../../schema/schema.ts";
import { typesOf } from "../../../schema/schema-types.ts";
import type { ReferenceValue, TextValue } from "../../evaluation.ts";
import { ts } from "../../typescript.ts";
import { arrayIndex } from "../values/array-index.ts";
import { textMember } from "../builtins/text-member.ts";
import { originOf } from "../values/origin.ts";
import { isNullish, warnIfUnsure } from "../values/presence.ts";
import { warnIfBeyondCount } from "../calls/requested-count.ts";
import { isTextual } from "../values/text.ts";
import type { OptionalValue, Poison, Value } from "../values/values.ts";
import { type Access, isMember, nameOf, ownerText } from "./access.ts";
import { refusePath, warnIfEnvelope } from "./refuse-path.ts";

/**
 * A path with one more step. Refused if a graph's reference cannot express it, or the schema says that it does not
 * exist.
 */
export function readReference(owner: ReferenceValue, access: Access): Value {
  const { node, ownerNode, place, machine } = access;
  const index = arrayIndex(access.key);
  const next = index ?? nameOf(access);
  const step = stepInto(owner.schema, next);
  if (step.kind !== "found") {
    const member = isTextual(owner) ? textMember(owner, nameOf(access), machine) : undefined;
    if (member !== undefined) return member;
    if (isMethodOf(owner, next, step.kind)) return refuseMethod(owner, access);
    if (step.kind === "missing") return refusePath(owner, step.valid, access);
  }
  if (isNullish(owner) !== false) machine.noteRunTime();
  if (!isExpressible(owner, next))
    return machine.refuse("path-key", node, place, { path: ownerText(access), key: String(next) });
  const isOfInput = owner.root === "input" && step.kind === "found" && step.optional;
  if (isOfInput && step.schema.default === undefined) return optionalField(owner, next, step.schema, access);
  if (isOfInput) machine.inputDefaults.noteRead([...owner.path, next], node);
  if (step.kind === "unknown") warnIfEnvelope(owner, access);
  // In a pattern, the owner has no expression of its own.
  warnIfUnsure(owner, ts.isIdentifier(node) ? node : ownerNode, place, machine);
  if (index !== undefined) warnIfBeyondCount(owner, index, node, place, machine);
  const isUnsure =
    owner.root !== "input" && step.kind === "found" && step.optional && step.ofAnyName !== true;
  return {
    kind: "reference",
    root: owner.root,
    path: [...owner.path, next],
    schema: step.kind === "found" ? step.schema : undefined,
    // No schema gives a list's length. The run fills in defaults of the interface.
    mayBeMissing: index !== undefined || step.kind !== "found" || (step.optional && !isOfInput),
    filledAt: isOfInput ? node : undefined,
    unsure: isUnsure ? machine.textOf(node, place) : undefined,
  };
}

/** Whether it is a method of a list or a string rather than a field. */
function isMethodOf(owner: ReferenceValue, next: string | number, step: "missing" | "unknown"): boolean {
  if (typeof next === "number") return false;
  // A field may be named like a string's method: `link`, `big`. An object has only the methods of every object.
  const isField = step === "missing" && isObject(owner) && !isMember(Object.prototype, next);
  return !isField && (isMember(Array.prototype, next) || isMember(String.prototype, next));
}

export function refuseMethod(owner: ReferenceValue | TextValue, access: Access): Poison {
  const { node, ownerNode, place, machine } = access;
  return machine.refuse("method-on-reference", node, place, {
    method: nameOf(access),
    text: ownerText(access),
    ...originOf(owner, ownerNode, place, machine),
  });
}

/** To fal, an integer between the dots is an index, never a key. */
function isExpressible({ schema = {} }: ReferenceValue, next: string | number): boolean {
  return typeof next === "number" ? !typesOf(schema).includes("object") : isIdentifierKey(next);
}

/** Refused at its use, unless the use gives a default: see `input-defaults.ts`. */
function optionalField(
  { root, path }: ReferenceValue,
  key: string | number,
  schema: Schema,
  { node, place, machine }: Access,
): OptionalValue {
  let refused: Poison | undefined;
  return {
    kind: "optional",
    reference: { kind: "reference", root, path: [...path, key], schema, mayBeMissing: false },
    refuse: () =>
      (refused ??= machine.refuse("input-optional", node, place, {
        path: machine.textOf(node, place),
        field: String(key),
        example: JSON.stringify(placeholderOf(schema)),
      })),
  };
}

function isObject({ schema = {} }: ReferenceValue): boolean {
  const types = typesOf(schema).filter((type) => type !== "null");
  return types.length > 0 && types.every((type) => type === "object");
}
