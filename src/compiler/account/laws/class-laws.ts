/** That an object has the fields of its class, and a class its static ones. */
import { hasModifier } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import type {
  ClassValue,
  FieldKey,
  FunctionNode,
  ObjectValue,
  Value,
} from "../../2-evaluate/values/values.ts";
import { drain, elementsOf } from "./contents.ts";
import { appliedIn, eventOf, type Frame, type Happened, valueIn } from "./frame.ts";
import { isAsked } from "./iteration-laws.ts";
import type { Ledger } from "./ledger.ts";
import { Native } from "./native.ts";
import { isSame } from "./same.ts";
import { isTextOf, partsOfText } from "./text-laws.ts";

/** `new X()`, and `super()`: `result` is the object. */
export function findLostObject(
  result: Value,
  frame: Frame,
  node: TS.NewExpression | TS.CallExpression,
  ledger: Ledger,
): string | undefined {
  const callee = ts.isNewExpression(node) ? valueIn(frame, node.expression) : baseOf(node, result);
  if (ts.isNewExpression(node) && callee?.kind !== "class") return findLostData(node, result, frame, ledger);
  if (result.kind !== "object") return "an object is missing";
  if (frame.selves.some(({ self, isStatic }) => !isStatic && self !== result)) return lostSelf;
  if (callee?.kind === "class" && callee.own === undefined) {
    const lost = findLostMessage(node, result, frame);
    if (lost !== undefined) return lost;
  }
  if (ts.isNewExpression(node) && result.class !== callee) return "an object is of another class";
  const isChanged = appliedIn(frame).length > 0;
  return findLostField(frame.happened, result, false, isChanged);
}

const lostSelf = "this in a class is not what it is for";

/** The class that `super()` calls. */
function baseOf(node: TS.CallExpression, result: Value): ClassValue | undefined {
  let around: TS.Node = node;
  while (!ts.isClassLike(around)) around = around.parent;
  let home = result.kind === "object" ? result.class : undefined;
  while (home !== undefined && home.own?.node !== around) home = home.base;
  return home?.base;
}

/** The values of field initializers are in the fields, unless a constructor's code may have changed them. */
function findLostField(
  happened: readonly Happened[],
  owner: ObjectValue,
  isStatic: boolean,
  isChanged: boolean,
): string | undefined {
  const given = new Map<string, Value>();
  let before: TS.PropertyDeclaration | undefined;
  for (const each of happened) {
    if (each.as !== "value" || !ts.isPropertyDeclaration(each.node.parent)) continue;
    const { name, initializer } = each.node.parent;
    if (initializer !== each.node || hasModifier(each.node.parent, ts.SyntaxKind.StaticKeyword) !== isStatic)
      continue;
    const { parent, pos } = each.node.parent;
    if (before?.parent === parent && before.pos > pos) return "fields were initialized in another order";
    before = each.node.parent;
    // A base may have a field of the same name, which is initialized before.
    if (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) given.set(name.text, each.value);
  }
  const mayDelete = () =>
    /\bdelete\b/.test(happened.find((each) => each.as === "value")?.node.getSourceFile().text ?? "");
  const lost = [...given].find(([key, value]) => {
    const held = owner.fields[key] ?? owner.hidden?.[key];
    return isChanged ? held === undefined && !mayDelete() : !isSame(held, value);
  });
  return lost === undefined ? undefined : `the field ${lost[0]} did not get its value`;
}

export function findLostMembers(
  node: TS.ClassLikeDeclaration,
  result: Value,
  { happened, selves }: Frame,
): string | undefined {
  if (result.kind !== "class" || result.own?.node !== node) return "a class is missing";
  if (selves.some(({ self, isStatic }) => isStatic && self !== result)) return lostSelf;
  const blocks = node.members
    .filter(ts.isClassStaticBlockDeclaration)
    .flatMap(({ body }) => [...body.statements]);
  const isExecuted = (each: TS.Statement) =>
    happened.some((one) => one.as === "statement" && one.node === each);
  const jumps = happened.some((each) => each.as === "statement" && each.completion?.kind !== "normal");
  if (!jumps && !blocks.every(isExecuted)) return "a static block was not executed";
  const fields = node.members.filter(
    (each) =>
      ts.isPropertyDeclaration(each) &&
      !hasModifier(each, ts.SyntaxKind.StaticKeyword) &&
      !hasModifier(each, ts.SyntaxKind.DeclareKeyword) &&
      !hasModifier(each, ts.SyntaxKind.AbstractKeyword),
  );
  const own = result.own.fields;
  const isEach =
    own.length === fields.length &&
    own.every(({ key, node: field }, index) => field === fields[index] && isKeyOf(field, key, happened));
  if (!isEach) return "a class lost a field";
  const lost = node.members.find((member) => !hasMember(result, member, node.members));
  if (lost !== undefined) return `a class lost its member ${lost.name?.getText() ?? ""}`;
  const isChanged = blocks.length > 0 || happened.some((each) => each.as === "applied");
  return findLostField(happened, result.statics, true, isChanged);
}

/** As it is written, or as its expression says; a private one has a mark besides. */
function isKeyOf({ name }: TS.PropertyDeclaration, key: FieldKey, happened: readonly Happened[]): boolean {
  if (ts.isPrivateIdentifier(name)) return key.isPrivate && key.name.startsWith(name.text);
  if (ts.isComputedPropertyName(name)) {
    const value = eventOf(happened, name.expression)?.value;
    return value?.kind !== "known" || key.name === String(value.value);
  }
  return !("text" in name) || ts.isNumericLiteral(name) || key.name === name.text;
}

/** Methods, getters and setters are there to be called; of several with one name, the last. */
function hasMember(
  result: ClassValue,
  member: TS.ClassElement,
  members: readonly TS.ClassElement[],
): boolean {
  if (!ts.isMethodDeclaration(member) && !ts.isAccessor(member)) return true;
  const { name } = member;
  const isStatic = hasModifier(member, ts.SyntaxKind.StaticKeyword);
  if (member.body === undefined || !(ts.isIdentifier(name) || ts.isStringLiteralLike(name))) return true;
  const isSameName = (each: TS.ClassElement) =>
    each !== member && each.name !== undefined && "text" in each.name && each.name.text === name.text;
  if (members.some(isSameName)) return true;
  const found = (isStatic ? result.staticMembers : result.members).get(name.text);
  if (ts.isMethodDeclaration(member))
    return found?.kind === "method" && found.value.kind === "function" && found.value.node === member;
  const fn = found?.kind === "accessor" ? (ts.isGetAccessor(member) ? found.get : found.set) : undefined;
  return fn?.node === member;
}

/** `constructor(readonly size: number)` */
export function findLostParameters(
  node: FunctionNode,
  self: Value | undefined,
  { happened }: Frame,
): string | undefined {
  if (!ts.isConstructorDeclaration(node) || self?.kind !== "object") return undefined;
  for (const parameter of node.parameters) {
    const { name } = parameter;
    if (!ts.isParameterPropertyDeclaration(parameter, node) || !ts.isIdentifier(name)) continue;
    const bound = happened.find((each) => each.as === "bound" && each.name === name);
    const held = self.fields[name.text] ?? self.hidden?.[name.text];
    const isChanged = new RegExp(`\\b${name.text}\\b`).test(node.body?.getText() ?? "");
    const isThere = bound?.as === "bound" && (isChanged ? held !== undefined : isSame(held, bound.value));
    if (!isThere) return `the field ${name.text} did not get its value`;
  }
  return undefined;
}

function findLostMessage(
  node: TS.NewExpression | TS.CallExpression,
  { hidden }: ObjectValue,
  frame: Frame,
): string | undefined {
  const [first, options] = node.arguments ?? [];
  const given = options && !ts.isSpreadElement(options) ? valueIn(frame, options) : undefined;
  const cause = given?.kind === "object" ? given.fields.cause : undefined;
  if (cause !== undefined && hidden?.errors === undefined && !isSame(hidden?.cause, cause))
    return "an error lost its cause";
  const message = first && !ts.isSpreadElement(first) ? valueIn(frame, first) : undefined;
  const parts =
    message?.kind === "known" && message.value === undefined ? undefined : message && partsOfText(message);
  if (parts === undefined || hidden === undefined || "errors" in hidden) return undefined;
  return hidden.message !== undefined && isTextOf(hidden.message, parts)
    ? undefined
    : "an error lost its message";
}

const classes: ReadonlyMap<string, new (...args: never[]) => unknown> = new Map<
  string,
  new (...args: never[]) => unknown
>([
  ["Array", Array],
  ["Map", Map],
  ["Object", Object],
  ["RegExp", RegExp],
  ["Set", Set],
]);

/** `new Map(pairs)`: JavaScript's own, with the same. */
function findLostData(
  node: TS.NewExpression,
  result: Value,
  frame: Frame,
  ledger: Ledger,
): string | undefined {
  const make = ts.isIdentifier(node.expression) ? classes.get(node.expression.text) : undefined;
  if (make === undefined) return undefined;
  const data = new Native();
  const given: unknown[] = [];
  for (const argument of node.arguments ?? []) {
    const event = eventOf(frame.happened, ts.isSpreadElement(argument) ? argument.expression : argument);
    if (event === undefined) return "an argument was not evaluated";
    if (ts.isSpreadElement(argument)) {
      if (event.contents?.elements === undefined) return undefined;
      given.push(...event.contents.elements);
      continue;
    }
    const { value } = event;
    const elements = value.kind === "iterator" ? elementsOf(value, ledger.iterators) : undefined;
    const all =
      isAsked(value) && make !== Array && make !== Object
        ? event.contents?.elements
        : elements && drain(elements);
    // The pairs' own lists are not in the result; their parts are.
    const pairs = all?.map((each) => (isValue(each) && make === Map ? data.of(each, 1) : each));
    given.push(pairs ?? data.of(value, make === Map || make === Set ? 2 : 0));
  }
  if (make === Object) {
    const [first] = given;
    const isMade = (first ?? undefined) === undefined ? result.kind === "object" : first === result;
    return isMade ? undefined : "new Object gives something else";
  }
  const expected = new make(...(given as never[]));
  return data.holds(expected, result)
    ? undefined
    : `JavaScript's own ${node.expression.getText()} holds something else`;
}

function isValue(token: unknown): token is Value {
  return typeof token === "object" && token !== null && "kind" in token;
}
