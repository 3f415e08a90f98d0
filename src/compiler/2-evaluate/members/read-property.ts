/** Reads from values: properties, indices, elements. What JavaScript would do, or a refusal. */
import { generatorMember, iteratorMember } from "../builtins/iterator.ts";
import { mapMember } from "../builtins/map.ts";
import { regexpMember } from "../builtins/regexp.ts";
import { setMember } from "../builtins/set.ts";
import { textMember } from "../builtins/text-member.ts";
import { thenMember } from "../builtins/then.ts";
import { functionMember } from "./function-members.ts";
import { describe } from "../values/describe.ts";
import {
  type BuiltinValue,
  type FunctionValue,
  known,
  type ModelValue,
  type NamespaceValue,
  type PendingValue,
  type Value,
} from "../values/values.ts";
import { isOfZod, zodMember } from "../zod/zod.ts";
import { type Access, nameOf, ownerText, refuseMember, unknownMember } from "./access.ts";
import { readKnown } from "./read-known.ts";
import { readArray, readObject, readStatic } from "./read-object.ts";
import { readReference, refuseMethod } from "./read-reference.ts";

/**
 * `owner[key]`. Never `undefined` for a name that JavaScript would find on a prototype: such a name is a supported
 * built-in or refused.
 */
export function readProperty(owner: Value, access: Access): Value {
  // The cast: the table has the reader of each kind under its name.
  return readers[owner.kind](owner as never, access);
}

type Readers = {
  readonly [Kind in Value["kind"]]: (owner: Extract<Value, { kind: Kind }>, access: Access) => Value;
};

const readers: Readers = {
  poison: (owner) => owner,
  optional: (owner) => owner.refuse(),
  reference: readReference,
  text: (owner, access) => textMember(owner, nameOf(access), access.machine) ?? refuseMethod(owner, access),
  known: readKnown,
  array: readArray,
  object: readObject,
  class: (owner, access) => readStatic(owner, owner, access),
  function: readFunction,
  model: readModel,
  builtin: readBuiltin,
  namespace: readNamespace,
  pending: readPending,
  map: readMutable(mapMember),
  set: readMutable(setMember),
  regexp: readMutable(regexpMember),
  generator: readOwn(generatorMember),
  iterator: readOwn(iteratorMember),
  zod: (owner, access) => zodMember(owner, nameOf(access), access.node, access.place, access.machine),
  symbol: (owner, access) => refuseMember(owner.name, access),
  unavailable: (owner, access) => refuseMember(describe(owner), access),
};

type MemberOf<Owner> = (owner: Owner, name: string, machine: Access["machine"]) => Value | undefined;

/** Nothing but built-in members. */
function readOwn<Owner extends Value>(memberOf: MemberOf<Owner>) {
  return (owner: Owner, access: Access): Value =>
    memberOf(owner, nameOf(access), access.machine) ?? refuseMember(describe(owner), access);
}

/** The same, of what other code may change. */
function readMutable<Owner extends Value>(memberOf: MemberOf<Owner>) {
  const read = readOwn(memberOf);
  return (owner: Owner, access: Access): Value => {
    access.machine.touch(owner, false, access.node, access.place);
    return read(owner, access);
  };
}

function readFunction(owner: FunctionValue, access: Access): Value {
  const { node, place, machine } = access;
  const name = nameOf(access);
  if (owner.statics !== undefined) machine.touch(owner.statics, false, node, place, name);
  return (
    owner.statics?.fields[name] ??
    functionMember(owner, name, machine) ??
    unknownMember(Function.prototype, describe(owner), access)
  );
}

function readModel(owner: ModelValue, access: Access): Value {
  if (access.key === "endpoint") return known(owner.endpoint);
  return (
    functionMember(owner, nameOf(access), access.machine) ??
    unknownMember(Function.prototype, describe(owner), access)
  );
}

function readBuiltin(owner: BuiltinValue, access: Access): Value {
  const name = nameOf(access);
  return (
    owner.members?.get(name) ??
    (owner.needsOwner ? undefined : functionMember(owner, name, access.machine)) ??
    refuseMember(owner.name, access)
  );
}

function readNamespace(owner: NamespaceValue, access: Access): Value {
  const { node, place, machine } = access;
  const name = nameOf(access);
  const member = owner.members.get(name);
  if (member !== undefined || !owner.name.startsWith("z.")) return member ?? refuseMember(owner.name, access);
  const reason = isOfZod(owner.name, name) ? undefined : "zod has no such function";
  return machine.refuse("schema-method", node, place, { name: `${owner.name}${name}`, reason });
}

function readPending(owner: PendingValue, access: Access): Value {
  const { node, ownerNode, place, machine } = access;
  const name = nameOf(access);
  if (name === "then") return thenMember(owner, machine);
  return name === "catch" || name === "finally"
    ? machine.refuse("promise-unsupported", node, place, { method: `.${name}` })
    : machine.refuse("await-missing", ownerNode, place, { text: ownerText(access) });
}
