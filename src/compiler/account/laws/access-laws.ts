/** What `owner.key` must be. */
import { ts, type TS } from "../../typescript.ts";
import type { Value } from "../../2-evaluate/values/values.ts";
import { appliedIn, type Frame, valueIn } from "./frame.ts";
import { accessorOf, indexOf, keyOf, memberOf } from "./member-laws.ts";
import { isNothing, isSame } from "./same.ts";

type Access = TS.PropertyAccessExpression | TS.ElementAccessExpression;

export function findLostAccess(node: Access, result: Value, frame: Frame): string | undefined {
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) return undefined;
  const owner = ownerIn(frame, node.expression);
  if (owner === undefined) return "what it is read from was not evaluated";
  // The chain ended here, or further left.
  if (isNothing(owner)) return isNothing(result) ? undefined : "a chain went on after its end";
  if (ts.isPropertyAccessExpression(node) && ts.isPrivateIdentifier(node.name)) {
    const held = privateMember(owner, node.name.text);
    return held === undefined || isSame(held, result) ? undefined : lost(node);
  }
  const key = ts.isPropertyAccessExpression(node)
    ? node.name.text
    : keyOf(valueIn(frame, node.argumentExpression));
  if (key === undefined) return undefined;
  if (owner.kind === "reference") return isStep(owner, key, result) ? undefined : lost(node);
  const accessor = accessorOf(owner, key);
  if (accessor !== undefined) {
    const call = appliedIn(frame).at(-1);
    const expected = accessor.get === undefined ? isNothing(result) : isSame(call?.result, result);
    return expected ? undefined : "a getter gave something else";
  }
  const held = memberOf(owner, key);
  // What cannot be used yet is refused where it is.
  return held === undefined || held.kind === "unavailable" || isSame(held, result) ? undefined : lost(node);
}

function lost(node: Access): string {
  return `${node.getText()} is not what is there`;
}

/** In `a?.b!.c`, the `!` was not evaluated by itself. */
export function ownerIn(frame: Frame, node: TS.Expression): Value | undefined {
  let inner = node;
  let value = valueIn(frame, inner);
  while (value === undefined && ts.isNonNullExpression(inner)) {
    inner = inner.expression;
    value = valueIn(frame, inner);
  }
  return value;
}

/** `#name`: there is one of each class; `undefined` if several classes around have one. */
export function privateMember(owner: Value, name: string): Value | undefined {
  const privates =
    owner.kind === "object" ? owner.privates : owner.kind === "class" ? owner.statics.privates : undefined;
  const members = [...(privates ?? [])].filter(([key]) => key.startsWith(`${name} `));
  const [only] = members;
  return members.length === 1 && only?.[1].kind === "field" ? only[1].value : undefined;
}

/** A step into what exists only at run time; a method of a text is none. */
function isStep(owner: Extract<Value, { readonly kind: "reference" }>, key: string, result: Value): boolean {
  if (result.kind === "builtin") return true;
  return isSame({ ...owner, path: [...owner.path, indexOf(key) ?? key] }, result);
}
