/**
 * What a run writes down, a line of JSON each: before a call is paid for, and after each answer of fal. Whatever kills
 * the run, the lines that are on disk say what was paid for.
 *
 *     {"kind":"run","format":1,"run":"20261130-183455-k3f9","workflow":"shop","world":"fal","input":{…},…}
 *     {"kind":"intent","call":1,"node":"photo","endpoint":"fal-ai/flux/dev","key":"9f…","input":{…},"at":…}
 *     {"kind":"sent","call":1,"requestId":"1504…","at":…}
 *     {"kind":"done","call":1,"output":{…},"ms":4100,"at":…}
 */
import type { Failure } from "../../execution/failure.ts";
import type { Json, JsonObject } from "../../lib/json.ts";

/** `at`: milliseconds since 1970. */
export type Entry = { readonly at: number } & EntryBody;

export type EntryBody = RunEntry | UploadEntry | StageEntry | StageOverEntry | CallEntry | EndEntry;

/** What becomes of one call; `call` counts from 1 within the run, and `intent`, `follow` or `reuse` comes first. */
export type CallEntry =
  IntentEntry | FollowEntry | ReuseEntry | SentEntry | DoneEntry | FailedEntry | CancelEntry;

/** First, and again when another process goes on with the run. */
export interface RunEntry {
  readonly kind: "run";
  readonly format: 1;
  readonly run: string;
  readonly workflow: string;
  /** Whose answers these are: `fal`, or an emulator's address. Answers of one world are never taken for those of another. */
  readonly world: string;
  /** With defaults and the URLs of uploaded files. Absent if it looked as if it held a key. */
  readonly input?: JsonObject;
  /** The folder given with `--out`, absolute. */
  readonly out?: string;
  /** Nothing of other runs is used, see `--fresh`. */
  readonly fresh?: true;
  /** Nodes for which nothing of other runs is used, see `--again`. */
  readonly again?: readonly string[];
  /** Set if fal's own engine runs the graph. */
  readonly engine?: "hosted";
}

/** A file that was uploaded: it counts by its bytes. */
export interface UploadEntry {
  readonly kind: "upload";
  readonly url: string;
  /** Of its bytes, as `contentUrl` makes it. */
  readonly content: string;
}

/**
 * A graph is about to be handed over: whoever runs it makes the calls of these nodes. Those whose input is known have an
 * `intent` before the graph is sent; the others, when they were submitted.
 */
export interface StageEntry {
  readonly kind: "stage";
  readonly nodes: readonly string[];
}

/** The latest stage of the run has ended: no call of it is made any more. Without it, some may have been made unseen. */
export interface StageOverEntry {
  readonly kind: "stage-over";
}

interface Called {
  readonly call: number;
  readonly node: string;
  readonly endpoint: string;
  /** Of endpoint and input, see `callKey`. */
  readonly key: string;
  readonly input: JsonObject;
}

/** The call is about to be sent, and paid for. */
export interface IntentEntry extends Called {
  readonly kind: "intent";
  /** The call whose place it takes, which gives no answer any more: it is never looked at again. */
  readonly replaces?: CallId;
  /** Whether a graph that this run had handed over made the call unseen: its request was found, or else the user has this one sent. */
  readonly settles?: { readonly run: string; readonly isFound: boolean };
}

/** A request that was sent by another run, or by this one before it ended, is followed. Nothing is paid. */
export interface FollowEntry extends Called {
  readonly kind: "follow";
  readonly of: CallId;
  readonly requestId: string;
}

/** The answer of an earlier call is used. Nothing is paid. */
export interface ReuseEntry extends Called {
  readonly kind: "reuse";
  readonly of: CallId;
  readonly requestId?: string;
  readonly output: Json;
}

/** fal has accepted the call. */
export interface SentEntry {
  readonly kind: "sent";
  readonly call: number;
  readonly requestId: string;
}

export interface DoneEntry {
  readonly kind: "done";
  readonly call: number;
  readonly output: Json;
  readonly ms: number;
  /** How many units fal bills for it, if it says so. */
  readonly units?: number;
}

export interface FailedEntry {
  readonly kind: "failed";
  readonly call: number;
  readonly failure: Failure;
  readonly left: Left;
  /** As of a call that is done: a failed one may be billed, too. */
  readonly units?: number;
}

/** What a failed call leaves. */
export type Left =
  /** Nothing: fal refused it, it failed, or it was never sent. */
  | "nothing"
  /** Its request may still give a result. Without a request id, it is unknown whether there is a request. */
  | "open"
  /** It was paid for, and fal has its answer no more. */
  | "lost";

/** The run was stopped, and fal was asked to cancel the call. It may have finished all the same. */
export interface CancelEntry {
  readonly kind: "cancel";
  readonly call: number;
  readonly confirmed: boolean;
}

/** The run has ended; nothing of it is in progress. */
export interface EndEntry {
  readonly kind: "end";
  readonly outcome: "completed" | "failed" | "aborted";
  readonly output?: Json;
}

/** A call of a run, for whom it was made first: `20261130-183455-k3f9/3`. */
export type CallId = string;

export function callId(run: string, call: number): CallId {
  return `${run}/${call}`;
}

/** The run that made the call. */
export function runOf(id: CallId): string {
  return id.slice(0, id.indexOf("/"));
}
