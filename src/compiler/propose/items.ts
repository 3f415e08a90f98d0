/** Lists that a model returns: as many items as the call asks for, if the call shows it. */
import type { Here } from "./here.ts";
import type { Suggestion, Words } from "../../diagnostics/suggestion.ts";
import type { ListCount, RunTimeValue } from "../../diagnostics/run-time-value.ts";
import { tick } from "../../diagnostics/wording.ts";
import { type Access, accessOf, callOf, methodCallAt, unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { pathOf } from "./path.ts";
import { codeOf, operandOf, replaced } from "./source.ts";
import { wellKnown } from "./well-known.ts";
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
  const path = pathOf(list);
  if (path === undefined) return undefined;
  const all = Array.from({ length: known.count }, (_, index) => `${path}[${index}]`);
  const note = noteFor(known);
  return { all, ...(note !== undefined && { note }) };
}

/** A list's method or length. `undefined` if it is not known to be a list. */
export function listMember(
  node: TS.Node,
  { owner: list, key }: Access,
  module: Here,
  known: ListFacts,
): Suggestion | undefined {
  const { count: counted } = known;
  if (counted === undefined || isHandedIn(list, module)) return undefined;
  const note = noteFor(counted);
  if (key === "length") return replaced(node, String(counted.count), module, note);
  if (key === "at") {
    const call = callOf(node);
    const [index] = call?.arguments ?? [];
    const at = index === undefined ? NaN : numberIn(index);
    const place = at < 0 ? counted.count + at : at;
    if (call === undefined || !Number.isInteger(place) || place < 0 || place >= counted.count)
      return undefined;
    return replaced(call, `${operandOf(list, module)}[${place}]`, module, note);
  }
  return perItem.has(key) ? itemsWrittenOut(list, module, known) : undefined;
}

/** `NaN` if it is not written there. */
function numberIn(node: TS.Expression): number {
  const value = unwrap(node);
  if (ts.isNumericLiteral(value)) return Number(value.text);
  const isNegative = ts.isPrefixUnaryExpression(value) && value.operator === ts.SyntaxKind.MinusToken;
  return isNegative ? -numberIn(value.operand) : NaN;
}

const perItem: ReadonlySet<string> = new Set([
  "map", "forEach", "flatMap", "filter", "reduce", "some", "every", "find", "entries", "keys", "values", "slice", "reverse",
  "toReversed", "concat",
]); // prettier-ignore

export function wordsForList(list: TS.Node, module: Here, { root }: ListFacts): Words | undefined {
  const code = codeOf(list, module);
  const text = tick(code);
  if (root === "call") {
    const path = pathOf(list);
    const first = path === undefined ? "" : `, ${tick(`${path}[0]`)} and so on`;
    return { words: `List the elements one by one${first}, as many as the call returns.` };
  }
  if (root !== "input") return undefined;
  return {
    words: `Whoever runs the workflow decides how many elements ${text} has. Take a separate field for each element instead of an array, or write a workflow for one element and run it for each.`,
  };
}

/** `[prompt, extra].filter(Boolean)`: whether an item is given is known, its content is not. */
export function filterByPresence(node: TS.Node, module: Here): Suggestion | undefined {
  const { call, method } = methodCallAt(node) ?? {};
  const [callback] = call?.arguments ?? [];
  if (method?.key !== "filter" || callback === undefined) return undefined;
  if (wellKnown(callback, module) !== "Boolean") return undefined;
  // A list of the file's own: false and 0 in it would be kept.
  const list = unwrap(method.owner);
  const isPlain = ts.isArrayLiteralExpression(list) && !list.elements.some(mayBeFalse);
  if (!isPlain) return undefined;
  return replaced(callback, "(part) => part !== undefined", module, '"" is kept instead of being dropped');
}

/** `large && "large"` may be false, and an empty text would be kept. */
function mayBeFalse(node: TS.Expression): boolean {
  const value = unwrap(node);
  if (ts.isStringLiteralLike(value)) return value.text === "";
  const isRead = ts.isIdentifier(value) || accessOf(value) !== undefined;
  return !(isRead || ts.isTemplateExpression(value) || ts.isSpreadElement(value));
}
