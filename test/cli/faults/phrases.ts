/** What several topics of the fault matrix share: parts of messages, and how faults are written down. */
import type { FaultRule } from "../../../src/emulator/faults/fault-script.ts";
import { type Answer, type Script, text } from "../fault-server.ts";
import type { Scene } from "./cell.ts";

export const noJournal = "cannot happen: it keeps no journal";
export const noNetwork = "cannot happen: nothing is sent over a network";
export const noLine = "cannot happen: nobody waits in line";
export const noCheck = "cannot happen: it checks only what the schema says";
export const inStream = "cannot happen: fal tells it in the stream";

export const slow: FaultRule = { stage: "model", call: 1, kind: "latency", ms: 600_000 };
export const done = "done in";
export const twice = "was not sent again";
export const doubt = "in doubt: photo may have been sent";
export const open = "fal may have finished it, or may still, and bill it. Its result:";
export const resubmit = "--resubmit sends it again";

/** The same rules whatever stage the call comes by. */
export const first = (rule: object) => ({
  fal: [{ stage: "submit", call: 1, ...rule } as FaultRule],
  hosted: [{ stage: "stream", ask: 1, ...rule } as FaultRule],
});
export const model = (rule: object) => [{ stage: "model", call: 1, ...rule } as FaultRule];
export const events = (...list: readonly (object | string)[]): Answer => {
  const lines = list.map((each) => (typeof each === "string" ? each : JSON.stringify(each)));
  const body = lines.map((line) => `data: ${line}\r\n\r\n`).join("");
  return text(200, body, { "content-type": "text/event-stream" });
};
export const photoSubmitted = {
  type: "submit",
  node_id: "photo",
  app_id: "fal-ai/flux/dev",
  request_id: "req-1",
};
export const shot = (script: Script): Scene => ({ workflow: "shot", script });
