/** The entries of one run → what a person asks about it. */
import type { Json, JsonObject } from "../../lib/json.ts";
import type { CallEntry, EndEntry, Entry, Left, RunEntry } from "./entry.ts";

export interface RunSummary {
  readonly run: string;
  readonly workflow: string;
  readonly world: string;
  /** Milliseconds since 1970: of the first and the last entry. */
  readonly begunAt: number;
  readonly lastAt: number;
  /** `undefined` if it has not ended: it is in progress, or was killed. */
  readonly outcome: EndEntry["outcome"] | undefined;
  /** Absent if it looked as if it held a key. */
  readonly input?: JsonObject;
  readonly out?: string;
  /** What was asked for anew, see `RunEntry`. */
  readonly fresh?: true;
  readonly again?: readonly string[];
  /** Set if fal's own engine runs the graph. */
  readonly engine?: "hosted";
  /** If it is completed. */
  readonly output?: Json;
  /** In the order in which they were begun. */
  readonly calls: readonly CallSummary[];
}

export interface CallSummary {
  readonly node: string;
  readonly endpoint: string;
  readonly input: JsonObject;
  readonly begunAt: number;
  readonly state: CallEnd;
  readonly requestId?: string;
  /** The call of another run that was followed or reused, instead of paying. */
  readonly of?: string;
  readonly ms?: number;
  /** How many units fal billed for it, if it said so. */
  readonly units?: number;
  readonly output?: Json;
  readonly message?: string;
}

export type CallEnd =
  | "reused"
  | "done"
  | "failed"
  /** Cancelled, but it may have finished. */
  | "cancelled"
  /** Its request may still give a result. */
  | "open"
  /** It is unknown whether it was sent. */
  | "in doubt"
  /** Paid for, but fal has its answer no more. */
  | "lost";

/** `undefined` if the run never began: nothing was paid for. */
export function summarise(entries: readonly Entry[]): RunSummary | undefined {
  const head = entries.findLast((entry) => entry.kind === "run") as (Entry & RunEntry) | undefined;
  const [first] = entries;
  const last = entries.at(-1);
  if (head === undefined || first === undefined || last === undefined) return undefined;
  const calls = new Map<number, CallSummary>();
  for (const entry of entries) {
    if (!("call" in entry)) continue;
    const next = after(calls.get(entry.call), entry);
    if (next !== undefined) calls.set(entry.call, next);
  }
  const end = last.kind === "end" ? last : undefined;
  const { run, workflow, world, input, out, fresh, again, engine } = head;
  return {
    run,
    workflow,
    world,
    begunAt: first.at,
    lastAt: last.at,
    outcome: end?.outcome,
    ...(input !== undefined && { input }),
    ...(out !== undefined && { out }),
    ...(fresh !== undefined && { fresh }),
    ...(again !== undefined && { again }),
    ...(engine !== undefined && { engine }),
    ...(end?.output !== undefined && { output: end.output }),
    calls: [...calls.values()],
  };
}

function after(call: CallSummary | undefined, entry: Entry & CallEntry): CallSummary | undefined {
  switch (entry.kind) {
    case "intent":
    case "follow":
    case "reuse": {
      const { node, endpoint, input, at } = entry;
      const begun = { node, endpoint, input, begunAt: at };
      if (entry.kind === "intent") return { ...begun, state: "in doubt" };
      const { of, requestId } = entry;
      const request = requestId === undefined ? {} : { requestId };
      if (entry.kind === "follow") return { ...begun, ...request, of, state: "open" };
      return { ...begun, ...request, of, state: "reused", output: entry.output };
    }
    case "sent":
      return call && { ...call, state: "open", requestId: entry.requestId };
    case "done":
      return call && { ...call, ...billOf(entry), state: "done", ms: entry.ms, output: entry.output };
    case "failed":
      return (
        call && {
          ...call,
          ...billOf(entry),
          state: stateOf(entry.left, call),
          message: entry.failure.message,
        }
      );
    case "cancel":
      return call && { ...call, state: "cancelled" };
  }
}

function billOf({ units }: { readonly units?: number }): Pick<CallSummary, "units"> {
  return units === undefined ? {} : { units };
}

function stateOf(left: Left, { requestId }: CallSummary): CallEnd {
  if (left === "lost") return "lost";
  if (left === "nothing") return "failed";
  return requestId === undefined ? "in doubt" : "open";
}
