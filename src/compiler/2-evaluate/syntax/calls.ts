/** Calls, functions and `await`. */
import { awaitValue } from "../machine/await-value.ts";
import { construct } from "../builtins/construct.ts";
import { isErrorName } from "../builtins/errors.ts";
import { construct as constructOwn, initializeBase } from "../members/instances.ts";
import { spreadElements } from "../machine/iterate.ts";
import type { ExpressionRule, LinkRule, Machine, Place } from "../machine/machine.ts";
import { assertPresent } from "../values/presence.ts";
import { Scope } from "../machine/scope.ts";
import { hasModifier, unwrap } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import {
  type ArrayValue,
  type FunctionNode,
  type FunctionValue,
  known,
  object,
  type Poison,
  undefinedValue,
  type Value,
} from "../values/values.ts";
import { endsChain } from "./access.ts";

export const callExpression: ExpressionRule<TS.CallExpression> = (node, place, machine) =>
  callLink(node, place, machine) ?? undefinedValue;

/** A `?.` before the call, or in it, may end the chain: then nothing is called, and no argument is evaluated. */
export const callLink: LinkRule<TS.CallExpression> = (node, place, machine) => {
  const { boundTo } = machine;
  machine.boundTo = undefined;
  const { kind } = node.expression;
  if (kind === ts.SyntaxKind.ImportKeyword) return refuseDynamicImport(node, place, machine);
  if (kind === ts.SyntaxKind.SuperKeyword) return superCall(node, place, machine);
  const callee = machine.evaluateLink(node.expression, place);
  const self = selfOf(node.expression, machine);
  if (callee === undefined || endsChain(callee, node.expression, node, place, machine)) return undefined;
  // The results of a list of calls are the variable's value: helpers called in it are named after it.
  machine.boundTo = callee.kind === "builtin" && callee.name === "Promise.all" ? boundTo : undefined;
  const args = evaluateArguments(node.arguments, place, machine, takesOptional(callee));
  if ("kind" in args) return args;
  machine.boundTo = boundTo;
  const result = machine.apply(callee, args, { node, module: place.module }, place, self);
  machine.boundTo = undefined;
  return result;
};

function takesOptional(callee: Value): boolean {
  return callee.kind === "function" || (callee.kind === "builtin" && callee.takesAnything === true);
}

/**
 * Poison if the number of arguments is unknown, because none would be in its place. `held`: the author's own function
 * may have a default for an optional field that it receives.
 */
function evaluateArguments(
  nodes: readonly TS.Expression[],
  place: Place,
  machine: Machine,
  held = false,
): readonly Value[] | Poison {
  const args: Value[] = [];
  let failed: Poison | undefined;
  for (const node of nodes) {
    if (ts.isSpreadElement(node)) {
      const spread = machine.evaluate(node.expression, place);
      const elements = spreadElements(spread, node.expression, place, machine);
      if ("kind" in elements) failed = elements;
      else for (const element of elements) args.push(element);
    } else args.push(held ? machine.evaluateOptional(node, place) : machine.evaluate(node, place));
  }
  return failed ?? args;
}

/** `this` in a call: the value before the last dot of the callee. */
function selfOf(callee: TS.Expression, { owner }: Machine): Value | undefined {
  const inner = unwrap(callee);
  return ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner) ? owner : undefined;
}

function refuseDynamicImport(node: TS.CallExpression, place: Place, machine: Machine): Poison {
  return machine.refuse("module-unsupported", node, place, {
    construct: "a dynamic import",
  });
}

/** `super(…)`: sets `this`. */
function superCall(node: TS.CallExpression, place: Place, machine: Machine): Value {
  const args = evaluateArguments(node.arguments, place, machine);
  if ("kind" in args) return args;
  const [home, newTarget] = ["super", "new.target"].map((name) => place.scope.find(name)?.value);
  const self = place.scope.find("this");
  // The parse stage guarantees that it is in a constructor.
  if (home?.kind !== "class" || newTarget?.kind !== "class" || self === undefined)
    return machine.alreadyReported;
  return initializeBase(home, args, { self, newTarget }, { node, module: place.module }, place, machine);
}

/** `` tag`a ${b} c` ``: a call with the strings, which also have a `raw`, and the values. */
export const taggedTemplate: ExpressionRule<TS.TaggedTemplateExpression> = (node, place, machine) => {
  const tag = machine.evaluate(node.tag, place);
  const self = selfOf(node.tag, machine);
  const { template } = node;
  const strings = machine.templateStrings.get(node) ?? stringsOf(template);
  machine.templateStrings.set(node, strings);
  const spans = ts.isTemplateExpression(template) ? template.templateSpans : [];
  const args = evaluateArguments(
    spans.map(({ expression }) => expression),
    place,
    machine,
  );
  if ("kind" in args) return args;
  return machine.apply(tag, [strings, ...args], { node, module: place.module }, place, self);
};

/** Frozen, with a `raw`: the strings as written. */
function stringsOf(template: TS.TemplateLiteral): ArrayValue {
  const literals = ts.isTemplateExpression(template)
    ? [template.head, ...template.templateSpans.map(({ literal }) => literal)]
    : [template];
  const raws = literals.map(({ rawText = "" }) => rawText.replace(/\r\n?/g, "\n"));
  const cooked = literals.map(({ text }, index) => known(hasNoMeaning(text, raws[index]) ? undefined : text));
  const raw: ArrayValue = { kind: "array", elements: raws.map(known), frozen: true };
  return { kind: "array", elements: cooked, named: object([["raw", raw]]).fields, frozen: true };
}

/** A tag, unlike a plain template, accepts invalid escapes such as `\\u{zz}`, which TypeScript leaves unchanged. */
function hasNoMeaning(text: string, raw: string | undefined): boolean {
  return text === raw && raw.includes("\\");
}

export const functionExpression: ExpressionRule<TS.ArrowFunction | TS.FunctionExpression> = (node, place) =>
  functionValue(node, place);

/** A function expression's own name is visible only inside it; a declaration's in its scope. */
export function functionValue(
  node: FunctionNode,
  { scope: around, module }: Pick<Place, "scope" | "module">,
): FunctionValue {
  const own = ts.isFunctionExpression(node) ? node.name : undefined;
  const scope = own === undefined ? around : new Scope(around);
  const value: FunctionValue = { kind: "function", node, scope, module };
  if (own !== undefined) scope.declare(own.text, true, value);
  return value;
}

/** Meanwhile, other files would run, in an unknown order. */
export function refuseAtTop(node: TS.Node, place: Place, machine: Machine): Poison | undefined {
  if (machine.running || place.activation.task.parent !== undefined) return undefined;
  return machine.refuse("module-unsupported", node, place, {
    construct: "top-level await",
  });
}

export const awaitExpression: ExpressionRule<TS.AwaitExpression> = (node, place, machine) => {
  const value = machine.evaluate(node.expression, place);
  if (value.kind === "poison") return value;
  return refuseAtTop(node, place, machine) ?? awaitValue(value, node.expression, place, machine);
};

/** `x!` */
export const nonNull: ExpressionRule<TS.NonNullExpression> = (node, place, machine) =>
  assertPresent(machine.evaluateOptional(node.expression, place));

/** `(x)`, `x as T`, `x satisfies T`, `<T>x`: they do not exist at run time. */
export const transparent: ExpressionRule<
  TS.ParenthesizedExpression | TS.AsExpression | TS.SatisfiesExpression | TS.TypeAssertion
> = (node, place, machine) => machine.evaluateOptional(node.expression, place);

export const newExpression: ExpressionRule<TS.NewExpression> = (node, place, machine) => {
  const { expression, arguments: given = [] } = node;
  // One of the author's own names, or a built-in class.
  const isOwn =
    !ts.isIdentifier(expression) ||
    place.scope.find(expression.text) !== undefined ||
    isErrorName(expression.text);
  const callee = isOwn ? machine.evaluate(expression, place) : undefined;
  const args = evaluateArguments(given, place, machine);
  if (callee?.kind === "poison") return callee;
  if ("kind" in args) return args;
  if (callee === undefined && ts.isIdentifier(expression)) {
    return construct(expression.text, args, node, place, machine);
  }
  const site = { node, module: place.module };
  if (callee?.kind === "class") return constructOwn(callee, args, site, place, machine);
  if (callee?.kind === "builtin") return construct(callee.name, args, node, place, machine);
  const text = machine.textOf(expression, place);
  if (callee?.kind === "function" && isConstructor(callee.node)) {
    return machine.refuse("new-unsupported", node, place, {
      name: text,
      isFunction: true,
    });
  }
  return machine.throws("TypeError", "program-throws", node, place, { text: `${text} is not a constructor` });
};

/** Whether JavaScript allows `new` on the function. */
function isConstructor(node: FunctionNode): boolean {
  const isPlain = ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node);
  return isPlain && node.asteriskToken === undefined && !hasModifier(node, ts.SyntaxKind.AsyncKeyword);
}
