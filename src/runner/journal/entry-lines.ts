/** Lines of a journal. What is read is checked: the file may be damaged, or come with somebody's repository. */
import { isPlainObject, type Json, type JsonObject } from "../../lib/json.ts";
import { findExcess } from "../engines/json-extent.ts";
import { redactKeys } from "../redact.ts";
import type { Entry, EntryBody } from "./entry.ts";

/** With its end. No fal key is in it. */
export function printEntry(entry: Entry): string {
  const line = JSON.stringify(entry);
  const redacted = redactKeys(line);
  return `${redacted === line ? line : redactKeys(JSON.stringify(withoutKey(entry)))}\n`;
}

/** What must be as it was, or not at all. */
function withoutKey(entry: Entry): Entry {
  // With another input, it would be another run.
  if (entry.kind === "run") {
    const { input: _, ...others } = entry;
    return others;
  }
  if (entry.kind !== "done") return entry;
  const { at, call } = entry;
  const message = "there was a key in its answer, which was not kept";
  return { at, kind: "failed", call, failure: { message }, left: "lost" };
}

/** An input or an answer may be 200 deep, inside an entry. */
const maxDepth = 210;

/** `undefined` for a line that is not an entry. */
export function parseEntry(line: string): Entry | undefined {
  if (findExcess(line, maxDepth) !== undefined) return undefined;
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

const isCall = (value: unknown): boolean =>
  isWhole(value) && (value as number) >= 1 && (value as number) <= 999_999_999;
const called = {
  call: isCall,
  node: isText,
  endpoint: isText,
  key: matches(/^[0-9a-f]{64}$/),
  input: isObject,
};

const isSettled: Check = (value) =>
  isPlainObject(value) && matches(runIdPattern)(value["run"]) && typeof value["isFound"] === "boolean";

const shapes: { readonly [Kind in EntryBody["kind"]]: Shape<Kind> } = {
  run: {
    format: oneOf(1),
    run: matches(runIdPattern),
    workflow: isText,
    world: isText,
    input: optional(isObject),
    out: optional(isText),
    fresh: optional(oneOf(true)),
    again: optional((value) => Array.isArray(value) && value.every(isText)),
    engine: optional(oneOf("hosted")),
  },
  upload: { url: isText, content: isText },
  stage: { nodes: (value) => Array.isArray(value) && (value as readonly Json[]).every(isText) },
  "stage-over": {},
  intent: { ...called, replaces: optional(isCallId), settles: optional(isSettled) },
  follow: { ...called, of: isCallId, requestId: isRequestId },
  reuse: { ...called, of: isCallId, requestId: optional(isRequestId), output: isThere },
  sent: { call: isCall, requestId: isRequestId },
  done: { call: isCall, output: isThere, ms: isWhole, units: optional(isUnits) },
  failed: {
    call: isCall,
    failure: (value) => isPlainObject(value) && isText((value as JsonObject)["message"]),
    left: oneOf("nothing", "open", "lost"),
    units: optional(isUnits),
  },
  cancel: { call: isCall, confirmed: oneOf(true, false) },
  end: { outcome: oneOf("completed", "failed", "aborted"), output: optional(isThere) },
};
