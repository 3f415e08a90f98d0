/** A plan for people, and as JSON. */
import { isTextNode } from "../../execution/text-node.ts";
import { numberOf } from "../../lib/decimal.ts";
import { printable } from "../../lib/printable.ts";
import { printDerivation, printEstimate, printTotal } from "../../pricing/print-cost.ts";
import type { CliPaint } from "../paint.ts";
import { isInDoubt, type PlannedStep, type RunPlan } from "./run-plan.ts";

/**
 *     held     photo   fal-ai/flux/dev               from run 20261130-183455-k3f9xa
 *     wave 1   cutout  fal-ai/bria/background/remove  image_url changed
 *                      $0.018 = 1 image × $0.018
 */
export function printPlan({ steps, cost, criticalPath }: RunPlan, paint: CliPaint): string {
  const shown = steps.filter(({ app }) => !isTextNode(app));
  const width = Math.max(0, ...shown.map(({ node }) => printable(node).length));
  const appWidth = Math.max(0, ...shown.map(({ app }) => printable(app).length));
  const indent = " ".repeat(10 + width + 2);
  const lines = shown.flatMap((step) => {
    const when = step.wave === undefined ? "held" : `wave ${step.wave}`;
    const name = paint.strong(printable(step.node).padEnd(width));
    const app = printable(step.app).padEnd(appWidth);
    const price = step.cost === undefined ? [] : [`${indent}${paint.faint(printEstimate(step.cost))}`];
    return [
      `${when.padEnd(10)}${name}  ${paint.faint(`${app}  ${printable(describe(step))}`)}`.trimEnd(),
      ...price,
    ];
  });
  const count = (is: (step: PlannedStep) => boolean) => shown.filter(is).length;
  const paid = count(({ cost }) => cost !== undefined);
  const states = [
    `${paid} to pay`,
    `${count(({ planned }) => planned.kind === "open" && !isInDoubt(planned))} to follow`,
    `${count(({ planned, cost }) => isInDoubt(planned) && cost === undefined)} in doubt`,
    `${count(({ planned }) => planned.kind === "held")} held`,
  ];
  return [
    ...lines,
    "",
    `calls: ${states.filter((state) => !state.startsWith("0 ") || state === "0 to pay").join(", ")}`,
    ...(criticalPath.length > 1 ? [`one after the other: ${printable(criticalPath.join(" → "))}`] : []),
    ...(paid === 0 ? [] : [`cost: ${printTotal(cost)}`]),
    ...(paid > 0 && cost.count === 0 ? ["To read prices: falc models prices"] : []),
    "",
  ].join("\n");
}

function describe({ planned, waitsFor, cost }: PlannedStep): string {
  switch (planned.kind) {
    case "text":
      return "";
    case "held":
      return `from run ${planned.call.run}`;
    case "open":
      return planned.call.state.kind === "sent"
        ? `request ${planned.call.state.requestId} of run ${planned.call.run} is followed`
        : `in doubt: run ${planned.call.run} may have sent it${cost === undefined ? "" : "; sent again unless it is found"}`;
    case "paid":
      return planned.because;
    case "waiting":
      return waitsFor.length === 0 ? "" : `waits for ${waitsFor.join(", ")}`;
  }
}

export function planToJson(workflow: string, { steps, cost, criticalPath }: RunPlan): object {
  return {
    kind: "plan",
    workflow,
    nodes: steps.map((step) => {
      const { node, app, planned, wave, waitsFor } = step;
      const call = "call" in planned ? planned.call : undefined;
      return {
        node,
        endpoint: app,
        state: planned.kind,
        ...(wave !== undefined && { wave }),
        ...(waitsFor.length > 0 && { waitsFor }),
        ...(call !== undefined && { run: call.run }),
        ...(planned.kind === "open" && { isInDoubt: isInDoubt(planned) }),
        ...(planned.kind === "paid" && { because: planned.because }),
        ...(step.cost !== undefined && { cost: costToJson(step.cost) }),
      };
    }),
    criticalPath,
    // Absent if nothing is known: an unknown cost is not 0.
    cost: {
      currency: "USD",
      ...(cost.count > 0 || cost.unknown.size === 0 ? { amount: numberOf(cost.known) } : {}),
      isComplete: cost.unknown.size === 0,
      unknown: [...cost.unknown.keys()],
    },
  };
}

function costToJson(cost: NonNullable<PlannedStep["cost"]>): object {
  if (cost.kind === "unknown") return { unknown: cost.message };
  const { amount, units, price, doubts } = cost;
  return {
    amount: numberOf(amount),
    units: numberOf(units),
    unit: price.unit,
    unitPrice: numberOf(price.unitPrice),
    derivation: printDerivation(cost),
    ...(doubts.length > 0 && { doubts }),
  };
}
