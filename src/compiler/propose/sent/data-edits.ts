/** Edits of what a call sends, at the author's own text. */
import { textAt } from "../../../diagnostics/in-place.ts";
import { type Rewrite, replacing } from "../../../diagnostics/suggestion.ts";
import type { Span } from "../../../diagnostics/span.ts";
import { fieldsOf, maxFields, memberCode } from "../fields.ts";
import { appended } from "../appended.ts";
import { accessCode, pathOf } from "../path.ts";
import { isOperand } from "../source.ts";
import { ts, type TS } from "../../typescript.ts";
import type { Data } from "../../evaluation.ts";
import type { DataPlace } from "../../3-check/data-place.ts";

/** The path of the object that a field is taken from: spread, or passed on as a whole. `undefined` for a field that is written out. */
export function objectOf(place: DataPlace): string | undefined {
  return isWrittenOut(place) ? undefined : pathOf(expressionOf(place.data));
}

/** Whether the value has an expression of its own. */
function isWrittenOut({ data, owner }: DataPlace): boolean {
  return owner === undefined || !(data.node === owner.node || ts.isSpreadAssignment(data.node));
}

function expressionOf({ node }: Data): TS.Node {
  return ts.isSpreadAssignment(node) ? node.expression : node;
}

/**
 * The author's expression for the value; for a field that is spread, or passed on with the whole object, that
 * object's. `undefined` if there is none. `as`: as something that more can be appended to.
 */
export function valueCode(place: DataPlace, as?: "operand"): string | undefined {
  const { data, path } = place;
  if (isWrittenOut(place)) return as === undefined ? textAt(data.span) : operandOf(data);
  const [whole, key] = [objectOf(place), path.at(-1)];
  return typeof key === "string" && whole !== undefined ? whole + accessCode(key) : undefined;
}

function operandOf({ node, span }: Data): string {
  const text = textAt(span);
  return isOperand(node) || ts.isShorthandPropertyAssignment(node) ? text : `(${text})`;
}

/** The author's lines with another expression for the value. `undefined` if it has no expression of its own. */
export function rewriteValue(place: DataPlace, code: string): Rewrite | undefined {
  const { data, path, owner } = place;
  const key = path.at(-1);
  if (isWrittenOut(place)) {
    // `{ prompt }` is short for `{ prompt: prompt }`.
    const isShorthand = ts.isShorthandPropertyAssignment(data.node);
    return replacing(data.span, isShorthand ? `${String(key)}: ${code}` : code);
  }
  const isField = typeof key === "string" && path.length === 1;
  return isField ? rewriteWith(owner ?? data, new Map([[key, code]])) : undefined;
}

/** The author's lines with more fields in the object; the last one of a name wins. */
export function rewriteWith(data: Data, fields: ReadonlyMap<string, string>): Rewrite {
  const { node, span } = data;
  const members = Array.from(fields, ([field, code]) => memberCode(field, code));
  if (!ts.isObjectLiteralExpression(node))
    return replacing(span, `{ ${[`...${operandOf(data)}`, ...members].join(", ")} }`);
  const file = { source: span.source, tree: node.getSourceFile() };
  return { edits: appended(node.properties, node.end - 1, members, ",", file) };
}

/** The author's lines with another name for the field; `undefined` if it is not written. */
export function rewriteKey(place: DataPlace, name: string): Rewrite | undefined {
  const { data, path, owner } = place;
  const key = path.at(-1);
  if (owner?.kind !== "record" || typeof key !== "string" || !isWrittenOut(place)) return undefined;
  const span = owner.keys.get(key);
  return span && replacing(span, ts.isShorthandPropertyAssignment(data.node) ? `${name}: ${key}` : name);
}

/**
 * `...photo` → `prompt: photo.prompt`: only the accepted fields of what is spread, or sent as a whole. `renamed`: new
 * names of others. The note lists what is left out; `undefined` if that is not allowed.
 */
export function rewriteWhole(
  place: DataPlace,
  taken: readonly string[],
  renamed: ReadonlyMap<string, string>,
  mayDrop: boolean,
): Rewrite | undefined {
  const { data, path, owner } = place;
  const span = owner?.kind === "record" ? owner.keys.get(String(path.at(-1))) : undefined;
  const whole = objectOf(place);
  if (owner?.kind !== "record" || span === undefined || whole === undefined) return undefined;
  const fields = taken.filter((key) => isSame(owner.keys.get(key), span));
  const right = Array.from(renamed).filter(([name]) => isSame(owner.keys.get(name), span));
  const lost = [...owner.keys].flatMap(([name, from]) =>
    isSame(from, span) && !fields.includes(name) && !renamed.has(name) ? [name] : [],
  );
  if (lost.length > 0 && !mayDrop) return undefined;
  if (fields.length + right.length === 0 || fields.length + lost.length > maxFields) return undefined;
  const members = right.map(([name, better]) => `${better}: ${whole}${accessCode(name)}`);
  const written = [...(fields.length === 0 ? [] : [fieldsOf(whole, fields)]), ...members].join(", ");
  const note = lost.length === 0 ? undefined : `without ${lost.join(", ")}`;
  return replacing(span, ts.isSpreadAssignment(data.node) ? written : `{ ${written} }`, note);
}

function isSame(a: Span | undefined, b: Span): boolean {
  return a?.start === b.start && a.end === b.end && a.source === b.source;
}
