/**
 * What a run has cost on fal, by what fal has billed, or would cost there, by what the emulator was sent: a line after the
 * run, or an event. Nothing where neither a price nor fal's count is known.
 */
import type { Catalog } from "../../endpoints/catalog.ts";
import type { RunEvent } from "../../execution/events.ts";
import { recordOf } from "../../graph/record-of.ts";
import { numberOf, zero } from "../../lib/decimal.ts";
import type { JsonObject } from "../../lib/json.ts";
import { printable, printableJson } from "../../lib/printable.ts";
import { type BilledCall, billOf } from "../../pricing/bill.ts";
import type { CostEstimate } from "../../pricing/estimate-cost.ts";
import { planCost } from "../../pricing/plan-cost.ts";
import type { Price, PriceList } from "../../pricing/price.ts";
import { printDerivation, printTotal } from "../../pricing/print-cost.ts";
import { totalCost } from "../../pricing/total-cost.ts";
import { readPriceList } from "../../workspace/prices/price-list.ts";
import type { Project } from "../../workspace/project/project.ts";
import { WorkspaceError } from "../../workspace/workspace-error.ts";
import type { Io } from "../io.ts";
import { paintFor } from "../paint.ts";
import type { OpenEngine } from "./engine.ts";

interface CostContext {
  readonly project: Project;
  readonly catalog: Catalog;
  readonly engine: OpenEngine["kind"];
  readonly json: boolean;
}

export class RunCost {
  readonly #apps = new Map<string, string>();
  readonly #calls = new Map<string, BilledCall>();
  readonly #inputs = new Map<string, JsonObject>();

  /** What an earlier run has paid for is not in it, except a request that this run waits for: nobody else adds it up. */
  see(event: RunEvent): void {
    switch (event.kind) {
      case "run-started":
        for (const { id, app } of event.nodes) this.#apps.set(id, app);
        break;
      // A text node is started, but nothing is sent.
      case "node-started":
        this.#inputs.set(event.node, event.input);
        break;
      case "node-submitted":
      case "node-resumed":
        this.#set(event.node, { units: undefined, hasEnded: false });
        break;
      case "node-followed":
        if (!event.isShared) this.#set(event.node, { units: undefined, hasEnded: false });
        break;
      case "node-completed":
        this.#end(event.node, event.billedUnits);
        break;
      case "node-failed":
        if (event.isOpen) this.#set(event.failure.node, { units: undefined, hasEnded: false });
        else this.#end(event.failure.node, event.billedUnits);
        break;
      case "node-cancelled":
        if (!event.confirmed) this.#set(event.node, { units: undefined, hasEnded: false });
        break;
      default:
    }
  }

  #end(node: string, units: number | undefined): void {
    if (this.#calls.has(node)) this.#set(node, { units, hasEnded: true });
  }

  #set(node: string, rest: Pick<BilledCall, "units" | "hasEnded">): void {
    this.#calls.set(node, { node, endpoint: this.#apps.get(node) ?? "", ...rest });
  }

  /** After a run. The price list is not needed to run, so a damaged one is only a warning. */
  print({ project, catalog, engine, json }: CostContext, io: Io): void {
    const calls = [...this.#calls.values()];
    if (calls.length === 0) return;
    const prices = pricesOf(project, io);
    const hasPrice = calls.some(({ endpoint }) => prices.has(endpoint));
    // The emulator always counts, and in units that may be others than fal's.
    const hasUnits = engine === "fal" && calls.some(({ units }) => units !== undefined);
    if (!hasPrice && !hasUnits) return;
    const { lines, event } = engine === "fal" ? billed(calls, prices) : this.#estimated(prices, catalog);
    if (json) io.stdout.write(`${printableJson(JSON.stringify({ kind: "run-cost", ...event }))}\n`);
    else io.stderr.write(`${lines.join("\n")}\n`);
  }

  #estimated(prices: PriceList, catalog: Catalog): Shown {
    const sent = [...this.#calls].map(([node, { endpoint }]) => {
      return { node, app: endpoint, input: recordOf(this.#inputs.get(node) ?? {}) };
    });
    const costs = planCost(sent, catalog, prices);
    const total = totalCost(costs);
    return {
      lines: [`cost on fal, estimated: ${printTotal(total)}`],
      event: {
        emulated: true,
        currency: "USD",
        ...(total.count > 0 && { amount: numberOf(total.known) }),
        isComplete: total.unknown.size === 0,
        calls: sent.map(({ node, app }) => ({ node, endpoint: app, ...estimateToJson(costs.get(node)) })),
      },
    };
  }
}

interface Shown {
  readonly lines: readonly string[];
  /** `amount` is absent if nothing is known: an unknown cost is not 0. */
  readonly event: object;
}

/** `cost: $0.058 (2 of 3 calls; unknown: clip)` */
function billed(sent: readonly BilledCall[], prices: PriceList): Shown {
  const { calls, known } = billOf(sent, prices);
  const unknown = calls.filter(({ kind }) => kind === "unknown");
  const total = {
    known: known ?? zero,
    count: calls.length - unknown.length,
    unknown: new Map(unknown.map((call) => [call.node, call])),
  };
  const lacksPrice = unknown.some(({ price, units }) => price === undefined && units !== undefined);
  return {
    lines: [
      `cost: ${printTotal(total)}`,
      ...(lacksPrice ? ["Prices are missing. To read them: falc models prices"] : []),
    ],
    event: {
      currency: "USD",
      ...(known !== undefined && { amount: numberOf(known) }),
      isComplete: unknown.length === 0,
      calls: calls.map((call) => ({
        node: call.node,
        endpoint: call.endpoint,
        ...(call.units !== undefined && { units: call.units }),
        ...(call.price && priceToJson(call.price)),
        ...(call.kind === "known" ? { amount: numberOf(call.amount) } : { unknown: call.message }),
      })),
    },
  };
}

function estimateToJson(cost: CostEstimate | undefined): object {
  if (cost === undefined || cost.kind === "unknown") return { unknown: cost?.message ?? "it was not sent" };
  const { units, price, amount, doubts } = cost;
  return {
    units: numberOf(units),
    ...priceToJson(price),
    amount: numberOf(amount),
    derivation: printDerivation(cost),
    ...(doubts.length > 0 && { doubts }),
  };
}

function priceToJson({ unit, unitPrice }: Price): object {
  return { unit, unitPrice: numberOf(unitPrice) };
}

function pricesOf(project: Project, io: Io): PriceList {
  try {
    return readPriceList(project);
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    const warning = paintFor(io.stderr, io.env).kind("warning", "warning");
    io.stderr.write(`${warning}: ${printable(error.message)}\n`);
    return new Map();
  }
}
