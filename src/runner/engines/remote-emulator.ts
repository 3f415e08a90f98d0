/** Calls of an emulator that runs in another process, and whether one is there. */
import type { FalClient } from "@fal-ai/client";
import type { CallNode, NodeCalls } from "../../execution/node-calls.ts";
import { isJsonObject } from "../../lib/json.ts";
import { describeNetworkError } from "../network-error.ts";
import { falCalls } from "./fal.ts";
import type { Tags } from "./tags.ts";

export interface RemoteEmulatorOptions {
  /** Of the emulator. */
  readonly client: FalClient;
  /** For messages. */
  readonly url: string;
  readonly timeoutMs?: number | undefined;
  /** As on fal, though nobody is billed. */
  readonly tags?: Tags | undefined;
}

/** As on fal, asking for the status again and again, though more often: each question goes to a process nearby. */
export function remoteEmulatorCalls(options: RemoteEmulatorOptions): Required<NodeCalls> {
  const { client, url, timeoutMs, tags } = options;
  const calls = falCalls({ client, timeoutMs, tags, pollIntervalMs: 100 });
  return { ...calls, call: explainUnknown(calls.call, url) };
}

/** The emulator answers like fal, "Application not found", which would be misleading here. */
function explainUnknown(call: CallNode, url: string): CallNode {
  return async (node, input, context) => {
    try {
      return await call(node, input, context);
    } catch (error) {
      if (!isUnknownApplication(error)) throw error;
      throw new Error(
        `the emulator at ${url} does not know ${node.app}. Start it in the folder of the project, after falc compile`,
        { cause: error },
      );
    }
  };
}

function isUnknownApplication(error: unknown): boolean {
  if (!(error instanceof Error && "status" in error && "body" in error)) return false;
  const detail = isJsonObject(error.body) ? error.body["detail"] : undefined;
  return error.status === 404 && typeof detail === "string" && /^Application ".*" not found$/.test(detail);
}

/** falc's emulator, or what is wrong with the server at this address, as a clause. */
export type FoundEmulator = { readonly id: string } | { readonly problem: string };

/** Sends a single request, with nothing in it, and follows no redirect. `id`: another for each emulator that is started. */
export async function findEmulator(
  url: string,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<FoundEmulator> {
  let answer: Response;
  try {
    answer = await fetch(`${url}/`, { redirect: "manual", signal: AbortSignal.timeout(maxWaitMs) });
    await answer.body?.cancel();
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError")
      return { problem: `it does not answer within ${maxWaitMs / 1000} s` };
    return {
      problem: describeNetworkError(error) ?? (error instanceof Error ? error.message : String(error)),
    };
  }
  const id = answer.headers.get("x-falc-emulator");
  if (id === null || !/^[\w-]{1,64}$/.test(id))
    return { problem: `the server there is not falc's emulator: it answers with ${answer.status}` };
  return answer.status === 200 ? { id } : { problem: "it answers only to 127.0.0.1 and localhost" };
}

const maxWaitMs = 10_000;
