/** The author's expression so that JSON holds its value. */
import type { Here } from "./here.ts";
import type { DiagnosticFacts } from "../../diagnostics/diagnostic.ts";
import type { Suggestion } from "../../diagnostics/suggestion.ts";
import { ts, type TS } from "../typescript.ts";
import { codeOf, replaced } from "./source.ts";

export function asJson(
  node: TS.Node,
  module: Here,
  { what, value }: DiagnosticFacts<"value-not-json">,
): Suggestion | undefined {
  if (value === "number") return { words: `Correct the calculation that gives ${what}.` };
  if (value === "error") return { words: "Send its `message`." };
  const code = codeFor(value, node, module);
  return code === undefined ? undefined : replaced(node, code, module);
}

function codeFor(
  value: DiagnosticFacts<"value-not-json">["value"],
  node: TS.Node,
  module: Here,
): string | undefined {
  const text = codeOf(node, module);
  const name = ts.isShorthandPropertyAssignment(node) ? node.name : node;
  switch (value) {
    case "undefined":
      return "null";
    case "-0":
      return "0";
    case "to-json":
      return asItSays(node, text);
    case "function":
      return ts.isIdentifier(name) ? `${text}()` : undefined;
    case "map":
      return `Object.fromEntries(${text})`;
    case "set":
    case "iterator":
    case "generator":
      return `[...${text}]`;
    default:
      return undefined;
  }
}

/** `instance` → `instance.toJSON()` */
function asItSays(node: TS.Node, text: string): string | undefined {
  if (!ts.isExpression(node) || ts.isObjectLiteralExpression(node)) return undefined;
  const isPlain = ts.isLeftHandSideExpression(node) && !ts.isFunctionExpression(node);
  return `${isPlain ? text : `(${text})`}.toJSON()`;
}
