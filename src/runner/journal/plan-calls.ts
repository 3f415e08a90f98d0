/**
 * What would become of each node if a workflow ran now: what is held of earlier runs, what is still open, and what would
 * be paid for. Asks servers whether held files are still there, but only for those that are about to be used.
 */
import { findReference } from "../../execution/resolve-reference.ts";
import { resolveRecord } from "../../execution/resolve.ts";
import { isTextNode, runTextNode } from "../../execution/text-node.ts";
import { UnresolvedReference } from "../../execution/unresolved-reference.ts";
import { listReferences } from "../../graph/list-references.ts";
import type { Graph, GraphValue, RunNode } from "../../graph/types.ts";
import { addTo } from "../../lib/add-to.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import { findFiles } from "../find-files.ts";
import { callKey } from "./call-key.ts";
import type { Ledger, KnownCall } from "./ledger.ts";
import type { TakenCalls, WhyFresh } from "./taken-calls.ts";
import { whyPaid } from "./why.ts";

export type PlannedNode =
  /** Computed here, without a call. */
  | { readonly kind: "text"; readonly output: Json }
  | { readonly kind: "held"; readonly input: JsonObject; readonly call: KnownCall; readonly output: Json }
  /** It was sent, or may have been: its result is to be looked for. */
  | { readonly kind: "open"; readonly input: JsonObject; readonly call: KnownCall }
  | {
      readonly kind: "paid";
      readonly input: JsonObject;
      /** A clause: `prompt changed`. */
      readonly because: string;
      /** The call whose answer cannot be used any more. */
      readonly replaces?: KnownCall;
    }
  /** Its input is made of answers that are not there yet. */
  | { readonly kind: "waiting" };

export interface PlanContext {
  readonly workflow: string;
  readonly ledger: Ledger;
  readonly taken: TakenCalls;
  readonly whyFresh: WhyFresh;
  /** Whether the server says that there is no such file any more. */
  readonly isGone: (url: string) => Promise<boolean>;
}

/** By node id, in the graph's order. Linear in the graph, apart from the questions to servers. */
export async function planCalls(
  graph: Graph,
  input: JsonObject,
  context: PlanContext,
): Promise<ReadonlyMap<string, PlannedNode>> {
  const plan = new Plan(graph, input, context);
  await plan.dropGone();
  return plan.nodes;
}

class Plan {
  readonly nodes = new Map<string, PlannedNode>();
  readonly #graph: Graph;
  readonly #input: JsonObject;
  readonly #outputs = new Map<string, Json>();
  readonly #byId: ReadonlyMap<string, RunNode>;
  readonly #dependents = new Map<string, RunNode[]>();
  readonly #context: PlanContext;

  constructor(graph: Graph, input: JsonObject, context: PlanContext) {
    this.#graph = graph;
    this.#input = input;
    this.#context = context;
    this.#byId = new Map(graph.nodes.map((node) => [node.id, node]));
    for (const node of graph.nodes) {
      for (const id of node.depends) addTo(this.#dependents, id, node);
      const planned = this.#plan(node);
      this.nodes.set(node.id, planned);
      if ("output" in planned) this.#outputs.set(node.id, planned.output);
    }
  }

  #plan(node: RunNode): PlannedNode {
    if (node.depends.some((id) => id !== "input" && !this.#outputs.has(id))) return { kind: "waiting" };
    let input: JsonObject;
    try {
      input = resolveRecord(node.input, { input: this.#input, outputs: this.#outputs });
      if (isTextNode(node.app)) return { kind: "text", output: runTextNode(node.app, input) };
    } catch {
      // The run will say what is wrong; nothing is paid for.
      return { kind: "waiting" };
    }
    const { ledger, taken, workflow, whyFresh } = this.#context;
    const key = callKey(node.app, input, ledger.contentOf);
    const call = taken.take(key, node.id);
    if (call === undefined) {
      const previous = ledger.ofNode(workflow, node.id);
      const because =
        whyFresh(node.id) ?? whyPaid({ endpoint: node.app, input, key }, previous, ledger.contentOf);
      return { kind: "paid", input, because };
    }
    return call.state.kind === "done"
      ? { kind: "held", input, call, output: call.state.output }
      : { kind: "open", input, call };
  }

  /** What uses a file that is gone makes its node run again, and so on for what that one uses. */
  async dropGone(): Promise<void> {
    let users: GraphValue[] = [
      this.#graph.output.fields,
      ...this.#graph.nodes.filter(({ id }) => this.#isSent(id)).map((node) => node.input),
    ];
    while (users.length > 0) {
      const wanted = this.#listWanted(users);
      const gone = await Promise.all(
        [...wanted].map(async ([id, urls]) => ((await this.#anyGone(urls)) ? [id] : [])),
      );
      users = gone.flat().flatMap((id) => this.#drop(id));
    }
  }

  /** Whether its input is about to be sent. */
  #isSent(id: string): boolean {
    const kind = this.nodes.get(id)?.kind;
    return kind === "paid" || kind === "waiting";
  }

  /** Node whose answer is held → the addresses in what is used of it. */
  #listWanted(users: readonly GraphValue[]): ReadonlyMap<string, readonly string[]> {
    const wanted = new Map<string, string[]>();
    for (const reference of users.flatMap((user) => listReferences(user))) {
      if (this.nodes.get(reference.root)?.kind !== "held") continue;
      const value = findReference(reference, { input: this.#input, outputs: this.#outputs });
      if (value instanceof UnresolvedReference) continue;
      for (const url of filesIn(value, reference.path)) addTo(wanted, reference.root, url);
    }
    return wanted;
  }

  async #anyGone(urls: readonly string[]): Promise<boolean> {
    const gone = await Promise.all([...new Set(urls)].map((url) => this.#context.isGone(url)));
    return gone.includes(true);
  }

  /** Its node runs again, and what depends on it gets another input. Returns what is used anew. */
  #drop(id: string): readonly GraphValue[] {
    const held = this.nodes.get(id);
    if (held?.kind !== "held") return [];
    const { input, call } = held;
    this.nodes.set(id, { kind: "paid", input, because: "its files are gone", replaces: call });
    const own = this.#byId.get(id);
    const used: GraphValue[] = own === undefined ? [] : [own.input];
    const changed = [id];
    for (const next of changed) {
      this.#outputs.delete(next);
      for (const node of this.#dependents.get(next) ?? []) {
        const planned = this.nodes.get(node.id);
        if (planned === undefined || planned.kind === "waiting") continue;
        if ("call" in planned) this.#context.taken.giveBack(planned.call);
        this.nodes.set(node.id, { kind: "waiting" });
        used.push(node.input);
        changed.push(node.id);
      }
    }
    return used;
  }
}

/** The addresses of files in a value; its name says whether a text is one: other links are of no interest. */
export function filesIn(value: Json, path: readonly (string | number)[] = []): readonly string[] {
  const name = path.findLast((step) => typeof step === "string") ?? "value";
  return findFiles({ [name]: value }).flatMap(({ url }) => (/^https?:/i.test(url) ? [url] : []));
}
