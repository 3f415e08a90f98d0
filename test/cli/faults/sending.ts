/** What goes wrong while a call is sent, which costs money: its answer is lost, or is none. */
import type { FaultRule } from "../../../src/emulator/faults/fault-script.ts";
import { html, json } from "../fault-server.ts";
import type { Scene, Fault, Topic } from "./cell.ts";
import { noNetwork, done, twice, doubt, open, resubmit, first, events, shot } from "./phrases.ts";

/** The answer to what costs money is lost, and nobody knows that fal has it: nothing is sent again unasked. */
function lost(fault: string, scenes: { fal: Scene; hosted: Scene }, reason: string, paid: number): Fault {
  const does = "fails; the call is in doubt, and no run sends it again unasked";
  const again = { exit: 1, paid: 0, says: resubmit };
  return {
    fault,
    cells: {
      fal: { scene: scenes.fal, does, exit: 1, says: [reason, twice, doubt, resubmit], paid, again },
      hosted: { scene: scenes.hosted, does, exit: 1, says: [reason, twice, "it may be billed"], paid, again },
      emulator: noNetwork,
    },
  };
}

/** fal has it, its answer is lost, and the history does not help at first. */
function unclear(fault: string, history: FaultRule): Fault {
  const cut = { kind: "cut", at: "after" } as const;
  return {
    fault,
    cells: {
      fal: {
        scene: { rules: [{ stage: "submit", call: 1, ...cut }, history] },
        does: "fails; the call is in doubt until a later run finds it",
        exit: 1,
        says: [doubt, twice, resubmit],
        paid: 1,
        again: { exit: 0, paid: 1, says: "1 call submitted, 1 followed" },
      },
      hosted: {
        scene: { rules: [{ stage: "stream", ask: 1, ...cut }, history] },
        does: "fails; the next run is in doubt",
        exit: 1,
        says: [twice, "it may be billed"],
        paid: 1,
        again: { exit: 1, paid: 0, says: resubmit },
      },
      emulator: noNetwork,
    },
  };
}

export const sending: Topic = {
  topic: "While it is sent",
  faults: [
    {
      fault: "nothing answers",
      cells: {
        fal: {
          scene: { isDown: true },
          does: "fails after four attempts; nothing arrived",
          exit: 1,
          says: ["nothing answers at"],
          paid: 0,
        },
        hosted: {
          scene: { isDown: true },
          does: "fails; nothing arrived",
          exit: 1,
          says: ["nothing answers at"],
          paid: 0,
        },
        emulator: noNetwork,
      },
    },
    lost(
      "the connection is cut before the request has an effect",
      scenesOf(first({ kind: "cut", at: "before" })),
      "the connection was lost",
      0,
    ),
    found("the connection is cut after it", { kind: "cut", at: "after" }, "the connection was lost"),
    {
      fault: "the connection is cut in the answer",
      cells: {
        fal: {
          scene: { rules: first({ kind: "cut", at: "middle" }).fal },
          does: "follows the request by its id",
          exit: 0,
          says: [done],
          paid: 2,
          again: { exit: 0, paid: 0 },
        },
        hosted: {
          scene: { rules: first({ kind: "cut", at: "middle" }).hosted },
          does: "fails, and names what was submitted; the next run asks for it",
          exit: 1,
          says: ["submitted: photo as request ", open, "What is held is not paid for again"],
          paid: 1,
          // The emulator has cancelled it.
          again: { exit: 0, paid: 2, says: "2 calls submitted, 1 followed" },
        },
        emulator: noNetwork,
      },
    },
    lost("503, without an effect", scenesOf(first({ kind: "error", status: 503 })), "Service Unavailable", 0),
    found("504, although it has an effect", { kind: "error", status: 504, at: "after" }, "Gateway Timeout"),
    lost(
      "nothing comes for 60 seconds",
      scenesOf(first({ kind: "latency", ms: 600_000 })),
      "the server sent nothing for 60 seconds",
      0,
    ),
    unclear("the connection is cut after it, and the history lags", {
      kind: "lag",
      ms: 120_000,
      ask: { to: 3 },
    }),
    unclear("the connection is cut after it, and the history fails", {
      stage: "history",
      ask: 1,
      kind: "error",
      status: 500,
    }),
    lost(
      "a web page with 200",
      { fal: shot({ submit: [html()] }), hosted: shot({ stream: [html()] }) },
      `<!doctype html>`,
      1,
    ),
    lost(
      "an answer without an id",
      {
        fal: shot({ submit: [json(200, { status: "IN_QUEUE" })] }),
        hosted: shot({ stream: [events({ type: "submit", node_id: "photo", app_id: "fal-ai/flux/dev" })] }),
      },
      "fal's answer",
      1,
    ),
  ],
};

function scenesOf(rules: ReturnType<typeof first>): { fal: Scene; hosted: Scene } {
  return { fal: { rules: rules.fal }, hosted: { rules: rules.hosted } };
}

/** The answer is lost, and fal's history has the request. */
function found(fault: string, rule: object, reason: string): Fault {
  const { fal, hosted } = scenesOf(first(rule));
  return {
    fault,
    cells: {
      fal: {
        scene: fal,
        does: "finds the request in fal's history, and goes on",
        exit: 0,
        says: [done],
        paid: 2,
        again: { exit: 0, paid: 0 },
      },
      hosted: {
        scene: hosted,
        does: "fails; the next run finds the request in fal's history",
        exit: 1,
        says: [reason, twice, "it may be billed"],
        paid: 1,
        // The emulator has cancelled it.
        again: { exit: 0, paid: 2, says: "photo followed from run" },
      },
      emulator: noNetwork,
    },
  };
}
