/**
 * What the journals of a project say about calls, whichever run made them: entries → calls, found by key or by node.
 * Nothing here reads files, waits or knows whether a run is alive.
 */
import type { Failure } from "../../execution/failure.ts";
import { addTo } from "../../lib/add-to.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import type { ContentOf } from "./call-key.ts";
import {
  type CallId,
  callId,
  type Entry,
  type EntryBody,
  type IntentEntry,
  type RunEntry,
  runOf,
  type StageEntry,
} from "./entry.ts";

/** A call that was made, or was about to be. It changes as more entries are read. */
export interface KnownCall {
  readonly id: CallId;
  /** The run that made it. */
  readonly run: string;
  readonly workflow: string;
  readonly node: string;
  readonly endpoint: string;
  readonly key: string;
  readonly input: JsonObject;
  /** When it was about to be sent, in milliseconds since 1970. */
  readonly at: number;
  readonly state: CallState;
  /** Runs that have begun to wait for it, and have not written that they stopped. */
  readonly waiting: ReadonlySet<string>;
}

export type CallState =
  /** About to be sent: unless the run is still at it, nobody knows whether it was. */
  | { readonly kind: "intended"; readonly failure?: Failure }
  /** Accepted by fal, which may still give its result. */
  | { readonly kind: "sent"; readonly requestId: string }
  | { readonly kind: "done"; readonly requestId?: string; readonly output: Json; readonly ms?: number }
  | { readonly kind: "failed"; readonly requestId?: string; readonly failure: Failure }
  /** Paid for, but fal has the answer no more. */
  | { readonly kind: "lost"; readonly requestId?: string; readonly failure: Failure }
  /** Another call took its place. */
  | { readonly kind: "replaced" };

/** A later state takes the place of an earlier one, never the other way round: two runs may follow one request. */
const order: readonly CallState["kind"][] = ["intended", "sent", "failed", "lost", "done", "replaced"];

interface Call extends KnownCall {
  state: CallState;
  readonly waiting: Set<string>;
}

export interface Use {
  readonly call: KnownCall;
  /** In milliseconds since 1970. */
  readonly at: number;
}

/** A graph that was handed over. */
export interface KnownStage {
  readonly run: string;
  /** When it was about to be sent, in milliseconds since 1970. */
  readonly at: number;
}

interface Stage extends KnownStage {
  isOver: boolean;
  /** Nodes whose calls were written down since. */
  readonly seen: Set<string>;
}

interface Run {
  head: RunEntry | undefined;
  stage?: Stage;
  /** By the number in the run: the call itself, or the one of another run that is followed or reused. */
  readonly calls: Map<number, Call>;
  /** By the node for which it was made, followed or reused last. */
  readonly byNode: Map<string, CallId>;
  /** Those, and the calls that its graph made unseen. */
  readonly made: Set<CallId>;
  /** Nodes that its graph may have called unseen, if that was settled since. */
  readonly settled: Set<string>;
}

export class Ledger {
  readonly #world: string;
  readonly #runs = new Map<string, Run>();
  readonly #calls = new Map<CallId, Call>();
  readonly #byKey = new Map<string, Use[]>();
  readonly #byNode = new Map<string, Use>();
  /** The latest one of a run that had the node comes last. */
  readonly #stages = new Map<string, Stage[]>();
  /** Also of calls that are read later. */
  readonly #replaced = new Set<CallId>();
  readonly #contents = new Map<string, string>();
  readonly #uploads = new Map<string, string>();
  readonly #requests = new Set<string>();

  /** Runs of other worlds are ignored. */
  constructor(world: string) {
    this.#world = world;
  }

  /** Entries of each run are given in order; the runs may be in any. */
  add(run: string, entry: Entry): void {
    const known = this.#run(run);
    if (entry.kind === "run") known.head = entry;
    else if (known.head?.world !== this.#world) return;
    else if (entry.kind === "stage") this.#beginStage(run, known, known.head, entry);
    else if (entry.kind === "stage-over") {
      if (known.stage !== undefined) known.stage.isOver = true;
    } else this.#take(run, known.head, known, entry);
  }

  #run(run: string): Run {
    const known: Run = this.#runs.get(run) ?? {
      head: undefined,
      calls: new Map(),
      byNode: new Map(),
      made: new Set(),
      settled: new Set(),
    };
    this.#runs.set(run, known);
    return known;
  }

  #beginStage(run: string, known: Run, { workflow }: RunEntry, { at, nodes }: Entry & StageEntry): void {
    // What the one before may have called unseen was settled, or is not called by this run.
    if (known.stage !== undefined) known.stage.isOver = true;
    const stage = { run, at, isOver: false, seen: new Set<string>() };
    known.stage = stage;
    for (const node of nodes) addTo(this.#stages, nodeKey(workflow, node), stage);
  }

  #take(
    run: string,
    { workflow }: RunEntry,
    { calls, byNode, made, stage }: Run,
    entry: Exclude<Entry, { kind: "run" | "stage" | "stage-over" }>,
  ): void {
    switch (entry.kind) {
      case "upload":
        this.#contents.set(entry.url, entry.content);
        this.#uploads.set(entry.content, entry.url);
        return;
      case "end":
        return;
      case "intent":
      case "follow":
      case "reuse": {
        const id = entry.kind === "intent" ? callId(run, entry.call) : entry.of;
        // The run that made it may be gone.
        const call = this.#calls.get(id) ?? newCall(id, workflow, entry);
        this.#calls.set(id, call);
        const use = { call, at: entry.at };
        addTo(this.#byKey, entry.key, use);
        const name = nodeKey(workflow, entry.node);
        if ((this.#byNode.get(name)?.at ?? 0) <= entry.at) this.#byNode.set(name, use);
        calls.set(entry.call, call);
        byNode.set(entry.node, id);
        made.add(id);
        stage?.seen.add(entry.node);
        if (entry.kind === "intent" && entry.settles !== undefined)
          this.#settle(entry.settles, entry.node, id);
        if (entry.kind !== "reuse") call.waiting.add(run);
        if (entry.kind === "intent" && entry.replaces !== undefined) this.#replace(entry.replaces);
        if (this.#replaced.has(id)) change(call, { kind: "replaced" });
        break;
      }
      default:
    }
    const call = calls.get(entry.call);
    if (ended.has(entry.kind)) call?.waiting.delete(run);
    const requestId = call !== undefined && "requestId" in call.state ? call.state.requestId : undefined;
    change(call, stateAfter(entry, requestId === undefined ? {} : { requestId }));
    if ("requestId" in entry && entry.requestId !== undefined) this.#requests.add(entry.requestId);
  }

  #settle({ run, isFound }: NonNullable<IntentEntry["settles"]>, node: string, id: CallId): void {
    const { made, settled } = this.#run(run);
    settled.add(node);
    if (isFound) made.add(id);
  }

  #replace(id: CallId): void {
    this.#replaced.add(id);
    change(this.#calls.get(id), { kind: "replaced" });
  }

  /** When calls with this key were made or used again; a call may be there several times. New ones come last. */
  usesOf(key: string): readonly Use[] {
    return this.#byKey.get(key) ?? [];
  }

  /** The number of the run's last call; 0 if there is none. */
  lastCallOf(run: string): number {
    let last = 0;
    for (const call of this.#runs.get(run)?.calls.keys() ?? []) last = Math.max(last, call);
    return last;
  }

  /** The call whose answer a run has for a node, or waits for. */
  callOf(run: string, node: string): CallId | undefined {
    return this.#runs.get(run)?.byNode.get(node);
  }

  find(id: CallId): KnownCall | undefined {
    return this.#calls.get(id);
  }

  /** The latest call of a workflow's node, whatever it was sent. */
  ofNode(workflow: string, node: string): KnownCall | undefined {
    return this.#byNode.get(nodeKey(workflow, node))?.call;
  }

  /**
   * The graph that was handed over latest and may have called the node unseen, because nobody knows how it ended: where
   * what the node `needs`, calls by their ids, was made or used by the same run. With other answers, it would have called the
   * node with another input. `undefined` if a node needs nothing: its call was written down before the graph was sent. `isMeant`: whether
   * graphs of that run count.
   */
  unseenStageOf(
    workflow: string,
    node: string,
    needs: () => readonly CallId[],
    isMeant: (run: string) => boolean,
  ): KnownStage | undefined {
    const stages = this.#stages.get(nodeKey(workflow, node));
    if (stages === undefined) return undefined;
    const needed = needs();
    if (needed.length === 0) return undefined;
    return stages.findLast(({ run, isOver, seen }) => {
      const { made, settled } = this.#run(run);
      return (
        isMeant(run) && !isOver && !seen.has(node) && !settled.has(node) && needed.every((id) => made.has(id))
      );
    });
  }

  /** What stands for the bytes of an uploaded file. */
  readonly contentOf: ContentOf = (url) => this.#contents.get(url);

  /** Where a file with these bytes was uploaded last. */
  uploadOf(content: string): string | undefined {
    return this.#uploads.get(content);
  }

  /** Whether a run has claimed the request as its own. */
  hasRequest(requestId: string): boolean {
    return this.#requests.has(requestId);
  }
}

function newCall(
  id: CallId,
  workflow: string,
  { at, node, endpoint, key, input }: Extract<Entry, { key: string }>,
): Call {
  return {
    id,
    run: runOf(id),
    workflow,
    node,
    endpoint,
    key,
    input,
    at,
    state: { kind: "intended" },
    waiting: new Set(),
  };
}

const ended: ReadonlySet<Entry["kind"]> = new Set(["done", "failed", "cancel"]);

function nodeKey(workflow: string, node: string): string {
  return `${workflow} ${node}`;
}

function change(call: Call | undefined, state: CallState | undefined): void {
  if (call === undefined || state === undefined) return;
  if (order.indexOf(state.kind) >= order.indexOf(call.state.kind)) call.state = state;
}

function stateAfter(
  entry: Extract<EntryBody, { call: number }>,
  request: { readonly requestId?: string },
): CallState | undefined {
  switch (entry.kind) {
    case "intent":
    case "cancel":
      return undefined;
    case "follow":
    case "sent":
      return { kind: "sent", requestId: entry.requestId };
    case "reuse": {
      const { output, requestId } = entry;
      return { kind: "done", output, ...(requestId !== undefined && { requestId }) };
    }
    case "done":
      return { kind: "done", output: entry.output, ms: entry.ms, ...request };
    case "failed": {
      const { failure, left } = entry;
      if (left === "open") return request.requestId === undefined ? { kind: "intended", failure } : undefined;
      return { kind: left === "lost" ? "lost" : "failed", failure, ...request };
    }
  }
}
