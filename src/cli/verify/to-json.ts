import { printPath } from "../../graph/print-path.ts";
import type { Json } from "../../lib/json.ts";
import type { Difference } from "../../workspace/verify/compare.ts";
import type { FunctionRun, GraphRun, ObservedCall } from "../../workspace/verify/observation.ts";
import type { ValueDifference } from "../../workspace/verify/value-difference.ts";
import type { WorkflowResult } from "../../workspace/verify/verify-subject.ts";
import { printOrder } from "./print-order.ts";

/** For `--json`: everything that was observed, not only the first difference. */
export function verificationToJson({ subject, input, verification }: WorkflowResult): object {
  const about = {
    workflow: subject.name,
    source: subject.source,
    artifact: subject.artifact,
    input: input.filled,
    inputIsSample: input.isSample,
  };
  if (verification === undefined) return { ...about, verdict: "no-sample", reason: input.problem };
  const { verdict, direct, graph, comparison, orders } = verification;
  return {
    ...about,
    verdict: verdict.kind,
    ...(verdict.kind === "order-matters" && {
      order: printOrder(verdict.order),
      orderEnding: verdict.ending.kind,
      ...(verdict.difference !== undefined && { orderDifference: differenceToJson(verdict.difference) }),
    }),
    ...(comparison !== undefined && {
      sameCalls: comparison.sameCalls,
      differences: comparison.differences.map(differenceToJson),
    }),
    orders: orders.map(printOrder),
    function: runToJson(direct),
    ...(graph !== undefined && { graph: runToJson(graph) }),
  };
}

function runToJson({ calls, ending }: FunctionRun | GraphRun): object {
  const { kind: ended, ...rest } = ending;
  return { ended, ...rest, calls };
}

function differenceToJson(difference: Difference): object {
  switch (difference.kind) {
    case "call-input": {
      const { functionCall, graphCall, places } = difference;
      return { kind: difference.kind, ...about(graphCall), functionCall, places: places.map(placeToJson) };
    }
    case "graph-only-call":
      return { kind: difference.kind, ...difference.graphCall };
    case "function-only-call":
      return { kind: difference.kind, ...difference.functionCall };
    case "graph-failed":
      return difference;
    case "input":
    case "output":
      return { kind: difference.kind, places: difference.places.map(placeToJson) };
  }
}

function about({ endpoint, place, ...call }: ObservedCall & { readonly node: string }): object {
  return { node: call.node, endpoint, place };
}

/** A side without a value there has no key. */
function placeToJson({ path, inFunction, inGraph }: ValueDifference): Readonly<Record<string, Json>> {
  return {
    path: printPath(path),
    ...(inFunction !== undefined && { function: inFunction }),
    ...(inGraph !== undefined && { graph: inGraph }),
  };
}
