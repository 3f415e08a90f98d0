/**
 * Runs one workflow both ways, its function directly and its graph, with the same answers to the same calls, then the
 * function again with its answers in other orders.
 */
import type { NodeFailure } from "../../execution/failure.ts";
import type { NodeCalls } from "../../execution/node-calls.ts";
import { isTextNode, runTextNode } from "../../execution/text-node.ts";
import type { JsonObject } from "../../lib/json.ts";
import { type Comparison, compareOrders, compareRuns, type Difference, keyOf } from "./compare.ts";
import type { AnswerOrder } from "./messages.ts";
import type { FunctionEnding, FunctionRun, GraphRun, Thrown } from "./observation.ts";
import { SharedAnswers } from "./shared-answers.ts";
import { runFunction, type RunFunctionOptions } from "./run-function.ts";
import { observeGraph } from "./run-graph.ts";
import type { Subject } from "./subject.ts";

export interface VerifyOptions extends Pick<
  RunFunctionOptions,
  "project" | "cwd" | "env" | "print" | "timeoutSeconds" | "signal"
> {
  /** As the user gave it. */
  readonly given: JsonObject;
  /** With defaults, as for a run. */
  readonly filled: JsonObject;
  /** In how many orders the function's calls are answered; at least 1. */
  readonly orders: number;
}

export interface Verification {
  readonly verdict: Verdict;
  readonly direct: FunctionRun;
  /** `undefined` if the function did not get far enough to compare. */
  readonly graph: GraphRun | undefined;
  readonly comparison: Comparison | undefined;
  /** The orders that were tried. One is enough if no two calls wait at the same time. */
  readonly orders: readonly AnswerOrder[];
}

export type Verdict =
  | { readonly kind: "same"; readonly calls: number }
  | { readonly kind: "different"; readonly first: Difference }
  /**
   * The function itself behaves differently if its calls are answered in another order: the compiler should have
   * refused it. `ending`: how it ended then; in `difference`, that run takes the place of the graph.
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
  /** The emulator rejected a call that both make: nothing can be concluded. */
  | { readonly kind: "call-failed"; readonly failures: readonly NodeFailure[] }
  | { readonly kind: "interrupted" };

export async function verifyWorkflow(
  subject: Subject,
  calls: NodeCalls,
  options: VerifyOptions,
): Promise<Verification> {
  const { given, filled, orders, ...running } = options;
  const { signal } = running;
  const recorded = new SharedAnswers(calls.call, signal);
  const answers: Pick<RunFunctionOptions, "answerText" | "answer"> = {
    answerText: (endpoint, input) => (isTextNode(endpoint) ? runTextNode(endpoint, input) : undefined),
    answer: (endpoint, input) => recorded.answer(endpoint, input),
  };
  const runInOrder = (order: AnswerOrder) =>
    runFunction({
      ...running,
      ...answers,
      source: subject.source,
      configuration: subject.configuration,
      // The function applies defaults itself if they are in the code.
      input: subject.hasCommentDefaults ? filled : given,
      order,
    });

  const direct = await runInOrder("as-called");
  const { ending } = direct;
  const soFar = { direct, graph: undefined, comparison: undefined, orders: ["as-called"] as AnswerOrder[] };
  if (ending.kind === "interrupted") return { ...soFar, verdict: ending };
  if (ending.kind === "stopped" || ending.kind === "input-refused") {
    return { ...soFar, verdict: { kind: "stopped", ending } };
  }
  const graph = await observeGraph(subject, {
    ...answers,
    input: filled,
    signal,
    describeError: calls.describeError,
  });
  const comparison = compareRuns(direct, graph, filled);
  const compared = { ...soFar, graph, comparison };
  const verdict = verdictOf(direct, graph, comparison, recorded.hasFailures);
  if (verdict.kind !== "same" || direct.atOnce < 2) return { ...compared, verdict };

  for (const order of listOrders(orders).slice(1)) {
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
  const directCalls = new Set(direct.calls.map(keyOf));
  const failures = graph.ending.kind === "failed" ? graph.ending.failures : [];
  const failedBoth = failures.filter(
    ({ app, input }) =>
      app !== undefined && input !== undefined && directCalls.has(keyOf({ endpoint: app, input })),
  );
  // From there on the two differ: the function gives up, the graph finishes whatever does not depend on the call.
  if (callsFailed && failedBoth.length > 0) return { kind: "call-failed", failures: failedBoth };
  if (ending.kind === "threw" && !callsFailed) return { kind: "threw", thrown: ending, graph: graph.ending };
  const [first] = differences;
  if (first !== undefined) return { kind: "different", first };
  return ending.kind === "threw"
    ? { kind: "threw", thrown: ending, graph: graph.ending }
    : { kind: "same", calls: sameCalls };
}

/** `count` of them: the two extremes, then random ones. */
function listOrders(count: number): readonly AnswerOrder[] {
  const drawn = Array.from({ length: Math.max(0, count - 2) }, (_, index) => ({ seed: index + 1 }));
  return (["as-called", "reversed", ...drawn] as const).slice(0, count);
}
