/** A verdict in words: one line for the result, and the details below it. */
import type { NodeFailure } from "../../execution/failure.ts";
import { printable, printJson } from "../../lib/printable.ts";
import { unreachable } from "../../lib/unreachable.ts";
import type { Comparison, Difference } from "../../workspace/verify/compare.ts";
import type { ObservedCall } from "../../workspace/verify/observation.ts";
import type { Subject } from "../../workspace/verify/subject.ts";
import type { ValueDifference } from "../../workspace/verify/value-difference.ts";
import type { Verdict } from "../../workspace/verify/verify-workflow.ts";
import { count } from "../compile/print.ts";
import type { CliPaint } from "../paint.ts";
import { printPlace } from "../print-place.ts";
import { printFailure } from "../run/print-failure.ts";
import { printBoth } from "./print-both.ts";
import { printOrder } from "./print-order.ts";

export interface Description {
  /** `same`, `different`, `threw`, … */
  readonly word: string;
  /** Follows the word and a colon. */
  readonly summary: string;
  readonly details: readonly string[];
}

/** `undefined` for an interrupted run. */
export function describeVerdict(
  verdict: Exclude<Verdict, { readonly kind: "interrupted" }>,
  comparison: Comparison | undefined,
  subject: Subject,
  paint: CliPaint,
): Description {
  switch (verdict.kind) {
    case "same":
      return { word: "same", summary: `${count(verdict.calls, "call")}, same output`, details: [] };
    case "different":
      return describeDifference(verdict.first, comparison, subject, paint);
    case "order-matters":
      return describeOrders(verdict, subject, paint);
    case "threw": {
      const { thrown, graph } = verdict;
      const [first = "", ...others] = thrown.message.split("\n").map(printable);
      const graphEnds =
        graph.kind === "failed"
          ? ["The graph fails too:", ...failureLines(graph.failures, subject, paint)]
          : ["The graph does not fail."];
      return {
        word: "threw",
        summary: first,
        details: [...others, ...thrown.places.map(printPlace), ...graphEnds],
      };
    }
    case "stopped": {
      const { ending } = verdict;
      if (ending.kind === "input-refused") {
        return {
          word: "different",
          summary: "the workflow's own zod schema rejects an input that its compiled interface accepts",
          details: [printable(ending.message)],
        };
      }
      const details = ending.hint === undefined ? [] : [ending.hint];
      return { word: "not verified", summary: `${subject.source} ${printable(ending.message)}`, details };
    }
    case "call-failed":
      return {
        word: "not verified",
        summary: "the emulator rejects a call that both make",
        details: failureLines(verdict.failures.slice(0, 1), subject, paint),
      };
    default:
      return unreachable(verdict);
  }
}

type Labels = readonly [string, string];

function describeDifference(
  difference: Difference,
  comparison: Comparison | undefined,
  subject: Subject,
  paint: CliPaint,
): Description {
  const word = "different";
  const more = restOf(comparison);
  switch (difference.kind) {
    case "input": {
      const details = placeLines(difference.places, ["zod", "graph"]);
      return { word, summary: "zod and the compiled interface fill in the input differently", details };
    }
    case "call-input": {
      const { graphCall, places } = difference;
      return {
        word,
        summary: `${graphCall.node} gets a different input`,
        details: [callLine(graphCall, graphCall.node), ...placeLines(places, sides), ...more],
      };
    }
    case "graph-only-call": {
      const { graphCall } = difference;
      return {
        word,
        summary: `only the graph makes the call ${graphCall.node}`,
        details: [callLine(graphCall, graphCall.node), ...inputLines(graphCall), ...more],
      };
    }
    case "function-only-call": {
      const { functionCall } = difference;
      return {
        word,
        summary: "only the function makes this call",
        details: [callLine(functionCall), ...inputLines(functionCall), ...more],
      };
    }
    case "graph-failed": {
      const details = failureLines(difference.failures.slice(0, 1), subject, paint);
      return { word, summary: "the function returns, but its graph fails", details };
    }
    case "output":
      return { word, summary: "the outputs differ", details: placeLines(difference.places, sides) };
    default:
      return unreachable(difference);
  }
}

const sides: Labels = ["function", "graph"];

function describeOrders(
  { order, ending, difference }: Verdict & { readonly kind: "order-matters" },
  subject: Subject,
  paint: CliPaint,
): Description {
  const labels: Labels = ["as called", printOrder(order)];
  const details =
    difference?.kind === "call-input" || difference?.kind === "output"
      ? [
          ...(difference.kind === "output" ? ["output"] : [callLine(difference.functionCall)]),
          ...placeLines(difference.places, labels),
        ]
      : difference === undefined
        ? [`Then it ${ending.kind === "threw" ? `throws ${printable(ending.message)}` : "does not return"}.`]
        : describeDifference(difference, undefined, subject, paint).details;
  return {
    word: "order matters",
    summary: `answered ${printOrder(order)}, the function itself behaves differently`,
    details: [...details, "falc should have refused this workflow. Please report it."],
  };
}

/** The first location, and how many more there are. */
function placeLines([first, ...others]: readonly ValueDifference[], labels: Labels): readonly string[] {
  if (first === undefined) return [];
  const more = others.length === 0 ? [] : [`and in ${count(others.length, "more place")}`];
  return [...printBoth(first, labels), ...more];
}

function restOf(comparison: Comparison | undefined): readonly string[] {
  if (comparison === undefined) return [];
  const calls = comparison.differences.filter(({ kind }) => kind.endsWith("-call") || kind === "call-input");
  return [`${count(comparison.sameCalls, "call")} the same, ${calls.length} different.`];
}

/** `workflows/product-shot.ts:14:17  photo  fal-ai/flux/dev` */
function callLine({ place, endpoint }: ObservedCall, node?: string): string {
  return [place && printPlace(place), node, endpoint]
    .filter((part) => part !== undefined)
    .map(printable)
    .join("  ");
}

function inputLines({ input }: ObservedCall): readonly string[] {
  return printJson(input, shorten).split("\n");
}

function failureLines(
  failures: readonly NodeFailure[],
  { sourceMap }: Subject,
  paint: CliPaint,
): readonly string[] {
  return failures.flatMap((failure) => printFailure(failure, "emulator", sourceMap, paint).split("\n"));
}

/** A data URL can be megabytes long. */
function shorten(_key: string, value: unknown): unknown {
  return typeof value === "string" && value.length > 200
    ? `${value.slice(0, 200)}… (${value.length} characters)`
    : value;
}
