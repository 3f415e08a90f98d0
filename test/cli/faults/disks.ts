/** Disks that are full: falc has to be a process, see `disk-scene.ts`. */
import type { Cell, Fault, Topic } from "./cell.ts";
import { noJournal, done } from "./phrases.ts";

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

export const disks: Topic = {
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
        fal: {
          ...fullAfter,
          does: "goes on, and names the request; its answer is written down, as its place makes room",
          again: { exit: 0, paid: 0, says: "photo reused from run" },
        },
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
