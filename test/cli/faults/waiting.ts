/** Calls that take long, and runs that are stopped. */
import type { Fault, Scene, Topic } from "./cell.ts";
import { noNetwork, noLine, slow, done } from "./phrases.ts";

const notCancelled: Scene = {
  rules: [
    { stage: "model", call: 1, kind: "latency", ms: 500 },
    { stage: "cancel", kind: "error", status: 500 },
  ],
  signal: "SIGINT",
};
const mayBeBilled = "fal did not confirm that these are cancelled, and may bill them: photo (request ";

export const waits: Topic = {
  topic: "Waiting",
  faults: [
    {
      fault: "calls take long, log-normally distributed",
      cells: {
        fal: {
          scene: { rules: [{ stage: "model", kind: "latency", ms: { median: 30, p95: 80 } }] },
          does: "waits",
          exit: 0,
          says: [done],
          paid: 2,
          again: { exit: 0, paid: 0, says: "0 calls submitted, 2 reused" },
        },
        hosted: {
          scene: { rules: [{ stage: "model", kind: "latency", ms: { median: 30, p95: 80 } }] },
          does: "waits",
          exit: 0,
          says: [done],
          paid: 2,
          again: { exit: 0, paid: 0, says: "0 calls submitted, 2 reused" },
        },
        emulator: { scene: { words: ["--latency", "20"] }, does: "waits", exit: 0, says: [done], paid: 0 },
      },
    },
    {
      fault: "calls wait in fal's queue",
      cells: {
        fal: {
          scene: {
            rules: [{ kind: "queue", call: 1, positions: [12_654, 3], everyMs: 600_000 }],
            signal: "SIGINT",
            signalAt: "12654 ahead",
          },
          does: "waits, and shows the position; Ctrl-C cancels",
          exit: 130,
          says: ["photo queued, 12654 ahead", "Interrupted"],
          paid: 1,
          again: { exit: 0, paid: 2, says: done },
        },
        hosted: {
          scene: { rules: [{ kind: "queue", call: 1, positions: [12_654, 3], everyMs: 20 }] },
          does: "waits; fal does not tell positions",
          exit: 0,
          says: [done],
          paid: 2,
        },
        emulator: noLine,
      },
    },
    {
      fault: "a call takes longer than `--timeout`",
      cells: {
        fal: {
          scene: { rules: [slow], words: ["--timeout", "30s"] },
          does: "cancels it",
          exit: 1,
          says: ["no result within 30 s; it was cancelled"],
          paid: 1,
          again: { exit: 0, paid: 2, says: "started fal-ai/flux/dev  it was cancelled" },
        },
        hosted: {
          scene: { words: ["--timeout", "30s"] },
          does: "refuses the option",
          exit: 2,
          says: ["--timeout limits a single call"],
          paid: 0,
        },
        emulator: {
          scene: { words: ["--latency", "60000", "--timeout", "100ms"] },
          does: "cancels it",
          exit: 1,
          says: ["no result within 0.1 s; it was cancelled"],
          paid: 0,
        },
      },
    },
    {
      fault: "the run takes longer than `--deadline`",
      cells: {
        fal: {
          scene: { rules: [slow], words: ["--deadline", "30s"] },
          does: "cancels what runs",
          exit: 1,
          says: ["Stopped after 30 s (--deadline). Not finished: photo"],
          paid: 1,
        },
        hosted: {
          scene: { rules: [slow], words: ["--deadline", "30s"] },
          does: "cancels what runs",
          exit: 1,
          says: ["Stopped after 30 s (--deadline). Not finished: photo"],
          paid: 1,
        },
        emulator: {
          scene: { words: ["--latency", "60000", "--deadline", "100ms"] },
          does: "cancels what runs",
          exit: 1,
          says: ["Stopped after 0.1 s (--deadline). Not finished: photo"],
          paid: 0,
        },
      },
    },
    stopped("Ctrl-C while a call runs", "SIGINT", 130),
    stopped("SIGTERM while a call runs", "SIGTERM", 143),
    {
      fault: "Ctrl-C, and fal does not cancel",
      cells: {
        fal: {
          scene: notCancelled,
          does: "names the request; the next run waits for it",
          exit: 130,
          says: [mayBeBilled],
          paid: 1,
          again: { exit: 0, paid: 1, says: "1 call submitted, 1 followed" },
        },
        hosted: {
          scene: notCancelled,
          does: "names the request",
          exit: 130,
          says: [mayBeBilled],
          paid: 1,
        },
        emulator: noNetwork,
      },
    },
  ],
};

function stopped(fault: string, signal: "SIGINT" | "SIGTERM", code: number): Fault {
  const says = ["Interrupted. Not finished: photo", "To go on: falc run --resume"] as const;
  const again = { exit: 0, paid: 2, says: "2 calls submitted, 1 followed" };
  const cell = {
    scene: { rules: [slow], signal },
    does: "cancels what runs; the next run pays for it",
    exit: code,
    says,
    paid: 1,
    again,
  };
  return {
    fault,
    cells: {
      fal: cell,
      hosted: cell,
      emulator: {
        scene: { words: ["--latency", "60000"], signal },
        does: "stops",
        exit: code,
        says: [says[0]],
        paid: 0,
      },
    },
  };
}
