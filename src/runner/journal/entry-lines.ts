/** Lines of a journal. What is read is checked: the file may be damaged, or come with somebody's repository. */
import { isPlainObject, type Json, type JsonObject } from "../../lib/json.ts";
import { findExcess } from "../engines/json-extent.ts";
import { redact } from "../redact.ts";
import type { Entry, EntryBody } from "./entry.ts";

/** With its end. Nothing that looks like a key is in it. */
export function printEntry(entry: Entry): string {
  const line = JSON.stringify(entry);
  const redacted = redact(line);
  // With another input, it would be another run.
  if (entry.kind === "run" && redacted !== line) {
    const { input: _, ...others } = entry;
    return `${redact(JSON.stringify(others))}\n`;
  }
  return `${redacted}\n`;
}

/** `undefined` for a line that is not an entry. */
export function parseEntry(line: string): Entry | undefined {
  if (findExcess(line) !== undefined) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return undefined;
  }
  // Checked.
  return isEntry(json) ? (json as unknown as Entry) : undefined;
}

function isEntry(json: unknown): boolean {
  if (!isPlainObject(json) || !isTime(json["at"])) return false;
  const { kind } = json;
  if (typeof kind !== "string" || !Object.hasOwn(shapes, kind)) return false;
  return Object.entries(shapes[kind as Entry["kind"]]).every(([field, isRight]) =>
    isRight(Object.hasOwn(json, field) ? json[field] : undefined),
  );
}

type Check = (value: Json | undefined) => boolean;
type Shape<Kind extends EntryBody["kind"]> = Readonly<
  Record<Exclude<keyof Extract<EntryBody, { readonly kind: Kind }>, "kind">, Check>
>;

const isText: Check = (value) => typeof value === "string";
const isWhole = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
/** What a `Date` can be. */
const isTime = (value: unknown): boolean => isWhole(value) && (value as number) <= 8.64e15;
const isObject: Check = isPlainObject;
const isThere: Check = (value) => value !== undefined;
const matches =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === "string" && pattern.test(value);
const isUnits: Check = (value) => typeof value === "number" && Number.isFinite(value) && value >= 0;
const oneOf =
  (...values: readonly Json[]): Check =>
  (value) =>
    value !== undefined && values.includes(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

export const runIdPattern = /^\d{8}-\d{6}-[a-z0-9]{4,12}$/;
/** It becomes part of URLs. */
const isRequestId = matches(/^[\w-]{1,200}$/);
const isCallId = matches(/^\d{8}-\d{6}-[a-z0-9]{4,12}\/\d{1,9}$/);

const called = {
  call: isWhole,
  node: isText,
  endpoint: isText,
  key: matches(/^[0-9a-f]{64}$/),
  input: isObject,
};

const shapes: { readonly [Kind in EntryBody["kind"]]: Shape<Kind> } = {
  run: {
    format: oneOf(1),
    run: matches(runIdPattern),
    workflow: isText,
    world: isText,
    input: optional(isObject),
    out: optional(isText),
  },
  upload: { url: isText, content: isText },
  intent: { ...called, replaces: optional(isCallId) },
  follow: { ...called, of: isCallId, requestId: isRequestId },
  reuse: { ...called, of: isCallId, requestId: optional(isRequestId), output: isThere },
  sent: { call: isWhole, requestId: isRequestId },
  done: { call: isWhole, output: isThere, ms: isWhole, units: optional(isUnits) },
  failed: {
    call: isWhole,
    failure: (value) => isPlainObject(value) && isText((value as JsonObject)["message"]),
    left: oneOf("nothing", "open", "lost"),
    units: optional(isUnits),
  },
  cancel: { call: isWhole, confirmed: oneOf(true, false) },
  end: { outcome: oneOf("completed", "failed", "aborted"), output: optional(isThere) },
};
