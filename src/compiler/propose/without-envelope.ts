/**
 * Rewrites results read as `fal.subscribe` returns them to what `model()` returns: `photo.data.images` →
 * `photo.images`, `const { data } = …` → `const data = …`.
 */
import type { Here } from "./here.ts";
import type { Suggestion } from "../../diagnostics/suggestion.ts";
import { namesIn } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { usesOf } from "./names.ts";
import { codeOf, replaced } from "./source.ts";

export type EnvelopeField = "data" | "requestId";

/** `node`: the access to the field, or its name in a pattern. `note`: the rewrite's assumption. */
export function withoutEnvelope(
  node: TS.Node,
  field: EnvelopeField,
  module: Here,
  note?: string,
): Suggestion | undefined {
  if (field === "requestId") return { words: "Remove it: a graph cannot refer to a call's request id." };
  const { parent } = node;
  // `data[0]` is a mistake of its own: a result is not an array.
  const isIndexed =
    ts.isElementAccessExpression(parent) &&
    parent.expression === node &&
    ts.isNumericLiteral(parent.argumentExpression);
  if (isIndexed) return { words: "Use the result itself: its fields are those of `.data`." };
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))
    return replaced(node, codeOf(node.expression, module), module, note);
  const inPattern = patternOf(node);
  return inPattern === undefined
    ? { words: "Use the result itself: its fields are those of `.data`." }
    : replaced(inPattern.pattern, codeOf(inPattern.target, module), module, note);
}

/** The pattern that contains only `data`, and its target: `{ images }` in `{ data: { images } }`. */
function patternOf(name: TS.Node): { readonly pattern: TS.Node; readonly target: TS.Node } | undefined {
  const { parent } = name;
  if (ts.isBindingElement(parent) && ts.isObjectBindingPattern(parent.parent)) {
    const { parent: pattern, initializer, name: target } = parent;
    const isOnly = pattern.elements.every((each) => each === parent || isUnusedRequestId(each));
    // The pattern's type or default belongs to the envelope.
    const isBare = ts.isBindingElement(pattern.parent) || pattern.parent.type === undefined;
    const isGiven = ts.isVariableDeclaration(pattern.parent) || pattern.parent.initializer === undefined;
    return initializer === undefined && isOnly && isBare && isGiven ? { pattern, target } : undefined;
  }
  const isMember = ts.isShorthandPropertyAssignment(parent) || ts.isPropertyAssignment(parent);
  if (!isMember || parent.parent.properties.length !== 1) return undefined;
  const target = ts.isPropertyAssignment(parent) ? parent.initializer : parent.name;
  const hasDefault = ts.isPropertyAssignment(parent)
    ? ts.isBinaryExpression(target)
    : parent.objectAssignmentInitializer !== undefined;
  return hasDefault ? undefined : { pattern: parent.parent, target };
}

function isUnusedRequestId(element: TS.BindingElement): boolean {
  const { propertyName = element.name, name, dotDotDotToken } = element;
  const isIt = ts.isIdentifier(propertyName) && propertyName.text === "requestId";
  if (!isIt || dotDotDotToken !== undefined || element.initializer !== undefined) return false;
  return [...namesIn(name)].every((each) => usesOf(element, each.text, element.getSourceFile()).length === 0);
}
