/** That an object has the fields of its class, and a class its static ones. */
import { hasModifier } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import type { FunctionNode, ObjectValue, Value } from "../../2-evaluate/values/values.ts";
import { drain, elementsOf } from "./contents.ts";
import { appliedIn, type Frame, type Happened, valueIn } from "./frame.ts";
import type { Ledger } from "./ledger.ts";
import { Native } from "./native.ts";
import { isSame } from "./same.ts";
import { isTextOf, partsOfText } from "./text-laws.ts";

/** `new X()`, and `super()`: `result` is the object. */
export function findLostObject(
  result: Value,
  frame: Frame,
  node?: TS.NewExpression,
  ledger?: Ledger,
): string | undefined {
  const callee = node && valueIn(frame, node.expression);
  if (node !== undefined && callee?.kind !== "class") return findLostData(node, result, frame, ledger);
  if (result.kind !== "object") return "an object is missing";
  if (callee?.kind === "class" && result.class !== callee) return "an object is of another class";
  if (callee?.kind === "class" && callee.own === undefined) return findLostMessage(node, result, frame);
  const isChanged = appliedIn(frame).length > 0;
  return findLostField(frame.happened, result, false, isChanged);
}

/** The values of field initializers are in the fields, unless a constructor's code may have changed them. */
function findLostField(
  happened: readonly Happened[],
  owner: ObjectValue,
  isStatic: boolean,
  isChanged: boolean,
): string | undefined {
  const given = new Map<string, Value>();
  for (const each of happened) {
    if (each.as !== "value" || !ts.isPropertyDeclaration(each.node.parent)) continue;
    const { name, initializer } = each.node.parent;
    if (initializer !== each.node || hasModifier(each.node.parent, ts.SyntaxKind.StaticKeyword) !== isStatic)
      continue;
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
  { happened }: Frame,
): string | undefined {
  if (result.kind !== "class" || result.own?.node !== node) return "a class is missing";
  const blocks = node.members
    .filter(ts.isClassStaticBlockDeclaration)
    .flatMap(({ body }) => [...body.statements]);
  const isExecuted = (each: TS.Statement) =>
    happened.some((one) => one.as === "statement" && one.node === each);
  const jumps = happened.some((each) => each.as === "statement" && each.completion?.kind !== "normal");
  if (!jumps && !blocks.every(isExecuted)) return "a static block was not executed";
  const isChanged = blocks.length > 0 || happened.some((each) => each.as === "applied");
  return findLostField(happened, result.statics, true, isChanged);
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
  node: TS.NewExpression | undefined,
  { hidden }: ObjectValue,
  frame: Frame,
): string | undefined {
  const [first] = node?.arguments ?? [];
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
  ledger: Ledger | undefined,
): string | undefined {
  const make = ts.isIdentifier(node.expression) ? classes.get(node.expression.text) : undefined;
  if (make === undefined || ledger === undefined) return undefined;
  const args = (node.arguments ?? []).map((each) =>
    ts.isSpreadElement(each) ? undefined : valueIn(frame, each),
  );
  if (!args.every((arg) => arg !== undefined && arg.kind !== "generator")) return undefined;
  const data = new Native();
  const isObject = make === Object;
  const given = args.map((arg) => {
    const elements = arg.kind === "iterator" ? elementsOf(arg, ledger.iterators) : undefined;
    return elements === undefined ? data.of(arg, isObject ? 0 : 2) : drain(elements);
  });
  if (args.some(({ kind }) => kind === "object" || kind === "iterator") || isObject) return undefined;
  const expected = new make(...(given as never[]));
  // The pairs' own lists are not in the result; their parts are.
  return data.holds(expected, result)
    ? undefined
    : `JavaScript's own ${node.expression.getText()} holds something else`;
}
