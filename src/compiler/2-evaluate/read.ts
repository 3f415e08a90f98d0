/** Reads from values: properties, indices, elements. What JavaScript would do, or a refusal. */
import { mayBeNewer } from "../../endpoints/may-be-newer.ts";
import { nearestPath } from "../../guess/nearest-path.ts";
import { describeAsThing, placeholderOf, stepInto } from "../../schema/path.ts";
import type { Schema } from "../../schema/schema.ts";
import { typesOf } from "../../schema/schema-types.ts";
import { isUrlName } from "../../schema/url-name.ts";
import { isMisspelling, suggest } from "../../guess/suggest.ts";
import { printPath } from "../../graph/print-path.ts";
import { isIdentifierKey } from "../../graph/reference.ts";
import { ts, type TS } from "../typescript.ts";
import { arrayIndex } from "./array-index.ts";
import { originBy, originOf } from "./origin.ts";
import { warnIfBeyondCount } from "./requested-count.ts";
import { arrayMember } from "./builtins/array.ts";
import { generatorMember, iteratorMember } from "./builtins/iterator.ts";
import { mapMember } from "./builtins/map.ts";
import { numberMember } from "./builtins/number.ts";
import { objectMember } from "./builtins/object.ts";
import { refuseLocale } from "./builtins/outside.ts";
import { regexpMember } from "./builtins/regexp.ts";
import { setMember } from "./builtins/set.ts";
import { stringMember } from "./builtins/string.ts";
import { thenMember } from "./builtins/then.ts";
import { textMember } from "./builtins/text-member.ts";
import { functionMember } from "./function-members.ts";
import type { Machine, Place } from "./machine.ts";
import { inheritedFrom, isErrorClass, staticMember } from "./members.ts";
import { accessPathAfter } from "./access-path-after.ts";
import { isNullish, warnIfUnsure } from "./presence.ts";
import { mayHaveOtherKeys } from "./run-keys.ts";
import { isTextual } from "./text.ts";
import type { ReferenceValue } from "../evaluation.ts";
import {
  type ClassValue,
  describe,
  known,
  type Member,
  type OptionalValue,
  type Poison,
  undefinedValue,
  type Value,
} from "./values.ts";
import { isOfZod, zodMember } from "./zod.ts";

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
  const name = String(key);
  switch (owner.kind) {
    case "poison":
      return owner;
    case "reference":
      return readReference(owner, key, node, ownerNode, place, machine);
    case "array": {
      const index = arrayIndex(key);
      if (index !== undefined) {
        machine.touch(owner, false, node, place, index);
        return owner.elements[index] ?? undefinedValue;
      }
      if (key === "length") {
        machine.touch(owner, false, node, place);
        return known(owner.elements.length);
      }
      return (
        owner.named?.[name] ??
        arrayMember(owner, name, machine) ??
        inheritedMember(owner, Array.prototype, name, "an array", node, place, machine)
      );
    }
    case "object": {
      machine.touch(owner, false, node, place, name);
      const accessor = owner.accessors?.get(name);
      if (accessor !== undefined) return readMember(accessor, owner, node, place, machine);
      const own = owner.fields[name] ?? owner.hidden?.[name];
      if (own === undefined && mayHaveOtherKeys(owner) && !isMember(Object.prototype, name)) {
        const valid = Object.keys(owner.fields);
        const nearest = suggest(name, valid);
        const isSure = nearest !== undefined && isMisspelling(name, nearest);
        return machine.refuse("path-missing", node, place, {
          path: text(),
          key: name,
          valid,
          nearest,
          isSure,
        });
      }
      if (own !== undefined || owner.bare === true) return own ?? undefinedValue;
      const member = inheritedFrom(owner.class, name);
      if (member !== undefined) return readMember(member, owner, node, place, machine);
      if (name === "constructor" && owner.class !== undefined) return owner.class;
      return inheritedMember(owner, Object.prototype, name, describe(owner), node, place, machine);
    }
    case "known": {
      const { value } = owner;
      if (value === null || value === undefined) {
        return machine.throws("TypeError", "property-of-nothing", ownerNode, place, {
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
          stringMember(value, name, machine) ??
          inheritedMember(owner, String.prototype, name, "a string", node, place, machine)
        );
      }
      const prototype = typeof value === "number" ? Number.prototype : Boolean.prototype;
      return (
        numberMember(value, name, machine) ??
        inheritedMember(owner, prototype, name, `a ${typeof value}`, node, place, machine)
      );
    }
    case "namespace":
      if (owner.name.startsWith("z.") && owner.members.get(name) === undefined) {
        const reason = isOfZod(owner.name, name) ? undefined : "zod has no such function";
        return machine.refuse("schema-method", node, place, { name: `${owner.name}${name}`, reason });
      }
      return owner.members.get(name) ?? refuseMember(owner.name, name, node, place, machine);
    case "text":
      return (
        textMember(owner, name, machine) ??
        machine.refuse("method-on-reference", node, place, {
          method: name,
          text: text(),
          ...originOf(owner, ownerNode, place, machine),
        })
      );
    case "pending":
      if (name === "then") return thenMember(owner, machine);
      return name === "catch" || name === "finally"
        ? machine.refuse("promise-unsupported", node, place, { method: `.${name}` })
        : machine.refuse("await-missing", ownerNode, place, { text: text() });
    case "zod":
      return zodMember(owner, name, node, place, machine);
    case "model":
      if (key === "endpoint") return known(owner.endpoint);
      return (
        functionMember(owner, name, machine) ??
        unknownMember(Function.prototype, name, describe(owner), node, place, machine)
      );
    case "map":
      machine.touch(owner, false, node, place);
      return mapMember(owner, name, machine) ?? refuseMember(describe(owner), name, node, place, machine);
    case "set":
      machine.touch(owner, false, node, place);
      return setMember(owner, name, machine) ?? refuseMember(describe(owner), name, node, place, machine);
    case "regexp":
      machine.touch(owner, false, node, place);
      return regexpMember(owner, name, machine) ?? refuseMember(describe(owner), name, node, place, machine);
    case "generator":
      return (
        generatorMember(owner, name, machine) ?? refuseMember(describe(owner), name, node, place, machine)
      );
    case "iterator":
      return (
        iteratorMember(owner, name, machine) ?? refuseMember(describe(owner), name, node, place, machine)
      );
    case "builtin":
      return (
        owner.members?.get(name) ??
        (owner.needsOwner ? undefined : functionMember(owner, name, machine)) ??
        refuseMember(owner.name, name, node, place, machine)
      );
    case "optional":
      return owner.refuse();
    case "function":
      if (owner.statics !== undefined) machine.touch(owner.statics, false, node, place, name);
      return (
        owner.statics?.fields[name] ??
        functionMember(owner, name, machine) ??
        unknownMember(Function.prototype, name, describe(owner), node, place, machine)
      );
    case "class":
      return readStatic(owner, owner, name, node, place, machine);
    case "symbol":
      return refuseMember(owner.name, name, node, place, machine);
    case "unavailable":
      return refuseMember(describe(owner), name, node, place, machine);
  }
}

/** A member of an object's class; a getter is called, with the object as its `this`. */
export function readMember(
  member: Member,
  self: Value,
  node: TS.Node,
  place: Place,
  machine: Machine,
): Value {
  if (member.kind !== "accessor") return member.value;
  const { get } = member;
  return get === undefined
    ? undefinedValue
    : machine.apply(get, [], { node, module: place.module }, place, self);
}

/** Has what every class has: `prototype`. */
const anyClass = class {};

/** For a class: `self` is the value before the dot, which may be a class that extends it. */
export function readStatic(
  from: ClassValue | undefined,
  self: ClassValue,
  name: string,
  node: TS.Node,
  place: Place,
  machine: Machine,
): Value {
  const found = staticMember(from, name);
  if (found === undefined) {
    return (
      functionMember(self, name, machine) ??
      unknownMember(isErrorClass(self) ? Error : anyClass, name, describe(self), node, place, machine)
    );
  }
  machine.touch(found.owner.statics, false, node, place, name);
  return readMember(found.member, self, node, place, machine);
}

/**
 * A path with one more step. Refused if a graph's reference cannot express it, or the schema says that it does not
 * exist.
 */
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
    const member = isTextual(owner) ? textMember(owner, String(key), machine) : undefined;
    if (member !== undefined) return member;
    const isMethod =
      typeof next === "string" && (isMember(Array.prototype, next) || isMember(String.prototype, next));
    // A field may be named like a string's method: `link`, `big`. An object has only the methods of every object.
    const isField = step.kind === "missing" && isObject(owner) && !isMember(Object.prototype, String(key));
    if (isMethod && !isField) {
      return machine.refuse("method-on-reference", node, place, {
        method: String(key),
        text,
        ...originOf(owner, ownerNode, place, machine),
      });
    }
    if (step.kind === "missing")
      return refusePath(owner, String(key), step.valid, text, node, place, machine);
  }
  if (isNullish(owner) !== false) machine.noteRunTime();
  // To fal, an integer between the dots is an index, never a key.
  const numericKey = typeof next === "number" && typesOf(owner.schema ?? {}).includes("object");
  if (numericKey || (typeof next === "string" && !isIdentifierKey(next))) {
    return machine.refuse("path-key", node, place, { path: text, key: String(next) });
  }
  if (step.kind === "found" && owner.root === "input" && step.optional && step.schema.default === undefined) {
    return optionalField(owner, next, step.schema, node, place, machine);
  }
  const isFilled = step.kind === "found" && owner.root === "input" && step.optional;
  if (isFilled) machine.inputDefaults.noteRead([...owner.path, next], node);
  if (step.kind === "unknown") warnIfEnvelope(owner, String(key), text, node, place, machine);
  // In a pattern, the owner has no expression of its own.
  warnIfUnsure(owner, ts.isIdentifier(node) ? node : ownerNode, place, machine);
  if (index !== undefined) warnIfBeyondCount(owner, index, node, place, machine);
  return {
    kind: "reference",
    root: owner.root,
    path: [...owner.path, next],
    schema: step.kind === "found" ? step.schema : undefined,
    // No schema gives a list's length. The run fills in defaults of the interface.
    mayBeMissing: index !== undefined || step.kind !== "found" || (step.optional && !isFilled),
    filledAt: isFilled ? node : undefined,
    unsure:
      owner.root !== "input" && step.kind === "found" && step.optional && step.ofAnyName !== true
        ? machine.textOf(node, place)
        : undefined,
  };
}

/** Refused at its use, unless the use gives a default: see `input-defaults.ts`. */
function optionalField(
  { root, path }: ReferenceValue,
  key: string | number,
  schema: Schema,
  node: TS.Node,
  place: Place,
  machine: Machine,
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

function isAddress({ path }: ReferenceValue): boolean {
  return isUrlName(path.findLast((step) => typeof step === "string") ?? "");
}

function refusePath(
  owner: ReferenceValue,
  key: string,
  valid: readonly string[],
  path: string,
  node: TS.Node,
  place: Place,
  machine: Machine,
): Poison {
  const { schema = {} } = owner;
  const call = owner.root === "input" ? undefined : owner.root;
  if (isTextual(owner)) {
    return machine.refuse("path-into-text", node, place, {
      path,
      key,
      isAddress: isAddress(owner),
      ...originBy(owner, path, machine),
    });
  }
  // Every existing name is compared, and a loop may repeat the mistake.
  machine.step(node, place, 40);
  const way = nearestPath(schema, arrayIndex(key) ?? key, accessPathAfter(node));
  const facts = {
    path,
    key,
    ...originBy(owner, path, machine),
    nearest: way && printPath(way.path),
    instead: way?.instead,
    isSure: way?.isSure === true,
    newerOf: call?.known !== undefined && mayBeNewer(call.known) ? call.endpoint : undefined,
  };
  const isIndex = arrayIndex(key) !== undefined && !valid.includes("0");
  if (isEnvelopeOf(owner, key, valid)) {
    const none = { nearest: undefined, instead: undefined, isSure: false };
    return machine.refuse("path-missing", node, place, { ...facts, ...none, valid, envelope: key });
  }
  return isIndex
    ? machine.refuse("path-index", node, place, { ...facts, type: describeAsThing(schema) })
    : machine.refuse("path-missing", node, place, { ...facts, valid });
}

/** Whether it is read as if the result were that of `fal.subscribe`: `{ data, requestId }`. */
function isEnvelopeOf(
  { root, path }: ReferenceValue,
  key: string,
  valid: readonly string[],
): key is "data" | "requestId" {
  if (root === "input" || path.length > 0) return false;
  // If the output itself has a `request_id`, that is the field that was meant.
  return key === "data" || (key === "requestId" && !valid.includes("request_id"));
}

/** For an endpoint with unknown output, it may still be a field. */
function warnIfEnvelope(
  owner: ReferenceValue,
  key: string,
  path: string,
  node: TS.Node,
  place: Place,
  machine: Machine,
): void {
  if (owner.root === "input" || !isEnvelopeOf(owner, key, [])) return;
  machine.warn("result-envelope", node, place, { path, key, endpoint: owner.root.endpoint });
}

/** What a list, a string, a number or an object has from its prototype. */
function inheritedMember(
  owner: Value,
  prototype: object,
  name: string,
  what: string,
  node: TS.Node,
  place: Place,
  machine: Machine,
): Value {
  return (
    objectMember(owner, name, machine) ??
    refuseLocale(name, node, place, machine) ??
    unknownMember(prototype, name, what, node, place, machine)
  );
}

function unknownMember(
  prototype: object,
  name: string,
  what: string,
  node: TS.Node,
  place: Place,
  machine: Machine,
): Value {
  return isMember(prototype, name) ? refuseMember(what, name, node, place, machine) : undefinedValue;
}

/** For Maps, Sets, iterators and namespaces, even a name that this Node lacks: the next one may have it. */
function refuseMember(what: string, name: string, node: TS.Node, place: Place, machine: Machine): Poison {
  return machine.refuse("method-unsupported", node, place, { method: name, what });
}

function isMember(prototype: object, key: string): boolean {
  return key in prototype;
}
