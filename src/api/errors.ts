import type { Held, RunOutcome, SentRequest } from "../execution/engine.ts";
import type { NodeFailure } from "../execution/failure.ts";
import type { InputProblem } from "../lib/input-problem.ts";
import type { Json, JsonObject } from "../lib/json.ts";

/** What was given is not a workflow's graph. Nothing was sent. */
export class InvalidGraphError extends Error {
  override readonly name = "InvalidGraphError";
  /** Every problem, in plain words; never empty. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(listed("the graph is invalid", problems));
    this.problems = problems;
  }
}

/** The workflow does not accept this input. Nothing was sent. */
export class InvalidInputError extends Error {
  override readonly name = "InvalidInputError";
  /** Every problem; never empty. */
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[]) {
    super(
      listed(
        "the input is invalid",
        problems.map(({ path, message }) => `${path === "" ? "it" : path} ${message}`),
      ),
    );
    this.problems = problems;
  }
}

/** What is known of a run that ended without its result. */
abstract class UnfinishedRunError extends Error {
  /** In the order they happened. */
  readonly failures: readonly NodeFailure[];
  /** By node id: the answers that are there, and paid for. */
  readonly outputs: Readonly<Record<string, Json>>;
  /** By node id: everything that was submitted. */
  readonly requests: Readonly<Record<string, SentRequest>>;
  readonly #open: RunOutcome["open"];

  constructor(
    message: string,
    outcome: RunOutcome & { readonly failures: readonly NodeFailure[] },
    cause?: unknown,
  ) {
    super(message, { cause });
    this.failures = outcome.failures;
    this.outputs = Object.fromEntries(outcome.completed);
    this.requests = Object.fromEntries(outcome.requests);
    this.#open = outcome.open;
  }

  /**
   * For another run of the same graph with the same input: the nodes that finished are not called again, and requests
   * that may still give a result are followed.
   */
  get held(): Readonly<Record<string, Held>> {
    const outputs = Object.entries(this.outputs).map(
      ([node, output]) => [node, { kind: "output", output }] as const,
    );
    const open = Array.from(
      this.#open,
      ([node, { requestId }]) => [node, { kind: "request", requestId }] as const,
    );
    return Object.fromEntries([...outputs, ...open]);
  }
}

/** A node failed, or the result lacks a value. */
export class RunFailedError extends UnfinishedRunError {
  override readonly name = "RunFailedError";
  /** Nodes that were not called because one that they depend on failed. */
  readonly skipped: readonly string[];
  /** What is known of the result, if every node finished. */
  readonly output: JsonObject | undefined;

  constructor(outcome: RunOutcome & { readonly kind: "failed" }) {
    const failed = outcome.failures.map(
      ({ node, app, message }) => `${node}${app === undefined ? "" : ` (${app})`}: ${message}`,
    );
    super(listed("the run failed", failed), outcome);
    this.skipped = outcome.skipped;
    this.output = outcome.output && structuredClone(outcome.output);
  }
}

/** The signal was aborted; its reason is the `cause`. */
export class RunAbortedError extends UnfinishedRunError {
  override readonly name = "RunAbortedError";
  /** Nodes that were stopped or never called. */
  readonly unfinished: readonly string[];

  constructor(outcome: RunOutcome & { readonly kind: "aborted" }, cause: unknown) {
    super(`the run was aborted; not finished: ${outcome.unfinished.join(", ")}`, outcome, cause);
    this.unfinished = outcome.unfinished;
  }
}

/** One problem on the same line, several on lines of their own. At most ten. */
function listed(what: string, problems: readonly string[]): string {
  if (problems.length === 1) return `${what}: ${problems[0]}`;
  const shown = problems.slice(0, 10).map((problem) => `\n  ${problem}`);
  const left = problems.length - shown.length;
  return `${what}:${shown.join("")}${left > 0 ? `\n  and ${left} more` : ""}`;
}
