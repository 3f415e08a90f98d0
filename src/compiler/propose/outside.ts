/** Values that exist only outside the graph: passed in by the caller, or written in a deterministic way. */
import type { Here } from "./here.ts";
import type { Suggestion, Words } from "../../diagnostics/suggestion.ts";
import { tick } from "../../diagnostics/wording.ts";
import { ts, type TS } from "../typescript.ts";
import type { FieldType } from "./input.ts";
import { usesOf } from "./names.ts";
import { freeName, liftToInput } from "./lift-to-input.ts";
import { codeOf, deletion, replaced } from "./source.ts";

const waiting: ReadonlySet<string> = new Set(["setTimeout", "setInterval", "setImmediate", "queueMicrotask"]);

const withoutTime: Words = {
  words:
    "Remove the wait: a node starts when the calls it depends on are done. To make one call wait for another, write `{ after: [other] }`.",
};

/** `new Promise((resolve) => setTimeout(resolve, ms))` */
export function withoutWaiting(node: TS.Node, module: Here): Words | undefined {
  const text = codeOf(node, module);
  return text.startsWith("new Promise") && [...waiting].some((each) => text.includes(`${each}(`))
    ? withoutTime
    : undefined;
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
  const value = wholeOf(node);
  if (/Date$/.test(name) && hasFixedDate(value)) {
    return {
      words: `The date is fixed: hard-code the part you want instead of ${tick(codeOf(value, module))}.`,
    };
  }
  const inText = ts.isTemplateSpan(value.parent);
  const inputName = freeName(namesFor(value, module), module);
  const type = inText ? "string" : resultType(value, module);
  return type && liftToInput(value, type, module, inText ? inputName : undefined);
}

/** The whole expression around a value: `Math.floor(Math.random() * 10)` around `Math.random`. */
function wholeOf(node: TS.Node): TS.Expression {
  const { parent } = node;
  const isOwner =
    ((ts.isPropertyAccessExpression(parent) || ts.isCallExpression(parent) || ts.isNewExpression(parent)) &&
      parent.expression === node) ||
    ts.isNonNullExpression(parent) ||
    (ts.isElementAccessExpression(parent) && parent.expression === node);
  const isArithmetic =
    (ts.isParenthesizedExpression(parent) && ts.isBinaryExpression(parent.expression)) ||
    (ts.isBinaryExpression(parent) &&
      /^[-+*/%]$/.test(parent.operatorToken.getText()) &&
      isNumber(other(parent, node))) ||
    (ts.isCallExpression(parent) &&
      /^Math\.\w+$/.test(parent.expression.getText()) &&
      parent.arguments.length === 1);
  return isOwner || isArithmetic ? wholeOf(parent) : (node as TS.Expression);
}

function other({ left, right }: TS.BinaryExpression, node: TS.Node): TS.Node {
  return left === node ? right : left;
}

function isNumber(node: TS.Node): boolean {
  return ts.isNumericLiteral(node);
}

/** `undefined` for an object, and if the text alone does not show it. */
function resultType(value: TS.Expression, module: Here): FieldType | undefined {
  const text = codeOf(value, module);
  if (/^(?:process\.env(?:\.\w+|\[".*"\])!?|crypto\.randomUUID\(\))$/.test(text)) return "string";
  if (/\.(?:to(?:ISO|UTC|Date|Time)?String|toJSON|slice|substring|getItem)\([^()]*\)$/.test(text))
    return "string";
  if (/(?:\.now|\.get\w+|\.valueOf)\(\)$|^Math\.\w+\(.*\)$|Math\.random\(\)/.test(text)) return "number";
  return undefined;
}

function hasFixedDate(value: TS.Node): boolean {
  if (ts.isNewExpression(value)) return (value.arguments?.length ?? 0) > 0;
  if (ts.isCallExpression(value) || ts.isPropertyAccessExpression(value))
    return hasFixedDate(value.expression);
  return false;
}

/** Names for it in a text. */
function namesFor(value: TS.Expression, module: Here): readonly string[] {
  const text = codeOf(value, module);
  const variable = /^process\.env\.(\w+)/.exec(text)?.[1];
  if (variable !== undefined) return [variable.toLowerCase()];
  if (text.includes("Date")) return ["date", "today"];
  return text.includes("random") ? ["random", "id"] : ["value"];
}

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
  const call = node.parent;
  if (!ts.isPropertyAccessExpression(node) || !ts.isCallExpression(call)) return undefined;
  const owner = codeOf(node.expression, module);
  switch (name) {
    case "toLocaleUpperCase":
      return replaced(call, `${owner}.toUpperCase()`, module);
    case "toLocaleLowerCase":
      return replaced(call, `${owner}.toLowerCase()`, module);
    case "toLocaleString":
      return replaced(
        call,
        `String(${owner.replace(/^\(([^()]*)\)$/, "$1")})`,
        module,
        "without locale-specific separators",
      );
    default:
      return undefined;
  }
}

/** `a.localeCompare(b)` depends on the machine's language; character codes do not. */
function comparedByCode(node: TS.Node, module: Here): Suggestion | undefined {
  const call = node.parent;
  if (!ts.isPropertyAccessExpression(node) || !ts.isCallExpression(call)) return undefined;
  const left = codeOf(node.expression, module);
  const [argument] = call.arguments;
  if (argument === undefined) return undefined;
  const right = codeOf(argument, module);
  const code = `(${left} < ${right} ? -1 : ${left} > ${right} ? 1 : 0)`;
  return replaced(call, code, module, "compares character codes: capitals first");
}
