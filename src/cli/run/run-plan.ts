/** What a run would do, as data: waves, what is held, what would be paid for and why, and what that costs. */
import type { Catalog } from "../../endpoints/catalog.ts";
import { resolveKnownPart } from "../../execution/resolve-known-part.ts";
import { isTextNode } from "../../execution/text-node.ts";
import { recordOf } from "../../graph/record-of.ts";
import type { Graph } from "../../graph/types.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import type { CostEstimate } from "../../pricing/estimate-cost.ts";
import { type CallToPay, planCost } from "../../pricing/plan-cost.ts";
import type { PriceList } from "../../pricing/price.ts";
import { type TotalCost, totalCost } from "../../pricing/total-cost.ts";
import type { PlannedNode } from "../../runner/journal/plan-calls.ts";

export interface RunPlan {
  /** In the graph's order. */
  readonly steps: readonly PlannedStep[];
  /** Of the calls that would be paid for. */
  readonly cost: TotalCost;
  /** The longest chain of calls, by their number. */
  readonly criticalPath: readonly string[];
}

export interface PlannedStep {
  readonly node: string;
  readonly app: string;
  readonly planned: PlannedNode;
  /** From 1: of the calls that start at the same time. Absent for what is there already. */
  readonly wave?: number;
  /** Nodes whose calls come first. */
  readonly waitsFor: readonly string[];
  /** If it would be paid for; also if it is in doubt, and may be sent again. */
  readonly cost?: CostEstimate;
}

/** Whether it is unknown if the call was sent, or its answer is lost. */
export function isInDoubt(planned: PlannedNode): planned is PlannedNode & { readonly kind: "open" } {
  return planned.kind === "open" && planned.call.state.kind !== "sent";
}

/** `nodes`: from `planCalls`. `resubmit`: whether what is in doubt may be sent again. */
export function makePlan(
  graph: Graph,
  input: JsonObject,
  nodes: ReadonlyMap<string, PlannedNode>,
  catalog: Catalog,
  prices: PriceList,
  resubmit: boolean,
): RunPlan {
  const outputs = new Map<string, Json>();
  for (const [id, planned] of nodes) if ("output" in planned) outputs.set(id, planned.output);
  const toPay = graph.nodes.flatMap(({ id, app, input: given }): CallToPay[] => {
    const planned = nodes.get(id);
    if (isTextNode(app) || planned === undefined) return [];
    if (planned.kind === "paid" || (resubmit && isInDoubt(planned)))
      return [{ node: id, app, input: recordOf(planned.input) }];
    if (planned.kind !== "waiting") return [];
    return [{ node: id, app, input: resolveKnownPart(given, { input, outputs }) }];
  });
  const costs = planCost(toPay, catalog, prices);
  const waves = new Map<string, number>();
  const before = new Map<string, string>();
  const steps = graph.nodes.map(({ id, app, depends }): PlannedStep => {
    const planned = nodes.get(id) ?? { kind: "waiting" };
    const waitsFor = depends.filter((other) => waves.has(other));
    const cost = costs.get(id);
    const base = { node: id, app, planned, waitsFor, ...(cost !== undefined && { cost }) };
    if ("output" in planned) return base;
    const last = waitsFor.reduce<string | undefined>(
      (latest, other) => ((waves.get(other) ?? 0) > (waves.get(latest ?? "") ?? 0) ? other : latest),
      undefined,
    );
    // Joining texts takes no time.
    const wave = (isTextNode(app) ? 0 : 1) + (waves.get(last ?? "") ?? 0);
    waves.set(id, wave);
    if (last !== undefined) before.set(id, last);
    return { ...base, wave };
  });
  return { steps, cost: totalCost(costs), criticalPath: longest(waves, before) };
}

function longest(waves: ReadonlyMap<string, number>, before: ReadonlyMap<string, string>): readonly string[] {
  let end: string | undefined;
  for (const [id, wave] of waves) if (wave > (waves.get(end ?? "") ?? 0)) end = id;
  const path: string[] = [];
  for (let id = end; id !== undefined; id = before.get(id)) path.push(id);
  return path.reverse();
}
