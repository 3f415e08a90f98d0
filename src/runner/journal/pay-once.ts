/**
 * Calls that are paid for once, whatever happens: each is written down before it is sent, looked for among what earlier
 * runs have left, and shared with a run that is making the same one. What was sent and never answered is not sent again
 * unless the user allows it.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { CallContext, NodeCalls } from "../../execution/node-calls.ts";
import { isTextNode } from "../../execution/text-node.ts";
import type { Graph, RunNode } from "../../graph/types.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import { untilAborted } from "../../lib/until-aborted.ts";
import { UncertainSubmit } from "../engines/api-fetch.ts";
import { isCancelled, isForgotten, isUnknown } from "../engines/open-request.ts";
import { type Bookkeeping, type Claim, nothingSent, type Places } from "./bookkeeping.ts";
import { callKey } from "./call-key.ts";
import { recordCall } from "./call-record.ts";
import { type CallEntry, type CallId, callId, type IntentEntry } from "./entry.ts";
import { findSent, type SentCall } from "./find-sent.ts";
import type { History } from "./history.ts";
import type { CallState, KnownCall, KnownStage } from "./ledger.ts";
import { filesIn, type PlannedNode, planCalls } from "./plan-calls.ts";
import { SharedClaims } from "./shared-claims.ts";
import { TakenCalls, type WhyFresh } from "./taken-calls.ts";
import { Turn } from "./turn.ts";
import { whyPaid } from "./why.ts";

export interface PayOnceOptions {
  readonly books: Bookkeeping;
  /** Whether the server says that there is no such file any more. */
  readonly isGone: (url: string) => Promise<boolean>;
  /**
   * Why nothing of other runs is used for the node, as a clause: `reuse: false`. `undefined` if it may be. What this run
   * itself has sent or finished, before it was begun again, is used in any case.
   */
  readonly whyFresh: WhyFresh;
  /** Whether the user allows that a call is sent again that may have been paid for. */
  readonly maySendAgain: (doubt: Doubt) => Promise<boolean>;
  /** An entry about a call that goes on could not be written. `entry`: what only this process knows now. */
  readonly onUnwritten: (entry: CallEntry, node: RunNode, error: unknown) => void;
  /** Absent if there is nobody to ask. */
  readonly history?: History | undefined;
  /** How many calls may be in progress at a time; absent if there is no limit. */
  readonly places?: Places | undefined;
  /** Milliseconds between two looks at what another run does; default 100. */
  readonly pollMs?: number;
  /** Milliseconds before fal's history is asked again, because it may lag; by default 1 s, then 4 s. */
  readonly historyWaits?: readonly number[];
  /** The same for a call that fal may be about to make itself, because the graph was handed over: 1 s, then 4 s. */
  readonly unseenWaits?: readonly number[];
}

/** A call that may have been paid for, and whose answer cannot be had. */
export interface Doubt {
  readonly node: RunNode;
  readonly call: KnownCall;
  /** A clause. */
  readonly reason: string;
}

/** Only the user can decide whether it is paid for again. */
export class DoubtfulCall extends Error {
  override readonly name = "DoubtfulCall";
  /** See `Failure`. */
  readonly isInDoubt = true;
}

/** A call that the run asks for. */
interface Asked extends CallContext {
  readonly node: RunNode;
  readonly input: JsonObject;
  readonly key: string;
  /**
   * How long it waits for a call that another run is about to send, or may hear of, and which is in doubt then: in milliseconds since
   * 1970; by default, no limit.
   */
  readonly waitsUntil?: number;
  /** Runs whose graphs may have made it unseen, and the user has it sent all the same. */
  readonly allowed: Set<string>;
}

/** `nothing`: something else has to be looked for. */
type Found = Settled | { readonly kind: "nothing" };

type Settled = { readonly kind: "answered"; readonly output: Json } | Payment;

interface Payment {
  readonly kind: "payment";
  readonly because: string;
  readonly turn: Turn;
  readonly instead: Instead;
}

/** What a call takes the place of. */
export type Instead = Pick<IntentEntry, "replaces" | "settles">;

/** One that `find` said is to be paid for. */
export interface FoundCall {
  readonly node: RunNode;
  readonly input: JsonObject;
  readonly instead: Instead;
}

interface UnseenRequest {
  /** Its number in this run. */
  readonly call: number;
  readonly requestId: string;
  /** The one that handed the graph over. */
  readonly run: string;
}

const nothing: Found = { kind: "nothing" };

/** For one run. */
export class PayOnce {
  readonly #calls: Required<NodeCalls>;
  readonly #options: PayOnceOptions;
  readonly #books: Bookkeeping;
  readonly #taken: TakenCalls;
  #planned: ReadonlyMap<string, PlannedNode> = new Map();
  #nodes: ReadonlyMap<string, RunNode> = new Map();
  /** For each key, that no other run begins such a call. */
  readonly #beginning = new SharedClaims();
  /** What was known of calls in whose place new ones are sent, when that was decided. */
  readonly #decided = new Map<CallId, CallState["kind"]>();
  #lastCall: number;

  constructor(calls: Required<NodeCalls>, options: PayOnceOptions) {
    const { ledger, run, workflow } = options.books;
    this.#calls = calls;
    this.#options = options;
    this.#books = options.books;
    this.#taken = new TakenCalls(ledger, { run, workflow, whyFresh: options.whyFresh });
    this.#lastCall = ledger.lastCallOf(run);
  }

  /** What would become of each node. If it is called, then before the run, which does what the plan says. */
  async plan(graph: Graph, input: JsonObject): Promise<ReadonlyMap<string, PlannedNode>> {
    const { whyFresh, isGone } = this.#options;
    const { workflow, ledger } = this.#books;
    this.#books.refresh();
    this.#nodes = new Map(graph.nodes.map((node) => [node.id, node]));
    const context = { workflow, ledger, taken: this.#taken, whyFresh, isGone };
    this.#planned = await planCalls(graph, input, context);
    return this.#planned;
  }

  get calls(): Required<NodeCalls> {
    return { ...this.#calls, call: (node, input, context) => this.#call(node, input, context) };
  }

  async #call(node: RunNode, input: JsonObject, context: CallContext): Promise<Json> {
    context.signal.throwIfAborted();
    if (isTextNode(node.app)) return this.#calls.call(node, input, context);
    const asked = this.#ask(node, input, context);
    const settled = await this.#settle(asked);
    if (settled.kind === "answered") return settled.output;
    return this.#pay(asked, settled);
  }

  /** What answers the call, or that it has to be paid for. */
  async #settle(asked: Asked): Promise<Settled> {
    for (let found = await this.#start(asked); ; found = await this.#lookFor(asked))
      if (found.kind !== "nothing") return found;
  }

  #ask(node: RunNode, input: JsonObject, { signal, report }: CallContext): Asked {
    const key = callKey(node.app, input, this.#books.ledger.contentOf);
    return { signal, report, node, input, key, allowed: new Set() };
  }

  /**
   * As a call, if nothing has to be paid for; otherwise why it has to be, with the call whose place a new one takes. For
   * somebody who sends several calls at once, and keeps other runs from sending the same.
   */
  async find(
    node: RunNode,
    input: JsonObject,
    context: CallContext,
  ): Promise<{ readonly output: Json } | Pick<Payment, "because" | "instead">> {
    context.signal.throwIfAborted();
    const asked = { ...this.#ask(node, input, context), waitsUntil: Date.now() + submitPatienceMs };
    const settled = await this.#settle(asked);
    if (settled.kind === "answered") return { output: settled.output };
    settled.turn.end();
    return settled;
  }

  /** That no other run begins one of the calls that `find` said are to be paid for. */
  async holdAll(calls: readonly FoundCall[], signal: AbortSignal): Promise<Claim> {
    const names = new Set(calls.flatMap((each) => this.#claimsOf(each)));
    const claims: Claim[] = [];
    const release = () => claims.forEach((claim) => claim.release());
    try {
      // In one order: two runs never wait for each other. Whoever makes single calls has one of them each.
      for (const name of [...names].sort()) claims.push(await this.hold(name, signal));
    } catch (error) {
      release();
      throw error;
    }
    return { release };
  }

  #claimsOf({ node, input, instead }: FoundCall): readonly string[] {
    const again = instead.replaces === undefined ? [] : [claimToReplace(instead.replaces)];
    if (this.#options.whyFresh(node.id) !== undefined) return again;
    return [callKey(node.app, input, this.#books.ledger.contentOf), ...again];
  }

  /** Whether another run has begun the call, or found the one that it replaces, since `find` said that it is to be paid for. */
  isBegun({ node, input, instead }: FoundCall): boolean {
    const { ledger } = this.#books;
    const replaced = instead.replaces === undefined ? undefined : ledger.find(instead.replaces);
    if (replaced !== undefined) {
      if (replaced.state.kind === this.#decided.get(replaced.id)) return false;
      this.#taken.giveBack(replaced);
      return true;
    }
    if (this.#options.whyFresh(node.id) !== undefined) return false;
    const call = this.#taken.take(callKey(node.app, input, ledger.contentOf), node.id);
    if (call !== undefined) this.#taken.giveBack(call);
    return call !== undefined;
  }

  /** Why a call is paid for that nobody looked for before. */
  whyPaid({ id, app }: RunNode, input: JsonObject): string {
    const { workflow, ledger } = this.#books;
    const key = callKey(app, input, ledger.contentOf);
    const previous = ledger.ofNode(workflow, id);
    return this.#options.whyFresh(id) ?? whyPaid({ endpoint: app, input, key }, previous, ledger.contentOf);
  }

  /**
   * The number of a call that others make, and that is written down; `written` resolves when it is on disk, and rejects if it
   * cannot be.
   */
  intend(
    node: RunNode,
    input: JsonObject,
    instead: Instead = {},
  ): { readonly call: number; readonly written: Promise<void> } {
    const call = this.#nextCall();
    const key = callKey(node.app, input, this.#books.ledger.contentOf);
    const entry = { kind: "intent", call, ...called({ node, input, key }), ...instead } as const;
    return { call, written: this.#books.write(entry) };
  }

  /** What becomes of a call. Nothing is waited for: it is paid for already. */
  note(node: RunNode, entry: CallEntry): void {
    this.#books.write(entry).catch((error: unknown) => this.#options.onUnwritten(entry, node, error));
  }

  /** Once no other run holds it, and what those have done is known. */
  async hold(name: string, signal: AbortSignal): Promise<Claim> {
    for (;;) {
      const claim = await this.#books.claim(name);
      this.#books.refresh();
      if (claim !== undefined) return claim;
      await this.#wait(signal);
    }
  }

  /** As planned for the node, if it is sent what was expected. */
  async #start(asked: Asked): Promise<Found> {
    const planned = this.#planned.get(asked.node.id);
    if (planned === undefined) return nothing;
    if (planned.kind === "paid" && planned.replaces?.key === asked.key)
      return this.#payAgain(asked, planned.replaces, planned.because);
    if (!("call" in planned)) return nothing;
    if (planned.call.key === asked.key) return this.#use(asked, planned.call);
    this.#taken.giveBack(planned.call);
    return nothing;
  }

  async #lookFor(asked: Asked): Promise<Found> {
    const { node, input, key, signal } = asked;
    const held = this.#taken.take(key, node.id);
    if (held !== undefined) return this.#use(asked, held);
    const isFresh = this.#options.whyFresh(node.id) !== undefined;
    // Nothing is held. Another run may be about to make the same call.
    const own = () => this.#beginning.hold(key, () => this.hold(key, signal));
    const turn = await this.#takeTurn(asked, isFresh ? undefined : own);
    const shared = isFresh ? undefined : this.#taken.take(key, node.id);
    if (shared !== undefined) {
      turn.end();
      return this.#use(asked, shared);
    }
    const stage = this.#findStage(node, isFresh);
    if (stage === undefined)
      return { kind: "payment", because: this.whyPaid(node, input), turn, instead: {} };
    const isAllowed = asked.allowed.has(stage.run);
    try {
      if (await this.#isUnderWay(stage, asked)) {
        turn.end();
        await this.#wait(signal);
        return nothing;
      }
      const request = await this.#findUnseen(asked, stage, isAllowed);
      if (request !== undefined) {
        turn.end();
        return await this.#adopt(asked, request);
      }
      if (isAllowed) {
        const instead = { settles: { run: stage.run, isFound: false } };
        return { kind: "payment", because: this.whyPaid(node, input), turn, instead };
      }
    } catch (error) {
      turn.end();
      throw error;
    }
    // Others do not wait for the user. What they have done by then is looked at again.
    turn.end();
    await this.#askAboutUnseen(asked, stage);
    asked.allowed.add(stage.run);
    return nothing;
  }

  /** A graph that may have made the call unseen; only one of this run, if nothing of other runs is used. */
  #findStage(node: RunNode, isFresh: boolean): KnownStage | undefined {
    const { workflow, ledger, run } = this.#books;
    const isMeant = (by: string) => !isFresh || by === run;
    return ledger.unseenStageOf(workflow, node.id, () => this.#listNeeded(node), isMeant);
  }

  /**
   * The place comes first: whoever has a claim does not wait for one. And before the call is written down, because what waits is
   * not in doubt.
   */
  async #takeTurn(asked: CallContext, claim?: () => Promise<Claim>): Promise<Turn> {
    let place: Claim | undefined;
    try {
      place = await this.#takePlace(asked);
      return new Turn(await claim?.(), place);
    } catch (error) {
      place?.release();
      return nothingSent(error);
    }
  }

  async #takePlace({ signal, report }: CallContext): Promise<Claim | undefined> {
    const { places } = this.#options;
    if (places === undefined) return undefined;
    const timer = setTimeout(() => report({ kind: "node-waiting", limit: places.limit }), noticeableMs);
    return places.take(signal).finally(() => clearTimeout(timer));
  }

  /** The calls whose answers the node was sent, also by way of text nodes. */
  #listNeeded(node: RunNode): readonly CallId[] {
    const { ledger, run } = this.#books;
    const seen = new Set(node.depends);
    const needed: CallId[] = [];
    for (const id of seen) {
      const call = ledger.callOf(run, id);
      const other = this.#nodes.get(id);
      if (call !== undefined) needed.push(call);
      else if (other !== undefined && isTextNode(other.app)) for (const next of other.depends) seen.add(next);
    }
    return needed;
  }

  /** Whether it is worth waiting, because another run hears of the calls that the graph makes. */
  async #isUnderWay({ run }: KnownStage, { waitsUntil = Number.POSITIVE_INFINITY }: Asked): Promise<boolean> {
    return run !== this.#books.run && Date.now() < waitsUntil && (await this.#books.isAlive(run));
  }

  /**
   * A request that a graph which was handed over has made unseen, if fal's history has it: as a call of this run.
   * `isAsked`: it was looked for before, with all waits.
   */
  async #findUnseen(
    asked: Asked,
    { at, run }: KnownStage,
    isAsked: boolean,
  ): Promise<UnseenRequest | undefined> {
    const { node, input } = asked;
    const { unseenWaits = [1000, 4000] } = this.#options;
    const waits = isAsked ? [] : unseenWaits;
    const past = await this.#claimSent(asked, { endpoint: node.app, input, at }, waits);
    if (past === undefined) return undefined;
    const { requestId, claim } = past;
    const { call, written } = this.intend(node, input, { settles: { run, isFound: true } });
    this.note(node, { kind: "sent", call, requestId });
    await written.finally(() => claim.release());
    return { call, requestId, run };
  }

  /** Throws unless the user allows that it is sent. */
  async #askAboutUnseen(asked: Asked, { run, at }: KnownStage): Promise<void> {
    const { node, input, key, report } = asked;
    report({ kind: "node-in-doubt", run, sentAt: at });
    const { workflow } = this.#books;
    const state = { kind: "intended" } as const;
    const about = { id: callId(run, 0), run, workflow, at, state, waiting: new Set<string>() };
    const call = { ...about, node: node.id, endpoint: node.app, key, input };
    const reason = "it may have been sent with a whole graph, whose end was never heard";
    if (!(await this.#maySendAgain(asked, { node, call, reason }))) throw new DoubtfulCall(reason);
  }

  /** Follows a request that no run had claimed. */
  async #adopt(asked: Asked, { call, requestId, run }: UnseenRequest): Promise<Found> {
    const { node, signal } = asked;
    try {
      const output = await this.#record(asked, call, callId(this.#books.run, call), (context) => {
        context.report({ kind: "node-followed", requestId, run, isShared: false });
        return this.#calls.follow(node, requestId, context);
      });
      return { kind: "answered", output };
    } catch (error) {
      if (!signal.aborted && isCancelled(error)) return nothing;
      throw error;
    }
  }

  /** What an earlier call gives, or one that another run is making. */
  async #use(asked: Asked, held: KnownCall): Promise<Found> {
    const { state } = held;
    switch (state.kind) {
      case "done":
        return this.#reuse(asked, held, state);
      case "sent":
        return this.#follow(asked, held, state.requestId);
      case "intended":
        return this.#settleDoubt(asked, held);
      case "lost":
        // It may have been another account's key, or a server of fal that was behind.
        return state.requestId === undefined
          ? this.#askToPayAgain(asked, held, state.failure.message)
          : this.#follow(asked, held, state.requestId);
      case "failed":
      case "replaced":
        return nothing;
    }
  }

  async #reuse(asked: Asked, held: KnownCall, state: CallState & { kind: "done" }): Promise<Found> {
    const { node, report } = asked;
    const { output, requestId } = state;
    const isLookedAt = this.#planned.get(node.id)?.kind === "held";
    if (!isLookedAt && (await this.#isAnyGone(output)))
      return this.#payAgain(asked, held, "its files are gone");
    const request = requestId === undefined ? {} : { requestId };
    const call = this.#nextCall();
    this.note(node, { kind: "reuse", call, ...called(asked), of: held.id, output, ...request });
    report({ kind: "node-reused", run: held.run, ...request });
    // A copy: whoever gets it may change it.
    return { kind: "answered", output: structuredClone(output) };
  }

  async #isAnyGone(output: Json): Promise<boolean> {
    const gone = await Promise.all([...new Set(filesIn(output))].map((url) => this.#options.isGone(url)));
    return gone.includes(true);
  }

  /** Waits for the result of a request that was sent. `claim`: released once others can see that it is followed. */
  async #follow(asked: Asked, held: KnownCall, requestId: string, claim?: Claim): Promise<Found> {
    const { node, signal } = asked;
    const call = this.#nextCall();
    this.note(node, { kind: "follow", call, ...called(asked), of: held.id, requestId });
    // Whoever else waits for it does not cancel it from then on.
    await this.#books.written();
    claim?.release();
    const isShared = await this.#isAwaitedByOthers(held);
    try {
      const output = await this.#record(asked, call, held.id, (context) => {
        context.report({ kind: "node-followed", requestId, run: held.run, isShared });
        return this.#calls.follow(node, requestId, context);
      });
      return { kind: "answered", output };
    } catch (error) {
      if (signal.aborted) throw error;
      if (isCancelled(error)) return this.#payAgain(asked, held, "it was cancelled");
      if (isForgotten(error)) return this.#recover(asked, held, requestId);
      throw error;
    }
  }

  /** Whether a living run waits for the call, which must not lose it because this one is stopped. */
  async #isAwaitedByOthers({ waiting }: KnownCall): Promise<boolean> {
    for (const run of waiting) if (run !== this.#books.run && (await this.#books.isAlive(run))) return true;
    return false;
  }

  /** fal's queue does not know the request any more. */
  async #recover(asked: Asked, held: KnownCall, requestId: string): Promise<Found> {
    const { node, signal } = asked;
    const { history } = this.#options;
    const past = await history?.find(node.app, requestId, signal).catch(() => undefined);
    signal.throwIfAborted();
    if (past?.output !== undefined && past.status !== undefined && past.status < 300) {
      const { output } = past;
      const call = this.#nextCall();
      this.note(node, { kind: "reuse", call, ...called(asked), of: held.id, requestId, output });
      return { kind: "answered", output };
    }
    return this.#askToPayAgain(asked, held, describeLoss(requestId));
  }

  /** It was about to be sent. Somebody may still be at it; otherwise, fal's history may know whether it was sent. */
  async #settleDoubt(asked: Asked, held: KnownCall): Promise<Found> {
    const isPending = () => held.state.kind === "intended";
    // Whoever has written that it failed waits for nothing any more, and may be waiting for this run.
    const isAwaited = () => held.state.kind === "intended" && held.state.failure === undefined;
    const { waitsUntil = Number.POSITIVE_INFINITY } = asked;
    if (held.run !== this.#books.run)
      while (isAwaited() && Date.now() < waitsUntil && (await this.#books.isAlive(held.run)))
        await this.#wait(asked.signal);
    this.#books.refresh();
    if (!isPending()) return this.#use(asked, held);
    const found = await this.#claimSent(asked, held);
    // Another run may have found it meanwhile.
    if (!isPending()) {
      found?.claim.release();
      return this.#use(asked, held);
    }
    if (found !== undefined) return this.#follow(asked, held, found.requestId, found.claim);
    asked.report({ kind: "node-in-doubt", run: held.run, sentAt: held.at });
    return this.#askToPayAgain(asked, held, "it may have been sent, and an answer was never heard");
  }

  /** A request in fal's history that was sent this, and that no run has as its own. */
  async #claimSent(
    asked: Asked,
    sent: SentCall,
    waits: readonly number[] = this.#options.historyWaits ?? [1000, 4000],
  ): Promise<{ requestId: string; claim: Claim } | undefined> {
    const { history } = this.#options;
    const isClaimed = (requestId: string) => {
      this.#books.refresh();
      return this.#books.ledger.hasRequest(requestId);
    };
    for (;;) {
      const past = history && (await findSent(sent, history, isClaimed, asked.signal, waits));
      if (past === undefined) return undefined;
      const { requestId } = past;
      const claim = await this.hold(`request-${requestId}`, asked.signal);
      if (!isClaimed(requestId)) return { requestId, claim };
      claim.release();
    }
  }

  async #askToPayAgain(asked: Asked, held: KnownCall, reason: string): Promise<Found> {
    const { kind } = held.state;
    if (await this.#maySendAgain(asked, { node: asked.node, call: held, reason }))
      return this.#payAgain(asked, held, "sent again, because its answer was never heard", kind);
    throw new DoubtfulCall(reason);
  }

  /** A stop does not wait for the user's answer. */
  #maySendAgain({ signal }: Asked, doubt: Doubt): Promise<boolean> {
    return untilAborted(this.#options.maySendAgain(doubt), signal);
  }

  /** In place of a call whose answer cannot be used, unless more is known of it than when that was `decided`. */
  async #payAgain(
    asked: Asked,
    held: KnownCall,
    because: string,
    decided: CallState["kind"] = held.state.kind,
  ): Promise<Found> {
    const own = () => this.hold(claimToReplace(held.id), asked.signal);
    const turn = await this.#takeTurn(asked, own);
    if (decided !== "replaced" && held.state.kind === decided) {
      this.#decided.set(held.id, decided);
      return { kind: "payment", because, turn, instead: { replaces: held.id } };
    }
    turn.end();
    return this.#use(asked, held);
  }

  async #wait(signal: AbortSignal): Promise<void> {
    await sleep(this.#options.pollMs ?? 100, undefined, { signal });
    this.#books.refresh();
  }

  async #pay(asked: Asked, { because, instead, turn }: Payment): Promise<Json> {
    const { node, input, signal, report } = asked;
    const at = Date.now();
    const { call, written } = this.intend(node, input, instead);
    await written.catch((error: unknown) => {
      turn.end();
      nothingSent(error);
    });
    turn.begun();
    report({ kind: "node-paying", because });
    return this.#record(asked, call, undefined, async (context) => {
      try {
        return await this.#calls.call(node, input, context);
      } catch (error) {
        if (!(error instanceof UncertainSubmit) || signal.aborted) throw error;
        return await this.#followUncertain(error, asked, at, context);
      } finally {
        // Before its end is written down: on a full disk, that makes the room for it.
        turn.end();
      }
    });
  }

  /** A submit whose answer was lost: fal may have the request all the same. */
  async #followUncertain(
    error: UncertainSubmit,
    asked: Asked,
    at: number,
    context: CallContext,
  ): Promise<Json> {
    const { node, input, report } = asked;
    const named = error.requestId;
    if (named !== undefined) {
      // It may be a gateway's own number.
      const heard = onFirst(context, () => context.report({ kind: "node-submitted", requestId: named }));
      try {
        const output = await this.#calls.follow(node, named, heard.context);
        heard.now();
        return output;
      } catch (unknown) {
        if (heard.isHeard() || !isUnknown(unknown)) throw unknown;
      }
    }
    // A stop while fal is asked does not make the call less doubtful.
    const found = await this.#claimSent(asked, { endpoint: node.app, input, at }).catch(() => undefined);
    if (found === undefined) {
      report({ kind: "node-in-doubt", run: this.#books.run, sentAt: at });
      throw error;
    }
    context.report({ kind: "node-submitted", requestId: found.requestId });
    void this.#books.written().finally(() => found.claim.release());
    return this.#calls.follow(node, found.requestId, context);
  }

  #record(
    { node, ...context }: Asked,
    call: number,
    of: CallId | undefined,
    work: (context: CallContext) => Promise<Json>,
  ) {
    const mayCancel = async () => {
      this.#books.refresh();
      const known = this.#books.ledger.find(of ?? callId(this.#books.run, call));
      return known === undefined || !(await this.#isAwaitedByOthers(known));
    };
    const note = (entry: CallEntry) => this.note(node, entry);
    return recordCall(call, { ...context, mayCancel }, note, of !== undefined, work);
  }

  #nextCall(): number {
    this.#lastCall += 1;
    this.#taken.add(callId(this.#books.run, this.#lastCall));
    return this.#lastCall;
  }
}

/** Milliseconds. */
const noticeableMs = 200;

/** For those who keep others waiting meanwhile. A submit takes a second. */
const submitPatienceMs = 10_000;

function claimToReplace(id: CallId): string {
  return `again-${id.replace("/", "-")}`;
}

function describeLoss(requestId: string | undefined): string {
  const request = requestId === undefined ? "" : ` as request ${requestId}`;
  return `it was sent${request}, and fal has its answer no more`;
}

function called({ node, input, key }: Pick<Asked, "node" | "input" | "key">) {
  return { node: node.id, endpoint: node.app, key, input };
}

/** A context that says when something is reported for the first time. */
function onFirst(context: CallContext, first: () => void) {
  let isHeard = false;
  const now = (): void => {
    if (!isHeard) first();
    isHeard = true;
  };
  const report: CallContext["report"] = (event) => {
    now();
    context.report(event);
  };
  return { context: { ...context, report }, now, isHeard: () => isHeard };
}
