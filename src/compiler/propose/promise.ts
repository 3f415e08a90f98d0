/** Promises: await in place of `.then` or a missing await. */
import type { Here } from "./here.ts";
import type { Suggestion } from "../../diagnostics/suggestion.ts";
import { accessOf, callOf, hasModifier, methodCall, methodCallAt, outermost, unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { declarationOf } from "../2-evaluate/types/names/value-names.ts";
import { usesOf } from "./names.ts";
import { codeOf, deletion, edit, insertion, replaced } from "./source.ts";
import { wellKnownCallee } from "./well-known.ts";

/** `photo.images` → `(await photo).images`; `flux({ prompt })` → `await flux({ prompt })`. */
export function awaited(node: TS.Node, module: Here): Suggestion | undefined {
  if (!mayAwait(node)) return { words: "Make the enclosing function async, and await its call." };
  const text = `await ${codeOf(node, module)}`;
  const { parent } = node;
  const isOwner =
    (ts.isPropertyAccessExpression(parent) ||
      ts.isElementAccessExpression(parent) ||
      ts.isCallExpression(parent)) &&
    parent.expression === node;
  const isOperand =
    ts.isPrefixUnaryExpression(parent) || ts.isNonNullExpression(parent) || ts.isAsExpression(parent);
  return replaced(node, isOwner || isOperand ? `(${text})` : text, module);
}

/** `function shot()` → `async function shot()`. `node`: the function or its name. */
export function asAsync(node: TS.Node, module: Here): Suggestion | undefined {
  const fn = ts.isFunctionLike(node) ? node : node.parent;
  if (hasModifier(fn, ts.SyntaxKind.AsyncKeyword)) return undefined;
  const isWord = ({ kind }: TS.Node) => kind === ts.SyntaxKind.FunctionKeyword;
  const first = ts.isArrowFunction(fn) ? fn : fn.getChildren(module.tree).find(isWord);
  return first && { edits: [insertion(first.getStart(module.tree), "async ", module)] };
}

function mayAwait(node: TS.Node): boolean {
  const around = ts.findAncestor(node, ts.isFunctionLike);
  return around === undefined || hasModifier(around, ts.SyntaxKind.AsyncKeyword);
}

/** The object itself, because await would call its `then`. */
export function notAwaited(node: TS.Node, module: Here): Suggestion | undefined {
  const { parent } = node;
  const awaiting = ts.isAwaitExpression(node) ? node : ts.isAwaitExpression(parent) ? parent : undefined;
  return awaiting && replaced(awaiting, codeOf(awaiting.expression, module), module);
}

/** `await flux({ prompt }).then(urlOf).catch(none)` → `urlOf(await flux({ prompt }))` */
export function withoutPromiseMethod(node: TS.Node, module: Here): Suggestion | undefined {
  const { call, method } = methodCallAt(node) ?? {};
  if (call === undefined || method === undefined) return undefined;
  const { key, name } = method;
  if (wellKnownCallee(call, module) === "Promise.allSettled") return settled(call, name, module);
  if (key === "race" || key === "any") {
    return {
      words:
        "In a graph all of these calls run, and all are billed. Make only the call you want, or await all of them with Promise.all.",
    };
  }
  if (!isChained(key)) return undefined;
  if (key === "finally") return { words: "Await the call, and put the code behind it." };
  const chain = wholeChain(call);
  const whole = outermost(chain);
  const outer = ts.isAwaitExpression(whole.parent) ? whole.parent : chain;
  const isMember = ts.isArrayLiteralExpression(outer.parent);
  if (!mayAwait(chain) || (outer === chain && !isMember)) return undefined;
  const unchained = withoutChain(chain, module);
  if (unchained === undefined) return undefined;
  const isOwner = accessOf(outer.parent) !== undefined;
  const text = isOwner && unchained.code.startsWith("await ") ? `(${unchained.code})` : unchained.code;
  return replaced(outer, text, module, unchained.isCaught ? "a failed call fails the run" : undefined);
}

function isChained(name: string | undefined): boolean {
  return name === "then" || name === "catch" || name === "finally";
}

function wholeChain(call: TS.CallExpression): TS.CallExpression {
  const { parent } = outermost(call);
  const next = isChained(accessOf(parent)?.key) ? callOf(parent) : undefined;
  return next === undefined ? call : wholeChain(next);
}

interface Unchained {
  /** The result of awaiting the chain. */
  readonly code: string;
  readonly isCaught: boolean;
}

function withoutChain(node: TS.Expression, module: Here): Unchained | undefined {
  const { call, method } = methodCall(node) ?? {};
  if (call === undefined || method === undefined || !isChained(method.key)) {
    return { code: `await ${codeOf(node, module)}`, isCaught: false };
  }
  const before = withoutChain(method.owner, module);
  const [callback, rejected] = call.arguments;
  if (before === undefined || callback === undefined || method.key === "finally") return undefined;
  if (method.key === "catch") return { ...before, isCaught: true };
  const isCaught = before.isCaught || rejected !== undefined;
  const code = applied(callback, before.code, module);
  return code === undefined ? undefined : { code, isCaught };
}

/** The callback's result for the awaited value, itself awaited if it may be a promise. */
function applied(callback: TS.Expression, value: string, module: Here): string | undefined {
  if (!ts.isArrowFunction(callback)) {
    if (!ts.isIdentifier(callback)) return undefined;
    const call = `${callback.text}(${value})`;
    return isPlain(callback) ? call : `await ${call}`;
  }
  const [parameter, ...more] = callback.parameters;
  const { body } = callback;
  if (parameter === undefined || more.length > 0 || ts.isBlock(body) || !ts.isIdentifier(parameter.name))
    return undefined;
  const uses = usesOf(parameter, parameter.name.text, body);
  const [use] = uses;
  if (uses.length !== 1 || use === undefined || ts.isShorthandPropertyAssignment(use.parent))
    return undefined;
  // Inside another function, it would be awaited there.
  if (ts.findAncestor(use, ts.isFunctionLike) !== callback) return undefined;
  const isArgument = ts.isCallExpression(use.parent) && use.parent.expression !== use;
  const inner = codeOf(body, module, { part: use, code: isArgument ? value : `(${value})` });
  return ts.isCallExpression(body) && !isPlain(body.expression) ? `await ${inner}` : inner;
}

/** Whether the function is the file's own and returns no promise. */
function isPlain(callee: TS.Expression): boolean {
  const declared = ts.isIdentifier(callee) ? declarationOf(callee) : undefined;
  const fn = declared && ts.isVariableDeclaration(declared) ? declared.initializer : declared;
  if (fn === undefined || !(ts.isArrowFunction(fn) || ts.isFunctionDeclaration(fn))) return false;
  return !hasModifier(fn, ts.SyntaxKind.AsyncKeyword);
}

/** If its result is not used, waiting for all of them means the same. */
function settled(call: TS.CallExpression, name: TS.Node, module: Here): Suggestion {
  const { parent } = outermost(call);
  const outer = ts.isAwaitExpression(parent) ? parent : call;
  if (!ts.isExpressionStatement(outer.parent)) {
    return {
      words:
        "Use Promise.all, which gives you the results themselves. A failed call fails the run, so there is no status to check.",
    };
  }
  const all = ts.isIdentifier(name) ? "all" : '"all"';
  return replaced(name, all, module, "a failed call fails the run");
}

/**
 * `await Promise.all(items.map(async (item) => { …; list.push(x); }))`: each call returns its x, and the list is
 * built from the results.
 */
export function returnedInstead(node: TS.Node, module: Here): Suggestion | undefined {
  const push = ts.findAncestor(node, isPush);
  const statement = push && ts.findAncestor(push, ts.isExpressionStatement);
  const callback = statement && ts.findAncestor(statement, ts.isArrowFunction);
  const all = callback && ts.findAncestor(callback, ts.isExpressionStatement);
  const [value] = push?.arguments ?? [];
  if (push === undefined || all === undefined || statement === undefined || value === undefined)
    return undefined;
  const owner = methodCall(push)?.method.owner;
  if (!ts.isAwaitExpression(all.expression) || owner === undefined) return undefined;
  const list = unwrap(owner);
  const declaration = ts.isIdentifier(list) ? declarationOf(list) : undefined;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
  const declared = declaration.parent.parent;
  // The push has to be the last statement, once per iteration, into an otherwise unused, empty list.
  const isLast =
    ts.isBlock(callback?.body ?? node) && (callback?.body as TS.Block).statements.at(-1) === statement;
  const { initializer } = declaration;
  const isEmpty =
    initializer && ts.isArrayLiteralExpression(initializer) && initializer.elements.length === 0;
  if (!isLast || isEmpty !== true || !ts.isVariableStatement(declared) || declared.parent !== all.parent)
    return undefined;
  if (declared.declarationList.declarations.length > 1 || !ts.isIdentifier(list)) return undefined;
  const between = usesOf(declaration, list.text, all.parent).filter((use) => use.pos < all.end);
  if (between.length !== 1) return undefined;
  const returning = { part: statement, code: `return ${codeOf(value, module)};` };
  return {
    edits: [
      deletion(declared, module),
      edit(all.expression, `const ${list.text} = ${codeOf(all.expression, module, returning)}`, module),
    ],
  };
}

function isPush(node: TS.Node): node is TS.CallExpression {
  return ts.isCallExpression(node) && methodCall(node)?.method.key === "push";
}
