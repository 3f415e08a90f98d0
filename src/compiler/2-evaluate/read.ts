/** Reading from values: properties, indices, elements. What JavaScript would do, or a refusal. */
import { placeholderOf, stepInto } from "../../catalog/path.ts";
import { typesOf } from "../../catalog/schema-types.ts";
import { suggest } from "../../lib/suggest.ts";
import { isIdentifierKey } from "../../graph/reference.ts";
import type { TS } from "../typescript.ts";
import { arrayMember } from "./builtins/array.ts";
import { stringMember } from "./builtins/string.ts";
import type { Machine, Place } from "./machine.ts";
import { known, type ReferenceValue, undefinedValue, type Value, describe } from "./values.ts";
import { zodMember } from "./zod.ts";

/**
 * `owner[key]`, where `node` is the whole access and `ownerNode` its left side. Never `undefined` for a name that
 * JavaScript would find on a prototype: such a name is a supported built-in or refused.
 */
export function readProperty(
  owner: Value,
  key: string | number,
  node: TS.Node,
  ownerNode: TS.Node,
  place: Place,
  machine: Machine,
): Value {
  const text = () => machine.textOf(ownerNode, place);
  switch (owner.kind) {
    case "poison":
      return owner;
    case "reference":
      return readReference(owner, key, node, ownerNode, place, machine);
    case "array": {
      machine.touch(owner, false, node, place);
      const index = arrayIndex(key);
      if (index !== undefined) return owner.elements[index] ?? undefinedValue;
      if (key === "length") return known(owner.elements.length);
      return (
        owner.named?.[String(key)] ??
        arrayMember(owner, String(key), place, machine) ??
        unknownMember(Array.prototype, key, "a list", node, place, machine)
      );
    }
    case "object": {
      machine.touch(owner, false, node, place);
      const own = owner.fields[key];
      return own ?? unknownMember(Object.prototype, key, "an object", node, place, machine);
    }
    case "known": {
      const { value } = owner;
      if (value === null || value === undefined) {
        return machine.refuse("property-of-nothing", node, place, {
          text: text(),
          key: String(key),
          value: String(value),
        });
      }
      if (typeof value === "string") {
        const index = arrayIndex(key);
        if (index !== undefined) return known(value[index]);
        if (key === "length") return known(value.length);
        return (
          stringMember(value, String(key), node, place, machine) ??
          unknownMember(String.prototype, key, "a string", node, place, machine)
        );
      }
      const prototype = typeof value === "number" ? Number.prototype : Boolean.prototype;
      return unknownMember(prototype, key, `a ${typeof value}`, node, place, machine);
    }
    case "namespace":
      return (
        owner.members.get(String(key)) ??
        machine.refuse("method-unsupported", node, place, { method: String(key), what: owner.name })
      );
    case "text":
      return machine.refuse("method-on-reference", node, place, { method: String(key), text: text() });
    case "pending":
      return String(key) === "then" || String(key) === "catch" || String(key) === "finally"
        ? machine.refuse("promise-unsupported", node, place, { method: `.${key}` })
        : machine.refuse("await-missing", ownerNode, place, { text: text() });
    case "zod":
      return zodMember(owner, String(key), node, place, machine);
    case "model":
      if (key === "endpoint") return known(owner.endpoint);
      return unknownMember(Function.prototype, key, describe(owner), node, place, machine);
    case "map":
    case "set":
    case "iterator":
    case "function":
    case "builtin":
    case "regexp":
    case "unavailable":
      return machine.refuse("method-unsupported", node, place, {
        method: String(key),
        what: describe(owner),
      });
  }
}

/** A path one step longer. Refused: what a graph's reference cannot say, and what the schema says is not there. */
function readReference(
  owner: ReferenceValue,
  key: string | number,
  node: TS.Node,
  ownerNode: TS.Node,
  place: Place,
  machine: Machine,
): Value {
  const text = machine.textOf(ownerNode, place);
  const index = arrayIndex(key);
  const next = index ?? String(key);
  const step = stepInto(owner.schema, next);
  if (step.kind !== "found") {
    if (typeof next === "string" && (isMember(Array.prototype, next) || isMember(String.prototype, next))) {
      return machine.refuse("method-on-reference", node, place, { method: next, text });
    }
    if (step.kind === "missing") {
      const nearest = suggest(String(key), step.valid);
      return machine.refuse("path-missing", node, place, {
        path: text,
        key: String(key),
        valid: step.valid,
        nearest,
      });
    }
  }
  // A whole number between the dots is an index to fal, never a key.
  const numericKey = typeof next === "number" && typesOf(owner.schema ?? {}).includes("object");
  if (numericKey || (typeof next === "string" && !isIdentifierKey(next))) {
    return machine.refuse("path-key", node, place, { path: text, key: String(next) });
  }
  if (step.kind === "found" && owner.root === "input" && step.optional && step.schema.default === undefined) {
    return machine.refuse("input-optional", node, place, {
      path: machine.textOf(node, place),
      field: next.toString(),
      example: JSON.stringify(placeholderOf(step.schema)),
    });
  }
  return {
    kind: "reference",
    root: owner.root,
    path: [...owner.path, next],
    schema: step.kind === "found" ? step.schema : undefined,
    // No schema tells how long a list is. What the interface has a default for is filled in before the run.
    mayBeMissing:
      index !== undefined ||
      step.kind !== "found" ||
      (step.optional && !(owner.root === "input" && step.schema.default !== undefined)),
  };
}

function unknownMember(
  prototype: object,
  key: string | number,
  what: string,
  node: TS.Node,
  place: Place,
  machine: Machine,
): Value {
  if (!isMember(prototype, String(key))) return undefinedValue;
  return machine.refuse("method-unsupported", node, place, { method: String(key), what });
}

function isMember(prototype: object, key: string): boolean {
  return key in prototype;
}

/** `0` and `"0"` are the same index; `"01"`, `-1` and `1.5` are none. */
export function arrayIndex(key: string | number): number | undefined {
  const index = Number(key);
  return Number.isInteger(index) && index >= 0 && index < 2 ** 32 - 1 && String(index) === String(key)
    ? index
    : undefined;
}
