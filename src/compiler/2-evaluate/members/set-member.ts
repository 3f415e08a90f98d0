/** Setting a property for which the object's class, or the object itself, already has a member. */
import type { Machine, Place } from "../machine/machine.ts";
import { inheritedFrom, staticMember } from "./members.ts";
import type { Accessor, CallSite, ObjectValue, Value } from "../values/values.ts";

/** An accessor in the object's class, or in the class itself: setting the property calls it. */
export function setterOf(owner: Value, key: string): Accessor | undefined {
  const own = owner.kind === "object" ? owner.accessors?.get(key) : undefined;
  if (own !== undefined) return own;
  const member =
    owner.kind === "object"
      ? Object.hasOwn(owner.fields, key) || Object.hasOwn(owner.hidden ?? {}, key)
        ? undefined
        : inheritedFrom(owner.class, key)
      : owner.kind === "class"
        ? staticMember(owner, key)?.member
        : undefined;
  return member?.kind === "accessor" ? member : undefined;
}

interface SetterCall {
  readonly site: CallSite;
  readonly place: Place;
  readonly machine: Machine;
}

/** `text` names the property in the error about a missing setter. */
export function callSetter(
  { set }: Accessor,
  owner: Value,
  value: Value,
  text: string,
  { site, place, machine }: SetterCall,
): Value {
  if (set !== undefined) return machine.apply(set, [value], site, place, owner);
  return machine.throws("TypeError", "program-throws", site.node, place, {
    text: `Cannot set ${text}: it has only a getter`,
  });
}

/** Sets one property: an error's own message stays non-enumerable. */
export function setField({ fields, hidden }: ObjectValue, key: string, value: Value): void {
  if (hidden !== undefined && Object.hasOwn(hidden, key)) hidden[key] = value;
  else fields[key] = value;
}
