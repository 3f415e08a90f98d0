/** Promises: await says what `.then`, a missing await or a changed variable were to say. */
import type { Module } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";
import { codeOf, replaced } from "./source.ts";

/** `photo.images` → `(await photo).images`; `flux({ prompt })` → `await flux({ prompt })`. */
export function awaited(node: TS.Node, module: Module): string {
  const text = `await ${codeOf(node, module)}`;
  const { parent } = node;
  const isOwner =
    (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) &&
    parent.expression === node;
  const isOperand = ts.isPrefixUnaryExpression(parent) || ts.isNonNullExpression(parent);
  return replaced(node, isOwner || isOperand ? `(${text})` : text, module);
}

/** The object itself, where await would call its `then`. */
export function notAwaited(node: TS.Node, module: Module): string | undefined {
  const { parent } = node;
  const awaiting = ts.isAwaitExpression(node) ? node : ts.isAwaitExpression(parent) ? parent : undefined;
  return awaiting && replaced(awaiting, codeOf(awaiting.expression, module), module);
}

/**
 * `const url = await flux({ prompt }).then((photo) => photo.images[0].url)` becomes two lines. `Promise.race([a, b])`
 * becomes `a`: all nodes of a graph run, and the first of them is the one that was probably meant.
 */
export function withoutPromiseMethod(node: TS.Node, module: Module): string | undefined {
  const call = ts.isCallExpression(node) ? node : node.parent;
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return undefined;
  const { name, expression: owner } = call.expression;
  const [argument] = call.arguments;
  if (name.text === "allSettled") return replaced(call.expression, "Promise.all", module);
  if (name.text === "race" || name.text === "any") {
    if (argument === undefined || !ts.isArrayLiteralExpression(argument)) return undefined;
    const [first] = argument.elements;
    return first && replaced(call, codeOf(first, module), module);
  }
  if (name.text === "catch" || name.text === "finally") return replaced(call, codeOf(owner, module), module);
  if (name.text !== "then" || argument === undefined || !ts.isArrowFunction(argument)) return undefined;
  const [parameter] = argument.parameters;
  if (parameter === undefined || ts.isBlock(argument.body)) return undefined;
  const outer = ts.isAwaitExpression(call.parent) ? call.parent : call;
  const bound = `const ${codeOf(parameter.name, module)} = await ${codeOf(owner, module)};`;
  return `${bound}\n${replaced(outer, codeOf(argument.body, module), module)}`;
}

/** `await Promise.all(items.map(async (item) => { …; list.push(x); }))`: each call returns its x, and the list is made of them. */
export function returnedInstead(node: TS.Node, module: Module): string | undefined {
  const push = ts.findAncestor(node, isPush);
  const statement = push && ts.findAncestor(push, ts.isExpressionStatement);
  const callback = statement && ts.findAncestor(statement, ts.isArrowFunction);
  const all = callback && ts.findAncestor(callback, ts.isExpressionStatement);
  const [value] = push?.arguments ?? [];
  if (push === undefined || all === undefined || statement === undefined || value === undefined)
    return undefined;
  if (!ts.isAwaitExpression(all.expression)) return undefined;
  const list = codeOf((push.expression as TS.PropertyAccessExpression).expression, module);
  const text = codeOf(all, module);
  const pushed = codeOf(statement, module);
  return `const ${list} = ${text.replace(pushed, () => `return ${codeOf(value, module)};`)}`;
}

function isPush(node: TS.Node): node is TS.CallExpression {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === "push"
  );
}
