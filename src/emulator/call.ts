/** The two values that every part of the emulator passes on: an incoming call, and how it ended. */
import type { Endpoint } from "../endpoints/catalog.ts";
import type { Json } from "../lib/json.ts";
import type { Target } from "./faults/faults.ts";

export interface Call {
  readonly endpoint: Endpoint;
  /** The request body as received: not yet validated, without defaults. */
  readonly input: Json;
  /**
   * sha256 (hex) of endpoint and input. Calls with the same fingerprint get the same bytes as answer, even from
   * another emulator on another port: URLs of the emulator's own files are replaced by their content hash.
   */
  readonly fingerprint: string;
  /** By which the fault script knows it; without one, it meets no fault. */
  readonly target?: Target;
}

export type Outcome = Success | Failure;

export interface Success {
  readonly kind: "success";
  readonly output: Json;
  /** Lines for the log. */
  readonly notes: readonly string[];
  /** How many units fal would bill: a decimal number. Absent if nothing in the answer shows it. */
  readonly billableUnits?: string;
}

export interface Failure {
  readonly kind: "failure";
  /** HTTP status of the result. */
  readonly status: number;
  /** fal's machine-readable name of the error, such as `missing` or `client_cancelled`. */
  readonly errorType: string;
  readonly retryable: boolean;
  /** One sentence for the `error` field of a queue status. */
  readonly message: string;
  readonly body: Json;
}
