/** `enum`: an object of constants, created at the declaration. */
import { isAmbientDeclaration } from "../../syntax.ts";
import { type Machine, normal, type Place, type StatementRule } from "../machine/machine.ts";
import { innerPlace } from "../machine/scope.ts";
import { enumBlocksOf } from "../../namespace-syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { known, type ObjectValue, type Poison, type Value } from "../values/values.ts";
import { propertyKey } from "./literals.ts";
import { objectOf } from "./namespaces.ts";

export const enumDeclaration: StatementRule<TS.EnumDeclaration> = (node, place, machine) => {
  if (isAmbientDeclaration(node)) return normal;
  // A second enum of the same name adds to the first. Members may refer to earlier ones by the enum's name.
  const members = objectOf(node, node.name, place, machine);
  if (members.kind !== "object") return normal;
  const failed = addMembers(members, node, place, machine);
  const declared = place.scope.own(node.name.text);
  if (failed !== undefined && declared !== undefined) declared.value = failed;
  return normal;
};

/** Numbers can be looked up both ways: `Size.Small` is 0, and `Size[0]` is "Small". */
function addMembers(
  members: ObjectValue,
  node: TS.EnumDeclaration,
  place: Place,
  machine: Machine,
): Poison | undefined {
  // A member may refer to earlier ones without the enum's name.
  const inside = innerPlace(place);
  for (const key of earlierMembers(node)) {
    const value = members.fields[key];
    if (value !== undefined) inside.scope.declare(key, true, value);
  }
  let next: number | undefined = 0;
  for (const member of node.members) {
    const key = propertyKey(member.name, inside, machine);
    if (typeof key !== "string") return key;
    const value = memberValue(member, next, inside, machine);
    members.fields[key] = value;
    inside.scope.declare(key, true, value);
    next = undefined;
    if (value.kind !== "known" || typeof value.value !== "number") continue;
    members.fields[String(value.value)] = known(key);
    next = value.value + 1;
  }
  return undefined;
}

/** The names of members in the enum's other blocks. What a namespace adds to it is not visible without a dot. */
function earlierMembers(node: TS.EnumDeclaration): readonly string[] {
  return enumBlocksOf(node)
    .filter((each) => each !== node)
    .flatMap(({ members }) => members.map(({ name }) => name))
    .flatMap((name) => (ts.isIdentifier(name) || ts.isStringLiteral(name) ? [name.text] : []));
}

function memberValue(member: TS.EnumMember, next: number | undefined, place: Place, machine: Machine): Value {
  if (member.initializer !== undefined) {
    const value = machine.evaluate(member.initializer, place);
    if (value.kind === "poison") return value;
    if (value.kind === "known" && (typeof value.value === "string" || typeof value.value === "number"))
      return value;
  } else if (next !== undefined) return known(next);
  const name = member.name.getText(place.module.tree);
  const text = `The enum member ${name} must be a string or a number.`;
  return machine.refuse("syntax-error", member, place, { text });
}
