/** `this`, `super` and `new.target`: what a call gives to the code that it runs. */
import { hasModifier, isTransparent, unwrap } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import type { Place } from "../../2-evaluate/machine/machine.ts";
import { type ClassValue, undefinedValue, type Value } from "../../2-evaluate/values/values.ts";
import { eventOf, type Frame, ownerIn } from "./frame.ts";
import type { Ledger } from "./ledger.ts";
import { inheritedMember, isOfError, staticMember } from "./member-laws.ts";
import { isSame, isUndefined } from "./same.ts";

/** A function's code begins: its `this` is what the call gave. */
export function findWrongOwner({ owner, node }: Frame, { scope }: Place, ledger: Ledger): string | undefined {
  if (owner === undefined || (node !== undefined && ts.isArrowFunction(node))) return undefined;
  const variable = scope.find("this");
  if (variable === undefined) return lostThis;
  const value = variable.value;
  if (value !== undefined) ledger.owners.set(variable, value);
  switch (owner.kind) {
    case "value":
      return isSame(value, owner.value) ? undefined : lostThis;
    case "one of":
      return [...owner.values].some((each) => isSame(value, each)) ? undefined : lostThis;
    case "variable":
      return variable === owner.receiver.self ? undefined : lostThis;
  }
}

const lostThis = "its this is not what the call gave";

/** A read of `this` gives what the function was given; at a file's top level, there is none. */
export function findLostThis(result: Value, { place }: Frame, ledger: Ledger): string | undefined {
  const variable = place?.scope.find("this");
  if (variable === undefined) return isUndefined(result) ? undefined : lostThis;
  const given = ledger.owners.get(variable) ?? variable.value;
  return given === undefined || isSame(given, result) ? undefined : lostThis;
}

/** The value before the last dot of the callee is its `this`; `this` itself for `super.method()`. */
export function findWrongSelf(
  node: TS.Node,
  self: Value | undefined,
  { happened }: Frame,
): string | undefined {
  if (!ts.isCallExpression(node) && !ts.isTaggedTemplateExpression(node)) return undefined;
  const written = ts.isCallExpression(node) ? node.expression : node.tag;
  const callee = unwrap(written);
  const isMember = ts.isPropertyAccessExpression(callee) || ts.isElementAccessExpression(callee);
  const expected = isMember ? eventOf(happened, withoutMarks(written))?.owner : undefinedValue;
  return expected === undefined || isSame(self ?? undefinedValue, expected)
    ? undefined
    : "a method got another this";
}

/** The owner of what was read by an expression; its frame holds the parts. */
export function ownerRead(node: TS.Node, frame: Frame): Value | undefined {
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    const isSuper = node.expression.kind === ts.SyntaxKind.SuperKeyword;
    return isSuper ? frame.place?.scope.find("this")?.value : ownerIn(frame, node.expression);
  }
  return isTransparent(node) ? eventOf(frame.happened, withoutMarks(node.expression))?.owner : undefined;
}

/** In a chain, `!` is not evaluated by itself. */
function withoutMarks(node: TS.Expression): TS.Expression {
  let inner = node;
  while (ts.isNonNullExpression(inner) && ts.isOptionalChain(inner)) inner = inner.expression;
  return inner;
}

/** What `super.key` finds: in the base of the class around the code. `undefined` if it is JavaScript's own. */
export function superMember(node: TS.Node, key: string, self: Value | undefined) {
  const element = elementAround(node);
  const isStatic =
    element !== undefined &&
    (ts.isClassStaticBlockDeclaration(element) || hasModifier(element, ts.SyntaxKind.StaticKeyword));
  const made = self?.kind === "object" ? self.class : self?.kind === "class" ? self : undefined;
  let home: ClassValue | undefined = made;
  while (home !== undefined && home.own?.node !== element?.parent) home = home.base;
  if (home === undefined) return undefined;
  const member = isStatic ? staticMember(home.base, key) : inheritedMember(home.base, key);
  if (member !== undefined) return member;
  const isBuiltIn = isOfError(home) || key in (isStatic ? Function.prototype : Object.prototype);
  return isBuiltIn ? undefined : ({ kind: "field", value: undefinedValue } as const);
}

function elementAround(node: TS.Node): TS.ClassElement | undefined {
  for (let each = node; each.parent !== undefined; each = each.parent)
    if (ts.isClassElement(each) && ts.isClassLike(each.parent)) return each;
  return undefined;
}

/** `new.target`: in a constructor, its class or one that extends it; in any other function, undefined. */
export function findLostTarget(node: TS.MetaProperty, result: Value): string | undefined {
  if (node.keywordToken !== ts.SyntaxKind.NewKeyword) return undefined;
  let around: TS.Node = node;
  while (!isBinder(around)) around = around.parent;
  if (!ts.isConstructorDeclaration(around)) return isUndefined(result) ? undefined : lostTarget;
  const home = around.parent;
  for (let each = result.kind === "class" ? result : undefined; each !== undefined; each = each.base)
    if (each.own?.node === home) return undefined;
  return lostTarget;
}

const lostTarget = "new.target is not the class that is made";

function isBinder(node: TS.Node): boolean {
  return (
    (ts.isFunctionLike(node) && !ts.isArrowFunction(node)) ||
    ts.isPropertyDeclaration(node) ||
    ts.isClassStaticBlockDeclaration(node) ||
    ts.isSourceFile(node)
  );
}
