/** Every way in which an emulated call can fail, in fal's own shapes. Source: https://docs.fal.ai/errors (2026-11). */
import type { ValidationDetail } from "../schema/validate.ts";
import { isJsonObject, type Json } from "../lib/json.ts";
import type { Failure } from "./call.ts";
import type { ModelError } from "./model-error.ts";

/** How much of a wrong string is repeated in an error, in characters. */
const MAX_ECHO_LENGTH = 2000;

/** A 422 with fal's `detail` list; `details` has at least one entry. */
export function inputRefused(details: readonly ValidationDetail[]): Failure {
  const detail = details.map(({ loc, msg, type, ctx, input }) => ({
    loc: [...loc],
    msg,
    type,
    url: `https://docs.fal.ai/errors#${type}`,
    ...(ctx === undefined ? {} : { ctx }),
    ...(input === undefined ? {} : { input: abridged(input) }),
  }));
  return {
    kind: "failure",
    status: 422,
    errorType: detail[0]?.type ?? "value_error",
    retryable: false,
    message: details.map((entry) => `${entry.loc.join(".")}: ${entry.msg}`).join("; "),
    body: { detail },
  };
}

export function modelFailed(error: ModelError): Failure {
  const { loc, type, input, ctx } = error;
  return inputRefused([{ loc, msg: error.message, type, input, ...(ctx === undefined ? {} : { ctx }) }]);
}

/** The model's content check; the words are fal's. It names the prompt, if there is one. */
export function policyRefused(input: Json): Failure {
  const prompt = isJsonObject(input) ? input["prompt"] : undefined;
  const loc = prompt === undefined ? ["body"] : ["body", "prompt"];
  const msg =
    "The content could not be processed because it contained material flagged by a content checker.";
  return inputRefused([{ loc, msg, type: "content_policy_violation", input: prompt ?? input }]);
}

/** Any answer that is an error, taken as what a call ended with. */
export function failedWith(status: number, body: Json): Failure {
  const { detail, error_type: type } = isJsonObject(body) ? body : {};
  const first = Array.isArray(detail) ? (detail as readonly Json[])[0] : undefined;
  const { msg, type: firstType } = isJsonObject(first) ? first : {};
  const texts = [detail, msg].filter((text) => typeof text === "string");
  const types = [type, firstType].filter((text) => typeof text === "string");
  return {
    kind: "failure",
    status,
    errorType: types[0] ?? (status < 500 ? "bad_request" : "internal_error"),
    retryable: status >= 500,
    message: texts[0] ?? `The model answered with ${status}`,
    body,
  };
}

/** The caller cancelled the request before it was done. */
export function cancelled(): Failure {
  return requestFailed(499, "client_cancelled", "The request was cancelled by the client", false);
}

/** The emulator itself failed; its message is passed on because nobody else can see it. */
export function internalError(error: unknown): Failure {
  const reason = error instanceof Error ? error.message : String(error);
  return requestFailed(500, "internal_error", `The emulator failed: ${reason}`, false);
}

function requestFailed(status: number, errorType: string, message: string, retryable: boolean): Failure {
  const body = { detail: message, error_type: errorType };
  return { kind: "failure", status, errorType, retryable, message, body };
}

/** fal repeats the offending input; a data URI of megabytes would bury the message. */
function abridged(input: unknown): Json {
  if (typeof input === "string" && input.length > MAX_ECHO_LENGTH)
    return `${input.slice(0, MAX_ECHO_LENGTH)}…`;
  return input as Json; // part of a request body, which was JSON
}
