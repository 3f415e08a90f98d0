/** What can become of journals, and of their folder. */
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import type { Scene, Cell, Fault, Topic } from "./cell.ts";
import { noJournal, done } from "./phrases.ts";

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

export const journals: Topic = {
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

export const folders: Topic = {
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
