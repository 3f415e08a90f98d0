/** Calls of an emulator of fal, through fal's client. */
import type { FalClient } from "@fal-ai/client";
import type { Catalog } from "../../endpoints/catalog.ts";
import type { CallNode, NodeCalls } from "../../execution/node-calls.ts";
import { isTextNode } from "../../execution/text-node.ts";
import { falCalls } from "./fal.ts";
import type { Pause } from "./queued-request.ts";
import { untilAborted } from "../../lib/until-aborted.ts";

export interface EmulatorCallsOptions {
  /** Of the emulator. */
  readonly client: FalClient;
  /** What the emulator knows. */
  readonly catalog: Catalog;
  readonly timeoutMs?: number | undefined;
  /** Resolves at a request's next change; at once if there will be none. */
  readonly changed: (requestId: string) => Promise<void>;
  /** A sentence on what to do about an endpoint that the emulator does not know. */
  readonly advice: string;
}

/** As on fal, but asking when there is something to hear: an emulator answers in no time, and needs the processor. */
export function emulatorCalls({
  client,
  catalog,
  timeoutMs,
  changed,
  advice,
}: EmulatorCallsOptions): Required<NodeCalls> {
  const pause: Pause = (requestId, signal) => untilAborted(changed(requestId), signal);
  const calls = falCalls({ client, timeoutMs, pause });
  return { ...calls, call: refuseUnknown(catalog, calls.call, advice) };
}

/** The emulator would answer like fal, "Application not found", which would be misleading here. */
function refuseUnknown(catalog: Catalog, call: CallNode, advice: string): CallNode {
  return async (node, input, context) => {
    if (isTextNode(node.app) || catalog.find(node.app) !== undefined) return call(node, input, context);
    throw new Error(
      `the emulator does not know ${node.app}: its types come neither from @fal-ai/client nor from a ` +
        `declaration such as model<Input, Output>(…) that was compiled on this machine. ${advice}`,
    );
  };
}
