import type { Endpoint } from "../endpoints/catalog.ts";
import { readDeclaration, sayingNull } from "../endpoints/declaration.ts";
import { describeValue } from "../schema/describe-schema.ts";

export interface EmulatorOptions {
  /** The minimum duration of every call, in milliseconds; default 0. */
  readonly latencyMs?: number;
  /**
   * Endpoints that fal's client does not know, as `workflows/models/<id>.json` declares them: `{ id, input, output }`
   * with the two JSON Schemas.
   */
  readonly endpoints?: readonly unknown[];
}

export interface EmulatorSettings {
  readonly latencyMs: number;
  readonly endpoints: readonly Endpoint[];
}

/** Throws a `TypeError` for a latency that is none, or a declaration that cannot be used. */
export function readEmulatorOptions({ latencyMs = 0, endpoints = [] }: EmulatorOptions): EmulatorSettings {
  assertNumber("latencyMs", latencyMs, maxTimerMs);
  if (!Array.isArray(endpoints)) throw new TypeError("endpoints must be an array of declarations");
  return { latencyMs, endpoints: endpoints.map(readEndpoint) };
}

/** Throws a `TypeError` unless it is a number from 0 to `max`. */
export function assertNumber(name: string, value: unknown, max: number): void {
  if (typeof value === "number" && value >= 0 && value <= max) return;
  throw new TypeError(`${name} must be a number from 0 to ${max}, not ${describeValue(value)}`);
}

/** Node's timers hold no more, and end at once instead. */
const maxTimerMs = 2 ** 31 - 1;

function readEndpoint(json: unknown, index: number): Endpoint {
  const endpoint = readDeclaration(json);
  if (!("problem" in endpoint)) return sayingNull(endpoint);
  throw new TypeError(`endpoints[${index}] does not declare an endpoint: ${endpoint.problem}`);
}
