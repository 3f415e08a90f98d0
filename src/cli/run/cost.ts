/** What a run has cost: a line after it, or an event. Nothing where neither a price nor fal's count is known. */
import type { RunEvent } from "../../execution/events.ts";
import { numberOf, zero } from "../../lib/decimal.ts";
import { printable, printableJson } from "../../lib/printable.ts";
import { type Bill, billOf, type CallCost, type BilledCall } from "../../pricing/bill.ts";
import type { PriceList } from "../../pricing/price.ts";
import { printTotal } from "../../pricing/print-cost.ts";
import { readPriceList } from "../../workspace/prices/price-list.ts";
import type { Project } from "../../workspace/project/project.ts";
import { WorkspaceError } from "../../workspace/workspace-error.ts";
import type { Io } from "../io.ts";
import { paintFor } from "../paint.ts";
import type { OpenEngine } from "./engine.ts";

export class RunCost {
  readonly #apps = new Map<string, string>();
  readonly #calls = new Map<string, BilledCall>();

  /** What an earlier run has paid for is not in it, except a request that this run waits for: nobody else adds it up. */
  see(event: RunEvent): void {
    switch (event.kind) {
      case "run-started":
        for (const { id, app } of event.nodes) this.#apps.set(id, app);
        break;
      // A text node is started, but nothing is sent.
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
  print(project: Project, engine: OpenEngine["kind"], json: boolean, io: Io): void {
    const calls = [...this.#calls.values()];
    if (calls.length === 0) return;
    const prices = pricesOf(project, io);
    const bill = billOf(calls, prices);
    const hasPrice = calls.some(({ endpoint }) => prices.has(endpoint));
    // The emulator always counts.
    const hasUnits = engine === "fal" && calls.some(({ units }) => units !== undefined);
    if (!hasPrice && !hasUnits) return;
    if (json) io.stdout.write(`${printableJson(JSON.stringify(toEvent(bill, engine)))}\n`);
    else io.stderr.write(`${printBill(bill, engine)}\n`);
  }
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

/** `cost: $0.058 (2 of 3 calls; unknown: clip)` */
function printBill({ calls, known = zero }: Bill, engine: OpenEngine["kind"]): string {
  const unknown = calls.filter(({ kind }) => kind === "unknown");
  const name = engine === "fal" ? "cost" : "cost on fal, by what the emulator made";
  const total = {
    known,
    count: calls.length - unknown.length,
    unknown: new Map(unknown.map((call) => [call.node, call])),
  };
  const line = `${name}: ${printTotal(total)}`;
  return unknown.some(({ price, units }) => price === undefined && units !== undefined)
    ? `${line}\nPrices are missing. To read them: falc models prices`
    : line;
}

/** `amount` is absent if nothing is known: an unknown cost is not 0. */
function toEvent({ calls, known }: Bill, engine: OpenEngine["kind"]): object {
  return {
    kind: "run-cost",
    ...(engine !== "fal" && { emulated: true }),
    currency: "USD",
    ...(known !== undefined && { amount: numberOf(known) }),
    isComplete: calls.every(({ kind }) => kind === "known"),
    calls: calls.map(callToJson),
  };
}

function callToJson(call: CallCost): object {
  const { node, endpoint, units, price } = call;
  return {
    node,
    endpoint,
    ...(units !== undefined && { units }),
    ...(price && { unit: price.unit, unitPrice: numberOf(price.unitPrice) }),
    ...(call.kind === "known" ? { amount: numberOf(call.amount) } : { unknown: call.message }),
  };
}
