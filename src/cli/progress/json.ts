import type { RunEvent } from "../../execution/events.ts";
import { printableJson } from "../../lib/printable.ts";
import { redact } from "../../runner/redact.ts";
import type { Output } from "../io.ts";
import type { Progress } from "./progress.ts";

const still = { pause() {}, resume() {} };

/** Every event as a line of JSON. */
export function jsonProgress(output: Output): Progress {
  return { show: (event) => output.write(`${printableJson(printEvent(event))}\n`), ...still, end() {} };
}

/** What is sent ends up in the logs of a CI. An engine's key is never part of it, but somebody may have passed one. */
function printEvent(event: RunEvent): string {
  const json = JSON.stringify(event);
  const saysWhatIsSent =
    event.kind === "node-started" || event.kind === "node-resumed" || event.kind === "node-failed";
  return saysWhatIsSent ? redact(json) : json;
}
