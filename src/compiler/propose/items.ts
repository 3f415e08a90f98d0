/** Lists that a model returns: as many items as the call asks for, if the call shows it. */
import type { Here } from "./here.ts";
import type { Suggestion, Words } from "../../diagnostics/suggestion.ts";
import type { ListCount, RunTimeValue } from "../../diagnostics/run-time-value.ts";
import { tick } from "../../diagnostics/wording.ts";
import { unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { isPath } from "./fields.ts";
import { codeOf, operandOf, replaced } from "./source.ts";
import { isHandedIn } from "./workflow.ts";

/** What is known about a run-time list; nothing, where only the syntax is at hand. */
export type ListFacts = Pick<RunTimeValue, "root" | "count" | "types">;

function noteFor({ count, field, endpoint, isSent }: ListCount): string | undefined {
  return isSent
    ? undefined
    : `${endpoint} returns ${count === 1 ? "one result" : `${count} results`}, because ${field} is not set`;
}

/** `r.images` → `[r.images[0], r.images[1]]` */
export function itemsWrittenOut(list: TS.Node, module: Here, known: ListFacts): Suggestion | undefined {
  const items = itemsOf(list, module, known);
  if (items === undefined) return wordsForList(list, module, known);
  return replaced(list, `[${items.all.join(", ")}]`, module, items.note);
}

/** `[...r.images]` → `[r.images[0], r.images[1]]` */
export function itemsSpreadOut(
  spread: TS.SpreadElement,
  module: Here,
  known: ListFacts,
): Suggestion | undefined {
  const items = itemsOf(spread.expression, module, known);
  if (items === undefined) return wordsForList(spread.expression, module, known);
  return replaced(spread, items.all.join(", "), module, items.note);
}

/** `const [first, ...rest] = r.images`: a name for each item. */
export function itemsForRest(
  pattern: TS.ArrayBindingPattern,
  module: Here,
  known: ListFacts,
): Suggestion | undefined {
  const { parent } = pattern;
  if (!ts.isVariableDeclaration(parent) || parent.initializer === undefined) return undefined;
  return itemsWrittenOut(parent.initializer, module, known);
}

function itemsOf(
  list: TS.Node,
  module: Here,
  { count: known }: ListFacts,
): { readonly all: readonly string[]; readonly note?: string } | undefined {
  if (known === undefined || known.count > 8) return undefined;
  // Another caller may hand in a longer list.
  if (isHandedIn(list, module)) return undefined;
  // `(await flux({ … })).images` would be several calls.
  const text = operandOf(list, module);
  if (/\bawait\b|\(/.test(text)) return undefined;
  const all = Array.from({ length: known.count }, (_, index) => `${text}[${index}]`);
  const note = noteFor(known);
  return { all, ...(note !== undefined && { note }) };
}

/** A list's method or length. `undefined` if it is not known to be a list. */
export function listMember(
  node: TS.PropertyAccessExpression,
  module: Here,
  known: ListFacts,
): Suggestion | undefined {
  const { name, expression: list, parent } = node;
  const { count: counted } = known;
  if (counted === undefined || isHandedIn(list, module)) return undefined;
  const note = noteFor(counted);
  if (name.text === "length") return replaced(node, String(counted.count), module, note);
  if (name.text === "at") {
    const [index] = ts.isCallExpression(parent) ? parent.arguments : [];
    const at = index === undefined ? NaN : Number(codeOf(index, module));
    const place = at < 0 ? counted.count + at : at;
    if (!Number.isInteger(place) || place < 0 || place >= counted.count) return undefined;
    return replaced(parent, `${operandOf(list, module)}[${place}]`, module, note);
  }
  return perItem.has(name.text) ? itemsWrittenOut(list, module, known) : undefined;
}

const perItem: ReadonlySet<string> = new Set([
  "map", "forEach", "flatMap", "filter", "reduce", "some", "every", "find", "entries", "keys", "values", "slice", "reverse",
  "toReversed", "concat",
]); // prettier-ignore

export function wordsForList(list: TS.Node, module: Here, { root }: ListFacts): Words | undefined {
  const code = codeOf(list, module);
  const text = tick(code);
  if (root === "call") {
    const first = isPath(code) ? `, ${tick(`${code}[0]`)} and so on` : "";
    return { words: `List the elements one by one${first}, as many as the call returns.` };
  }
  if (root !== "input") return undefined;
  return {
    words: `Whoever runs the workflow decides how many elements ${text} has. Take a separate field for each element instead of an array, or write a workflow for one element and run it for each.`,
  };
}

/** `[prompt, extra].filter(Boolean)`: whether an item is given is known, its content is not. */
export function filterByPresence(node: TS.Node, module: Here): Suggestion | undefined {
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
