/** What a property holds: for reads, and for checking that a write arrived. */
import { ts } from "../../typescript.ts";
import {
  type Accessor,
  type ClassValue,
  type FunctionNode,
  type Member,
  type ObjectValue,
  undefinedValue,
  type Value,
} from "../../2-evaluate/values/values.ts";

/** The property's value; `undefined` if the account does not know it: what a getter gives, most of what is built in. */
export function memberOf(owner: Value, key: string): Value | undefined {
  switch (owner.kind) {
    case "object":
      return memberOfObject(owner, key);
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
    case "regexp":
      return key === "lastIndex" ? { kind: "known", value: owner.value.lastIndex } : undefined;
    case "class":
      return memberOfClass(owner, key);
    case "function":
      return owner.statics?.fields[key] ?? ofFunction(owner.node, key);
    default:
      return undefined;
  }
}

function memberOfObject(owner: ObjectValue, key: string): Value | undefined {
  if (owner.accessors?.has(key) === true) return undefined;
  const own = owner.fields[key] ?? owner.hidden?.[key];
  if (own !== undefined) return own;
  if (owner.runKeys === "others") return undefined;
  if (owner.bare === true) return undefinedValue;
  const inherited = inheritedMember(owner.class, key);
  if (inherited !== undefined) return valueOf(inherited);
  if (key === "constructor" && owner.class !== undefined) return owner.class;
  return isOfError(owner.class) || key in Object.prototype ? undefined : undefinedValue;
}

function memberOfClass(owner: ClassValue, key: string): Value | undefined {
  const member = staticMember(owner, key);
  if (member !== undefined) return valueOf(member);
  if (key === "name" && owner.own?.node.name !== undefined)
    return { kind: "known", value: owner.own.node.name.text };
  return isOfError(owner) || key === "prototype" || key in Function.prototype ? undefined : undefinedValue;
}

/** What instances of the class inherit. */
export function inheritedMember(from: ClassValue | undefined, key: string): Member | undefined {
  for (let each = from; each !== undefined; each = each.base) {
    const member = each.members.get(key);
    if (member !== undefined) return member;
  }
  return undefined;
}

export function staticMember(from: ClassValue | undefined, key: string): Member | undefined {
  for (let each = from; each !== undefined; each = each.base) {
    const field = each.statics.fields[key];
    if (field !== undefined) return { kind: "field", value: field };
    const member = each.staticMembers.get(key);
    if (member !== undefined) return member;
  }
  return undefined;
}

function valueOf(member: Member): Value | undefined {
  return member.kind === "accessor" ? undefined : member.value;
}

/** What its errors inherit is JavaScript's. */
export function isOfError(from: ClassValue | undefined): boolean {
  for (let each = from; each !== undefined; each = each.base) if (each.own === undefined) return true;
  return false;
}

function ofFunction({ name, parameters }: FunctionNode, key: string): Value | undefined {
  if (key === "name")
    return name !== undefined && ts.isIdentifier(name) ? { kind: "known", value: name.text } : undefined;
  if (key === "length") {
    const own = parameters.filter((each) => !ts.isIdentifier(each.name) || each.name.text !== "this");
    const end = own.findIndex(({ initializer, dotDotDotToken }) => initializer ?? dotDotDotToken);
    return { kind: "known", value: end < 0 ? own.length : end };
  }
  return key === "prototype" || key in Function.prototype ? undefined : undefinedValue;
}

/** Where JavaScript's own values of a kind have their methods. */
const prototypes: Readonly<Partial<Record<Value["kind"], object>>> = {
  array: Array.prototype,
  map: Map.prototype,
  set: Set.prototype,
  regexp: RegExp.prototype,
};

/** The name of the built-in function that is found there; `undefined` if it is something else. */
export function builtinName(owner: Value, key: string): string | undefined {
  const real =
    owner.kind === "known" && (owner.value ?? undefined) !== undefined
      ? (Object(owner.value) as object)
      : owner.kind === "text"
        ? String.prototype
        : prototypes[owner.kind];
  return real !== undefined && typeof Reflect.get(real, key) === "function" && isPlain(owner, key)
    ? `.${key}`
    : undefined;
}

/** A match's `groups`, say, are its own. */
function isPlain(owner: Value, key: string): boolean {
  return owner.kind !== "array" || owner.named?.[key] === undefined;
}

/** What `Math` or `Object` has under the name; `undefined` if JavaScript has no such object. */
export function globalMember(owner: Value, key: string): { readonly value: unknown } | undefined {
  if (owner.kind !== "namespace" && owner.kind !== "builtin") return undefined;
  const real: unknown = Reflect.get(globalThis, owner.name);
  const isHolder = (typeof real === "object" && real !== null) || typeof real === "function";
  return isHolder && Object.hasOwn(real, key) ? { value: Reflect.get(real, key) } : undefined;
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
    return accessorOfMember(inheritedMember(owner.class, key));
  }
  return owner.kind === "class" ? accessorOfMember(staticMember(owner, key)) : undefined;
}

function accessorOfMember(member: Member | undefined): Accessor | undefined {
  return member?.kind === "accessor" ? member : undefined;
}

/** A key as JavaScript converts it; `undefined` if it is not known. */
export function keyOf(value: Value | undefined): string | undefined {
  return value?.kind === "known" ? String(value.value) : undefined;
}
