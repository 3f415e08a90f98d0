/** Lists that a model returns: as many items as the call asks for, if the call shows it. */
import type { Proposal, Words } from "../../diagnostics/rewrite.ts";
import { tick } from "../../diagnostics/wording.ts";
import type { Module } from "../1-parse/module.ts";
import { unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { isPath } from "./fields.ts";
import { declarationOf } from "./names.ts";
import { codeOf, operandOf, replaced } from "./source.ts";
import { originOf } from "./workflow.ts";

export interface Count {
  readonly count: number;
  readonly note?: string;
}

/** `undefined` if the call does not show it, or the list does not contain the requested results. */
function countOf(list: TS.Node, module: Module): Count | undefined {
  const origin = originOf(list, module);
  if (origin?.kind !== "call" || origin.path.length !== 1 || origin.path[0] !== "images") return undefined;
  const { call } = origin;
  const [input, ...more] = call.arguments;
  if (input === undefined || more.some(ts.isSpreadElement) || !ts.isObjectLiteralExpression(input))
    return undefined;
  if (!isModel(call.expression)) return undefined;
  for (const property of input.properties) {
    // It may contain anything.
    if (ts.isSpreadAssignment(property)) return undefined;
    if (property.name === undefined || codeOf(property.name, module) !== "num_images") continue;
    const value = ts.isPropertyAssignment(property) ? unwrap(property.initializer) : undefined;
    return value !== undefined && ts.isNumericLiteral(value) ? { count: Number(value.text) } : undefined;
  }
  return {
    count: 1,
    note: `${codeOf(call.expression, module)} returns one image, because num_images is not set`,
  };
}

/** Whether the callee is a constant that holds a model. */
function isModel(callee: TS.Expression): boolean {
  const declared = ts.isIdentifier(callee) ? declarationOf(callee) : undefined;
  const value = declared && ts.isVariableDeclaration(declared) ? declared.initializer : undefined;
  return (
    value !== undefined &&
    ts.isCallExpression(value) &&
    ts.isIdentifier(value.expression) &&
    value.expression.text === "model"
  );
}

/** `r.images` → `[r.images[0], r.images[1]]` */
export function itemsWrittenOut(list: TS.Node, module: Module, root?: Root): Proposal | undefined {
  const items = itemsOf(list, module);
  if (items === undefined) return wordsForList(list, module, root);
  return replaced(list, `[${items.all.join(", ")}]`, module, items.note);
}

/** `[...r.images]` → `[r.images[0], r.images[1]]` */
export function itemsSpreadOut(spread: TS.SpreadElement, module: Module, root?: Root): Proposal | undefined {
  const items = itemsOf(spread.expression, module);
  if (items === undefined) return wordsForList(spread.expression, module, root);
  return replaced(spread, items.all.join(", "), module, items.note);
}

/** `const [first, ...rest] = r.images`: a name for each item. */
export function itemsForRest(
  pattern: TS.ArrayBindingPattern,
  module: Module,
  root?: Root,
): Proposal | undefined {
  const { parent } = pattern;
  if (!ts.isVariableDeclaration(parent) || parent.initializer === undefined) return undefined;
  return itemsWrittenOut(parent.initializer, module, root);
}

function itemsOf(
  list: TS.Node,
  module: Module,
): { readonly all: readonly string[]; readonly note?: string } | undefined {
  const counted = countOf(list, module);
  if (counted === undefined || counted.count > 8 || counted.count < 1) return undefined;
  // `(await flux({ … })).images` would be several calls.
  const text = operandOf(list, module);
  if (/\bawait\b|\(/.test(text)) return undefined;
  const all = Array.from({ length: counted.count }, (_, index) => `${text}[${index}]`);
  return { all, ...(counted.note !== undefined && { note: counted.note }) };
}

/** A list's method or length. `undefined` if it is not known to be a list. */
export function listMember(
  node: TS.PropertyAccessExpression,
  module: Module,
  root?: Root,
): Proposal | undefined {
  const { name, expression: list, parent } = node;
  const counted = countOf(list, module);
  if (counted === undefined) return undefined;
  if (name.text === "length") return replaced(node, String(counted.count), module, counted.note);
  if (name.text === "at") {
    const [index] = ts.isCallExpression(parent) ? parent.arguments : [];
    const at = index === undefined ? NaN : Number(codeOf(index, module));
    const place = at < 0 ? counted.count + at : at;
    if (!Number.isInteger(place) || place < 0 || place >= counted.count) return undefined;
    return replaced(parent, `${operandOf(list, module)}[${place}]`, module, counted.note);
  }
  return perItem.has(name.text) ? itemsWrittenOut(list, module, root) : undefined;
}

const perItem: ReadonlySet<string> = new Set([
  "map", "forEach", "flatMap", "filter", "reduce", "some", "every", "find", "entries", "keys", "values", "slice", "reverse",
  "toReversed", "concat",
]); // prettier-ignore

/** `root`: the list's origin, if the evaluator knows it. */
export function wordsForList(list: TS.Node, module: Module, root?: Root): Words | undefined {
  const code = codeOf(list, module);
  const text = tick(code);
  const kind = root ?? originOf(list, module)?.kind;
  if (kind === "call") {
    const first = isPath(code) ? `, ${tick(`${code}[0]`)} and so on` : "";
    return { words: `List the elements one by one${first}, as many as the call asks for.` };
  }
  if (kind !== "input") return undefined;
  return {
    words: `Whoever runs the workflow decides how many elements ${text} has. Take a separate field for each element instead of an array, or write a workflow for one element and run it for each.`,
  };
}

/** What a run-time value is part of. */
type Root = "input" | "call";

/** `[prompt, extra].filter(Boolean)`: whether an item is given is known, its content is not. */
export function filterByPresence(node: TS.Node, module: Module): Proposal | undefined {
  const call = ts.isPropertyAccessExpression(node.parent) ? node.parent.parent : node.parent;
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return undefined;
  const [callback] = call.arguments;
  if (call.expression.name.text !== "filter" || callback === undefined) return undefined;
  if (!ts.isIdentifier(callback) || callback.text !== "Boolean") return undefined;
  // A list of the file's own: false and 0 in it would be kept.
  const list = call.expression.expression;
  const isPlain = ts.isArrayLiteralExpression(list) && !list.elements.some(mayBeFalse);
  if (!isPlain) return undefined;
  return replaced(callback, "(part) => part !== undefined", module, '"" is kept instead of being dropped');
}

/** `large && "large"` may be false, and an empty text would be kept. */
function mayBeFalse(node: TS.Expression): boolean {
  const value = unwrap(node);
  if (ts.isStringLiteralLike(value)) return value.text === "";
  const isPath = ts.isIdentifier(value) || ts.isPropertyAccessExpression(value);
  return !(isPath || ts.isTemplateExpression(value) || ts.isSpreadElement(value));
}
