import type { Json } from "../../lib/json.ts";
import type { ErrorAnswer } from "./fault-script.ts";

/** The rule's own, or what a gateway says of itself. */
export function errorBody({ status, body }: ErrorAnswer): Json {
  return body ?? { detail: reasons[status] ?? `Error ${status}` };
}

const reasons: Readonly<Record<number, string>> = {
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  422: "Unprocessable Entity",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};
