/**
 * One request and its answer, with what the fault script decides about it. Every route that a fault can be for answers
 * through this function, and nothing else carries out what ends a request.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "hono";
import { unreachable } from "../../lib/unreachable.ts";
import { errorBody } from "../faults/error-body.ts";
import type { Decision, Target } from "../faults/faults.ts";
import type { Stage } from "../faults/fault-script.ts";
import type { EmulatorEnv, PartialAnswer } from "./connection.ts";
import { jsonResponse } from "./refusal.ts";
import type { ServerState } from "./server-state.ts";

/** `work`: all effects of the request, and its right answer. */
export async function exchange(
  context: Context<EmulatorEnv>,
  { faults, restart }: ServerState,
  stage: Stage,
  target: Target | undefined,
  work: (decision: Decision) => Response | Promise<Response>,
): Promise<Response> {
  const decision = faults.decide(stage, target);
  const { latencyMs, ending } = decision;
  // It alone keeps no process from ending.
  if (latencyMs !== undefined) await sleep(latencyMs, undefined, { ref: false });
  if (ending === undefined) return work(decision);
  switch (ending.kind) {
    case "error": {
      if (ending.at === "after") await discard(await work(decision));
      return jsonResponse(ending.status, errorBody(ending));
    }
    case "cut": {
      if (ending.at === "before") return context.env.cut();
      const answer = await work(decision);
      if (ending.at === "middle") return context.env.cut(await startOf(answer));
      await discard(answer);
      return context.env.cut();
    }
    case "restart": {
      if (ending.at !== "before") await discard(await work(decision));
      const gone = context.env.cut();
      restart(ending);
      return gone;
    }
    case "refusal":
      // Only of a model.
      return work(decision);
    default:
      return unreachable(ending);
  }
}

/** Half of the answer; of a stream of events, the first. */
async function startOf({ status, headers, body }: Response): Promise<PartialAnswer> {
  const reader = (body ?? new Blob([]).stream()).getReader();
  if (headers.get("content-type")?.startsWith("text/event-stream") === true) {
    const { value = new Uint8Array() } = await reader.read();
    await reader.cancel();
    return { status, headers, bytes: Uint8Array.from(value) };
  }
  const chunks: Uint8Array[] = [];
  for (let read = await reader.read(); !read.done; read = await reader.read()) chunks.push(read.value);
  const bytes = Buffer.concat(chunks);
  const complete = new Headers(headers);
  complete.set("content-length", String(bytes.length));
  return { status, headers: complete, bytes: Uint8Array.from(bytes.subarray(0, bytes.length >> 1)) };
}

/** An answer in parts would go on for nobody. */
async function discard({ body }: Response): Promise<void> {
  await body?.cancel();
}
