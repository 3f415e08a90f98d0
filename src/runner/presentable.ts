/** What was sent and answered, as it may be kept and shown: without keys, and not too long. */
import { createHash } from "node:crypto";
import { emptyRecord, isJsonObject, type Json, type JsonObject } from "../lib/json.ts";
import { redact } from "./redact.ts";

/**
 * The same JSON, in which nothing looks like a key, data URLs are named by their bytes, and at most `length`
 * characters of texts and keys are left. What is missing is marked with `…`. Equal URLs stay equal.
 */
export function presentable(value: JsonObject, length: number): JsonObject;
export function presentable(value: Json, length: number): Json;
export function presentable(value: Json, length: number): Json {
  let left = length;
  const shorten = (text: string): string => {
    const whole = presentableText(text);
    const kept = whole.length > left ? cut(whole, left) : whole;
    left = Math.max(0, left - kept.length);
    return kept;
  };
  const visit = (each: Json, depth: number): Json => {
    if (typeof each === "string") return shorten(each);
    if (typeof each !== "object" || each === null) {
      left = Math.max(0, left - 4);
      return each;
    }
    if (depth > maxDepth || left === 0) return "…";
    if (!isJsonObject(each)) {
      const items: Json[] = [];
      for (const item of each) {
        if (left === 0) return [...items, "…"];
        items.push(visit(item, depth + 1));
      }
      return items;
    }
    const fields = emptyRecord<Json>();
    for (const [key, item] of Object.entries(each)) {
      if (left === 0) {
        fields["…"] = "…";
        return fields;
      }
      fields[shorten(key)] = visit(item, depth + 1);
    }
    return fields;
  };
  return visit(value, 0);
}

const maxDepth = 50;

/** A single text. `data:image/png;base64,…` becomes `data:image/png (1234 characters, sha256 5f0e1d2c3b4a)`. */
export function presentableText(text: string): string {
  const [, type] = /^data:([^,]{0,100})/i.exec(text) ?? [];
  if (type === undefined || text.length < 200) return redact(text);
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 12);
  return redact(`data:${type.split(";", 1)[0]} (${text.length} characters, sha256 ${digest})`);
}

/** Not between the halves of a character. */
function cut(text: string, length: number): string {
  const end = length > 0 && /[\ud800-\udbff]/.test(text.charAt(length - 1)) ? length - 1 : length;
  return `${text.slice(0, end)}… (${text.length} characters)`;
}
