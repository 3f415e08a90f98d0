/**
 * Decides by a fault script what happens to each request and to each call. Nothing else in the emulator knows the rules:
 * every stage asks `decide`, once for each request. The same requests in the same order meet the same faults.
 */
import { createRandom } from "../media/random.ts";
import { drawDuration } from "./draw-duration.ts";
import {
  type Cut,
  type ErrorAnswer,
  type FaultRule,
  type FaultScript,
  type Refusal,
  type Restart,
  type Selection,
  type Stage,
  stageOf,
} from "./fault-script.ts";

/** What a stage asks about: one call, or all requests that belong to none. */
export interface Target {
  readonly endpoints: readonly string[];
  /** Tells it apart from other targets; for a call, independent of the order in which different ones arrive. */
  readonly key: string;
  /** By the rule's index, the call's number for this rule; empty if it is no call. */
  readonly numbers: readonly number[];
  /** How often each stage has asked. */
  readonly asks: Map<Stage, number>;
}

/** All that applies; of rules of one kind, the first in the script, and so of those that end a request. */
export interface Decision {
  readonly latencyMs?: number;
  readonly queue?: { readonly positions: readonly number[]; readonly everyMs: number };
  readonly expiredAfterMs?: number;
  readonly lagMs?: number;
  readonly ending?: ErrorAnswer | Cut | Restart | Refusal;
}

export class Faults {
  readonly #seed: string;
  readonly #rules: readonly FaultRule[];
  /** By the rule's index, the calls that it counts. */
  readonly #counts: number[];
  /** Fingerprint → calls with it. */
  readonly #equal = new Map<string, number>();
  /** Name → its asks. */
  readonly #others = new Map<string, Target["asks"]>();

  constructor({ seed = "", rules }: FaultScript = { rules: [] }) {
    this.#seed = seed;
    this.#rules = rules;
    this.#counts = rules.map(() => 0);
  }

  /** A call has arrived, and is counted, whatever becomes of it. */
  call(endpoint: string, fingerprint: string): Target {
    const earlier = this.#equal.get(fingerprint) ?? 0;
    this.#equal.set(fingerprint, earlier + 1);
    const numbers = this.#rules.map((rule, index) => {
      if (!fits(rule, [endpoint])) return 0;
      return (this.#counts[index] = (this.#counts[index] ?? 0) + 1);
    });
    return { endpoints: [endpoint], key: `${fingerprint} ${earlier}`, numbers, asks: new Map() };
  }

  /** All requests of this name, which belong to no call: `upload`. */
  others(name: string, endpoints: readonly string[] = []): Target {
    const asks = this.#others.get(name) ?? new Map<Stage, number>();
    this.#others.set(name, asks);
    return { endpoints, key: name, numbers: [], asks };
  }

  /** Counts the request. */
  decide(stage: Stage, target: Target | undefined): Decision {
    if (target === undefined) return {};
    const ask = (target.asks.get(stage) ?? 0) + 1;
    target.asks.set(stage, ask);
    const decision: { -readonly [Key in keyof Decision]: Decision[Key] } = {};
    for (const [index, rule] of this.#rules.entries()) {
      if (stageOf(rule) !== stage || !fits(rule, target.endpoints)) continue;
      const { call, ask: asked } = rule;
      if (call !== undefined && !isSelected(target.numbers[index] ?? 0, call)) continue;
      if (asked !== undefined && !isSelected(ask, asked)) continue;
      const random = createRandom(JSON.stringify([this.#seed, index, stage, target.key, ask]));
      if (rule.share !== undefined && random.between(0, 1) >= rule.share) continue;
      switch (rule.kind) {
        case "latency":
          decision.latencyMs ??= drawDuration(rule.ms, random);
          break;
        case "queue":
          decision.queue ??= rule;
          break;
        case "expired":
          decision.expiredAfterMs ??= rule.afterMs;
          break;
        case "lag":
          decision.lagMs ??= rule.ms;
          break;
        default:
          decision.ending ??= rule;
      }
    }
    return decision;
  }
}

function fits({ endpoint = "*" }: FaultRule, endpoints: readonly string[]): boolean {
  return endpoint === "*" || endpoints.some((each) => fitsPattern(endpoint, each));
}

/** `fal-ai/flux/*`. Linear in the id for each star. */
function fitsPattern(pattern: string, id: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return id === first;
  if (!id.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = id.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return id.length - last.length >= at && id.endsWith(last);
}

function isSelected(number: number, selection: Selection): boolean {
  if (typeof selection === "number") return number === selection;
  return number >= (selection.from ?? 1) && number <= (selection.to ?? Infinity) && number > 0;
}
