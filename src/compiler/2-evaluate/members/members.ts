/** What objects inherit from their classes: methods, getters and setters, along the chain of bases. */
import type { Place } from "../machine/machine.ts";
import type { ClassValue, FunctionValue, Member, ObjectValue, Value } from "../values/values.ts";

/** The member that an instance inherits under this name. */
export function inheritedFrom(from: ClassValue | undefined, name: string): Member | undefined {
  for (let each = from; each !== undefined; each = each.base) {
    const member = each.members.get(name);
    if (member !== undefined) return member;
  }
  return undefined;
}

/** The method `[Symbol.iterator]` of an object, its own or inherited. */
export function iteratorOf({ iterator, class: made }: ObjectValue): FunctionValue | undefined {
  if (iterator !== undefined) return iterator;
  for (let each = made; each !== undefined; each = each.base) {
    if (each.iterator !== undefined) return each.iterator;
  }
  return undefined;
}

/** A static member of a class or its bases: a field, method, getter or setter. */
export function staticMember(
  from: ClassValue | undefined,
  name: string,
): { readonly member: Member; readonly owner: ClassValue } | undefined {
  for (let owner = from; owner !== undefined; owner = owner.base) {
    const value = owner.statics.fields[name];
    if (value !== undefined) return { member: { kind: "field", value }, owner };
    const member = owner.staticMembers.get(name);
    if (member !== undefined) return { member, owner };
  }
  return undefined;
}

/** Whether it is one of JavaScript's errors, or extends one. */
export function isErrorClass(from: ClassValue): boolean {
  let root = from;
  while (root.base !== undefined) root = root.base;
  return root.own === undefined;
}

export function isInstanceOf({ class: ofClass }: ObjectValue, target: ClassValue): boolean {
  for (let each = ofClass; each !== undefined; each = each.base) if (each === target) return true;
  return false;
}

/** What a private name refers to here: the enclosing class declares it. */
export function privateKey(name: string, { scope }: Place): string | undefined {
  const value = scope.find(name)?.value;
  return value?.kind === "known" && typeof value.value === "string" ? value.value : undefined;
}

/** The private members of an object, or of a class itself. */
export function privatesOf(value: Value): Map<string, Member> | undefined {
  return value.kind === "object"
    ? value.privates
    : value.kind === "class"
      ? value.statics.privates
      : undefined;
}
