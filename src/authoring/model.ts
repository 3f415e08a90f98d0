import { currentBackend } from "./backend.ts";
import type { EndpointId, EndpointInput, EndpointOutput } from "./endpoints.ts";

export interface CallOptions {
  /** The node's id in the graph. Defaults to the name of the variable that holds the result. */
  readonly id?: string;
  /** Results or promises of calls that must finish first, although this call uses none of their data. */
  readonly after?: readonly unknown[];
  /**
   * `false`: `falc run` never answers this call from an earlier run, but pays for it in each. For an endpoint that gives
   * something else each time, or that looks at the world. A run that goes on after a crash is still the same run.
   * Defaults to `true`. Called directly, the function calls the model in any case.
   */
  readonly reuse?: boolean;
}

/** An endpoint as an async function: one call, one node in the compiled graph. */
export interface Model<Input, Output> {
  (input: Input, options?: CallOptions): Promise<Output>;
  readonly endpoint: string;
}

/** The model of an endpoint with known types. */
export interface ModelOf<Id extends EndpointId> extends Model<EndpointInput<Id>, EndpointOutput<Id>> {}

/**
 * The type that a zod schema, or one of a similar library, describes. Not `z.ZodType`: a constraint by that name
 * instantiates 31,000 types per file, this one 700.
 */
interface SchemaOf<T> {
  readonly _zod: { readonly output: T };
}

/**
 * More arguments than any call of `model` has. TypeScript leaves an overload that requires them out of its
 * errors, so a wrong id gets the one error about ids instead of "No overload matches this call".
 */
type OneTooMany = [never, never];

/**
 * A callable model.
 *
 * ```ts
 * const flux = model("fal-ai/flux/dev");                                            // typed by fal's own client
 * const custom = model<{ prompt: string }, { image: { url: string } }>("me/app");   // an endpoint that it does not know
 * const checked = model("me/app", { input: z.object({ … }), output: z.object({ … }) });
 * ```
 *
 * In a workflow file, each call compiles to a node. Called directly, it is answered by the backend of `withBackend`, or by
 * fal, which costs money.
 */
export function model<Id extends EndpointId>(endpoint: Id): ModelOf<Id>;
export function model<Input, Output>(
  endpoint: string,
  schemas: { readonly input: SchemaOf<Input>; readonly output: SchemaOf<Output> },
): Model<Input, Output>;
export function model<Input extends object = never, Output = never>(
  endpoint: string,
  ...withoutTypes: [Input] extends [never] ? OneTooMany : []
): Model<Input, Output>;
export function model(endpoint: string): Model<never, unknown> {
  const call = async (input: unknown, options: CallOptions = {}): Promise<unknown> => {
    // Copied now: later changes by the caller are not sent, as in the compiled graph.
    const sent = toWire(input);
    await Promise.all(options.after ?? []);
    return currentBackend()({ endpoint, input: sent });
  };
  return Object.assign(call, { endpoint });
}

/** What arrives at the endpoint, so that a backend sees what fal would see: without undefined keys. */
function toWire(input: unknown): unknown {
  return input === undefined ? {} : (JSON.parse(JSON.stringify(input)) as unknown);
}
