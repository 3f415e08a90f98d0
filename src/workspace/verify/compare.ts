/**
 * Compares a run of the function with a run of its graph: the calls as a multiset, because the order of independent
 * calls is not part of the meaning, and the output.
 */
import type { NodeFailure } from "../../execution/failure.ts";
import { canonicalJson } from "../../lib/canonical-json.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import type { FunctionRun, GraphRun, NodeCall, ObservedCall } from "./observation.ts";
import { listDifferences, type ValueDifference } from "./value-difference.ts";

export type Difference =
  /**
   * Each side makes a call that the other does not, of one endpoint: the most similar ones, treated as the same call.
   */
  | {
      readonly kind: "call-input";
      readonly functionCall: ObservedCall;
      readonly graphCall: NodeCall;
      /** Never empty. */
      readonly places: readonly ValueDifference[];
    }
  | { readonly kind: "graph-only-call"; readonly graphCall: NodeCall }
  | { readonly kind: "function-only-call"; readonly functionCall: ObservedCall }
  /** The function returns, the graph fails. */
  | { readonly kind: "graph-failed"; readonly failures: readonly NodeFailure[] }
  /** The workflow's zod schema and its compiled interface turn the same input into different ones. */
  | { readonly kind: "input"; readonly places: readonly ValueDifference[] }
  | { readonly kind: "output"; readonly places: readonly ValueDifference[] };

export interface Comparison {
  /** How many calls both make. */
  readonly sameCalls: number;
  /** Earlier differences explain later ones: the input, then the calls in the graph's order, then the output. */
  readonly differences: readonly Difference[];
}

/** `filled`: the input of the graph's run. The output is not compared if the function did not return. */
export function compareRuns(direct: FunctionRun, graph: GraphRun, filled: JsonObject): Comparison {
  const differences: Difference[] = [];
  const { parsedInput } = direct;
  const inputPlaces = parsedInput === undefined ? [] : listDifferences(parsedInput, filled);
  if (inputPlaces.length > 0) differences.push({ kind: "input", places: inputPlaces });

  const calls = matchCalls(direct.calls, graph.calls);
  differences.push(...calls.differences);
  if (direct.ending.kind === "returned" && graph.ending.kind === "failed") {
    differences.push({ kind: "graph-failed", failures: graph.ending.failures });
  }
  if (direct.ending.kind === "returned" && graph.ending.kind === "returned") {
    differences.push(...compareOutputs(direct.ending.output, graph.ending.output));
  }
  return { sameCalls: calls.same, differences };
}

/** The first difference between two runs of the function itself; the second run takes the place of the graph. */
export function compareOrders(one: FunctionRun, other: FunctionRun): Difference | undefined {
  const calls = matchCalls(
    one.calls,
    other.calls.map((call) => ({ ...call, node: call.endpoint })),
  );
  const outputs =
    one.ending.kind === "returned" && other.ending.kind === "returned"
      ? compareOutputs(one.ending.output, other.ending.output)
      : [];
  return [...calls.differences, ...outputs][0];
}

/** Equal for identical calls. */
export function keyOf({ endpoint, input }: Pick<ObservedCall, "endpoint" | "input">): string {
  return `${endpoint} ${canonicalJson(input)}`;
}

function compareOutputs(inFunction: Json, inGraph: Json): readonly Difference[] {
  const places = listDifferences(inFunction, inGraph);
  return places.length === 0 ? [] : [{ kind: "output", places }];
}

function matchCalls(
  inFunction: readonly ObservedCall[],
  inGraph: readonly NodeCall[],
): { readonly same: number; readonly differences: readonly Difference[] } {
  const functionOnly = subtract(inFunction, inGraph);
  const graphOnly = subtract(inGraph, inFunction);
  const same = inGraph.length - graphOnly.length;
  const differences: Difference[] = [];
  for (const graphCall of graphOnly) {
    const nearest = takeNearest(graphCall, functionOnly);
    differences.push(
      nearest === undefined
        ? { kind: "graph-only-call", graphCall }
        : { kind: "call-input", graphCall, ...nearest },
    );
  }
  differences.push(
    ...functionOnly.map((functionCall) => ({ kind: "function-only-call" as const, functionCall })),
  );
  return { same, differences };
}

/** The calls of the first list that are not in the second, as a multiset. */
function subtract<Call extends ObservedCall>(
  calls: readonly Call[],
  others: readonly ObservedCall[],
): Call[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(keyOf(other), (left.get(keyOf(other)) ?? 0) + 1);
  return calls.filter((call) => {
    const count = left.get(keyOf(call)) ?? 0;
    left.set(keyOf(call), count - 1);
    return count <= 0;
  });
}

/** Removes and returns the candidate with the same endpoint and the fewest differences. */
function takeNearest(
  { endpoint, input }: ObservedCall,
  candidates: ObservedCall[],
): { readonly functionCall: ObservedCall; readonly places: readonly ValueDifference[] } | undefined {
  const [best] = candidates
    .filter((candidate) => candidate.endpoint === endpoint)
    .map((functionCall) => ({ functionCall, places: listDifferences(functionCall.input, input) }))
    .sort((a, b) => a.places.length - b.places.length);
  if (best !== undefined) candidates.splice(candidates.indexOf(best.functionCall), 1);
  return best;
}
