/**
 * What the journals of a project say about calls, whichever run made them: entries → calls, found by key or by node.
 * Nothing here reads files, waits or knows whether a run is alive.
 */
import type { Failure } from "../../execution/failure.ts";
import { addTo } from "../../lib/add-to.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import type { ContentOf } from "./call-key.ts";
import { type CallId, callId, type Entry, type EntryBody, type RunEntry, type StageEntry } from "./entry.ts";

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
}

interface Run {
  head: RunEntry | undefined;
  stage?: Stage;
  /** By the number in the run: the call itself, or the one of another run that is followed or reused. */
  readonly calls: Map<number, Call>;
}

export class Ledger {
  readonly #world: string;
  readonly #runs = new Map<string, Run>();
  readonly #calls = new Map<CallId, Call>();
  readonly #byKey = new Map<string, Use[]>();
  readonly #byNode = new Map<string, Use>();
  readonly #stages = new Map<string, Stage>();
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
    const known: Run = this.#runs.get(run) ?? { head: undefined, calls: new Map() };
    this.#runs.set(run, known);
    if (entry.kind === "run") known.head = entry;
    else if (known.head?.world !== this.#world) return;
    else if (entry.kind === "stage") this.#beginStage(run, known, known.head, entry);
    else if (entry.kind === "stage-over") {
      if (known.stage !== undefined) known.stage.isOver = true;
    } else this.#take(run, known.head, known.calls, entry);
  }

  #beginStage(run: string, known: Run, { workflow }: RunEntry, { at, nodes }: Entry & StageEntry): void {
    const stage = { run, at, isOver: false };
    known.stage = stage;
    for (const node of nodes) {
      const name = nodeKey(workflow, node);
      if ((this.#stages.get(name)?.at ?? 0) <= at) this.#stages.set(name, stage);
    }
  }

  #take(
    run: string,
    { workflow }: RunEntry,
    calls: Map<number, Call>,
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

  find(id: CallId): KnownCall | undefined {
    return this.#calls.get(id);
  }

  /** The latest call of a workflow's node, whatever it was sent. */
  ofNode(workflow: string, node: string): KnownCall | undefined {
    return this.#byNode.get(nodeKey(workflow, node))?.call;
  }

  /**
   * The latest stage that had the node, if nobody knows how it ended, and no call of the node was seen since: it may have been
   * called unseen.
   */
  openStageOf(workflow: string, node: string): KnownStage | undefined {
    const name = nodeKey(workflow, node);
    const stage = this.#stages.get(name);
    if (stage === undefined || stage.isOver) return undefined;
    return (this.#byNode.get(name)?.at ?? 0) >= stage.at ? undefined : stage;
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
  const [run = ""] = id.split("/");
  return {
    id,
    run,
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
