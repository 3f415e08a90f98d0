/** Lists, objects and classes: what they have themselves, what they inherit. */
import { isMisspelling } from "../../../guess/suggest.ts";
import { arrayIndex } from "../values/array-index.ts";
import { arrayMember } from "../builtins/array.ts";
import { functionMember } from "./function-members.ts";
import { inheritedFrom, isErrorClass, staticMember } from "./members.ts";
import { mayHaveOtherKeys } from "../values/run-keys.ts";
import { describe } from "../values/describe.ts";
import {
  type ArrayValue,
  type ClassValue,
  known,
  type ObjectValue,
  type Poison,
  undefinedValue,
  type Value,
} from "../values/values.ts";
import {
  type Access,
  inheritedMember,
  isMember,
  nameOf,
  ownerText,
  readMember,
  unknownMember,
} from "./access.ts";

export function readArray(owner: ArrayValue, access: Access): Value {
  const { key, node, place, machine } = access;
  const index = arrayIndex(key);
  if (index !== undefined) {
    machine.touch(owner, false, node, place, index);
    return owner.elements[index] ?? undefinedValue;
  }
  if (key === "length") {
    machine.touch(owner, false, node, place);
    return known(owner.elements.length);
  }
  const name = nameOf(access);
  return (
    owner.named?.[name] ??
    arrayMember(owner, name, machine) ??
    inheritedMember(owner, Array.prototype, "an array", access)
  );
}

export function readObject(owner: ObjectValue, access: Access): Value {
  const { node, place, machine } = access;
  const name = nameOf(access);
  machine.touch(owner, false, node, place, name);
  const accessor = owner.accessors?.get(name);
  if (accessor !== undefined) return readMember(accessor, owner, access);
  const own = owner.fields[name] ?? owner.hidden?.[name];
  if (own === undefined && mayHaveOtherKeys(owner) && !isMember(Object.prototype, name))
    return refuseOtherKey(owner, access);
  if (own !== undefined || owner.bare === true) return own ?? undefinedValue;
  const member = inheritedFrom(owner.class, name);
  if (member !== undefined) return readMember(member, owner, access);
  if (name === "constructor" && owner.class !== undefined) return owner.class;
  return inheritedMember(owner, Object.prototype, describe(owner), access);
}

/** Only a run knows whether the object has the key. */
function refuseOtherKey({ fields }: ObjectValue, access: Access): Poison {
  const { node, place, machine } = access;
  const key = nameOf(access);
  const valid = Object.keys(fields);
  const nearest = machine.nearest(key, valid);
  const isSure = nearest !== undefined && isMisspelling(key, nearest);
  return machine.refuse("path-missing", node, place, {
    path: ownerText(access),
    key,
    valid,
    nearest,
    isSure,
  });
}

/** Has what every class has: `prototype`. */
const anyClass = class {};

/** For a class: `self` is the value before the dot, which may be a class that extends it. */
export function readStatic(from: ClassValue | undefined, self: ClassValue, access: Access): Value {
  const { node, place, machine } = access;
  const name = nameOf(access);
  const found = staticMember(from, name);
  if (found === undefined) {
    return (
      functionMember(self, name, machine) ??
      unknownMember(isErrorClass(self) ? Error : anyClass, describe(self), access)
    );
  }
  machine.touch(found.owner.statics, false, node, place, name);
  return readMember(found.member, self, access);
}
