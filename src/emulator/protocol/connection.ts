/** What carries a request, as far as a route may do something to it. Hono hands it on as the request's bindings. */
export interface Connection {
  /**
   * Ends the connection without an answer, or after the head and this part of one, which is shorter than the head says.
   * A route returns what it gives.
   */
  cut(part?: PartialAnswer): Response;
}

export interface PartialAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface EmulatorEnv {
  Bindings: Connection;
}
