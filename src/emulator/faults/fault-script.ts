/**
 * What goes wrong, and when: the content of a file for `falc emulator --faults`. `read-fault-script.ts` reads it,
 * `faults.ts` decides by it; `src/EMULATOR.md` explains it to users.
 */
import type { Json } from "../../lib/json.ts";

export interface FaultScript {
  /** All that is random follows from it; without one, the script still gives the same faults each time. */
  readonly seed?: string;
  readonly rules: readonly FaultRule[];
}

/**
 * Where a rule applies. `submit`, `status`, `result` and `cancel` are the requests about a call in the queue, `stream`
 * is a call without the queue, whether its answer comes at once or in events, and `workflows/execute`. `upload` is
 * each request of an upload, `history` the list of past requests. `model` is no request: it is the work on a call that
 * was accepted.
 */
export type Stage = (typeof stages)[number];

export const stages = [
  "submit",
  "model",
  "status",
  "result",
  "cancel",
  "upload",
  "stream",
  "history",
] as const;

export type FaultRule = Latency | Queue | Refusal | ErrorAnswer | Cut | Restart | Expired | Lag;
export type FaultKind = FaultRule["kind"];

/** Which requests a rule is about: those that fit all that is given. */
interface Which {
  /** An endpoint, in which `*` stands for any characters; default all. */
  readonly endpoint?: string;
  /** Calls are counted from 1 as they arrive, those of other endpoints left out; refused ones count too. */
  readonly call?: Selection;
  /**
   * Requests of the stage are counted from 1: those about one call, or all uploads, or all questions for the history.
   */
  readonly ask?: Selection;
  /** The part of them that is met, by chance: 0.1 is one in ten. */
  readonly share?: number;
}

export type Selection = number | Span;

/** Both inclusive. */
export interface Span {
  readonly from?: number;
  readonly to?: number;
}

/** The answer comes later; of a `model`, the call takes this long. */
export interface Latency extends Which {
  readonly kind: "latency";
  readonly stage: Stage;
  readonly ms: Duration;
}

/** Milliseconds: always the same, evenly between two, or log-normal with this median and 95th percentile. */
export type Duration =
  number | { readonly min: number; readonly max: number } | { readonly median: number; readonly p95: number };

/** The call waits before it runs, at these positions one after the other. */
export interface Queue extends Which {
  readonly kind: "queue";
  readonly stage?: "model";
  readonly positions: readonly number[];
  /** How long each of them lasts, ms. */
  readonly everyMs: number;
}

/** The model's content check refuses the input: 422 `content_policy_violation`. */
export interface Refusal extends Which {
  readonly kind: "refusal";
  readonly stage?: "model";
}

/** An HTTP error; of a `model`, the call fails with it. */
export interface ErrorAnswer extends Which {
  readonly kind: "error";
  readonly stage: Stage;
  readonly status: number;
  /** Default: `{ "detail": … }` with the status in words. */
  readonly body?: Json;
  /** Whether the request has its effect all the same; default `before`: it has none. */
  readonly at?: "before" | "after";
}

/** The connection is cut: before the request has any effect, after it, or after a part of the answer. */
export interface Cut extends Which {
  readonly kind: "cut";
  readonly stage: Exclude<Stage, "model">;
  readonly at: "before" | "after" | "middle";
}

/** All connections are cut, and for a while none is accepted. */
export interface Restart extends Which {
  readonly kind: "restart";
  readonly stage: Exclude<Stage, "model">;
  readonly downMs: number;
  /** What becomes of the calls, and of the history. */
  readonly requests: "kept" | "forgotten";
  /** Whether the request that brings it about has its effect; default `after`: it has. */
  readonly at?: "before" | "after";
}

/** The result is there for so long after the end of the call, then 404. */
export interface Expired extends Which {
  readonly kind: "expired";
  readonly stage?: "result";
  readonly afterMs: number;
}

/** A request appears in the history so long after its end. */
export interface Lag extends Which {
  readonly kind: "lag";
  readonly stage?: "history";
  readonly ms: number;
}

/** The stages that each kind may have; where it is only one, the rule need not name it. */
export const stagesOf: Readonly<Record<FaultKind, readonly Stage[]>> = {
  latency: stages,
  queue: ["model"],
  refusal: ["model"],
  error: stages,
  cut: stages.filter((stage) => stage !== "model"),
  restart: stages.filter((stage) => stage !== "model"),
  expired: ["result"],
  lag: ["history"],
};

/** `undefined` only for a rule that was not read. */
export function stageOf(rule: FaultRule): Stage | undefined {
  return rule.stage ?? stagesOf[rule.kind][0];
}
