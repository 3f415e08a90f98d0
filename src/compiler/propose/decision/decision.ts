/**
 * Conditions known only at run time. If the caller knows the value, there is a workflow per case; if a model decides
 * it, the workflow ends there; whether a helper's parameter is given is always known.
 */
import type { Here } from "../here.ts";
import type { Suggestion, Rewrite } from "../../../diagnostics/suggestion.ts";
import type { RunTimeValue } from "../../../diagnostics/run-time-value.ts";
import { tick } from "../../../diagnostics/wording.ts";
import { accessOf } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { fallbackAsDefault, fallbackOf } from "../default.ts";
import { pathOf } from "../path.ts";
import { codeOf, lineOf, operandOf, replaced } from "../source.ts";
import { isHandedIn, parameterOf } from "../workflow.ts";
import { comparedWithUndefined } from "./given.ts";
import { perCase, perKey } from "./per-case.ts";

/** What is known about the deciding value. */
export type Deciding = Pick<RunTimeValue, "root" | "steps" | "types">;

/** `node` is the deciding value: a condition, or one side of a comparison. */
export function decisionSuggestion(node: TS.Node, module: Here, value: Deciding): Suggestion | undefined {
  const { parameter, path } = (isHandedIn(node, module) ? parameterOf(node) : undefined) ?? {};
  const isWhole = path?.length === 0;
  const given =
    parameter && isWhole ? comparedWithUndefined(node, parameter, module, value.types) : undefined;
  if (given !== undefined) return given;
  const fallback = fallbackOf(node);
  if (value.root === "call") {
    const isOr = fallback?.operatorToken.kind !== ts.SyntaxKind.QuestionQuestionToken;
    return parameter !== undefined || isOr || fallback === undefined
      ? decidedByModel(node, module)
      : withoutFallback(fallback, module);
  }
  const field = fieldOf(value);
  if (field === undefined) return undefined;
  if (parameter !== undefined) return isWhole ? decidedByCaller(parameter, field, module) : undefined;
  return (fallback && fallbackAsDefault(fallback, field, module)) ?? perCase(node, field, module);
}

/** The field of the input that the value is. */
function fieldOf({ root, steps = [] }: Deciding): string | undefined {
  const [field] = steps;
  return root === "input" && steps.length === 1 && typeof field === "string" ? field : undefined;
}

function decidedByModel(node: TS.Node, module: Here): Suggestion {
  const text = isChain(node) ? tick(pathOf(node) ?? lineOf(node, module)) : "its result";
  return {
    words: `This depends on a model's result. End the workflow here and return ${text}; the caller can then decide, and run the rest as another workflow.`,
  };
}

/** `made?.images[0]` */
function isChain(node: TS.Node): boolean {
  const owner = ts.isNonNullExpression(node) ? node.expression : accessOf(node)?.owner;
  return ts.isIdentifier(node) || (owner !== undefined && isChain(owner));
}

/** `a ?? b`, if it is unknown whether `a` exists: asserts that it does, for TypeScript too. */
function withoutFallback(fallback: TS.BinaryExpression, module: Here): Rewrite {
  const outer = ts.isParenthesizedExpression(fallback.parent) ? fallback.parent : fallback;
  const { left } = fallback;
  return replaced(
    outer,
    ts.isNonNullExpression(left) ? codeOf(left, module) : `${operandOf(left, module)}!`,
    module,
    `the run fails if the model leaves it out`,
  );
}

/** An input passed to a helper, decided at the helper's only call. */
function decidedByCaller(
  parameter: TS.ParameterDeclaration,
  field: string,
  here: Here,
): Suggestion | undefined {
  const { caller } = here;
  const call = caller?.node;
  if (caller === undefined || call === undefined || !ts.isCallExpression(call)) return undefined;
  const module: Here = { ...here, ...caller.module };
  const helper = parameter.parent;
  const argument = call.arguments[helper.parameters.indexOf(parameter)];
  // A list's method calls the callback that is written there.
  if (argument === undefined || ts.isFunctionLike(argument)) return undefined;
  const rewrite = perCase(argument, field, module);
  if (rewrite !== undefined) return rewrite;
  const text = tick(codeOf(argument, module));
  return {
    words: `This depends on the input's ${text}, inside a helper. Turn the decision into a parameter with a known value, and write one workflow per case.`,
  };
}

/** `PRESETS[mood]` → a workflow per mood. */
export function keyPerCase(node: TS.Node, module: Here, value: Deciding): Suggestion | undefined {
  const field = fieldOf(value);
  if (field === undefined) return undefined;
  return perCase(node, field, module) ?? perKey(node, field, module);
}

/** For comparisons: like `decisionSuggestion`, with words if the values are not known. */
export function comparisonSuggestion(node: TS.Node, module: Here, value: Deciding): Suggestion | undefined {
  const suggestion = decisionSuggestion(node, module, value);
  if (suggestion !== undefined || value.root !== "input") return suggestion;
  return {
    words: `${tick(operandOf(node, module))} is known only at run time. Hard-code the value, or take it as a parameter with a known value and write one workflow per value.`,
  };
}
