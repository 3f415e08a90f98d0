/** Methods and calls on unknown values: the author's line without them. */
import type { Here } from "./here.ts";
import type { Suggestion } from "../../diagnostics/suggestion.ts";
import { tick } from "../../diagnostics/wording.ts";
import { accessOf, callOf, hasModifier, methodCallAt } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { type ListFacts, listMember, wordsForList } from "./items.ts";
import { declarationOf } from "../2-evaluate/types/names/value-names.ts";
import { codeOf, replaced } from "./source.ts";
import { isHandedIn } from "./workflow.ts";

/** From a text to a text: the caller can apply it to the input or the result. */
const betweenTexts: ReadonlySet<string> = new Set([
  "trim", "trimStart", "trimEnd", "toLowerCase", "toUpperCase", "normalize", "replace", "replaceAll", "slice", "substring",
  "padStart", "padEnd", "repeat",
]); // prettier-ignore

/** Methods that iterate over a list or combine its items. */
const ofLists: ReadonlySet<string> = new Set([
  "map", "forEach", "flatMap", "filter", "reduce", "some", "every", "find", "findIndex", "entries", "keys", "values",
  "reverse", "sort", "join", "push", "flat",
]); // prettier-ignore

export function withoutMethodCall(
  node: TS.Node,
  module: Here,
  known: ListFacts = {},
): Suggestion | undefined {
  const access = accessOf(node);
  if (access === undefined) return undefined;
  const { owner, key } = access;
  const ofList = listMember(node, access, module, known);
  if (ofList !== undefined) return ofList;
  const call = callOf(node);
  const { root, types = [] } = known;
  const isList = root === "call" && types.includes("array");
  if (isList || ofLists.has(key)) return wordsForList(owner, module, known);
  if (call === undefined) return undefined;
  const isText = types.length === 1 && types[0] === "string";
  if (key === "concat" && isText) {
    return replaced(call, templateOf([owner, ...call.arguments], module), module);
  }
  if (!betweenTexts.has(key) || !isText) return undefined;
  const text = codeOf(owner, module);
  const what = `.${key}(${call.arguments.map((each) => codeOf(each, module)).join(", ")})`;
  if (isHandedIn(owner, module)) return undefined;
  if (root === "input") {
    return replaced(call, text, module, `apply ${what} before the run, to the input`);
  }
  if (root !== "call") return undefined;
  if (isReturned(call)) return replaced(call, text, module, `apply ${what} after the run, to the result`);
  return {
    words: `Use ${tick(text)} as it is, or end the workflow here and return it; put what follows in another workflow.`,
  };
}

/** Whether the value is a field of the workflow's result. */
function isReturned(node: TS.Node): boolean {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent) || ts.isObjectLiteralExpression(parent)) return isReturned(parent);
  return ts.isReturnStatement(parent);
}

function templateOf(parts: readonly TS.Expression[], module: Here): string {
  const pieces = parts.map((part) =>
    ts.isStringLiteral(part) ? part.text.replace(/[`\\]|\$\{/g, "\\$&") : `\${${codeOf(part, module)}}`,
  );
  return `\`${pieces.join("")}\``;
}

/** The function of the file that a name refers to. */
function ownFunction(node: TS.Node): TS.ArrowFunction | TS.FunctionDeclaration | undefined {
  const declared = ts.isIdentifier(node) ? declarationOf(node) : undefined;
  const fn = declared && ts.isVariableDeclaration(declared) ? declared.initializer : declared;
  return fn !== undefined && (ts.isArrowFunction(fn) || ts.isFunctionDeclaration(fn)) ? fn : undefined;
}

/** `` `${light}` `` → `` `${light()}` ``, if the function needs no arguments. */
export function calledWithoutArguments(node: TS.Node, module: Here): Suggestion | undefined {
  const fn = ownFunction(node);
  if (fn === undefined) return undefined;
  const needsArguments = fn.parameters.some(
    (each) => each.initializer === undefined && each.questionToken === undefined,
  );
  return needsArguments || hasModifier(fn, ts.SyntaxKind.AsyncKeyword)
    ? undefined
    : replaced(node, `${codeOf(node, module)}()`, module);
}

/** `prompts.map(flux)` → `prompts.map((each) => flux(each))`: a list's methods also pass the index and the list. */
export function calledWithOne(node: TS.Node, module: Here): Suggestion | undefined {
  const { call, method } = methodCallAt(node) ?? {};
  const [callback, ...more] = call?.arguments ?? [];
  if (!["map", "forEach", "flatMap"].includes(method?.key ?? "") || more.length > 0) return undefined;
  if (callback === undefined || !ts.isIdentifier(callback)) return undefined;
  return replaced(callback, `(each) => ${callback.text}(each)`, module);
}

/** `new draw(prompt)` → `draw(prompt)`, for a function. */
export function withoutNew(node: TS.Node, module: Here): Suggestion | undefined {
  if (!ts.isNewExpression(node)) return undefined;
  const given = (node.arguments ?? []).map((each) => codeOf(each, module));
  return replaced(node, `${codeOf(node.expression, module)}(${given.join(", ")})`, module);
}

/** `brand.style()` → `brand.style`, if that is a value. */
export function valueOnly(node: TS.Node, module: Here): Suggestion | undefined {
  const call = node.parent;
  if (!ts.isCallExpression(call) || call.expression !== node || call.arguments.length > 0) return undefined;
  return replaced(call, codeOf(node, module), module);
}
