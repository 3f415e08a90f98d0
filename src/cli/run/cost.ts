/**
 * What a run has cost on fal, by what fal has billed, beside the estimate, or would cost there, by what the emulator was
 * sent: lines after the run, or an event, and what its page says. Nothing where neither a price nor fal's count is known.
 */
import type { Catalog } from "../../endpoints/catalog.ts";
import type { RunEvent } from "../../execution/events.ts";
import { resolveKnownPart } from "../../execution/resolve-known-part.ts";
import { isTextNode } from "../../execution/text-node.ts";
import { recordOf } from "../../graph/record-of.ts";
import type { Graph, GraphRecord, RunNode } from "../../graph/types.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import { numberOf } from "../../lib/decimal.ts";
import { printable, printableJson } from "../../lib/printable.ts";
import { type Account, accountFor } from "../../pricing/account.ts";
import type { BilledCall } from "../../pricing/bill.ts";
import { type CostEstimate, estimateCost } from "../../pricing/estimate-cost.ts";
import type { PriceList } from "../../pricing/price.ts";
import { printTotal } from "../../pricing/print-cost.ts";
import type { NodeCost } from "../../runner/story/run-story.ts";
import { readPriceList } from "../../workspace/prices/price-list.ts";
import type { Project } from "../../workspace/project/project.ts";
import { WorkspaceError } from "../../workspace/workspace-error.ts";
import type { Io } from "../io.ts";
import { paintFor } from "../paint.ts";
import type { OpenEngine } from "./engine.ts";
import { accountToJson, estimateToJson, printAccount, totalToJson } from "./print-account.ts";

export interface CostContext {
  readonly project: Project;
  readonly catalog: Catalog;
  readonly engine: Pick<OpenEngine, "kind" | "hosted">;
  readonly graph: Graph;
}

export class RunCost {
  readonly #context: CostContext;
  readonly #nodes: ReadonlyMap<string, RunNode>;
  readonly #calls = new Map<string, BilledCall>();
  readonly #inputs = new Map<string, JsonObject>();
  readonly #outputs = new Map<string, Json>();
  readonly #reused = new Set<string>();
  #given: JsonObject = {};
  #known: { readonly account: Account; readonly prices: PriceList } | undefined;

  constructor(context: CostContext) {
    this.#context = context;
    this.#nodes = new Map(context.graph.nodes.map((node) => [node.id, node]));
  }

  /** `input`: the run's, as it is sent. */
  begin(input: JsonObject): void {
    this.#given = input;
  }

  /** What an earlier run has paid for is not in it, except a request that this run waits for: nobody else adds it up. */
  see(event: RunEvent): void {
    switch (event.kind) {
      case "node-held":
        this.#outputs.set(event.node, event.output);
        break;
      // A text node is started, but nothing is sent.
      case "node-started":
        this.#inputs.set(event.node, event.input);
        break;
      case "node-submitted":
      case "node-resumed":
        this.#open(event.node);
        break;
      case "node-followed":
        if (!event.isShared) this.#open(event.node);
        break;
      case "node-reused":
        this.#reused.add(event.node);
        break;
      case "node-completed":
        this.#outputs.set(event.node, event.output);
        // fal's own engine may tell of an end only.
        if (this.#context.engine.hosted !== undefined && !this.#reused.has(event.node))
          this.#open(event.node);
        this.#end(event.node, event.billedUnits);
        break;
      case "node-failed":
        if (event.isOpen) this.#open(event.failure.node);
        else this.#end(event.failure.node, event.billedUnits);
        break;
      case "node-cancelled":
        if (!event.confirmed) this.#open(event.node);
        break;
      default:
    }
  }

  #open(node: string): void {
    this.#set(node, { units: undefined, hasEnded: false });
  }

  #end(node: string, units: number | undefined): void {
    if (this.#calls.has(node)) this.#set(node, { units, hasEnded: true });
  }

  /** Joining texts is no call, although fal's own engine tells it as one. */
  #set(node: string, rest: Pick<BilledCall, "units" | "hasEnded">): void {
    const endpoint = this.#nodes.get(node)?.app ?? "";
    if (!isTextNode(endpoint)) this.#calls.set(node, { node, endpoint, ...rest });
  }

  /** fal's own engine does not say what it sends: its references may not be known, and are not taken for left out. */
  #inputOf(node: string): GraphRecord {
    const sent = this.#inputs.get(node);
    if (sent !== undefined && this.#context.engine.hosted === undefined) return recordOf(sent);
    const { input } = this.#nodes.get(node) ?? { input: recordOf({}) };
    return resolveKnownPart(input, { input: this.#given, outputs: this.#outputs });
  }

  /** After the run. The price list is not needed to run, so a damaged one is only a warning. */
  #settle(io: Io): { readonly account: Account; readonly prices: PriceList } {
    if (this.#known !== undefined) return this.#known;
    const prices = pricesOf(this.#context.project, io);
    const sent = [...this.#calls.values()].map((call) => ({ ...call, input: this.#inputOf(call.node) }));
    return (this.#known = { account: accountFor(sent, this.#context.catalog, prices), prices });
  }

  /** By node, of the calls that the run has sent. */
  costs(io: Io): ReadonlyMap<string, NodeCost> {
    if (this.#calls.size === 0) return new Map();
    const { account } = this.#settle(io);
    return costsOf(account, this.#context.engine.kind === "fal");
  }

  print(json: boolean, io: Io): void {
    if (this.#calls.size === 0) return;
    const { kind, hosted } = this.#context.engine;
    const { account, prices } = this.#settle(io);
    const hasPrice = account.calls.some(({ endpoint }) => prices.has(endpoint));
    // The emulator always counts, and in units that may be others than fal's.
    const hasUnits = kind === "fal" && account.calls.some(({ units }) => units !== undefined);
    if (!hasPrice && !hasUnits) return;
    const { lines, event } = kind === "fal" ? billed(account, hosted !== undefined) : estimated(account);
    if (json) io.stdout.write(`${printableJson(JSON.stringify({ kind: "run-cost", ...event }))}\n`);
    else io.stderr.write(`${lines.join("\n")}\n`);
  }
}

/** What one call would cost, as a plan says it. */
export function estimateCall(
  { project, catalog }: Pick<CostContext, "project" | "catalog">,
  { endpoint, input }: { readonly endpoint: string; readonly input: JsonObject },
  io: Io,
): CostEstimate {
  const price = pricesOf(project, io).get(endpoint);
  return estimateCost({ endpoint: catalog.find(endpoint), input: recordOf(input), price });
}

/** `isBilled`: whether anybody pays. */
export function costsOf({ calls }: Account, isBilled: boolean): ReadonlyMap<string, NodeCost> {
  return new Map(
    calls.map((call) => [
      call.node,
      {
        ...(isBilled && { cost: call.kind === "known" ? numberOf(call.amount) : "unknown" }),
        estimate: call.estimate.kind === "known" ? numberOf(call.estimate.amount) : "unknown",
      },
    ]),
  );
}

interface Shown {
  readonly lines: readonly string[];
  readonly event: object;
}

function billed(account: Account, isHosted: boolean): Shown {
  const isUntold = isHosted && account.calls.some(({ units, hasEnded }) => units === undefined && hasEnded);
  return {
    lines: [
      ...printAccount(account),
      ...(isUntold ? ["With --engine hosted, fal does not say how many units it bills for a call."] : []),
    ],
    event: accountToJson(account),
  };
}

function estimated({ calls, estimated: total }: Account): Shown {
  return {
    lines: [`cost on fal, estimated: ${printTotal(total)}`],
    event: {
      emulated: true,
      currency: "USD",
      ...totalToJson(total),
      calls: calls.map(({ node, endpoint, estimate }) => ({ node, endpoint, ...estimateToJson(estimate) })),
    },
  };
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
