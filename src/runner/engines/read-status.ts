/** The parts of a status answer that falc relies on. */
import { isJsonObject, type Json } from "../../lib/json.ts";
import { redactedStart } from "../redact.ts";
import { excerpt } from "./read-answer.ts";

export interface RequestStatus {
  readonly status: "IN_QUEUE" | "IN_PROGRESS" | "COMPLETED";
  readonly queuePosition: number | undefined;
  /** All lines so far: fal repeats them in every status. */
  readonly logs: readonly string[];
  /** Why the request failed, in a field that the client's type lacks. */
  readonly error: string | undefined;
}

/** fal documents three statuses; with an unknown one, falc could not tell when the request ends. */
export function readStatus(answer: unknown): RequestStatus | { readonly problem: string } {
  if (!isJsonObject(answer)) return { problem: `no status: ${print(answer)}` };
  const { status, queue_position: position, logs, error } = answer;
  if (status !== "IN_QUEUE" && status !== "IN_PROGRESS" && status !== "COMPLETED") {
    return {
      problem:
        typeof status === "string" && status !== ""
          ? `the unknown status ${excerpt(status)}`
          : `no status: ${print(answer)}`,
    };
  }
  return {
    status,
    queuePosition: typeof position === "number" ? position : undefined,
    // `null` on the wire if there are none, whatever the client's type says.
    logs: Array.isArray(logs) ? (logs as readonly Json[]).map(lineOf) : [],
    error: typeof error === "string" && error !== "" ? error : undefined,
  };
}

/** A log entry is `{message, level, source, timestamp}`. Logs end up in those of a CI, and may repeat a request. */
function lineOf(entry: Json): string {
  const message = isJsonObject(entry) ? entry["message"] : entry;
  const text = typeof message === "string" ? message : (JSON.stringify(message) ?? "");
  return redactedStart(text, maxLineLength);
}

/** Lines are displayed, not stored: a model may print a picture into its log. */
const maxLineLength = 2000;

function print(answer: unknown): string {
  return excerpt(typeof answer === "string" ? answer : (JSON.stringify(answer) ?? ""));
}
