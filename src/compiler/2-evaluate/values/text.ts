/** Joins strings, some of whose parts are known only at run time. */
import { describeType, isStringSchema } from "../../../schema/path.ts";
import { type Part, intendedParts } from "../../../guess/intended-parts.ts";
import type { Schema } from "../../../schema/schema.ts";
import { isIdentifierKey } from "../../../graph/reference.ts";
import { ts, type TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { inheritedFrom } from "../members/members.ts";
import { originOf } from "./origin.ts";
import { warnIfUnsure } from "./presence.ts";
import { hasKnownPart } from "./truth.ts";
import type { ReferenceValue, TextValue } from "../../evaluation.ts";
import { describe, isError } from "./describe.ts";
import { type ArrayValue, known, type ObjectValue, type Poison, type Value } from "./values.ts";

/** A piece of a text, with its expression for diagnostics. */
export interface TextPiece {
  readonly value: Value;
  readonly node: TS.Node;
}

/**
 * A piece as of now: an array or an object is converted to a string immediately, because it may change before the
 * text is complete.
 */
export function pieceNow(value: Value, node: TS.Node, place: Place, machine: Machine): TextPiece {
  const isConverted = value.kind === "array" || value.kind === "object";
  return { value: isConverted ? joinText([{ value, node }], place, machine) : value, node };
}

/**
 * The pieces joined: a known string if all are known, otherwise a text with adjacent known parts merged. Known pieces
 * are converted as JavaScript does; a reference must already be a string, because nothing converts it later.
 */
export function joinText(pieces: readonly TextPiece[], place: Place, machine: Machine): Value {
  const parts: (string | ReferenceValue)[] = [];
  let failed: Poison | undefined;
  let length = 0;
  const inside = new Set<ArrayValue>();
  const add = (part: string | ReferenceValue) => {
    const last = parts.at(-1);
    if (typeof part === "string" && typeof last === "string") parts[parts.length - 1] = last + part;
    else if (part !== "") parts.push(part);
    length += typeof part === "string" ? part.length : 1;
  };
  const addPiece = ({ value, node }: TextPiece): void => {
    // Later pieces cannot make it shorter.
    if (length > maxTextLength) return;
    switch (value.kind) {
      case "known":
        add(String(value.value));
        break;
      case "regexp":
        add(String(value.value));
        break;
      case "text":
        machine.step(node, place, value.parts.length >> 3);
        value.parts.forEach(add);
        break;
      case "reference":
        failed = refuseAsText(value, node, place, machine) ?? failed;
        warnIfUnsure(value, node, place, machine);
        add(value);
        break;
      case "array":
        // `${list}` is `list.join()`, JavaScript's own rule, which the graph can express.
        machine.touch(value, false, node, place);
        machine.step(node, place, value.elements.length);
        if (inside.has(value)) {
          failed = refuseConversion(value, "a circular array", node, place, machine);
          break;
        }
        inside.add(value);
        listPieces(value, { value: known(","), node }, () => node).forEach(addPiece);
        inside.delete(value);
        break;
      case "object": {
        const own = ownText(value, node, place, machine);
        if (own !== undefined) {
          addPiece({ value: own, node });
          break;
        }
        const shown = errorPieces(value, node, place, machine);
        if (Array.isArray(shown)) shown.forEach((piece) => addPiece(piece));
        else failed = shown ?? refuseConversion(value, describe(value), node, place, machine);
        break;
      }
      case "poison":
        failed = value;
        break;
      case "pending":
        failed = machine.refuse("await-missing", node, place, { text: machine.textOf(node, place) });
        break;
      default:
        failed = refuseConversion(value, describe(value), node, place, machine);
    }
  };
  for (const piece of pieces) {
    addPiece(piece);
    if (length > maxTextLength) return refuseLength(piece.node, place, machine);
  }
  if (failed !== undefined) return failed;
  if (parts.length === 0) return known("");
  if (parts.length === 1)
    return typeof parts[0] === "string" ? known(parts[0]) : (parts[0] as ReferenceValue);
  const text: TextValue = { kind: "text", parts, name: undefined };
  return text;
}

/** The result of the author's own `toString`; `undefined` if there is none, or if `+` would call a `valueOf` first. */
function ownText(value: ObjectValue, node: TS.Node, place: Place, machine: Machine): Value | undefined {
  const convert = methodOf(value, "toString");
  const isAskedFirst = ts.isTemplateSpan(node.parent) || methodOf(value, "valueOf") === undefined;
  if (convert?.kind !== "function" || !isAskedFirst) return undefined;
  const text = machine.apply(convert, [], { node, module: place.module }, place, value);
  const isPrimitive = ["known", "text", "reference", "poison"].includes(text.kind);
  return isPrimitive ? text : refuseConversion(value, "an object", node, place, machine);
}

function methodOf({ fields, class: ofClass }: ObjectValue, name: string): Value | undefined {
  const member = fields[name] === undefined ? inheritedFrom(ofClass, name) : undefined;
  return fields[name] ?? (member?.kind === "accessor" ? undefined : member?.value);
}

/** `error.toString()`, or `super.toString()` in the author's own subclass of an error. */
export function errorText(value: ObjectValue, node: TS.Node, place: Place, machine: Machine): Value {
  const shown = errorPieces(value, node, place, machine);
  return Array.isArray(shown)
    ? joinText(shown, place, machine)
    : (shown ?? refuseConversion(value, describe(value), node, place, machine));
}

/** `name: message`, or one of them if the other is empty; `undefined` if it is not an error, or one of the two is a getter. */
function errorPieces(
  value: ObjectValue,
  node: TS.Node,
  place: Place,
  machine: Machine,
): TextPiece[] | Poison | undefined {
  if (!isError(value)) return undefined;
  const read = (key: string, missing: string): Value | undefined => {
    const found = value.fields[key] ?? value.hidden?.[key] ?? methodOf(value, key);
    if (found === undefined) return undefined;
    const used = machine.use(found, node, place);
    return used.kind === "known" && used.value === undefined ? known(missing) : used;
  };
  const [name, message] = [read("name", "Error"), read("message", "")];
  if (name === undefined || message === undefined) return undefined;
  const isEmpty = (each: Value) => each.kind === "known" && each.value === "";
  const refuse = (key: string, part: Value) => {
    const text = ts.isIdentifier(node) ? `${node.text}.${key}` : key;
    const origin = originOf(part, node, place, machine);
    return machine.refuse("method-on-reference", node, place, { method: "toString", text, ...origin });
  };
  if (mayBeEmpty(name) && !isEmpty(message)) return refuse("name", name);
  if (mayBeEmpty(message) && !isEmpty(name)) return refuse("message", message);
  const shown = isEmpty(message) ? [name] : isEmpty(name) ? [message] : [name, known(": "), message];
  return shown.map((each) => ({ value: each, node }));
}

/** Whether the text may be empty at run time, because none of its parts is known. */
function mayBeEmpty(value: Value): boolean {
  return value.kind === "reference" || (value.kind === "text" && !hasKnownPart(value));
}

/** The pieces of a list's elements. JavaScript joins null, undefined and holes as empty. */
export function listPieces(
  { elements }: ArrayValue,
  between: TextPiece,
  nodeOf: (index: number) => TS.Node,
): TextPiece[] {
  const pieces: TextPiece[] = [];
  for (let index = 0; index < elements.length; index++) {
    const element = elements[index];
    if (index > 0) pieces.push(between);
    const isNullish =
      element === undefined || (element.kind === "known" && (element.value ?? undefined) === undefined);
    if (!isNullish) pieces.push({ value: element, node: nodeOf(index) });
  }
  return pieces;
}

function refuseConversion(value: Value, what: string, node: TS.Node, place: Place, machine: Machine): Poison {
  const text = machine.textOf(node, place);
  const [field, ...others] = value.kind === "object" ? Object.keys(value.fields) : [];
  return machine.refuse("conversion-unsupported", node, place, {
    text,
    what,
    to: "text",
    // Which of several was meant would be a guess.
    ...(field !== undefined &&
      others.length === 0 &&
      isIdentifierKey(field) &&
      /^[\w.]+$/.test(text) && { only: field }),
  });
}

/** Longer than any prompt; short enough that doubling in a loop cannot fill the memory. */
export const maxTextLength = 4_000_000;

export function refuseLength(node: TS.Node, place: Place, machine: Machine): Poison {
  return machine.refuse("evaluation-limit", node, place, { limit: "4 million characters in one string" });
}

/** Whether `+` with this value joins strings instead of adding numbers. */
export function isTextual(value: Value): boolean {
  if (value.kind === "reference") return value.schema !== undefined && isStringSchema(value.schema);
  return value.kind === "text" || (value.kind === "known" && typeof value.value === "string");
}

/** `undefined` for a reference to a string. */
function refuseAsText(
  value: ReferenceValue,
  node: TS.Node,
  place: Place,
  machine: Machine,
): Poison | undefined {
  const path = machine.textOf(node, place);
  const origin = originOf(value, node, place, machine);
  if (value.schema === undefined || Object.keys(value.schema).length === 0) {
    const endpoint = value.root === "input" ? undefined : value.root.endpoint;
    return machine.refuse("text-type-unknown", node, place, { path, endpoint, ...origin });
  }
  if (isStringSchema(value.schema)) return undefined;
  const inside = stringsInside(value.schema);
  return machine.refuse("text-not-string", node, place, {
    path,
    type: describeType(value.schema),
    inside,
    ...origin,
  });
}

/** The paths to the string that was probably meant: `.url` of a file, `[0].url` of a list of files. */
export function stringsInside(schema: Schema): readonly string[] {
  const fits = (part: Part) => part.path !== "" && isStringSchema(part.schema);
  return intendedParts(schema, { field: "", name: "", fits }).map(({ path }) => path);
}

/** The path, if there is exactly one. */
export function stringInside(schema: Schema): string | undefined {
  const [path, ...others] = stringsInside(schema);
  return others.length > 0 ? undefined : path;
}
