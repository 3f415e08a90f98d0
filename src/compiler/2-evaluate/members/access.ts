/** One access in the source, `owner[key]`, and what becomes of a member that falc does not support. */
import type { TS } from "../../typescript.ts";
import { refuseLocale } from "../builtins/outside.ts";
import { objectMember } from "../builtins/object.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { type Member, type Poison, undefinedValue, type Value } from "../values/values.ts";

export interface Access {
  readonly key: string | number;
  /** The whole access. */
  readonly node: TS.Node;
  /** Its left side; in a pattern, where the owner comes from. */
  readonly ownerNode: TS.Node;
  readonly place: Place;
  readonly machine: Machine;
}

export function nameOf({ key }: Access): string {
  return String(key);
}

/** The left side as the author wrote it. */
export function ownerText({ ownerNode, place, machine }: Access): string {
  return machine.textOf(ownerNode, place);
}

/** A member of an object's class; a getter is called, with the object as its `this`. */
export function readMember(
  member: Member,
  self: Value,
  { node, place, machine }: Pick<Access, "node" | "place" | "machine">,
): Value {
  if (member.kind !== "accessor") return member.value;
  const { get } = member;
  return get === undefined
    ? undefinedValue
    : machine.apply(get, [], { node, module: place.module }, place, self);
}

/** What a list, a string, a number or an object has from its prototype. */
export function inheritedMember(owner: Value, prototype: object, what: string, access: Access): Value {
  const { node, place, machine } = access;
  const name = nameOf(access);
  return (
    objectMember(owner, name, machine) ??
    refuseLocale(name, node, place, machine) ??
    unknownMember(prototype, what, access)
  );
}

/** Refused if JavaScript would find it on the prototype, which falc does not know. */
export function unknownMember(prototype: object, what: string, access: Access): Value {
  return isMember(prototype, nameOf(access)) ? refuseMember(what, access) : undefinedValue;
}

/** For Maps, Sets, iterators and namespaces, even a name that this Node lacks: the next one may have it. */
export function refuseMember(what: string, access: Access): Poison {
  const { node, place, machine } = access;
  return machine.refuse("method-unsupported", node, place, { method: nameOf(access), what });
}

export function isMember(prototype: object, key: string): boolean {
  return key in prototype;
}
