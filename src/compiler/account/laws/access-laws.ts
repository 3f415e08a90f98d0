/** What `owner.key` must be. */
import { ts, type TS } from "../../typescript.ts";
import { type Member, undefinedValue, type Value } from "../../2-evaluate/values/values.ts";
import { appliedIn, type Frame, ownerIn, valueIn } from "./frame.ts";
import { iteratorMethod } from "./iteration-laws.ts";
import type { Ledger } from "./ledger.ts";
import { accessorOf, builtinName, globalMember, indexOf, keyOf, memberOf } from "./member-laws.ts";
import { memberOfFile } from "./module-laws.ts";
import { superMember } from "./receiver-laws.ts";
import { isNothing, isSame } from "./same.ts";

type Access = TS.PropertyAccessExpression | TS.ElementAccessExpression;

export function findLostAccess(
  node: Access,
  result: Value,
  frame: Frame,
  ledger: Ledger,
): string | undefined {
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) return findLostBase(node, result, frame);
  const owner = ownerIn(frame, node.expression);
  if (owner === undefined) return "what it is read from was not evaluated";
  // The chain ended here, or further left.
  if (isNothing(owner)) return isNothing(result) ? undefined : "a chain went on after its end";
  if (ts.isPropertyAccessExpression(node) && ts.isPrivateIdentifier(node.name)) {
    const member = privateMember(owner, node.name.text, frame);
    return member === undefined || isOfMember(member, owner, result, frame) ? undefined : lost(node);
  }
  const key = ts.isPropertyAccessExpression(node)
    ? node.name.text
    : keyOf(valueIn(frame, node.argumentExpression));
  if (key === undefined) {
    const isKnown = owner.kind !== "object" || isSame(iteratorMethod(owner) ?? undefinedValue, result);
    return isKnown || valueIn(frame, keyNode(node))?.kind !== "symbol" ? undefined : lost(node);
  }
  if (owner.kind === "reference") return isStep(owner, key, result) ? undefined : lost(node);
  const accessor = accessorOf(owner, key);
  if (accessor !== undefined)
    return isOfMember(accessor, owner, result, frame) ? undefined : "a getter gave something else";
  const held = memberOf(owner, key) ?? memberOfFile(owner, key, frame, ledger);
  // What cannot be used yet is refused where it is.
  if (held !== undefined) return held.kind === "unavailable" || isSame(held, result) ? undefined : lost(node);
  const global = globalMember(owner, key);
  const name =
    global === undefined
      ? builtinName(owner, key)
      : typeof global.value === "function"
        ? `${nameOf(owner)}.${key}`
        : undefined;
  if (name !== undefined) return result.kind !== "builtin" || result.name === name ? undefined : lost(node);
  const isIt =
    global === undefined ||
    (typeof global.value === "symbol"
      ? result.kind === "symbol" && result.name === `${nameOf(owner)}.${key}`
      : isSame(result, { kind: "known", value: global.value as string }));
  return isIt ? undefined : lost(node);
}

function keyNode(node: Access): TS.Node {
  return ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression;
}

function nameOf(owner: Value): string {
  return owner.kind === "namespace" || owner.kind === "builtin" ? owner.name : "";
}

/** The member's value; for a getter, what its call with this owner gave. */
function isOfMember(member: Member, owner: Value | undefined, result: Value, frame: Frame): boolean {
  if (member.kind !== "accessor") return isSame(member.value, result);
  if (member.get === undefined) return isNothing(result);
  const call = appliedIn(frame).findLast(({ callee }) => callee === member.get);
  return call !== undefined && isSame(call.self, owner) && isSame(call.result, result);
}

/** `super.key` */
function findLostBase(node: Access, result: Value, frame: Frame): string | undefined {
  const key = ts.isPropertyAccessExpression(node)
    ? node.name.text
    : keyOf(valueIn(frame, node.argumentExpression));
  const self = frame.place?.scope.find("this")?.value;
  const member = key === undefined ? undefined : superMember(node, key, self);
  return member === undefined || isOfMember(member, self, result, frame) ? undefined : lost(node);
}

function lost(node: Access): string {
  return `${node.getText()} is not what is there`;
}

/** `#name`, of the class around the code that declares it. */
export function privateMember(owner: Value, name: string, { place }: Frame): Member | undefined {
  const privates =
    owner.kind === "object" ? owner.privates : owner.kind === "class" ? owner.statics.privates : undefined;
  const key = place?.scope.find(name)?.value;
  return key?.kind === "known" ? privates?.get(String(key.value)) : undefined;
}

/** A step into what exists only at run time; a method of a text is none. */
function isStep(owner: Extract<Value, { readonly kind: "reference" }>, key: string, result: Value): boolean {
  if (result.kind === "builtin") return result.name === `.${key}`;
  return isSame({ ...owner, path: [...owner.path, indexOf(key) ?? key] }, result);
}
