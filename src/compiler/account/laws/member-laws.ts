/** What a property holds: for reads, and for checking that a write arrived. */
import {
  type Accessor,
  type ClassValue,
  type ObjectValue,
  undefinedValue,
  type Value,
} from "../../2-evaluate/values/values.ts";

/** The property's value; `undefined` if the account does not know it: an inherited one, a method, what a getter gives. */
export function memberOf(owner: Value, key: string): Value | undefined {
  switch (owner.kind) {
    case "object":
      return ownMember(owner, key);
    case "array": {
      const index = indexOf(key);
      if (index !== undefined) return owner.elements[index] ?? undefinedValue;
      return key === "length" ? { kind: "known", value: owner.elements.length } : owner.named?.[key];
    }
    case "known": {
      if (typeof owner.value !== "string") return undefined;
      const index = indexOf(key);
      if (index !== undefined) return { kind: "known", value: owner.value[index] };
      return key === "length" ? { kind: "known", value: owner.value.length } : undefined;
    }
    case "map":
    case "set":
      return key === "size" ? { kind: "known", value: owner.entries.size } : undefined;
    case "class":
      return owner.statics.fields[key];
    case "function":
      return owner.statics?.fields[key];
    default:
      return undefined;
  }
}

function ownMember(owner: ObjectValue, key: string): Value | undefined {
  if (owner.accessors?.has(key) === true) return undefined;
  const own = owner.fields[key] ?? owner.hidden?.[key];
  if (own !== undefined) return own;
  const isPlain = owner.class === undefined && owner.runKeys !== "others";
  return isPlain && (owner.bare === true || !(key in Object.prototype)) ? undefinedValue : undefined;
}

/** A key that is an index: `0`, not `00`. */
export function indexOf(key: string): number | undefined {
  const index = Number(key);
  return String(index) === key && Number.isInteger(index) && index >= 0 && index < 2 ** 32 - 1
    ? index
    : undefined;
}

/** A getter or setter that an access calls. */
export function accessorOf(owner: Value, key: string): Accessor | undefined {
  if (owner.kind === "object") {
    const own = owner.accessors?.get(key);
    if (own !== undefined) return own;
    if (Object.hasOwn(owner.fields, key) || Object.hasOwn(owner.hidden ?? {}, key)) return undefined;
    return accessorIn(owner.class, (each) => each.members, key);
  }
  if (owner.kind !== "class" || Object.hasOwn(owner.statics.fields, key)) return undefined;
  return accessorIn(owner, (each) => each.staticMembers, key);
}

function accessorIn(
  from: ClassValue | undefined,
  membersOf: (each: ClassValue) => ClassValue["members"],
  key: string,
): Accessor | undefined {
  for (let each = from; each !== undefined; each = each.base) {
    const member = membersOf(each).get(key);
    if (member !== undefined) return member.kind === "accessor" ? member : undefined;
  }
  return undefined;
}

/** A key as JavaScript converts it; `undefined` if it is not known. */
export function keyOf(value: Value | undefined): string | undefined {
  return value?.kind === "known" ? String(value.value) : undefined;
}
