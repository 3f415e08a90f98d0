/** Paths into the input or a result that lead nowhere. */
import type { PathFacts } from "../../diagnostics/codes/models.ts";
import type { Suggestion } from "../../diagnostics/suggestion.ts";
import { isIdentifierKey } from "../../graph/reference.ts";
import { spanOf } from "../1-parse/module.ts";
import { accessOf, outermost } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import type { Here } from "./here.ts";
import { codeOf, edit, insertion, replaced } from "./source.ts";

/** `photo.image[0]` → `photo.images[0]`; `undefined` if there are several candidates. */
export function rightPath(
  node: TS.Node,
  module: Here,
  { nearest, instead, isSure, key }: Omit<PathFacts, "valid">,
): Suggestion | undefined {
  if (nearest === undefined || !isSure || isNegative(key)) return undefined;
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    const whole = instead === 1 ? stepAfter(node) : node;
    const dot = nearest === "" || nearest.startsWith("[") ? "" : ".";
    const link = node.questionDotToken === undefined || nearest === "" ? dot : "?.";
    return whole && { edits: [edit(whole, `${codeOf(node.expression, module)}${link}${nearest}`, module)] };
  }
  // In a pattern, the location is only the name, which the code below uses.
  const text = ts.isIdentifier(node) ? patternFor(nearest, node.text) : undefined;
  return text === undefined ? undefined : { edits: [{ span: spanOf(module, node), text }] };
}

/** JavaScript's arrays have no such index. */
export function isNegative(key: string): boolean {
  return /^-\d+$/.test(key);
}

/** `photo.image[0]` around `photo.image`, and `photo.file.url`: the step that the right path replaces too. */
function stepAfter(node: TS.Node): TS.Node | undefined {
  const { parent } = outermost(node);
  const step = accessOf(parent);
  return step !== undefined && (step.isIndex || step.key === "url") ? parent : undefined;
}

/** `images: [frame]` for `images[0]`; `undefined` if it cannot be a pattern with one name. */
function patternFor(nearest: string, name: string): string | undefined {
  const steps = nearest.replace(/\[0\]/g, ".0").split(".");
  if (steps[0] === "" || steps.some((step) => step !== "0" && !isIdentifierKey(step))) return undefined;
  const [key, ...inner] = steps;
  const inside = inner.reduceRight(
    (pattern, step) => (step === "0" ? `[${pattern}]` : `{ ${step}: ${pattern} }`),
    name,
  );
  return `${key}: ${inside}`;
}

/** `photo?.images` → `photo!.images`. `node`: the `?.` */
export function asserted(node: TS.Node, module: Here): Suggestion | undefined {
  const { parent: link } = node;
  if (node.kind !== ts.SyntaxKind.QuestionDotToken || !ts.isOptionalChain(link)) return undefined;
  const dot = ts.isPropertyAccessExpression(link) ? "." : "";
  // Behind a line end, `!` would be another operator.
  const edits = [insertion(link.expression.end, "!", module), edit(node, dot, module)];
  return { edits, note: "the run fails if it is missing" };
}

/** `photo.url.url` → `photo.url`, if that is the address itself. */
export function wholeAddress(node: TS.Node, module: Here, isAddress: boolean): Suggestion | undefined {
  const access = accessOf(node);
  return isAddress && access?.key === "url"
    ? replaced(node, codeOf(access.owner, module), module)
    : undefined;
}
