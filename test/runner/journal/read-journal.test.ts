/** A journal that is read while its writer cannot keep what it wrote, because the disk was full for a moment. */
import { appendFileSync, mkdtempSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { printEntry } from "../../../src/runner/journal/entry-lines.ts";
import { JournalReader } from "../../../src/runner/runs/read-journal.ts";

const line = (url: string) => printEntry({ kind: "upload", url, content: "x", at: 1 });

test.each([
  ["longer", "https://files.test/the-one-that-was-written-instead.png"],
  ["shorter", "https://files.test/b"],
  ["as long", "https://files.test/b.png"],
])("what is written in place of a line that was withdrawn is read, if it is %s", (_, url) => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "falc-journal-")), "journal.jsonl");
  const first = line("https://files.test/0.png");
  writeFileSync(file, first + line("https://files.test/a.png"));
  const reader = new JournalReader(file);
  expect(reader.read()).toHaveLength(2);
  truncateSync(file, first.length);
  appendFileSync(file, line(url));
  expect(reader.read().map((entry) => "url" in entry && entry.url)).toContain(url);
  expect(reader.damaged).toEqual([]);
  appendFileSync(file, line("https://files.test/c.png"));
  expect(reader.read()).toMatchObject([{ url: "https://files.test/c.png" }]);
});
