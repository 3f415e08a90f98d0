/** Files that are sent, saved, or gone. */
import { mkdirSync } from "node:fs";
import type { FaultRule } from "../../../src/emulator/faults/fault-script.ts";
import { type Answer, cut, text } from "../fault-server.ts";
import type { Cell, Fault, Topic } from "./cell.ts";
import { noNetwork, done } from "./phrases.ts";

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

export const files: Topic = {
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
