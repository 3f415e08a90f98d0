import type { Json } from "../../lib/json.ts";

/** What fal remembers of an account's requests. */
export interface History {
  /** Requests of an endpoint since then, the oldest first; those that arrived in the last minutes may be missing. */
  since(endpoint: string, at: number, signal: AbortSignal): Promise<readonly PastRequest[]>;
  /** `undefined` if fal does not know it. */
  find(endpoint: string, requestId: string, signal: AbortSignal): Promise<PastRequest | undefined>;
}

export interface PastRequest {
  readonly requestId: string;
  /** In milliseconds since 1970. */
  readonly sentAt: number;
  /** The HTTP status of its answer. */
  readonly status?: number;
  /** What was sent and answered, if fal keeps it. */
  readonly input?: Json;
  readonly output?: Json;
}
