import { arrayIndex } from "../values/array-index.ts";
import { numberMember } from "../builtins/number.ts";
import { stringMember } from "../builtins/string.ts";
import { known, type Known, type Value } from "../values/values.ts";
import { type Access, inheritedMember, nameOf, ownerText } from "./access.ts";

export function readKnown(owner: Known, access: Access): Value {
  const { value } = owner;
  const { ownerNode, place, machine } = access;
  const name = nameOf(access);
  if (value === null || value === undefined) {
    const facts = { text: ownerText(access), key: name, value: String(value) };
    return machine.throws("TypeError", "property-of-nothing", ownerNode, place, facts);
  }
  if (typeof value === "string") return readString(owner, value, access);
  const prototype = typeof value === "number" ? Number.prototype : Boolean.prototype;
  return numberMember(value, name, machine) ?? inheritedMember(owner, prototype, `a ${typeof value}`, access);
}

function readString(owner: Known, value: string, access: Access): Value {
  const index = arrayIndex(access.key);
  if (index !== undefined) return known(value[index]);
  if (access.key === "length") return known(value.length);
  return (
    stringMember({ ...owner, value }, nameOf(access), access.machine) ??
    inheritedMember(owner, String.prototype, "a string", access)
  );
}
