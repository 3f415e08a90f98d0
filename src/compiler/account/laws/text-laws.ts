/** What a text must consist of: the parts of its templates, sums and joins, in order. */
import type { ReferenceValue } from "../../evaluation.ts";
import type { ArrayValue, ObjectValue, Value } from "../../2-evaluate/values/values.ts";
import { type Applied, appliedIn, type Contents, type Happened } from "./frame.ts";
import { isOfError, memberOf } from "./member-laws.ts";
import { isSameText, isUndefined, type TextParts } from "./same.ts";

/** `undefined` if another rule makes it a text: the author's own `toString`. */
export function partsOfText(value: Value, depth = 0): TextParts | undefined {
  switch (value.kind) {
    case "known":
    case "regexp":
      return [String(value.value)];
    case "reference":
      return [value];
    case "text":
      return value.parts;
    case "array":
      return depth > 40 ? undefined : partsOfList(value, [","], depth + 1);
    case "object":
      return partsOfError(value);
    default:
      return undefined;
  }
}

/** The texts that operands have become: a list's content then, what an object's own `toString` gave. */
export class OperandTexts {
  readonly #calls: Applied[];

  constructor(happened: readonly Happened[]) {
    this.#calls = [...appliedIn({ happened })];
  }

  /** To be asked in order; `undefined` if the account does not know it. */
  of({
    value,
    contents,
  }: {
    readonly value: Value;
    readonly contents: Contents | undefined;
  }): TextParts | undefined {
    if (value.kind === "array") return contents?.text;
    const convert = value.kind === "object" ? memberOf(value, "toString") : undefined;
    if (convert?.kind !== "function") return partsOfText(value);
    const index = this.#calls.findIndex(({ callee, self }) => callee === convert && self === value);
    const [call] = index < 0 ? [] : this.#calls.splice(index, 1);
    return call && partsOfText(call.result);
  }
}

/** `name: message`, or one of them if the other is empty. */
function partsOfError(value: ObjectValue): TextParts | undefined {
  if (!isOfError(value.class) || isOwn(memberOf(value, "toString"))) return undefined;
  const read = (key: string, missing: string) => {
    const held = memberOf(value, key);
    return held && partsOfText(isUndefined(held) ? { kind: "known", value: missing } : held);
  };
  const [name, message] = [read("name", "Error"), read("message", "")];
  if (name === undefined || message === undefined) return undefined;
  const isEmpty = (parts: TextParts) => parts.every((part) => part === "");
  if (isEmpty(message)) return name;
  return isEmpty(name) ? message : [...name, ": ", ...message];
}

function isOwn(member: Value | undefined): boolean {
  return member?.kind === "function";
}

/** JavaScript joins null, undefined and holes as empty. */
export function partsOfList({ elements }: ArrayValue, between: TextParts, depth = 0): TextParts | undefined {
  const parts: (string | ReferenceValue)[] = [];
  for (let index = 0; index < elements.length; index++) {
    if (index > 0) parts.push(...between);
    const element = elements[index];
    if (element === undefined || (element.kind === "known" && (element.value ?? undefined) === undefined))
      continue;
    const inner = partsOfText(element, depth);
    if (inner === undefined) return undefined;
    for (const part of inner) parts.push(part);
  }
  return parts;
}

/** Adjacent known parts merged, without empty ones. */
export function mergeText<Part>(parts: readonly (string | Part)[]): readonly (string | Part)[] {
  const merged: (string | Part)[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === "string" && typeof last === "string") merged[merged.length - 1] = last + part;
    else if (part !== "") merged.push(part);
  }
  return merged;
}

/** Whether the value is the text of these parts, all of them. */
export function isTextOf(value: Value, parts: TextParts): boolean {
  const given = value.kind === "array" ? undefined : partsOfText(value);
  return given !== undefined && isSameText(mergeText(given), mergeText(parts));
}

export type Sum = { readonly value: Value } | { readonly parts: TextParts } | undefined;

/** `a + b + c`, from the left: arithmetic up to the first text. `undefined` if an object's own methods decide. */
export function sumOf([first, ...others]: readonly (Value | TextParts)[]): Sum {
  let sum: Sum = first === undefined ? undefined : isParts(first) ? { parts: first } : { value: first };
  for (const next of others) {
    if (sum === undefined) return undefined;
    if ("value" in sum && sum.value.kind === "known" && !isParts(next) && next.kind === "known") {
      // JavaScript itself converts the operands.
      sum = { value: { kind: "known", value: (sum.value.value as number) + (next.value as number) } };
      continue;
    }
    const [left, right]: readonly (TextParts | undefined)[] = [
      "parts" in sum ? sum.parts : partsOfText(sum.value),
      isParts(next) ? next : partsOfText(next),
    ];
    sum = left && right && { parts: [...left, ...right] };
  }
  return sum;
}

function isParts(operand: Value | TextParts): operand is TextParts {
  return Array.isArray(operand);
}
