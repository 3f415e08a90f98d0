/**
 * One run of a graph by fal's own engine, in two steps: what earlier runs have left is taken, node by node; then the rest is
 * sent as one graph (a stage), and fal's events say what becomes of it.
 */
import { setMaxListeners } from "node:events";
import type { RunEnd, RunOptions, RunOutcome } from "../../execution/engine.ts";
import { EventReporter } from "../../execution/event-reporter.ts";
import type { CallContext, NodeCalls } from "../../execution/node-calls.ts";
import { Readiness } from "../../execution/readiness.ts";
import { remainingGraph } from "../../execution/remaining-graph.ts";
import { resolveKnown, resolveRecord } from "../../execution/resolve.ts";
import { runAll } from "../../execution/run-all.ts";
import { type HeldRequest, RunRecord } from "../../execution/run-record.ts";
import { isTextNode, runTextNode } from "../../execution/text-node.ts";
import { writeBare } from "../../graph/dialects/bare.ts";
import { listReferences } from "../../graph/list-references.ts";
import type { Graph, RunNode } from "../../graph/types.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import { untilAborted } from "../../lib/until-aborted.ts";
import { describeFailure } from "../describe-failure.ts";
import { submitGraceMs } from "./api-fetch.ts";
import type { HostedBooks } from "./hosted-books.ts";
import { isVerdict } from "./open-request.ts";
import type { Execution, PostEnd, Wanted } from "./post-workflow.ts";
import type { EventNode, WorkflowEvent } from "./workflow-event.ts";

export interface HostedPlace {
  /** Follow requests that were sent before. */
  readonly calls: Required<NodeCalls>;
  readonly books: HostedBooks;
  /** Sends the graph, once. Never rejects. */
  post(execution: Execution, signal: AbortSignal, listen: (event: WorkflowEvent) => Wanted): Promise<PostEnd>;
  /** Rejects unless fal confirms it. */
  cancel(app: string, requestId: string, signal: AbortSignal): Promise<unknown>;
}

/** A node while fal has it. */
interface Call {
  readonly context: CallContext;
  /** What it is sent, as far as it is known; `isWhole` if all of it is. */
  readonly input: JsonObject;
  readonly isWhole: boolean;
  readonly startedAt: number;
  /** Each id once: fal may send a call again. */
  readonly requestIds: Set<string>;
  cancelled?: Promise<boolean>;
}

export class HostedRun {
  readonly #graph: Graph;
  readonly #input: JsonObject;
  readonly #place: HostedPlace;
  readonly #options: RunOptions;
  readonly #events: EventReporter;
  readonly #signal: AbortSignal;
  readonly #record: RunRecord;
  readonly #readiness: Readiness;
  /** Outputs by node id, also of text nodes that fal will compute again. */
  readonly #known: Map<string, Json>;
  /** Those that have an output, failed or were skipped. */
  readonly #ended = new Set<string>();
  readonly #skipped: string[] = [];
  /** Nodes that have to be paid for, and whose input is known before anything is sent. */
  readonly #ready = new Map<string, JsonObject>();
  readonly #calls = new Map<string, Call>();
  /** As fal made it. */
  #output: JsonObject | undefined;
  /** Whether an event could not be attributed to a node. */
  #hasLostTrack = false;
  /** Whether an event did not say whose it is, and could not be attributed: any node may have been called. */
  #areCallsHidden = false;

  constructor(graph: Graph, input: JsonObject, place: HostedPlace, options: RunOptions) {
    const { held = new Map(), signal } = options;
    this.#graph = graph;
    this.#input = input;
    this.#place = place;
    this.#options = options;
    this.#events = new EventReporter(options);
    this.#signal = AbortSignal.any([this.#events.crash, ...(signal === undefined ? [] : [signal])]);
    setMaxListeners(0, this.#signal);
    this.#record = new RunRecord(graph, input, held, this.#events);
    this.#known = new Map(this.#record.completed);
    for (const id of this.#known.keys()) this.#ended.add(id);
    const underWay = new Set(this.#record.inFlight.map(({ node }) => node.id));
    this.#readiness = new Readiness(graph.nodes, { done: new Set(this.#known.keys()), underWay });
  }

  /** Called once. */
  async run(): Promise<RunOutcome> {
    const { completed, requests } = this.#record;
    const nodes = this.#graph.nodes.map(({ id, app, depends }) => ({ id, app, depends }));
    this.#events.emit({ kind: "run-started", nodes });
    for (const [node, output] of completed) this.#events.emit({ kind: "node-held", node, output });
    await this.#runAlone();
    const end = this.#conclude();
    this.#events.crash.throwIfAborted();
    return { ...end, completed, requests, open: this.#record.open() };
  }

  /** Not beside another run that would send the same graph. */
  async #runAlone(): Promise<void> {
    let claim: Awaited<ReturnType<HostedBooks["hold"]>>;
    try {
      claim = await this.#place.books.hold(this.#graph, this.#input, this.#signal);
    } catch (error) {
      if (!this.#signal.aborted) this.#failRun(error);
      return;
    }
    try {
      let first = this.#record.inFlight.map((request) => () => this.#follow(request));
      do {
        await this.#takeHeld(first);
        if (this.#signal.aborted) return;
        if (this.#record.failures.length > 0) {
          // The result would be incomplete: nothing more is paid for.
          for (const { id } of this.#graph.nodes) this.#skip(id, this.#listFailed());
          return;
        }
        const begun = await this.#send();
        first = begun.map((node) => () => this.#find(node));
      } while (first.length > 0);
    } finally {
      claim.release();
    }
  }

  async #takeHeld(first: readonly (() => Promise<void>)[]): Promise<void> {
    const next = () => {
      const node = this.#readiness.take();
      return node && (() => this.#find(node));
    };
    await runAll(first, next, this.#signal);
  }

  async #follow({ node, requestId, input }: HeldRequest): Promise<void> {
    this.#events.emit({ kind: "node-resumed", node: node.id, requestId, ...(input && { input }) });
    const startedAt = this.#events.now();
    const { context, close } = this.#record.openContext(node, this.#signal);
    try {
      this.#complete(node, await this.#place.calls.follow(node, requestId, context), startedAt);
    } catch (error) {
      if (!this.#signal.aborted) this.#fail(node, input, error, this.#place.calls.leavesOpen(error));
    } finally {
      close();
    }
  }

  /** What is there of the node; if it is nothing, those that depend on it wait. */
  async #find(node: RunNode): Promise<void> {
    let input: JsonObject;
    try {
      input = resolveRecord(node.input, { input: this.#input, outputs: this.#known });
    } catch (error) {
      return this.#fail(node, undefined, error, false);
    }
    if (isTextNode(node.app)) return this.#computeText(node, input);
    const startedAt = this.#events.now();
    const { context, close } = this.#record.openContext(node, this.#signal);
    let isStarted = false;
    const start = (): void => {
      if (!isStarted) this.#events.emit({ kind: "node-started", node: node.id, input });
      isStarted = true;
    };
    const report: CallContext["report"] = (event) => {
      start();
      context.report(event);
    };
    try {
      const found = await this.#place.books.find(node, input, { ...context, report });
      if (found === undefined) {
        this.#ready.set(node.id, input);
        return;
      }
      start();
      this.#complete(node, found.output, startedAt);
    } catch (error) {
      if (!this.#signal.aborted) this.#fail(node, input, error, this.#place.calls.leavesOpen(error));
    } finally {
      close();
    }
  }

  /** Only to find out what depends on it: if it is sent, fal computes it. */
  #computeText({ id, app }: RunNode, input: JsonObject): void {
    try {
      this.#known.set(id, runTextNode(app, input));
    } catch {
      // fal will say what is wrong with it.
      return;
    }
    this.#readiness.settle(id, true);
  }

  /** Returns those that other runs have begun to call meanwhile, and which are to be looked for again: then nothing was sent. */
  async #send(): Promise<readonly RunNode[]> {
    const { completed } = this.#record;
    for (const node of this.#listFinishedTexts()) this.#finishText(node);
    const nodes = this.#graph.nodes.filter(({ id }) => !completed.has(id));
    if (nodes.length === 0) return [];
    let execution: Execution;
    const ready = nodes.flatMap((node) => {
      const input = this.#ready.get(node.id);
      return input === undefined ? [] : [{ node, input }];
    });
    try {
      const { graph, input } = remainingGraph(this.#graph, this.#input, completed);
      execution = { input, workflow: writeBare(graph) };
      const begun = await this.#place.books.begin(nodes, ready, this.#signal);
      for (const { id } of begun) this.#ready.delete(id);
      if (begun.length > 0) return begun;
    } catch (error) {
      if (!this.#signal.aborted) this.#failRun(error);
      return [];
    }
    const end = await this.#post(execution);
    await this.#account(end, nodes);
    return [];
  }

  /** Text nodes that only what is held depends on, and maybe the output. If nothing is held, the graph is sent as it is. */
  #listFinishedTexts(): readonly RunNode[] {
    const { completed } = this.#record;
    if (completed.size === 0) return [];
    const needed = new Set<string>();
    const finished: RunNode[] = [];
    for (const node of this.#graph.nodes.toReversed()) {
      if (completed.has(node.id)) continue;
      if (isTextNode(node.app) && this.#known.has(node.id) && !needed.has(node.id)) finished.push(node);
      else for (const id of node.depends) needed.add(id);
    }
    return finished.reverse();
  }

  #finishText(node: RunNode): void {
    const output = this.#known.get(node.id);
    if (output === undefined) return;
    const input = resolveRecord(node.input, { input: this.#input, outputs: this.#known });
    this.#events.emit({ kind: "node-started", node: node.id, input });
    this.#complete(node, output, this.#events.now());
  }

  /** After an abort, the stream is read on until what it names is cancelled, at most for two seconds. */
  async #post(execution: Execution): Promise<PostEnd> {
    const closed = new AbortController();
    let limit: ReturnType<typeof setTimeout> | undefined;
    const close = (): void => closed.abort(this.#signal.reason);
    const stop = (): void => {
      limit = setTimeout(close, submitGraceMs);
      const cancelled = this.#listSubmitted().map((node) => this.#cancel(node));
      if (cancelled.length > 0) void Promise.all(cancelled).then(close);
    };
    this.#signal.addEventListener("abort", stop, { once: true });
    if (this.#signal.aborted) stop();
    const listen = (event: WorkflowEvent): Wanted => {
      const wanted = this.#take(event);
      if (!this.#signal.aborted) return wanted;
      const cancelled = this.#listSubmitted().map((node) => this.#cancel(node));
      if (cancelled.length > 0) void Promise.all(cancelled).then(close);
      return wanted;
    };
    try {
      return await this.#place.post(execution, closed.signal, listen);
    } finally {
      clearTimeout(limit);
      this.#signal.removeEventListener("abort", stop);
    }
  }

  #listSubmitted(): readonly RunNode[] {
    return this.#graph.nodes.filter(
      ({ id }) => !this.#ended.has(id) && (this.#calls.get(id)?.requestIds.size ?? 0) > 0,
    );
  }

  /** Once. Whether fal confirms it. */
  #cancel({ id, app }: RunNode): Promise<boolean> {
    const call = this.#calls.get(id);
    if (call === undefined) return Promise.resolve(false);
    return (call.cancelled ??= this.#cancelAll(app, [...call.requestIds]));
  }

  async #cancelAll(app: string, requestIds: readonly string[]): Promise<boolean> {
    const limit = AbortSignal.timeout(submitGraceMs);
    const cancelled = requestIds.map((requestId) =>
      untilAborted(this.#place.cancel(app, requestId, limit), limit).then(
        () => true,
        () => false,
      ),
    );
    return (await Promise.all(cancelled)).every((confirmed) => confirmed);
  }

  #take(event: WorkflowEvent): Wanted {
    if (event.kind === "output") {
      this.#output = event.output;
      return "nothing";
    }
    const node = this.#nodeOf(event);
    if (event.kind === "error") {
      // What is cancelled fails.
      if (!this.#signal.aborted) this.#takeError(node, event.error);
      return "events";
    }
    if (node === undefined) {
      this.#hasLostTrack = true;
      this.#areCallsHidden ||= event.node === undefined;
    } else if (!this.#ended.has(node.id)) {
      const call = this.#start(node);
      if (event.kind === "submit") this.#takeSubmit(node, call, event.requestId);
      else {
        this.#place.books.completed(
          node,
          this.#wholeInput(node),
          event.output,
          Math.round(this.#events.now() - call.startedAt),
        );
        this.#complete(node, event.output, call.startedAt);
      }
    }
    return this.#record.failures.length > 0 ? "events" : "all";
  }

  #takeSubmit(node: RunNode, call: Call, requestId: string): void {
    if (call.requestIds.has(requestId) || call.requestIds.size === maxRequests) return;
    call.requestIds.add(requestId);
    const because = this.#place.books.submitted(node, this.#wholeInput(node), requestId);
    if (because !== undefined && call.requestIds.size === 1)
      call.context.report({ kind: "node-paying", because });
    call.context.report({ kind: "node-submitted", requestId });
  }

  #takeError(node: RunNode | undefined, error: Error): void {
    if (node === undefined) return this.#failRun(error);
    if (this.#ended.has(node.id)) return;
    const call = this.#calls.get(node.id);
    const isSent = call !== undefined && call.requestIds.size > 0;
    // Without a status, or with one of a gateway, fal has not said what became of the request.
    const isOpen = isSent && !isVerdict(error);
    this.#place.books.failed(node, this.#wholeInput(node), error, isOpen);
    this.#fail(node, call?.input ?? this.#ready.get(node.id), error, isOpen);
  }

  /** What the node is sent, if all of it is known. */
  #wholeInput({ id }: RunNode): JsonObject | undefined {
    const call = this.#calls.get(id);
    return call?.isWhole === true ? call.input : this.#ready.get(id);
  }

  /** The only one that can be meant, if the event does not say. Once one was not found, this is not certain any more. */
  #nodeOf({ node: id, app, kind }: EventNode & { readonly kind: string }): RunNode | undefined {
    if (id !== undefined) return this.#graph.nodes.find((node) => node.id === id);
    if (this.#hasLostTrack || (kind === "error" && app === undefined)) return undefined;
    const candidates = this.#graph.nodes.filter(
      (node) =>
        !this.#ended.has(node.id) &&
        (app === undefined || node.app === app) &&
        (kind !== "submit" || !this.#calls.has(node.id)) &&
        node.depends.every((each) => each === "input" || this.#known.has(each)),
    );
    return candidates.length === 1 ? candidates[0] : undefined;
  }

  #start(node: RunNode): Call {
    const known = this.#calls.get(node.id);
    if (known !== undefined) return known;
    let isWhole = true;
    const input = resolveKnown(node.input, { input: this.#input, outputs: this.#known }, () => {
      isWhole = false;
    });
    this.#events.emit({ kind: "node-started", node: node.id, input });
    const { context } = this.#record.openContext(node, this.#signal);
    const call: Call = { context, input, isWhole, startedAt: this.#events.now(), requestIds: new Set() };
    this.#calls.set(node.id, call);
    return call;
  }

  /** What the end of the stream means for nodes of which fal has said nothing. */
  async #account(end: PostEnd, nodes: readonly RunNode[]): Promise<void> {
    const { books } = this.#place;
    if (end.kind === "refused") {
      for (const id of this.#ready.keys()) this.#noteUnsent(id, end.error);
      books.over();
      if (!this.#signal.aborted) this.#failRun(end.error);
      return;
    }
    const isOver = end.kind === "ended" && (this.#output !== undefined || this.#record.failures.length > 0);
    const left = nodes.filter(({ id }) => !this.#ended.has(id));
    if (this.#signal.aborted && this.#output === undefined) return this.#accountForStopped(left);
    if (this.#output === undefined && !isOver) this.#failRun(new Error(this.#describeBreak(end)));
    // What is known of the result is enough, although an answer could not be attributed.
    if (this.#output === undefined)
      for (const node of left) if (!this.#ended.has(node.id)) this.#leave(node, isOver);
    if (!isOver) return;
    const hidden = this.#areCallsHidden ? nodes.filter((node) => this.#mayBeHidden(node)) : [];
    const unsent = [...this.#ready.keys()].filter((id) => !this.#calls.has(id));
    for (const id of unsent)
      if (hidden.every((node) => node.id !== id))
        this.#noteUnsent(id, new Error("the workflow ended before it was sent"));
    // What may have been called unseen is looked for by later runs.
    if (hidden.length === 0) books.over();
  }

  #mayBeHidden({ id, app }: RunNode): boolean {
    return !isTextNode(app) && !this.#calls.has(id);
  }

  #noteUnsent(id: string, error: unknown): void {
    const node = this.#graph.nodes.find((each) => each.id === id);
    if (node !== undefined && !this.#ended.has(id)) this.#place.books.unsent(node, error);
  }

  /** `isOver`: fal has said that the run has ended. */
  #leave(node: RunNode, isOver: boolean): void {
    const isReady = node.depends.every((id) => id === "input" || this.#known.has(id));
    const call = this.#calls.get(node.id);
    const isSent = call !== undefined && call.requestIds.size > 0;
    if (!isReady && !isSent) return;
    if (isOver && !isSent) {
      this.#skip(node.id, this.#listFailed());
      return;
    }
    const isOpen = isSent || !isTextNode(node.app);
    const message = isSent
      ? "fal's answer ended before its result, which its request may still give"
      : `fal's answer ended before it said whether this was submitted${isOpen ? "; it may be billed" : ""}`;
    const error = Object.assign(new Error(message), { isInDoubt: isOpen && !isSent });
    this.#place.books.failed(node, this.#wholeInput(node), error, isOpen);
    this.#fail(node, call?.input ?? this.#ready.get(node.id), error, isOpen);
  }

  async #accountForStopped(left: readonly RunNode[]): Promise<void> {
    for (const node of left) {
      const call = this.#calls.get(node.id);
      const isSent = call !== undefined && call.requestIds.size > 0;
      // fal may have it, and has not said so.
      const isInDoubt = this.#ready.has(node.id) && !isTextNode(node.app);
      if (!isSent && !isInDoubt) continue;
      const confirmed = isSent && (await this.#cancel(node));
      const { context, close } = this.#record.openContext(node, this.#signal);
      context.report({ kind: "node-cancelled", confirmed });
      close();
      this.#place.books.cancelled(node, confirmed);
    }
  }

  #describeBreak(end: PostEnd): string {
    const reason = end.kind === "broken" ? end.reason : "fal's answer ended before the result";
    const open = this.#listSubmitted().map(
      ({ id }) => `${id} as request ${[...(this.#calls.get(id)?.requestIds ?? [])].join(", ")}`,
    );
    const done = [...this.#calls.keys()].filter((id) => this.#record.completed.has(id));
    return [
      `${reason}; fal may go on, and bill it, so the workflow was not sent again`,
      ...(open.length > 0 ? [`submitted: ${open.join(", ")}`] : []),
      ...(done.length > 0 ? [`completed: ${done.join(", ")}`] : []),
      ...(open.length + done.length === 0 ? ["nothing is known of its calls"] : []),
    ].join("; ");
  }

  #complete(node: RunNode, output: Json, startedAt: number): void {
    this.#record.complete(node, output, Math.round(this.#events.now() - startedAt));
    this.#known.set(node.id, output);
    this.#settle(node, true);
  }

  #fail(node: RunNode, input: JsonObject | undefined, error: unknown, isOpen: boolean): void {
    const { id, app } = node;
    const requestId = this.#record.requests.get(id)?.requestId;
    const sent = { ...(input && { input }), ...(requestId !== undefined && { requestId }) };
    this.#record.fail({ node: id, app, ...this.#describe(error), ...sent }, error, isOpen);
    this.#settle(node, false);
  }

  /** Of the run as a whole, not of one node. */
  #failRun(error: unknown): void {
    this.#record.fail({ node: "output", ...this.#describe(error) }, error);
  }

  #describe(error: unknown) {
    return describeFailure(error);
  }

  #settle({ id }: RunNode, isDone: boolean): void {
    this.#ended.add(id);
    for (const { node, because } of this.#readiness.settle(id, isDone)) this.#skip(node, because);
  }

  #skip(node: string, because: readonly string[]): void {
    if (this.#ended.has(node)) return;
    this.#ended.add(node);
    this.#skipped.push(node);
    this.#events.emit({ kind: "node-skipped", node, because });
  }

  #listFailed(): readonly string[] {
    return [...new Set(this.#record.failures.map(({ node }) => node))];
  }

  #conclude(): RunEnd {
    const { failures } = this.#record;
    const unfinished = this.#graph.nodes.map(({ id }) => id).filter((id) => !this.#ended.has(id));
    if (this.#signal.aborted && unfinished.length > 0 && this.#output === undefined) {
      this.#events.emit({ kind: "run-aborted", failures, unfinished });
      return { kind: "aborted", failures, unfinished };
    }
    const isKnown = failures.every(({ node }) => node === "output");
    const output = isKnown ? this.#resolveOutput(unfinished.length > 0) : undefined;
    if (output !== undefined && failures.length === 0) {
      this.#events.emit({ kind: "run-completed", output });
      return { kind: "completed", output };
    }
    const failed = { failures, skipped: this.#skipped, ...(output && { output }) };
    this.#events.emit({ kind: "run-failed", ...failed });
    return { kind: "failed", ...failed };
  }

  /**
   * Made of the nodes' outputs, as by every engine; as fal made it, if one of them was not attributed. `undefined` if
   * neither is known.
   */
  #resolveOutput(isIncomplete: boolean): JsonObject | undefined {
    const { fields } = this.#graph.output;
    const { completed, results } = this.#record;
    const isKnown = listReferences(fields).every(({ root }) => root === "input" || completed.has(root));
    if (!isKnown) return this.#output;
    if (isIncomplete && this.#output === undefined) return undefined;
    const { mayBeAbsent } = this.#options;
    return resolveKnown(fields, results, (error) => {
      if (mayBeAbsent?.(error.reference) === true && error.isLastStep) return;
      this.#record.fail({ node: "output", ...this.#describe(error) }, error);
    });
  }
}

/** Of one node: more are not kept. */
const maxRequests = 10;
