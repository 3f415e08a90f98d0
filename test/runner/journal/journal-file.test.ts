import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import type { Entry } from "../../../src/runner/journal/entry.ts";
import { JournalFile } from "../../../src/runner/runs/journal-file.ts";

const upload = (number: number): Entry => ({ kind: "upload", url: `${number}`, content: "", at: 0 });

/** Microtasks that pass before the next entry is given. */
test.each([0, 1, 2, 3, 4, 5, 6, 8, 12])(
  "an entry that is given as soon as one is written is written too, %i steps later",
  async (steps) => {
    const name = path.join(mkdtempSync(path.join(tmpdir(), "falc-journal-")), "journal.jsonl");
    const file = await JournalFile.create(name, false);
    for (let number = 0; number < 3; number += 1) {
      await file.write(upload(number));
      for (let step = 0; step < steps; step += 1) await undefined;
    }
    await file.close();
    expect(readFileSync(name, "utf8").trimEnd().split("\n")).toHaveLength(3);
  },
  5000,
);
