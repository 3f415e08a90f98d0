import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { RunStore } from "../../../src/runner/runs/run-store.ts";
import { findCommittedRuns } from "../../../src/workspace/run/committed-runs.ts";

test("runs that came with a repository are ignored", async () => {
  const repository = mkdtempSync(path.join(tmpdir(), "falc-committed-"));
  const folder = path.join(repository, "app/.falc/runs");
  mkdirSync(path.join(repository, ".git"));
  mkdirSync(folder, { recursive: true });
  const committed = "20250101-000000-evil";
  writeFileSync(
    path.join(repository, ".git/index"),
    Buffer.concat([
      Buffer.from([0x44, 0x49, 0xff, 0x00]),
      Buffer.from(`app/.falc/runs/${committed}/journal.jsonl\0`),
    ]),
  );
  for (const run of [committed, "20250101-000001-mine"]) {
    mkdirSync(path.join(folder, run));
    const head = { kind: "run", format: 1, run, workflow: "shop", world: "fal", at: 1 };
    const upload = {
      kind: "upload",
      url: `https://${run}.test/x.png`,
      content: `https://uploads.invalid/${run}`,
      at: 2,
    };
    writeFileSync(
      path.join(folder, run, "journal.jsonl"),
      `${JSON.stringify(head)}\n${JSON.stringify(upload)}\n`,
    );
  }
  const ignored = findCommittedRuns(folder);
  expect([...ignored]).toEqual([committed]);
  const store = new RunStore(folder, () => ignored);
  expect(store.list()).toEqual(["20250101-000001-mine"]);
  const run = await store.create({ workflow: "shop", world: "fal", isPaid: true });
  expect(run.ledger.uploadOf(`https://uploads.invalid/${committed}`)).toBeUndefined();
  expect(run.ledger.uploadOf("https://uploads.invalid/20250101-000001-mine")).toBeDefined();
  await run.close();
});

/** Of version 4; `digest`: bytes of one. */
function shortIndex(names: readonly string[], digest: number): Buffer {
  const header = Buffer.from("DIRC\0\0\0\x04\0\0\0\0", "latin1");
  header.writeUInt32BE(names.length, 8);
  const entries = names.map((name, index) => {
    const before = names[index - 1] ?? "";
    let same = 0;
    while (same < name.length && name[same] === before[same]) same += 1;
    const removed = before.length - same;
    const length = removed < 128 ? [removed] : [0x80 | ((removed >> 7) - 1), removed & 0x7f];
    // Every second one has extended flags.
    const flags = index % 2 === 0 ? [0, 9] : [0x40, 9, 0, 0];
    const [about, rest] = [Buffer.alloc(40 + digest, 7), Buffer.from(`${name.slice(same)}\0`)];
    return Buffer.concat([about, Buffer.from([...flags, ...length]), rest]);
  });
  return Buffer.concat([header, ...entries]);
}

const runs = ["20250101-000000-evil", "20250101-000001-evil"];
const names = [
  `${"long".repeat(90)}.ts`,
  "app/.env",
  ...runs.map((run) => `app/.falc/runs/${run}/journal.jsonl`),
  "app/a.ts",
];

test.each([
  ["of which only the ends of paths are kept", "index", shortIndex(names, 20)],
  ["with long digests", "index", shortIndex(names, 32)],
  ["that is split", "sharedindex.0123456789", Buffer.from(`DIRC\0\0\0\x02${names.join("\0")}`)],
])("and so are those of an index %s", (_, file, bytes) => {
  const repository = mkdtempSync(path.join(tmpdir(), "falc-committed-"));
  mkdirSync(path.join(repository, ".git"));
  writeFileSync(path.join(repository, ".git", file), bytes);
  expect([...findCommittedRuns(path.join(repository, "app/.falc/runs"))]).toEqual(runs);
});

test("outside a repository, and without an index, none is", () => {
  expect(findCommittedRuns(mkdtempSync(path.join(tmpdir(), "falc-committed-"))).size).toBe(0);
});

test("a run whose folder is a link that came with the repository is ignored, too", () => {
  const repository = mkdtempSync(path.join(tmpdir(), "falc-committed-"));
  mkdirSync(path.join(repository, ".git"));
  writeFileSync(
    path.join(repository, ".git/index"),
    Buffer.from(`DIRC\0\0\0\x02app/.falc/runs/${runs[0]}\0\0app/.Falc/runs/${runs[1]}/journal.jsonl\0`),
  );
  expect([...findCommittedRuns(path.join(repository, "app/.falc/runs"))]).toEqual(runs);
});
