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

test("outside a repository, and without an index, none is", () => {
  expect(findCommittedRuns(mkdtempSync(path.join(tmpdir(), "falc-committed-"))).size).toBe(0);
});
