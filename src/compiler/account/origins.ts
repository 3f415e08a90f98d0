/** What the result of an expression was made from. */
import { ts, type TS } from "../typescript.ts";
import type { Value } from "../2-evaluate/values/values.ts";
import type { Frame } from "./laws/frame.ts";

interface Origins {
  readonly sources: readonly Value[];
  readonly parts: readonly Value[];
}

/** The author's functions make their result in their own bodies. */
export function originsOf(node: TS.Expression, { happened, made }: Frame): Origins {
  const operands = happened.filter((each) => each.as === "value");
  const values = operands.map(({ value }) => value);
  if (ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node)) {
    const isSpread = ({ parent }: TS.Node) => ts.isSpreadElement(parent) || ts.isSpreadAssignment(parent);
    return {
      sources: operands.filter((operand) => isSpread(operand.node)).map(({ value }) => value),
      parts: values,
    };
  }
  // A value taken out of a list or an object is itself, rather than made from the whole.
  if (isPart(node, values[0])) return { sources: values.slice(1), parts: [] };
  const [callee] = values;
  const isOwn = callee?.kind === "function" || callee?.kind === "model";
  const isCall = ts.isCallExpression(node) || ts.isTaggedTemplateExpression(node);
  return { sources: isCall && isOwn ? [] : [...values, ...made], parts: [] };
}

function isPart(node: TS.Expression, owner: Value | undefined): boolean {
  if (owner?.kind !== "array" && owner?.kind !== "object") return false;
  if (ts.isElementAccessExpression(node)) return true;
  // A list's length and its methods depend on the whole list.
  return ts.isPropertyAccessExpression(node) && owner.kind === "object";
}
