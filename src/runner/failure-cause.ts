/** Sorts failures by what can be done about them. Source: fal's error types (https://docs.fal.ai/errors, read 2026-11). */
import type { Failure } from "../execution/failure.ts";
import { isJsonObject, type Json, type JsonObject } from "../lib/json.ts";

export type FailureCause =
  /** What was sent is not what the endpoint takes. */
  | "input"
  /** A content check refused what was sent, or what was made of it. */
  | "content"
  /** The key is missing, damaged or of no account. */
  | "key"
  /** The account's balance is used up, or it may not call the endpoint. */
  | "account"
  /** Too many calls at a time. */
  | "rate"
  /** The model, or the wait for one, took longer than fal allows. */
  | "time"
  /** The model accepted the input and failed. */
  | "model"
  /** fal's servers, or the connection to them. */
  | "infrastructure";

/** `undefined` if fal's answer does not say, or there was none that does. */
export function failureCause({ status, details }: Failure): FailureCause | undefined {
  if (status === undefined) return undefined;
  const types = typesOf(details);
  if (types.includes("content_policy_violation")) return "content";
  if (types.some((type) => ofModel.has(type))) return "model";
  if (types.includes("generation_timeout")) return "time";
  return byStatus.get(status) ?? (status >= 500 ? "infrastructure" : undefined);
}

/** Whether fal has not said what became of the request: it may have finished, and be billed. */
export function mayBeOpen(failure: Failure): boolean {
  const { status, requestId } = failure;
  if (requestId === undefined || failureCause(failure) === "model") return false;
  return status === undefined || status === 429 || status >= 500;
}

/** The model ran, or something that it relies on did. */
const ofModel: ReadonlySet<string> = new Set([
  "internal_server_error",
  "downstream_service_error",
  "downstream_service_unavailable",
  "no_media_generated",
]);

const byStatus: ReadonlyMap<number, FailureCause> = new Map([
  [400, "input"],
  [401, "key"],
  [402, "account"],
  [403, "account"],
  [408, "time"],
  [422, "input"],
  [429, "rate"],
  [504, "time"],
]);

/** The parts of the input that fal complains about: `["loras", 0, "scale"]` for a `loc` of `["body", "loras", 0, "scale"]`. */
export function refusedPaths(details: Json | undefined): readonly (readonly (string | number)[])[] {
  return itemsOf(details).flatMap(({ loc }) => {
    const path = Array.isArray(loc) ? (loc as readonly Json[]) : [];
    const steps = path.filter((step) => typeof step === "string" || typeof step === "number");
    return steps[0] === "body" && steps.length > 1 ? [steps.slice(1)] : [];
  });
}

function itemsOf(details: Json | undefined): readonly JsonObject[] {
  return Array.isArray(details) ? (details as readonly Json[]).filter(isJsonObject) : [];
}

function typesOf(details: Json | undefined): readonly string[] {
  return itemsOf(details).flatMap(({ type }) => (typeof type === "string" ? [type] : []));
}
