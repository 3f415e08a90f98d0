/**
 * What to return in place of a list, an object or a constant, made from the author's own text. For display only: the
 * result is not compiled.
 */
import { inPlace, textAt } from "../../diagnostics/in-place.ts";
import { type Suggestion, replacing } from "../../diagnostics/suggestion.ts";
import { positionAt, type Span } from "../../diagnostics/span.ts";
import { unreachable } from "../../lib/unreachable.ts";
import { isIdentifierKey } from "../../graph/reference.ts";
import type { Data, RecordData } from "../evaluation.ts";
import { isTaken } from "./names.ts";
import { accessCode, pathOf } from "./path.ts";
import { itemDeletion } from "./source.ts";
import { writtenName } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import type { SavedOutput } from "../5-emit/saved.ts";

/**
 * A list or an object of references becomes one field per reference, `images: [a.url, b.url]` → `images_1: a.url,
 * images_2: b.url`; parts without a reference are dropped. `undefined` if the field is not written out in the
 * returned object, or has too many parts.
 */
export function returnedApart({ field, output }: SavedOutput): Suggestion | undefined {
  const data = output.fields.get(field);
  if (data === undefined) return undefined;
  // A later spread may overwrite a property.
  const isOf = ({ pos, end }: TS.Node) => pos <= data.node.pos && data.node.end <= end;
  const item = itemsOf(output).find((each) => each.name && writtenName(each.name) === field && isOf(each));
  if (item === undefined) return undefined;
  const property: Span = { ...output.span, start: item.getStart(), end: item.end };
  const leaves = partsOf(data, field, { code: textAt(data.span), path: pathOf(data.node) });
  if (leaves === undefined) return throughConstant(field, data, property, output);
  return leaves.length === 0
    ? without(item, output)
    : replacing(property, asFields(leaves, property, output));
}

/** The code of a value, and what its parts can be read from; `undefined` if it has none. */
interface Whole {
  readonly code: string | undefined;
  readonly path: string | undefined;
}

/** A reference inside a field, and its code. */
interface Part {
  readonly name: string;
  readonly code: string;
}

/** More would not be read. */
const maxParts = 12;

/** `images: shots.map(toUrl)` → `const images = shots.map(toUrl);`, and its parts as fields. */
function throughConstant(field: string, data: Data, property: Span, output: RecordData): string | undefined {
  const code = textAt(data.span);
  // The name is already used inside it.
  if (!isIdentifierKey(field) || isTaken(field, data.node)) return undefined;
  const leaves = partsOf(data, field, { code: field, path: field });
  if (leaves === undefined) return undefined;
  return `const ${field} = ${code};\n\n${inPlace(property, asFields(leaves, property, output))}`;
}

/** `undefined` if the code of a part is unknown, or there are too many. */
function partsOf(data: Data, name: string, whole: Whole): readonly Part[] | undefined {
  const { code } = whole;
  switch (data.kind) {
    case "literal":
      return [];
    case "reference":
    case "text":
      return code === undefined ? undefined : [{ name, code }];
    case "list":
      return joined(
        data.items.map((item, index) =>
          partsOf(item, `${name}_${index + 1}`, partIn(item, data, whole, `[${index}]`)),
        ),
      );
    case "record":
      return joined(
        [...data.fields].map(([key, value]) =>
          partsOf(value, `${name}_${key.replace(/\W+/g, "_")}`, partIn(value, data, whole, accessCode(key))),
        ),
      );
    default:
      return unreachable(data);
  }
}

function joined(lists: readonly (readonly Part[] | undefined)[]): readonly Part[] | undefined {
  const all: Part[] = [];
  for (const list of lists) {
    if (list === undefined || all.length + list.length > maxParts) return undefined;
    all.push(...list);
  }
  return all;
}

/** A part's own text if it is written out; else its path, if the whole is a name or a path. */
function partIn(part: Data, owner: Data, { path }: Whole, access: string): Whole {
  if (isInside(part.span, owner.span)) return { code: textAt(part.span), path: pathOf(part.node) };
  const own = path && path + access;
  return { code: own, path: own };
}

/** `a: one, b: two`; on separate lines if a single one would be long. */
function asFields(parts: readonly Part[], property: Span, { fields }: RecordData): string {
  const written = parts.map(({ name, code }) =>
    name === code ? name : `${freeName(name, fields)}: ${code}`,
  );
  const line = written.join(", ");
  const { source, start } = property;
  const { column } = positionAt(source, start);
  if (column + line.length <= maxLineLength) return line;
  const indent = source.text.slice(start - column + 1, start);
  return written.join(`,\n${/^\s*/.exec(indent)?.[0] ?? ""}`);
}

const maxLineLength = 100;

function freeName(name: string, fields: RecordData["fields"]): string {
  return fields.has(name) ? freeName(`${name}_`, fields) : name;
}

/** The returned object's properties, if it is written out. */
function itemsOf({ node }: RecordData): readonly TS.ObjectLiteralElementLike[] {
  return ts.isObjectLiteralExpression(node) ? node.properties : [];
}

/** The returned object without the property; `undefined` if nothing would be left. */
function without(item: TS.ObjectLiteralElementLike, output: RecordData): Suggestion | undefined {
  const items = itemsOf(output);
  const { source, start, end } = output.span;
  if (items.length === 1) return undefined;
  const { span: gone } = itemDeletion(items, item, { source, tree: item.getSourceFile() });
  return replacing(output.span, source.text.slice(start, gone.start) + source.text.slice(gone.end, end));
}

/** Whether a part of a written-out whole has its own text in it. */
function isInside(inner: Span, outer: Span): boolean {
  const { source, start, end } = inner;
  if (source !== outer.source || start < outer.start || end > outer.end) return false;
  return start !== outer.start || end !== outer.end;
}
