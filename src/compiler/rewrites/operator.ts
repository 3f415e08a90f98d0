/** Operators on what only the run knows. */
import type { Module } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";
import { decisionRewrite, property } from "./decision.ts";
import type { FieldType } from "./input-field.ts";
import { passedIn } from "./statement.ts";
import { codeOf } from "./source.ts";
import type { Caller } from "./caller.ts";
import { originOf, workflowAround } from "./workflow.ts";

/** Of what kind the result is; `undefined` where that depends on what it is applied to. */
function resultType(operator: string): FieldType | undefined {
  if (/^(?:[-+*/%&|^~]|\*\*|\+\+|--|<<|>>>?)=?$|^Math\.|[iI]ndexOf$/.test(operator)) return "number";
  if (/^in$|\.(?:test|has|includes|startsWith|endsWith)$/.test(operator)) return "boolean";
  return operator === "JSON.stringify" ? "string" : undefined;
}

/**
 * A comparison of the input is a decision; arithmetic with the input is done before the run and its result passed in;
 * arithmetic with a model's output is done after it.
 */
export function computedBefore(
  node: TS.Node,
  operator: string,
  module: Module,
  caller: Caller | undefined,
): string | undefined {
  if (operator === "typeof") return undefined;
  if (/^[=!]==?$|^[<>]=?$/.test(operator)) return decisionRewrite(node, module, caller);
  const workflow = workflowAround(node);
  if (workflow === undefined || !ts.isExpression(node)) return undefined;
  const origin = originOf(node, workflow);
  if (origin === undefined) return undefined;
  const type = resultType(operator);
  if (origin.kind === "input") return type && passedIn(node, type, module);
  return `// hand it on as it is, and compute with it where the workflow is called\nreturn { ${property(codeOf(node, module))} };`;
}
