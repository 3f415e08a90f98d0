/** Values that exist only outside the graph: passed in by the caller, or written in a deterministic way. */
import type { Here } from "./here.ts";
import type { Suggestion, Words } from "../../diagnostics/suggestion.ts";
import { tick } from "../../diagnostics/wording.ts";
import { isIdentifierKey } from "../../graph/reference.ts";
import { accessOf, callOf, methodCall, outermost, unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { computationAround, typeOfComputation } from "./computation.ts";
import type { FieldType } from "./input.ts";
import { usesOf } from "./names.ts";
import { freeName, liftToInput } from "./lift-to-input.ts";
import { codeOf, deletion, edit, operandOf, replaced } from "./source.ts";
import { wellKnown, wellKnownCallee } from "./well-known.ts";

const waiting: ReadonlySet<string> = new Set(["setTimeout", "setInterval", "setImmediate", "queueMicrotask"]);

const withoutTime: Words = {
  words:
    "Remove the wait: a node starts when the calls it depends on are done. To make one call wait for another, write `{ after: [other] }`.",
};

/** `new Promise((resolve) => setTimeout(resolve, ms))`. `name`: of the class. */
export function withoutWaiting(node: TS.Node, name: string, module: Here): Words | undefined {
  const isWaiting = (each: TS.Node): boolean =>
    waiting.has(wellKnownCallee(each, module) ?? "") || ts.forEachChild(each, isWaiting) === true;
  return name === "Promise" && isWaiting(node) ? withoutTime : undefined;
}

/** Functions whose result cannot be passed in. */
const withoutResult: ReadonlySet<string> = new Set([
  "fetch", "XMLHttpRequest", "require", "globalThis", "global", "self", "window", "eval", "Function", "Intl",
]); // prettier-ignore

export function outsideSuggestion(node: TS.Node, name: string, module: Here): Suggestion | undefined {
  const unused = withoutUnused(node, module);
  if (unused !== undefined) return unused;
  if (name.startsWith("toLocale")) return sameEverywhere(node, name, module);
  if (name === "localeCompare") return comparedByCode(node, module);
  if (waiting.has(name)) return withoutTime;
  if (name === "Intl")
    return { words: "Hard-code the string: its format would depend on the machine's locale." };
  if (withoutResult.has(name)) return undefined;
  const value = wholeOf(node, module);
  if (isFixedDate(node, module)) {
    return {
      words: `The date is fixed: hard-code the part you want instead of ${tick(codeOf(value, module))}.`,
    };
  }
  const inText = ts.isTemplateSpan(outermost(value).parent);
  const type = inText ? "string" : typeOf(value, module);
  const isField = type !== undefined && type !== "date";
  return isField
    ? liftToInput(value, type, module, inText ? nameFor(value, name, module) : undefined)
    : undefined;
}

/** The whole expression around a value: `Math.floor(Math.random() * 10)` around `Math.random()`. */
function wholeOf(node: TS.Node, module: Here): TS.Expression {
  const outer = outermost(node);
  const { parent } = outer;
  const isOwner =
    (ts.isPropertyAccessExpression(parent) ||
      ts.isElementAccessExpression(parent) ||
      ts.isCallExpression(parent) ||
      ts.isNewExpression(parent)) &&
    parent.expression === outer;
  if (isOwner) return wholeOf(parent, module);
  return computationAround(node as TS.Expression, ts.isNumericLiteral, module);
}

/** `undefined` for what is no field of an input, and if the syntax does not show it. */
function typeOf(node: TS.Expression, module: Here): FieldType | "date" | undefined {
  const value = unwrap(node);
  if (ts.isNewExpression(value)) return wellKnown(value.expression, module) === "Date" ? "date" : undefined;
  if (wellKnown(value, module)?.startsWith(environment) === true) return "string";
  // With something other than a number, `+` may join texts.
  if (ts.isBinaryExpression(value))
    return [value.left, value.right].some((each) => typeOf(each, module) === "number") ? "number" : undefined;
  if (!ts.isCallExpression(value)) return typeOfComputation(value, module);
  const result = results.get(wellKnown(value.expression, module) ?? "");
  const method = methodCall(value)?.method;
  if (result !== undefined || method === undefined) return result ?? typeOfComputation(value, module);
  switch (typeOf(method.owner, module)) {
    case "date":
      return ofDate(method.key);
    case "string":
      return ofText.has(method.key) ? "string" : undefined;
    default:
      return typeOfComputation(value, module);
  }
}

const environment = "process.env.";

/** What the functions outside give. */
const results: ReadonlyMap<string, FieldType> = new Map([
  ["Date", "string"],
  ["Date.now", "number"],
  ["Math.random", "number"],
  ["crypto.randomUUID", "string"],
  ["localStorage.getItem", "string"],
  ["performance.now", "number"],
]);

/** A text's methods that give a text. */
const ofText: ReadonlySet<string> = new Set([
  "slice",
  "substring",
  "trim",
  "toLowerCase",
  "toUpperCase",
  "toString",
]);

/** What a date's method gives, as JavaScript's own do. */
function ofDate(method: string): FieldType | undefined {
  if (method === "valueOf" || /^get[A-Z]/.test(method)) return "number";
  return /^to(?:[A-Z]+|Date|Time)?String$|^toJSON$/.test(method) ? "string" : undefined;
}

/** `new Date("2024-05-01")`: what it gives does not depend on the time. */
function isFixedDate(node: TS.Node, module: Here): boolean {
  const made = ts.isNewExpression(node) ? node : outermost(node).parent;
  if (!ts.isNewExpression(made) || made.arguments === undefined) return false;
  return made.arguments.length > 0 && wellKnown(made.expression, module) === "Date";
}

/** A name for the value in a text. `name`: what reaches outside. */
function nameFor(value: TS.Expression, name: string, module: Here): string | undefined {
  const path = wellKnown(value, module) ?? "";
  const variable = path.startsWith(environment) ? path.slice(environment.length).toLowerCase() : "";
  return freeName(isIdentifierKey(variable) ? [variable] : (names.get(name) ?? ["value"]), module);
}

const names: ReadonlyMap<string, readonly string[]> = new Map([
  ["Date", ["date", "today"]],
  ["new Date", ["date", "today"]],
  ["Math.random", ["random", "id"]],
  ["crypto", ["random", "id"]],
]);

/** An unused constant of the file is removed, whatever its value. */
export function withoutUnused(node: TS.Node, module: Here): Suggestion | undefined {
  const declaration = ts.findAncestor(node, ts.isVariableDeclaration);
  const statement = declaration?.parent.parent;
  if (declaration === undefined || statement === undefined || !ts.isVariableStatement(statement))
    return undefined;
  if (statement.parent !== module.tree || statement.modifiers !== undefined) return undefined;
  const { declarations } = statement.declarationList;
  if (!ts.isIdentifier(declaration.name) || declarations.length > 1) return undefined;
  if (usesOf(declaration, declaration.name.text, module.tree).length > 0) return undefined;
  // An importer may call a function, and defining it has no effect.
  if (declaration.initializer !== undefined && ts.isFunctionLike(declaration.initializer)) return undefined;
  return { edits: [deletion(statement, module)], note: `nothing uses ${declaration.name.text}` };
}

/** Methods whose result does not depend on the machine's language. */
function sameEverywhere(node: TS.Node, name: string, module: Here): Suggestion | undefined {
  const method = accessOf(node);
  const call = callOf(node);
  if (method === undefined || call === undefined) return undefined;
  const { owner } = method;
  if (name === "toLocaleString") {
    const inner = ts.isParenthesizedExpression(owner) && !isList(owner.expression) ? owner.expression : owner;
    if (ts.isOptionalChain(call)) return undefined;
    return replaced(call, `String(${codeOf(inner, module)})`, module, "without locale-specific separators");
  }
  const plain = name.replace("Locale", "");
  const { pos: start, end } = call.arguments;
  return {
    edits: [
      edit(method.name, ts.isIdentifier(method.name) ? plain : JSON.stringify(plain), module),
      { span: { source: module.source, start, end }, text: "" },
    ],
  };
}

/** `a, b` */
function isList(node: TS.Expression): boolean {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.CommaToken;
}

/** `a.localeCompare(b)` depends on the machine's language; character codes do not. */
function comparedByCode(node: TS.Node, module: Here): Suggestion | undefined {
  const method = accessOf(node);
  const call = callOf(node);
  const [argument] = call?.arguments ?? [];
  if (method === undefined || call === undefined || argument === undefined) return undefined;
  const [left, right] = [operandOf(method.owner, module), operandOf(argument, module)];
  const code = `(${left} < ${right} ? -1 : ${left} > ${right} ? 1 : 0)`;
  return replaced(call, code, module, "compares character codes: capitals first");
}
