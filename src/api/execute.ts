import type { Engine, Held, SentRequest } from "../execution/engine.ts";
import type { RunEvent } from "../execution/events.ts";
import { readBare } from "../graph/dialects/bare.ts";
import { readReuse } from "../graph/reuse.ts";
import type { Json, JsonObject } from "../lib/json.ts";
import { unreachable } from "../lib/unreachable.ts";
import { checkRunInput } from "./check-run-input.ts";
import { InvalidGraphError, InvalidInputError, RunAbortedError, RunFailedError } from "./errors.ts";
import { loadOptionalOutput } from "./optional-output.ts";
import { readHeld } from "./read-held.ts";

export interface ExecuteOptions {
  /** `emulatorEngine()`, `falEngine({ credentials })`, `hostedEngine({ credentials })` or `answersEngine(answers)`. */
  readonly engine: Engine;
  /**
   * The content of the workflow's `.schema.json`, as parsed: the input is checked against it, and its defaults are
   * filled in. Without it, every field of the input that the graph uses must be given, and a journal does
   * not know which calls say `reuse: false`.
   */
  readonly schema?: unknown;
  /** Stops the run. Calls in progress are cancelled. */
  readonly signal?: AbortSignal;
  /** Called synchronously, in order. If it throws, the calls are cancelled, and `execute` rejects with its error. */
  readonly onEvent?: (event: RunEvent) => void;
  /** By node id: what earlier runs left. Such a node is not called; every other one runs. */
  readonly held?: Readonly<Record<string, Held>>;
  /** The maximum number of calls in progress; no limit by default. */
  readonly concurrency?: number;
}

export interface Execution<Output> {
  /** The workflow's result. */
  readonly output: Output;
  /** The answer of every node, by its id. */
  readonly outputs: Readonly<Record<string, Json>>;
  /** By node id: everything that was submitted. */
  readonly requests: Readonly<Record<string, SentRequest>>;
}

/**
 * Runs a compiled workflow and returns its result: `{ output: { image: { url: "https://…" } }, … }`. `graph`: the
 * content of its artifact, as parsed. `input`: JSON; files are URLs. `Output` is not checked. Rejects with
 * `InvalidGraphError` or `InvalidInputError` before anything is sent; with `RunFailedError` if a node failed, after those
 * that do not depend on it have finished; with `RunAbortedError` after an abort; with a `TypeError` or `RangeError` for
 * invalid options.
 */
export async function execute<Output = JsonObject>(
  graph: unknown,
  input: unknown,
  options: ExecuteOptions,
): Promise<Execution<Output>> {
  const { engine, schema, signal, onEvent, concurrency } = options;
  if (typeof engine?.run !== "function") {
    throw new TypeError("execute needs an engine: { engine: emulatorEngine() }");
  }
  const read = readBare(graph);
  if ("problems" in read) throw new InvalidGraphError(read.problems);
  const held = readHeld(options.held ?? {}, read.graph);
  const checked = await checkRunInput(read.graph, input, schema);
  if ("problems" in checked) throw new InvalidInputError(checked.problems);
  const reuse = readReuse(schema, read.graph);
  if ("problem" in reuse) throw new TypeError(`the schema cannot be used: ${reuse.problem}`);

  const outcome = await engine.run(read.graph, checked.input, {
    held,
    neverReused: reuse.neverReused,
    mayBeAbsent: await loadOptionalOutput(read.graph),
    ...(signal && { signal }),
    ...(onEvent && { report: onEvent }),
    ...(concurrency !== undefined && { concurrency }),
  });
  switch (outcome.kind) {
    case "completed":
      return {
        // The type is the caller's own word for it. Ordinary objects: inside falc, they have no prototype.
        output: structuredClone(outcome.output) as Output,
        outputs: Object.fromEntries(outcome.completed),
        requests: Object.fromEntries(outcome.requests),
      };
    case "failed":
      throw new RunFailedError(outcome);
    case "aborted":
      throw new RunAbortedError(outcome, signal?.reason);
    default:
      return unreachable(outcome);
  }
}
