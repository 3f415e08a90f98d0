/** Edits of what a call sends, at the author's own text. */
import { textAt } from "../../../diagnostics/in-place.ts";
import { type Rewrite, replacing } from "../../../diagnostics/suggestion.ts";
import type { Span } from "../../../diagnostics/span.ts";
import { fieldsOf, isPath, maxFields, memberCode } from "../fields.ts";
import { appended } from "../appended.ts";
import { unwrap } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import type { ListData, RecordData } from "../../evaluation.ts";
import type { DataPlace } from "../../3-check/data-place.ts";

/**
 * The author's expression for the value; for a field that is spread, or passed on with the whole object, that
 * object's. `undefined` if there is none.
 */
export function valueCode({ data, path, owner }: DataPlace): string | undefined {
  const text = textAt(data.span);
  if (isWrittenOut(data.span, owner)) return text;
  const whole = text.replace(/^\.{3}/, "");
  return typeof path.at(-1) === "string" && isPath(whole) ? `${whole}.${path.at(-1)}` : undefined;
}

/** The author's lines with another expression for the value. `undefined` if it has no expression of its own. */
export function rewriteValue({ data, path, owner }: DataPlace, code: string): Rewrite | undefined {
  const key = path.at(-1);
  if (isWrittenOut(data.span, owner)) {
    // `{ prompt }` is short for `{ prompt: prompt }`.
    const isShorthand = owner?.kind === "record" && isSame(owner.keys.get(String(key)), data.span);
    return replacing(data.span, isShorthand ? `${String(key)}: ${code}` : code);
  }
  const isField = typeof key === "string" && path.length === 1;
  return isField ? rewriteWith(owner?.span ?? data.span, new Map([[key, code]])) : undefined;
}

/** The author's lines with more fields in the object at the location; the last one of a name wins. */
export function rewriteWith(span: Span, fields: ReadonlyMap<string, string>): Rewrite {
  const text = textAt(span);
  const members = Array.from(fields, ([field, code]) => memberCode(field, code));
  const written = text.startsWith("{") ? objectIn(text) : undefined;
  if (written === undefined) return replacing(span, `{ ${[`...${operand(text)}`, ...members].join(", ")} }`);
  const { tree, object } = written;
  const edits = appended(object.properties, object.end - 1, members, ",", {
    source: { path: span.source.path, text: tree.text },
    tree,
  });
  // The text is parsed after a parenthesis.
  const offset = span.start - 1;
  return {
    edits: edits.map((edit) => ({
      ...edit,
      span: { source: span.source, start: edit.span.start + offset, end: edit.span.end + offset },
    })),
  };
}

function objectIn(
  text: string,
): { readonly tree: TS.SourceFile; readonly object: TS.ObjectLiteralExpression } | undefined {
  const tree = ts.createSourceFile("object.ts", `(${text})`, ts.ScriptTarget.Latest, true);
  const [statement] = tree.statements;
  const object = statement && ts.isExpressionStatement(statement) ? unwrap(statement.expression) : undefined;
  return object && ts.isObjectLiteralExpression(object) ? { tree, object } : undefined;
}

/** The expression in a form that something can be appended to: `(a ?? b)`. */
export function operand(text: string): string {
  return /^[\w$.[\]!?]+$/.test(text) || /^\w+\([^()]*\)$/.test(text) ? text : `(${text})`;
}

/** The author's lines with another name for the field; `undefined` if it is not written. */
export function rewriteKey({ data, path, owner }: DataPlace, name: string): Rewrite | undefined {
  const key = path.at(-1);
  if (owner?.kind !== "record" || typeof key !== "string") return undefined;
  const span = owner.keys.get(key);
  if (span === undefined || !isWrittenOut(span, owner)) return undefined;
  return replacing(span, isSame(span, data.span) ? `${name}: ${key}` : name);
}

/**
 * `...photo` → `prompt: photo.prompt`: only the accepted fields of what is spread, or sent as a whole. `renamed`: new
 * names of others. The note lists what is left out; `undefined` if that is not allowed.
 */
export function rewriteWhole(
  { path, owner }: DataPlace,
  taken: readonly string[],
  renamed: ReadonlyMap<string, string>,
  mayDrop: boolean,
): Rewrite | undefined {
  const span = owner?.kind === "record" ? owner.keys.get(String(path.at(-1))) : undefined;
  if (owner?.kind !== "record" || span === undefined || isWrittenOut(span, owner)) return undefined;
  const text = textAt(span);
  const whole = text.replace(/^\.{3}/, "");
  const fields = taken.filter((key) => isSame(owner.keys.get(key), span));
  const right = Array.from(renamed).filter(([name]) => isSame(owner.keys.get(name), span));
  const lost = [...owner.keys].flatMap(([name, from]) =>
    isSame(from, span) && !fields.includes(name) && !renamed.has(name) ? [name] : [],
  );
  if (lost.length > 0 && !mayDrop) return undefined;
  if (!isPath(whole) || fields.length + right.length === 0 || fields.length + lost.length > maxFields)
    return undefined;
  const members = right.map(([name, better]) => `${better}: ${whole}.${name}`);
  const written = [...(fields.length === 0 ? [] : [fieldsOf(whole, fields)]), ...members].join(", ");
  const note = lost.length === 0 ? undefined : `without ${lost.join(", ")}`;
  return replacing(span, text === whole ? `{ ${written} }` : written, note);
}

function isWrittenOut(span: Span, owner: ListData | RecordData | undefined): boolean {
  return owner === undefined || !(isSame(span, owner.span) || textAt(span).startsWith("..."));
}

function isSame(a: Span | undefined, b: Span): boolean {
  return a?.start === b.start && a.end === b.end && a.source === b.source;
}
