/** Objects: replacements for a spread, `__proto__`, a key that a graph cannot express. */
import type { Here } from "./here.ts";
import type { DiagnosticFacts } from "../../diagnostics/diagnostic.ts";
import type { Suggestion } from "../../diagnostics/suggestion.ts";
import { outermost, unwrap, writtenName } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { fieldsOf, maxFields } from "./fields.ts";
import { itemsForRest, itemsSpreadOut, type ListFacts } from "./items.ts";
import { pathOf } from "./path.ts";
import { codeOf, edit, replaced } from "./source.ts";
import { wellKnownCallee } from "./well-known.ts";

/** A list's items or an object's fields one by one, if they are known. */
export function writtenOut(
  node: TS.Node,
  keys: readonly string[],
  module: Here,
  known: ListFacts = {},
): Suggestion | undefined {
  const pattern = ts.findAncestor(node, ts.isArrayBindingPattern);
  if (pattern !== undefined && node.pos >= pattern.pos) return itemsForRest(pattern, module, known);
  const { parent } = node;
  return ts.isSpreadElement(parent)
    ? itemsSpreadOut(parent, module, known)
    : fieldsSpreadOut(node, keys, module);
}

/** `{ ...photo, note }` → `{ images: photo.images, seed: photo.seed, note }` */
export function fieldsSpreadOut(
  node: TS.Node,
  keys: readonly string[],
  module: Here,
  note?: string,
): Suggestion | undefined {
  const { parent } = node;
  if (!ts.isSpreadAssignment(parent) || keys.length === 0 || keys.length > maxFields) return undefined;
  const { properties } = parent.parent;
  const at = properties.indexOf(parent);
  const named = ({ name }: TS.ObjectLiteralElementLike) => name && writtenName(name);
  // Earlier properties would be overwritten, later ones overwrite.
  if (properties.slice(0, at).some((each) => keys.includes(named(each) ?? ""))) return undefined;
  const later = new Set(properties.slice(at + 1).map(named));
  const path = pathOf(node);
  const kept = keys.filter((key) => !later.has(key));
  if (kept.length === 0 || path === undefined) return undefined;
  return replaced(parent, fieldsOf(path, kept), module, note);
}

/** `Object.keys(copy)` → `["images", "seed"]`, and `key in copy` → `key of [...]`. */
export function keysWrittenOut(
  node: TS.Node,
  module: Here,
  { keys }: DiagnosticFacts<"key-order-unknown">,
): Suggestion | undefined {
  if (keys.length === 0 || keys.length > maxFields) return undefined;
  const list = `[${keys.map((key) => JSON.stringify(key)).join(", ")}]`;
  const note = "in the order you want";
  const { parent } = node;
  if (ts.isForInStatement(parent) && parent.expression === node) {
    const { source } = module;
    const start = parent.initializer.end;
    return { edits: [{ span: { source, start, end: node.end }, text: ` of ${list} as const` }], note };
  }
  const isKeys = wellKnownCallee(parent, module) === "Object.keys";
  return isKeys ? replaced(parent, list, module, note) : undefined;
}

/** `{ __proto__: brand }` inherits what `brand` has; a spread copies it. */
export function spreadForPrototype(node: TS.Node, module: Here): Suggestion | undefined {
  const { parent } = node;
  if (!ts.isPropertyAssignment(parent) || !ts.isIdentifier(parent.initializer)) return undefined;
  const { properties } = parent.parent;
  // Own fields win over those of the prototype, wherever they are.
  if (properties[0] !== parent) return undefined;
  return { edits: [edit(parent, `...${parent.initializer.text}`, module)] };
}

/** `made["top-left"].url` → `made`, the part that a graph can express, if it is returned. */
export function wholeValue(node: TS.Node, module: Here): Suggestion | undefined {
  if (!ts.isElementAccessExpression(node) && !ts.isPropertyAccessExpression(node)) return undefined;
  const { expression: owner } = node;
  let whole = outermost(node);
  while (isOwner(whole)) whole = outermost(whole.parent);
  const isReturned =
    ts.isPropertyAssignment(whole.parent) && ts.isReturnStatement(whole.parent.parent.parent);
  if (!isReturned) return undefined;
  const inside = module.source.text.slice(owner.end, whole.end);
  return replaced(whole, codeOf(owner, module), module, `take ${inside} from the result`);
}

function isOwner(node: TS.Node): boolean {
  const { parent } = node;
  const isAccess = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent);
  return isAccess && parent.expression === node;
}

/** `flux(preset)` → `flux({ ...preset })`: the values of its getters become plain properties. */
export function copyOfObject(node: TS.Node, module: Here): Suggestion | undefined {
  const written = ts.isShorthandPropertyAssignment(node) ? node.name : node;
  const object = unwrap(written);
  if (!ts.isIdentifier(object)) return undefined;
  return { edits: [edit(object, `{ ...${object.text} }`, module)] };
}
