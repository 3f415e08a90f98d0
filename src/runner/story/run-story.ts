/**
 * A run as its page shows it: plain data, which may come from a run that has just ended or from a record of one. It
 * holds no keys, and no text of unlimited length (`tell-story.ts`), but texts and URLs that a server chose.
 */
import type { Json, JsonObject } from "../../lib/json.ts";
import type { NodeState, RunFacts } from "./run-facts.ts";

export interface RunStory {
  readonly workflow: string;
  /** The workflow's own title. */
  readonly title?: string;
  readonly state: RunFacts["state"];
  readonly engine: "fal" | "emulator" | "answers";
  /** ISO 8601, in UTC. */
  readonly date: string;
  readonly elapsedMs: number;
  readonly commit?: string;
  /** falc's version. */
  readonly falc: string;
  /** The id of the run, if it has one: `20261130-183455-k3f9xa`. */
  readonly run?: string;
  readonly input: JsonObject;
  /** What is known of the result. */
  readonly output?: JsonObject;
  /** Why the result is incomplete although every node finished. */
  readonly problems: readonly string[];
  /** The files of the result, in its order. */
  readonly files: readonly StoryFile[];
  /** In the graph's order. */
  readonly nodes: readonly StoryNode[];
}

/** Of a call that was sent. */
export interface NodeCost {
  /** What fal bills for it, in US dollars; absent if nobody is billed. */
  readonly cost?: number | "unknown";
  /** What it was estimated to cost there, by what it was sent. */
  readonly estimate?: number | "unknown";
}

export interface StoryNode extends NodeCost {
  readonly id: string;
  /** The endpoint. */
  readonly app: string;
  readonly depends: readonly string[];
  readonly state: NodeState;
  /** The request was sent by another run, and only followed by this one. */
  readonly isFollowed?: boolean;
  /** The run that made the call, if it was reused or followed, and is known. */
  readonly from?: string;
  /** Why it was paid for, as a clause: `prompt changed`. */
  readonly why?: string;
  /** It may have been submitted, and the answer of fal was never heard. */
  readonly isInDoubt?: boolean;
  /** Milliseconds from the run's start. */
  readonly startedMs?: number;
  readonly elapsedMs?: number;
  readonly requestId?: string;
  readonly sent?: JsonObject;
  readonly answer?: Json;
  readonly failure?: { readonly message: string; readonly status?: number };
  /** The dependencies for which it was skipped. */
  readonly because?: readonly string[];
  /** The files of its answer, in its order. */
  readonly files: readonly StoryFile[];
}

export interface StoryFile {
  /** Where it is in the result or the answer: `images[0]`. */
  readonly path: string;
  /** As it is in `sent` and `answer` of the same story. Never opened. */
  readonly url: string;
  /** The node that made it; absent if it was given as input, or if this is the node's own. */
  readonly node?: string;
  /** Where the file is on disk, relative to the page, with `/`: `steps/photo-images.png`. Absent if it was not saved. */
  readonly saved?: string;
  readonly bytes?: number;
  /** Why it was not saved. */
  readonly problem?: string;
}
