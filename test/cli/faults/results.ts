/** What goes wrong once a call is submitted. */
import type { FaultRule } from "../../../src/emulator/faults/fault-script.ts";
import { hang, html, json } from "../fault-server.ts";
import type { Scene, Cell, Fault, Topic } from "./cell.ts";
import { noNetwork, inStream, done, twice, open, resubmit, events, photoSubmitted, shot } from "./phrases.ts";

/** Reading costs nothing. */
function readAgain(fault: string, rules: readonly FaultRule[]): Fault {
  const does = "asks again";
  return {
    fault,
    cells: {
      fal: { scene: { rules }, does, exit: 0, says: [done], paid: 2 },
      hosted: inStream,
      emulator: noNetwork,
    },
  };
}

/** It was submitted, and there is no answer: the next run asks for it, and pays only for the rest. */
function followed(fault: string, scene: Scene, says: readonly string[], paidForRest: number): Fault {
  return {
    fault,
    cells: {
      fal: {
        scene,
        does: "fails, and says where the result is; the next run asks for it",
        exit: 1,
        says: [says[0] ?? open, open, "What is held is not paid for again"],
        paid: 1,
        again: { exit: 0, paid: paidForRest, says: "photo followed from run" },
      },
      hosted: inStream,
      emulator: noNetwork,
    },
  };
}

function restarts(requests: "kept" | "forgotten"): Readonly<Record<"fal" | "hosted", Scene>> {
  const restart = { kind: "restart", downMs: 30, requests } as const;
  // Not done when its connection is cut.
  const slowFirstCall = { stage: "model", call: 1, kind: "latency", ms: 5000 } as const;
  return {
    fal: { rules: [{ stage: "status", call: 1, ask: 1, ...restart }] },
    hosted: { rules: [{ stage: "stream", ask: 1, ...restart }, slowFirstCall] },
  };
}

export const results: Topic = {
  topic: "Once it is submitted",
  faults: [
    readAgain("the status is 502 once, and cut once", [
      { stage: "status", ask: 1, kind: "error", status: 502 },
      { stage: "status", ask: 2, kind: "cut", at: "before" },
    ]),
    readAgain("the result is 504 after COMPLETED, and then cut in the middle", [
      { stage: "result", ask: 1, kind: "error", status: 504 },
      { stage: "result", ask: 2, kind: "cut", at: "middle" },
    ]),
    followed(
      "the result is 504 each time",
      { rules: [{ stage: "result", call: 1, ask: { to: 4 }, kind: "error", status: 504 }] },
      ["failed photo (504): Gateway Timeout"],
      1,
    ),
    followed(
      "the result is cut each time",
      { rules: [{ stage: "result", call: 1, ask: { to: 4 }, kind: "cut", at: "middle" }] },
      ["the connection was lost"],
      1,
    ),
    followed(
      "nothing comes for 60 seconds when the status is asked for, twice",
      shot({ status: [hang] }),
      ["the server sent nothing for 60 seconds"],
      0,
    ),
    followed(
      "the status is a web page with 200",
      shot({ status: [html()] }),
      ['with no status: "<!doctype html>'],
      0,
    ),
    followed(
      "the result is a web page with 200",
      shot({ result: [html()] }),
      ["the result is not JSON (text/html)"],
      0,
    ),
    {
      fault: "fal restarts, and keeps its requests",
      cells: {
        fal: {
          scene: restarts("kept").fal,
          does: "asks again",
          exit: 0,
          says: [done],
          paid: 2,
        },
        hosted: {
          scene: restarts("kept").hosted,
          does: "fails; the next run finds the request in fal's history",
          exit: 1,
          says: ["the connection was lost", twice],
          paid: 1,
          again: { exit: 0, paid: 2, says: "photo followed from run" },
        },
        emulator: noNetwork,
      },
    },
    {
      fault: "fal restarts, and forgets its requests",
      cells: {
        fal: {
          scene: restarts("forgotten").fal,
          does: "fails; no run pays again unasked",
          exit: 1,
          says: ["fal does not know this endpoint or request (404)", "request "],
          paid: 1,
          again: { exit: 1, paid: 0, says: resubmit },
        },
        hosted: {
          scene: restarts("forgotten").hosted,
          does: "fails; no run pays again unasked",
          exit: 1,
          says: ["the connection was lost", twice],
          paid: 1,
          again: { exit: 1, paid: 0, says: resubmit },
        },
        emulator: noNetwork,
      },
    },
    {
      fault: "the result has expired",
      cells: {
        fal: {
          scene: { rules: [{ kind: "expired", call: 1, afterMs: 0 }] },
          does: "fails; the next run takes the result from fal's history",
          exit: 1,
          says: ["failed photo (404)", "request "],
          paid: 1,
          again: { exit: 0, paid: 1, says: "1 call submitted, 1 followed" },
        },
        hosted: inStream,
        emulator: noNetwork,
      },
    },
    {
      fault: "the result lacks a field that is used",
      cells: {
        fal: missing(shot({ result: [json(200, { images: [], seed: 7 })] })),
        hosted: missing(
          shot({
            stream: [
              events(
                photoSubmitted,
                { type: "completion", node_id: "photo", output: { images: [], seed: 7 } },
                { type: "output", output: {} },
              ),
            ],
          }),
        ),
        emulator: "cannot happen: its answers have every field",
      },
    },
  ],
};

function missing(scene: Scene): Cell {
  return {
    scene,
    does: "shows the answer and the rest of the result, and keeps both",
    exit: 1,
    says: [
      "failed output: $photo.images.0.url has no value: $photo.images is an array of 0 elements",
      "photo answered:",
      "What is held is not paid for again",
    ],
    paid: 1,
    again: { exit: 1, paid: 0, says: "photo reused from run" },
  };
}
