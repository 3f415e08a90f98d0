/**
 * Says in plain words why a call failed. fal gives its reason in `detail`, which its client leaves in the
 * error's body while the message is only "Unprocessable Entity" (@fal-ai/client 1.10.1 src/response.js).
 * Errors are recognised by their shape, so that fal's client is not loaded here.
 */
import type { Failure } from "../execution/failure.ts";
import { isJsonObject } from "../lib/json.ts";
import type { Json } from "../lib/json.ts";
import { describeNetworkError } from "./network-error.ts";
import { printPath } from "../graph/print-path.ts";
import { redact, redactedStart } from "./redact.ts";

/**
 * For `{status: 422, body: {detail: [{loc: ["body", "prompt"], msg: "Field required", …}]}}`, the message is
 * `prompt: Field required`. Accepts any thrown value, and never throws itself.
 */
export function describeFailure(error: unknown): Failure {
  try {
    if (isAnswer(error)) return describeAnswer(error);
    return {
      message: redact(describeNetworkError(error) ?? describeOther(error)),
      ...requestIdOf(error),
      ...(isInDoubt(error) && { isInDoubt: true }),
    };
  } catch {
    // An answer too deep for JSON.stringify, or an error whose properties throw.
    return { message: "the call failed, and its error cannot be shown" };
  }
}

/** fal's `ApiError` and `ValidationError`. */
interface Answer extends Error {
  readonly status: number;
  readonly body?: unknown;
}

function requestIdOf(error: unknown): Pick<Failure, "requestId"> {
  if (!(error instanceof Error && "requestId" in error)) return {};
  const { requestId } = error;
  return typeof requestId === "string" && requestId !== "" ? { requestId } : {};
}

function isInDoubt(error: unknown): boolean {
  return error instanceof Error && "isInDoubt" in error && error.isInDoubt === true;
}

function isAnswer(error: unknown): error is Answer {
  return error instanceof Error && "status" in error && typeof error.status === "number";
}

function describeAnswer(answer: Answer): Failure {
  const { status, body } = answer;
  const reason = findReason(body);
  // The client parsed the body from JSON.
  const json = body as Json | undefined;
  const details = isJsonObject(json) && json["detail"] !== undefined ? json["detail"] : json;
  return {
    message: redact(explainStatus(status, reason)),
    status,
    ...requestIdOf(answer),
    ...(details !== undefined && { details: redactJson(details) }),
  };
}

/** The text inside an answer's body, whose shape fal has changed several times. */
function findReason(body: unknown): string | undefined {
  if (typeof body === "string") return cut(body);
  if (!isJsonObject(body)) return undefined;
  const { detail, message, error } = body;
  if (Array.isArray(detail))
    return detail.length === 0 ? undefined : cut(detail.map(describeItem).join("; "));
  // The platform API answers `{error: {type, message}}`.
  return findText(detail) ?? findText(error) ?? findText(message);
}

function findText(value: Json | undefined): string | undefined {
  if (typeof value === "string") return value.trim() === "" ? undefined : cut(value);
  if (value === undefined || value === null) return undefined;
  if (isJsonObject(value)) return findText(value["message"] ?? value["msg"]) ?? cut(JSON.stringify(value));
  return cut(JSON.stringify(value));
}

/** `{loc: ["body", "images", 0, "url"], msg: "Field required"}` is `images[0].url: Field required`. */
function describeItem(item: Json): string {
  if (!isJsonObject(item)) return typeof item === "string" ? item : JSON.stringify(item);
  const { loc, msg } = item;
  const text = typeof msg === "string" ? msg : JSON.stringify(item);
  const path: (string | number)[] = [];
  for (const part of Array.isArray(loc) ? (loc as readonly Json[]) : []) {
    if (typeof part === "string" || typeof part === "number") path.push(part);
  }
  if (path[0] === "body") path.shift();
  return path.length === 0 ? text : `${printPath(path)}: ${text}`;
}

function explainStatus(status: number, reason: string | undefined): string {
  if (status === 401) return `fal does not accept the key${after(reason)}`;
  if (status === 403) return `fal denies access${after(reason)}`;
  if (reason !== undefined) return reason;
  if (status === 404) return "fal does not know this endpoint or request (404)";
  if (status === 422) return "fal rejects the input without saying why (422)";
  if (status === 429) return "fal is getting too many requests at once (429)";
  if (status >= 500) return `fal failed with an internal error (${status}) and gave no reason`;
  return `fal answered with status ${status} and gave no reason`;
}

function after(reason: string | undefined): string {
  return reason === undefined ? "" : `: ${reason}`;
}

function describeOther(error: unknown): string {
  if (error instanceof SyntaxError && /JSON/.test(error.message)) return "the response was not valid JSON";
  if (error instanceof Error) return cut(error.message.trim()) || error.name;
  return `the call failed with ${cut(String(JSON.stringify(error) ?? typeof error))}`;
}

/** Answers may repeat an input of many megabytes. */
function cut(text: string): string {
  return redactedStart(text, 2000);
}

function redactJson(json: Json): Json {
  const text = JSON.stringify(json);
  const redacted = redact(text);
  return redacted === text ? json : (JSON.parse(redacted) as Json);
}
