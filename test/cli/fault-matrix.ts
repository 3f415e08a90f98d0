/**
 * The fault matrix: for each fault and each engine, what `falc run` does. Every cell is a test (`fault-matrix.test.ts`), and `src/FAULTS.md` shows the table to people. Disks that are full need a process
 * (`fault-matrix.process.test.ts`).
 */
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import type { FaultRule } from "../../src/emulator/faults/fault-script.ts";
import type { TestProject } from "../support/project.ts";
import { type Answer, cut, hang, html, json, type Script, text } from "./fault-server.ts";

export const engines = ["fal", "hosted", "emulator"] as const;
export type EngineName = (typeof engines)[number];

/** How a fault is brought about. */
export interface Scene {
  /** `chain`, the default, makes two calls, one after the other; `shot` makes one, `cut` one with a file. */
  readonly workflow?: "chain" | "shot" | "cut";
  /** Of `cut`; default `photo.png`. */
  readonly file?: string;
  /** After those of the workflow and of the engine. */
  readonly words?: readonly string[];
  /** Of `falc emulator --faults`. */
  readonly rules?: readonly FaultRule[];
  /** Of a server that does what no emulator does; it is mended before the run is repeated. */
  readonly script?: Script;
  /** Comes as soon as a call is accepted, or started in this process; with `signalAt`, when standard error has that. */
  readonly signal?: "SIGINT" | "SIGTERM";
  readonly signalAt?: string;
  /** Nothing answers at fal's addresses. */
  readonly isDown?: true;
  /** Called before the run. */
  readonly prepare?: (project: TestProject) => void;
  /** The same words have run before, undisturbed; called with the journal of that run, before the run that is looked at. */
  readonly spoil?: (journal: string) => void;
  /** A folder in which nothing may be written. */
  readonly denied?: string;
  readonly disk?: Disk;
}

/** A file system at a folder of the project. */
export interface Disk {
  readonly folder: ".falc/runs" | "out";
  /** All of it; a file takes whole blocks of 4 KB. */
  readonly size: string;
  /** The call's own request fills it, so that not a byte more of the journal is written. */
  readonly isFilledLater?: true;
}

export interface Cell {
  readonly scene: Scene;
  /** For people, a clause. */
  readonly does: string;
  readonly exit: number;
  /** All of this is on standard error; the first is shown to people. */
  readonly says: readonly [string, ...string[]];
  /** Calls that the server has accepted. */
  readonly paid: number;
  /** The same words once more, when the fault is gone. */
  readonly again?: { readonly exit: number; readonly paid: number; readonly says?: string };
}

export interface Fault {
  readonly fault: string;
  /** A text says why there is nothing to test. */
  readonly cells: Readonly<Record<EngineName, Cell | string>>;
}

export interface Topic {
  readonly topic: string;
  readonly faults: readonly Fault[];
}

const noNetwork = "cannot happen: nothing is sent over a network";
const noLine = "cannot happen: nobody waits in line";
const noCheck = "cannot happen: it checks only what the schema says";
const inStream = "cannot happen: fal tells it in the stream";

const slow: FaultRule = { stage: "model", call: 1, kind: "latency", ms: 600_000 };
const done = "done in";
const twice = "was not sent again";
const doubt = "in doubt: photo may have been sent";
const open = "fal may have finished it, or may still, and bill it. Its result:";
const resubmit = "--resubmit sends it again";

/** The same rules whatever stage the call comes by. */
const first = (rule: object) => ({
  fal: [{ stage: "submit", call: 1, ...rule } as FaultRule],
  hosted: [{ stage: "stream", ask: 1, ...rule } as FaultRule],
});
const model = (rule: object) => [{ stage: "model", call: 1, ...rule } as FaultRule];
const events = (...list: readonly (object | string)[]): Answer => {
  const lines = list.map((each) => (typeof each === "string" ? each : JSON.stringify(each)));
  const body = lines.map((line) => `data: ${line}\r\n\r\n`).join("");
  return text(200, body, { "content-type": "text/event-stream" });
};
const photoSubmitted = {
  type: "submit",
  node_id: "photo",
  app_id: "fal-ai/flux/dev",
  request_id: "req-1",
};
const shot = (script: Script): Scene => ({ workflow: "shot", script });

/** fal has refused: nothing was made, and the next run pays for all. */
function refused(fault: string, rule: object, message: string, advice?: string): Fault {
  const { fal, hosted } = first(rule);
  const cell = (rules: readonly FaultRule[], node: string): Cell => ({
    scene: { rules },
    does: advice === undefined ? "fails" : "fails, and says what to do",
    exit: 1,
    says: [message, ...(advice === undefined ? [] : [`\nWhat to do:\n  ${node}: ${advice}`])],
    paid: 0,
    again: { exit: 0, paid: 2, says: done },
  });
  return { fault, cells: { fal: cell(fal, "photo"), hosted: cell(hosted, "output"), emulator: noNetwork } };
}

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

const waits: Topic = {
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
          scene: {
            rules: [
              { stage: "model", call: 1, kind: "latency", ms: 500 },
              { stage: "cancel", kind: "error", status: 500 },
            ],
            signal: "SIGINT",
          },
          does: "names the request; the next run waits for it",
          exit: 130,
          says: ["fal did not confirm that these are cancelled, and may bill them: photo (request "],
          paid: 1,
          again: { exit: 0, paid: 1, says: "1 call submitted, 1 followed" },
        },
        hosted: {
          scene: {
            rules: [
              { stage: "model", call: 1, kind: "latency", ms: 500 },
              { stage: "cancel", kind: "error", status: 500 },
            ],
            signal: "SIGINT",
          },
          does: "names the request",
          exit: 130,
          says: ["fal did not confirm that these are cancelled, and may bill them: photo (request "],
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

const locked = "User is locked. Reason: Exhausted balance.";
const tooLong = { detail: [{ loc: ["body", "prompt"], msg: "too long", type: "string_too_long" }] };

/** The model has refused or failed: the call is over, and costs nothing. */
function failed(
  fault: string,
  rules: readonly FaultRule[],
  says: Cell["says"],
  does: string,
  emulator: Cell | string,
  paid = { first: 1, again: 2 },
): Fault {
  const again = { exit: 0, paid: paid.again, says: done };
  const cell = { scene: { rules }, does, exit: 1, says, paid: paid.first, again };
  return { fault, cells: { fal: cell, hosted: cell, emulator } };
}

const refusals: Topic = {
  topic: "Refusals",
  faults: [
    failed(
      "422: the input is not what the endpoint takes",
      model({ kind: "error", status: 422, body: tooLong }),
      [
        "failed photo (422): prompt: too long",
        "prompt: workflows/chain.ts:5:30",
        "\nWhat to do:\n  photo: the same input would be refused again; correct what is sent",
      ],
      "fails, shows the author's line and what was sent",
      {
        scene: { workflow: "cut", file: "broken.png" },
        does: "fails, shows the author's line and what was sent",
        exit: 1,
        says: [
          "failed remove (422): image_url: Failed to load the image",
          "image_url: workflows/cut.ts:4:33",
        ],
        paid: 0,
      },
    ),
    failed(
      "422: a content check refuses the first call",
      [{ kind: "refusal", call: 1 }],
      ["flagged by a content checker", "\nWhat to do:\n  photo: a content check refused it, and would again"],
      "fails, and says that repeating is useless",
      noCheck,
    ),
    failed(
      "422: a content check refuses the second call",
      [{ kind: "refusal", endpoint: "fal-ai/bria/*", call: 1 }],
      ["failed cutout (422)", "fal keeps their results for a while:\n  photo  https://queue.fal.run/"],
      "keeps the first, and says where fal has it",
      noCheck,
      { first: 2, again: 1 },
    ),
    failed(
      "500: the model fails",
      model({
        kind: "error",
        status: 500,
        body: { detail: [{ loc: ["body"], msg: "out of memory", type: "internal_server_error" }] },
      }),
      [
        "failed photo (500): out of memory",
        "\nWhat to do:\n  photo: the model itself failed; it may succeed when it runs again",
      ],
      "fails",
      noCheck,
    ),
    failed(
      "500: fal does not say whether the model has run",
      model({ kind: "error", status: 500 }),
      ["failed photo (500): Internal Server Error", open],
      "fails, and says where the result may be; the next run pays again",
      noCheck,
    ),
    {
      fault: "429 once",
      cells: {
        fal: {
          scene: { rules: first({ kind: "error", status: 429 }).fal },
          does: "sends it again, since it did not arrive",
          exit: 0,
          says: [done],
          paid: 2,
        },
        hosted: {
          scene: { rules: first({ kind: "error", status: 429 }).hosted },
          does: "fails, and says what to do",
          exit: 1,
          says: ["failed output (429)", "it may succeed when it runs again later"],
          paid: 0,
          again: { exit: 0, paid: 2, says: done },
        },
        emulator: noNetwork,
      },
    },
    {
      fault: "429 each time",
      cells: {
        fal: {
          scene: { rules: [{ stage: "submit", call: { to: 4 }, kind: "error", status: 429 }] },
          does: "fails after four attempts",
          exit: 1,
          says: ["failed photo (429)", "--concurrency makes fewer at a time"],
          paid: 0,
          again: { exit: 0, paid: 2, says: done },
        },
        hosted: "as 429 once: nothing is repeated",
        emulator: noNetwork,
      },
    },
    refused(
      "401: the key",
      { kind: "error", status: 401 },
      "fal does not accept the key",
      "set FAL_KEY to a key of your account",
    ),
    refused(
      "402: the balance",
      { kind: "error", status: 402, body: { detail: "Payment required" } },
      "Payment required",
      "look at the account's balance",
    ),
    refused(
      "403: the balance",
      { kind: "error", status: 403, body: { detail: locked } },
      `fal denies access: ${locked}`,
      "look at the account's balance",
    ),
    refused(
      "404: the endpoint",
      { kind: "error", status: 404, body: { detail: "Application not found" } },
      "(404): Application not found",
    ),
    refused(
      "500: fal refuses the request",
      { kind: "error", status: 500 },
      "(500): Internal Server Error",
      "fal's servers failed; it may succeed when it runs again later",
    ),
  ],
};

const sending: Topic = {
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
    {
      fault: "the connection is cut after it, and the history lags",
      cells: {
        fal: {
          scene: {
            rules: [
              { stage: "submit", call: 1, kind: "cut", at: "after" },
              { kind: "lag", ms: 120_000, ask: { to: 3 } },
            ],
          },
          does: "fails; the call is in doubt until a later run finds it",
          exit: 1,
          says: [doubt, twice, resubmit],
          paid: 1,
          again: { exit: 0, paid: 1, says: "1 call submitted, 1 followed" },
        },
        hosted: {
          scene: {
            rules: [
              { stage: "stream", ask: 1, kind: "cut", at: "after" },
              { kind: "lag", ms: 120_000, ask: { to: 3 } },
            ],
          },
          does: "fails; the next run is in doubt",
          exit: 1,
          says: [twice, "it may be billed"],
          paid: 1,
          again: { exit: 1, paid: 0, says: resubmit },
        },
        emulator: noNetwork,
      },
    },
    {
      fault: "the connection is cut after it, and the history fails",
      cells: {
        fal: {
          scene: {
            rules: [
              { stage: "submit", call: 1, kind: "cut", at: "after" },
              { stage: "history", ask: 1, kind: "error", status: 500 },
            ],
          },
          does: "fails; the call is in doubt until a later run finds it",
          exit: 1,
          says: [doubt, twice, resubmit],
          paid: 1,
          again: { exit: 0, paid: 1, says: "1 call submitted, 1 followed" },
        },
        hosted: {
          scene: {
            rules: [
              { stage: "stream", ask: 1, kind: "cut", at: "after" },
              { stage: "history", ask: 1, kind: "error", status: 500 },
            ],
          },
          does: "fails; the next run is in doubt",
          exit: 1,
          says: [twice, "it may be billed"],
          paid: 1,
          again: { exit: 1, paid: 0, says: resubmit },
        },
        emulator: noNetwork,
      },
    },
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

const results: Topic = {
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
          scene: {
            rules: [{ stage: "status", call: 1, ask: 1, kind: "restart", downMs: 30, requests: "kept" }],
          },
          does: "asks again",
          exit: 0,
          says: [done],
          paid: 2,
        },
        hosted: {
          scene: { rules: [{ stage: "stream", ask: 1, kind: "restart", downMs: 30, requests: "kept" }] },
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
          scene: {
            rules: [{ stage: "status", call: 1, ask: 1, kind: "restart", downMs: 30, requests: "forgotten" }],
          },
          does: "fails; no run pays again unasked",
          exit: 1,
          says: ["fal does not know this endpoint or request (404)", "request "],
          paid: 1,
          again: { exit: 1, paid: 0, says: resubmit },
        },
        hosted: {
          scene: { rules: [{ stage: "stream", ask: 1, kind: "restart", downMs: 30, requests: "forgotten" }] },
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

const onlyStreams = "cannot happen: calls are made one by one";

function inTheStream(fault: string, answer: Answer, cell: Omit<Cell, "scene" | "exit" | "paid">): Fault {
  return {
    fault,
    cells: {
      fal: onlyStreams,
      hosted: { scene: shot({ stream: [answer] }), exit: 1, paid: 1, ...cell },
      emulator: onlyStreams,
    },
  };
}

const openStream = {
  does: "fails, and names what was submitted; the next run asks for it",
  says: ["submitted: photo as request req-1", twice, open] as const,
  again: { exit: 0, paid: 0, says: "photo followed from run" },
};
const emptyStream = {
  does: "fails; the next run is in doubt",
  says: ["nothing is known of its calls", twice, "it may be billed"] as const,
  again: { exit: 1, paid: 0, says: resubmit },
};

const streams: Topic = {
  topic: "In the stream of a whole graph",
  faults: [
    inTheStream("it ends without `output`", events(photoSubmitted), openStream),
    inTheStream("it ends without any event", events(), emptyStream),
    inTheStream("it is not JSON", events("{oops"), emptyStream),
    inTheStream(
      "nothing comes for 60 seconds after the submit",
      ({ response }) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write(`data: ${JSON.stringify(photoSubmitted)}\r\n\r\n`);
      },
      openStream,
    ),
    inTheStream(
      "an `error` event with 200",
      events(photoSubmitted, {
        type: "error",
        node_id: "photo",
        message: "Unprocessable Entity",
        error: { status: 422, body: { detail: "no face found" } },
      }),
      {
        does: "fails, as a call does that is answered so",
        says: ["failed photo (422): no face found", "request req-1", "correct what is sent"],
        again: { exit: 0, paid: 1, says: done },
      },
    ),
    inTheStream(
      "an `error` event that does not say what became of the request",
      events(photoSubmitted, { type: "error", node_id: "photo", message: "lost a worker" }),
      {
        does: "fails, and says where the result may be; the next run asks for it",
        says: ["failed photo: lost a worker", open],
        again: { exit: 0, paid: 0, says: "photo followed from run" },
      },
    ),
  ],
};

/** Nothing was sent to a model. */
function notUploaded(fault: string, rule: object, reason: string): Fault {
  const cell = {
    scene: { workflow: "cut", rules: [{ stage: "upload", ...rule } as FaultRule] },
    does: "ends before anything is sent to a model",
    exit: 1,
    says: [reason, "cannot upload", "Nothing was sent to a model"],
    paid: 0,
    again: { exit: 0, paid: 1, says: done },
  } as const;
  return { fault, cells: { fal: cell, hosted: cell, emulator: noNetwork } };
}

/** What it was made for is paid for, and stays. */
function notSaved(fault: string, answer: Answer, reason: string): Fault {
  const cell = {
    scene: { workflow: "shot", words: ["--out", "out"], script: { file: [answer] } },
    does: "prints the result and where fal keeps it",
    exit: 1,
    says: [`not saved image: ${reason}`, "photo  https://queue.fal.run/fal-ai/flux/requests/req-1"],
    paid: 1,
    again: { exit: 0, paid: 0, says: "saved out/image.png" },
  } as const;
  return { fault, cells: { fal: cell, hosted: cell, emulator: noNetwork } };
}

const gone: Cell = {
  scene: { workflow: "shot", script: { file: [text(404, "")] }, spoil: () => undefined },
  does: "says so, and pays again",
  exit: 0,
  says: ["photo started fal-ai/flux/dev  its files are gone", done],
  paid: 1,
};

function notWritable(): Fault {
  const cell: Cell = {
    scene: {
      workflow: "shot",
      words: ["--out", "out/a"],
      prepare: (project) => void mkdirSync(project.path("out")),
      denied: "out",
    },
    does: "sends nothing",
    exit: 2,
    says: ["--out: files cannot be saved in out/a: permission denied"],
    paid: 0,
  };
  return {
    fault: "the folder of `--out` may not be written to",
    cells: { fal: cell, hosted: cell, emulator: cell },
  };
}

const files: Topic = {
  topic: "Files",
  faults: [
    notUploaded(
      "an upload is refused with 401",
      { ask: 1, kind: "error", status: 401 },
      "does not accept the key",
    ),
    notUploaded(
      "an upload is answered with 500",
      { ask: 1, kind: "error", status: 500 },
      "Internal Server Error",
    ),
    notUploaded("an upload is cut", { ask: 2, kind: "cut", at: "before" }, "the connection was lost"),
    {
      fault: "a file of an earlier answer is gone",
      cells: {
        fal: gone,
        hosted: gone,
        emulator: "cannot happen: it holds nothing of earlier runs",
      },
    },
    notWritable(),
    notSaved("a file of the result is gone", text(404, ""), "the server answered with status 404"),
    notSaved("a download is cut each time", cut(), "the connection was lost"),
  ],
};

const noJournal = "cannot happen: it keeps no journal";

/** What becomes of the journal of a run that has completed, and of the run after it. */
function spoiled(
  fault: string,
  cell: Pick<Cell, "does" | "says" | "paid">,
  spoil: (journal: string) => void,
  hosted: Partial<Cell> = {},
): Fault {
  const whole: Cell = { scene: { spoil }, exit: 0, ...cell };
  return { fault, cells: { fal: whole, hosted: { ...whole, ...hosted }, emulator: noJournal } };
}

/** The first line of that kind. */
function changeLine(journal: string, kind: string, change: (line: string) => string): void {
  const lines = readFileSync(journal, "utf8").split("\n");
  const at = lines.findIndex((line) => line.includes(`"kind":"${kind}"`));
  writeFileSync(journal, lines.with(at, change(lines[at] ?? "")).join("\n"));
}

/** Another one takes the place of the journal. */
function replaceJournal(journal: string, make: (moved: string) => void): void {
  const moved = `${journal}.moved`;
  renameSync(journal, moved);
  make(moved);
}

const paysAgain = "warns, and pays again";

const journals: Topic = {
  topic: "The journal of an earlier run",
  faults: [
    spoiled(
      "its last line is torn",
      { does: "uses what it says", says: ["0 calls submitted, 2 reused"], paid: 0 },
      (journal) => writeFileSync(journal, readFileSync(journal).subarray(0, -20)),
    ),
    spoiled(
      "the line of an answer is broken",
      {
        does: "warns, and asks for the answer again",
        says: ["is damaged in line", "1 followed, 1 reused"],
        paid: 0,
      },
      (journal) => changeLine(journal, "done", (line) => line.slice(0, 30)),
    ),
    spoiled(
      "the line of a call is broken",
      { does: paysAgain, says: ["is damaged in line", "what they said is unknown"], paid: 1 },
      (journal) => changeLine(journal, "intent", (line) => line.slice(0, 30)),
      // What comes after it is sent with it.
      { paid: 2 },
    ),
    spoiled(
      "it is of another format",
      { does: paysAgain, says: ["is damaged in line 1"], paid: 2 },
      (journal) => changeLine(journal, "run", (line) => line.replace('"format":1', '"format":2')),
    ),
    spoiled("it is not text", { does: paysAgain, says: ["is damaged in line"], paid: 2 }, (journal) =>
      writeFileSync(journal, Buffer.from([0xff, 0x00, 0x0a, 0xfe, 0x0a])),
    ),
    spoiled(
      "a folder is in its place",
      { does: paysAgain, says: ["journal.jsonl is not a file, and was not read"], paid: 2 },
      (journal) => replaceJournal(journal, () => mkdirSync(journal)),
    ),
    spoiled(
      "a link is in its place",
      { does: paysAgain, says: ["journal.jsonl is a link, and was not read"], paid: 2 },
      (journal) => replaceJournal(journal, (moved) => symlinkSync(moved, journal)),
    ),
  ],
};

/** The journal cannot be begun: nothing is sent. */
function unwritable(fault: string, scene: Scene, reason: string): Fault {
  const cell: Cell = {
    scene,
    does: "sends nothing",
    exit: 1,
    says: [`the run cannot be written down in .falc/runs: ${reason}`, "so nothing was sent"],
    paid: 0,
  };
  const emulator: Cell = { scene, does: "runs: it keeps no journal", exit: 0, says: [done], paid: 0 };
  return { fault, cells: { fal: cell, hosted: cell, emulator } };
}

const folders: Topic = {
  topic: "The folder of the journals",
  faults: [
    unwritable("`.falc` may not be written to", { denied: ".falc" }, "permission denied"),
    unwritable(
      "`.falc/runs` is a file",
      { prepare: (project) => project.write(".falc/runs", "") },
      "part of the path is a file, not a folder",
    ),
    unwritable(
      "`.falc/runs` is a link that leads nowhere",
      {
        prepare: (project) => {
          rmSync(project.path(".falc/runs"), { recursive: true, force: true });
          symlinkSync(project.path("nowhere/else"), project.path(".falc/runs"));
        },
      },
      "there is no such file",
    ),
  ],
};

/** Nothing is sent, because it could not be written down. */
function fullBefore(fault: string, size: { fal: string; hosted: string }, reason: string): Fault {
  const cell = (bytes: string): Cell => ({
    scene: { workflow: "shot", disk: { folder: ".falc/runs", size: bytes } },
    does: "sends nothing",
    exit: 1,
    says: [reason, "nothing was sent"],
    paid: 0,
  });
  return { fault, cells: { fal: cell(size.fal), hosted: cell(size.hosted), emulator: noJournal } };
}

const fullAfter: Cell = {
  scene: { workflow: "shot", disk: { folder: ".falc/runs", size: "256k", isFilledLater: true } },
  does: "goes on, and names the request; the next run looks for it in fal's history first",
  exit: 0,
  says: [
    "warning: the journal of the run cannot be written: the disk is full. photo was paid for as request req-1: " +
      "https://queue.fal.run/fal-ai/flux/requests/req-1",
    done,
  ],
  paid: 1,
};

const fullOut: Cell = {
  scene: { workflow: "shot", words: ["--out", "out"], disk: { folder: "out", size: "4k" } },
  does: "prints the result and where fal keeps it",
  exit: 1,
  says: [
    "not saved image: cannot write the file: the disk is full",
    "photo  https://queue.fal.run/fal-ai/flux/requests/req-1",
  ],
  paid: 1,
};

const disks: Topic = {
  topic: "A full disk",
  faults: [
    fullBefore(
      "before the run begins",
      { fal: "4k", hosted: "4k" },
      "the run cannot be written down in .falc/runs: the disk is full",
    ),
    fullBefore(
      "when its input is written down",
      { fal: "8k", hosted: "8k" },
      "the journal of the run cannot be written: the disk is full",
    ),
    fullBefore(
      "when other runs are kept away from the call",
      { fal: "12k", hosted: "12k" },
      "the folder of the runs cannot be written to: the disk is full",
    ),
    {
      fault: "once the call is sent",
      cells: {
        fal: { ...fullAfter, again: { exit: 1, paid: 0, says: resubmit } },
        hosted: fullAfter,
        emulator: noJournal,
      },
    },
    {
      fault: "while pictures are saved",
      cells: {
        fal: fullOut,
        hosted: fullOut,
        emulator: { ...fullOut, says: [fullOut.says[0]], paid: 0, does: "prints the result" },
      },
    },
  ],
};

export const matrix: readonly Topic[] = [
  waits,
  refusals,
  sending,
  results,
  streams,
  files,
  journals,
  folders,
  disks,
];

export interface TestCell {
  readonly fault: string;
  readonly engine: EngineName;
  readonly cell: Cell;
}

/** Those that can be tested, in their order. */
export const testCells: readonly TestCell[] = matrix.flatMap(({ faults }) =>
  faults.flatMap(({ fault, cells }) =>
    engines.flatMap((engine): TestCell[] => {
      const cell = cells[engine];
      return typeof cell === "string" ? [] : [{ fault, engine, cell }];
    }),
  ),
);
