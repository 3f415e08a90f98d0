/**
 * One workflow, both ways: its function directly and its graph, with the same answers to the same calls, then the
 * function again with its answers in other orders.
 */
import type { JsonObject } from "../../lib/json.ts";
import type { NodeFailure } from "../../runner/events.ts";
import { isTextNode, runTextNode } from "../../runner/text-node.ts";
import type { Io } from "../io.ts";
import type { Project } from "../project.ts";
import type { Engine } from "../run/engine.ts";
import { type Comparison, compareOrders, compareRuns, type Difference, keyOf } from "./compare.ts";
import type { AnswerOrder } from "./messages.ts";
import type { FunctionEnding, FunctionRun, GraphRun, Thrown } from "./observation.ts";
import { RecordedAnswers } from "./recorded-answers.ts";
import { runFunction, type RunFunctionOptions } from "./run-function.ts";
import { observeGraph } from "./run-graph.ts";
import type { Subject } from "./subject.ts";

export interface VerifyOptions {
  readonly project: Project;
  /** As the user gave it. */
  readonly given: JsonObject;
  /** As a run fills it in. */
  readonly filled: JsonObject;
  /** In how many orders the function's calls are answered; at least 1. */
  readonly orders: number;
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal;
  readonly io: Io;
}

export interface Verification {
  readonly verdict: Verdict;
  readonly direct: FunctionRun;
  /** `undefined` when the function did not get so far that there is something to compare. */
  readonly graph: GraphRun | undefined;
  readonly comparison: Comparison | undefined;
  /** The orders that were tried. One is enough where no two calls wait at the same time. */
  readonly orders: readonly AnswerOrder[];
}

export type Verdict =
  | { readonly kind: "same"; readonly calls: number }
  | { readonly kind: "different"; readonly first: Difference }
  /**
   * The function itself does something else when its calls are answered in another order: the compiler should have
   * refused it. `ending`: how it ended then; in `difference` that run stands in the graph's place.
   */
  | {
      readonly kind: "order-matters";
      readonly order: AnswerOrder;
      readonly ending: FunctionEnding;
      readonly difference: Difference | undefined;
    }
  /** `graph`: how the graph ended where the function threw. */
  | { readonly kind: "threw"; readonly thrown: Thrown; readonly graph: GraphRun["ending"] }
  | {
      readonly kind: "stopped";
      readonly ending: FunctionEnding & { readonly kind: "stopped" | "input-refused" };
    }
  /** The emulator refused a call that both make: nothing can be said. */
  | { readonly kind: "call-failed"; readonly failures: readonly NodeFailure[] }
  | { readonly kind: "interrupted" };

export async function verifyWorkflow(
  subject: Subject,
  engine: Engine,
  options: VerifyOptions,
): Promise<Verification> {
  const { project, given, filled, signal, timeoutSeconds, io } = options;
  const recorded = new RecordedAnswers(engine.call, signal);
  const answers: Pick<RunFunctionOptions, "answerText" | "answer"> = {
    answerText: (endpoint, input) => (isTextNode(endpoint) ? runTextNode(endpoint, input) : undefined),
    answer: (endpoint, input) => recorded.answer(endpoint, input),
  };
  const runInOrder = (order: AnswerOrder) =>
    runFunction({
      ...answers,
      project,
      source: subject.source,
      configuration: subject.configuration,
      // Where the defaults are in the code the function is to use them itself.
      input: subject.hasCommentDefaults ? filled : given,
      order,
      timeoutSeconds,
      signal,
      io,
    });

  const direct = await runInOrder("as-called");
  const { ending } = direct;
  const soFar = { direct, graph: undefined, comparison: undefined, orders: ["as-called"] as AnswerOrder[] };
  if (ending.kind === "interrupted") return { ...soFar, verdict: ending };
  if (ending.kind === "stopped" || ending.kind === "input-refused") {
    return { ...soFar, verdict: { kind: "stopped", ending } };
  }
  const graph = await observeGraph(subject, { ...answers, input: filled, signal });
  const comparison = compareRuns(direct, graph, filled);
  const compared = { ...soFar, graph, comparison };
  const verdict = verdictOf(direct, graph, comparison, recorded.hasFailures);
  if (verdict.kind !== "same" || direct.atOnce < 2) return { ...compared, verdict };

  for (const order of listOrders(options.orders).slice(1)) {
    compared.orders.push(order);
    const other = await runInOrder(order);
    if (other.ending.kind === "interrupted") return { ...compared, verdict: other.ending };
    const difference = compareOrders(direct, other);
    if (other.ending.kind !== "returned" || difference !== undefined) {
      return { ...compared, verdict: { kind: "order-matters", order, ending: other.ending, difference } };
    }
  }
  return { ...compared, verdict };
}

function verdictOf(
  direct: FunctionRun,
  graph: GraphRun,
  { sameCalls, differences }: Comparison,
  callsFailed: boolean,
): Verdict {
  const { ending } = direct;
  if (graph.ending.kind === "interrupted") return graph.ending;
  const made = new Set(direct.calls.map(keyOf));
  const failures = graph.ending.kind === "failed" ? graph.ending.failures : [];
  const failedBoth = failures.filter(
    ({ app, input }) => app !== undefined && input !== undefined && made.has(keyOf({ endpoint: app, input })),
  );
  // From there on each goes its own way: the function gives up, the graph finishes what does not depend on it.
  if (callsFailed && failedBoth.length > 0) return { kind: "call-failed", failures: failedBoth };
  if (ending.kind === "threw" && !callsFailed) return { kind: "threw", thrown: ending, graph: graph.ending };
  const [first] = differences;
  if (first !== undefined) return { kind: "different", first };
  return ending.kind === "threw"
    ? { kind: "threw", thrown: ending, graph: graph.ending }
    : { kind: "same", calls: sameCalls };
}

/** `count` of them: the two extremes, then drawn ones. */
function listOrders(count: number): readonly AnswerOrder[] {
  const drawn = Array.from({ length: Math.max(0, count - 2) }, (_, index) => ({ seed: index + 1 }));
  return (["as-called", "reversed", ...drawn] as const).slice(0, count);
}
