/**
 * Prints JSON like prettier, so that `prettier --check` passes on artifacts with its default settings: two spaces,
 * objects with one key per line, lists on one line if they fit in 80 columns. Not with prettier itself, which takes
 * seconds for a graph of 10,000 nodes; the tests compare with it.
 */
import { getStringWidth } from "./string-width.ts";
import type { Json, JsonPrimitive } from "../../lib/json.ts";
import { isJsonObject } from "../../lib/json.ts";

const width = 80;

/** Ends in a line end. Recursive on the data's depth, which the evaluator limits. */
export function printJson(value: Json): string {
  return `${print(value, 0, 0, 0)}\n`;
}

/** `before` and `after`: columns taken on the value's line before and after it. */
function print(value: Json, indent: number, before: number, after: number): string {
  if (Array.isArray(value)) return printList(value as readonly Json[], indent, before, after);
  if (!isJsonObject(value)) return printScalar(value as JsonPrimitive);
  const keys = Object.keys(value);
  if (keys.length === 0) return "{}";
  const inner = indent + 2;
  const lines = keys.map((key, index) => {
    const start = `${" ".repeat(inner)}${JSON.stringify(key)}: `;
    const comma = index < keys.length - 1 ? "," : "";
    return `${start}${print(value[key] as Json, inner, getStringWidth(start), comma.length)}${comma}`;
  });
  return `{\n${lines.join("\n")}\n${" ".repeat(indent)}}`;
}

function printList(list: readonly Json[], indent: number, before: number, after: number): string {
  if (list.length === 0) return "[]";
  if (!mustBreak(list)) {
    const line = `[${list.map(printFlat).join(", ")}]`;
    if (before + getStringWidth(line) + after <= width) return line;
  }
  const inner = indent + 2;
  const space = " ".repeat(inner);
  if (list.length > 1 && list.every((item) => typeof item === "number")) {
    return `[\n${fill(list, space)}\n${" ".repeat(indent)}]`;
  }
  const lines = list.map((item, index) => {
    const comma = index < list.length - 1 ? "," : "";
    return `${space}${print(item, inner, inner, comma.length)}${comma}`;
  });
  return `[\n${lines.join("\n")}\n${" ".repeat(indent)}]`;
}

/** An object with keys always takes several lines; so do lists of several lists with several items each. */
function mustBreak(list: readonly Json[]): boolean {
  const nested = list.filter((item): item is readonly Json[] => Array.isArray(item));
  if (list.length > 1 && nested.length === list.length && nested.every(({ length }) => length > 1))
    return true;
  return list.some((item) =>
    Array.isArray(item)
      ? mustBreak(item as readonly Json[])
      : isJsonObject(item) && Object.keys(item).length > 0,
  );
}

function printFlat(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(printFlat).join(", ")}]`;
  return isJsonObject(value) ? "{}" : printScalar(value as JsonPrimitive);
}

/** prettier writes exponents without a plus sign. */
function printScalar(value: JsonPrimitive): string {
  const text = JSON.stringify(value);
  return typeof value === "number" ? text.replace("e+", "e") : text;
}

/** Numbers, as many per line as fit. */
function fill(numbers: readonly Json[], space: string): string {
  const lines: string[] = [];
  let line = "";
  for (const [index, number] of numbers.entries()) {
    const text = `${printScalar(number as JsonPrimitive)}${index < numbers.length - 1 ? "," : ""}`;
    if (line !== "" && space.length + line.length + 1 + text.length > width) {
      lines.push(space + line);
      line = text;
    } else line = line === "" ? text : `${line} ${text}`;
  }
  lines.push(space + line);
  return lines.join("\n");
}
