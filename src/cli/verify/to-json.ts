import type { Json } from "../../lib/json.ts";
import { printPath } from "../../graph/print-path.ts";
import type { RunInput } from "../run/input.ts";
import type { Difference } from "../../workspace/verify/compare.ts";
import type { FunctionRun, GraphRun, ObservedCall } from "../../workspace/verify/observation.ts";
import { printOrder } from "./print-order.ts";
import type { Subject } from "../../workspace/verify/subject.ts";
import type { ValueDifference } from "../../workspace/verify/value-difference.ts";
import type { Verification } from "../../workspace/verify/verify-workflow.ts";

/** The result for one workflow. */
export interface WorkflowResult {
  readonly subject: Subject;
  readonly input: RunInput & {
    readonly isSample: boolean;
    /** Why there is no verification. */
    readonly problem?: string;
  };
  /** `undefined` if no sample input could be made. */
  readonly verification: Verification | undefined;
}

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
