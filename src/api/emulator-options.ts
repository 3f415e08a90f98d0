import type { Endpoint } from "../endpoints/catalog.ts";
import { readDeclaration, sayingNull } from "../endpoints/declaration.ts";

export interface EmulatorOptions {
  /** The minimum duration of every call, in milliseconds; default 0. */
  readonly latencyMs?: number;
  /**
   * Endpoints that fal's client does not know, as `workflows/models/<id>.json` declares them: `{ id, input, output }`
   * with the two JSON Schemas.
   */
  readonly endpoints?: readonly unknown[];
}

/** Throws a `TypeError` for a declaration that cannot be used. */
export function readEndpoints({ endpoints = [] }: EmulatorOptions): readonly Endpoint[] {
  return endpoints.map((json, index) => {
    const endpoint = readDeclaration(json);
    if (!("problem" in endpoint)) return sayingNull(endpoint);
    throw new TypeError(`endpoints[${index}] does not declare an endpoint: ${endpoint.problem}`);
  });
}
