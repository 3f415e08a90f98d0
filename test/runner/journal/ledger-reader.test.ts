/** Runs that nobody is at cost nothing while another run looks at what has changed, and are read again when they go on. */
import { expect, test } from "vitest";
import { LedgerReader } from "../../../src/runner/runs/ledger-reader.ts";
import { graphOf, Lab } from "./lab.ts";

const about = { workflow: "shop", world: "fal", isPaid: false };

test("only runs that somebody is at are looked at again", async () => {
  const lab = new Lab();
  for (let index = 0; index < 3; index += 1)
    await (await lab.start(graphOf({ photo: { prompt: "a" } }))).kill();
  const reader = new LedgerReader(lab.folder, new Set(), "fal", "none");
  reader.refresh();
  expect(reader.activeRuns).toBe(0);

  const [killed = ""] = lab.store.list();
  const resumed = await lab.store.resume(killed, about);
  reader.refresh();
  expect(reader.activeRuns).toBe(1);
  await resumed?.write({ kind: "upload", url: "https://files.test/a.png", content: "sha256:a" });
  reader.refresh();
  expect(reader.ledger.uploadOf("sha256:a")).toBe("https://files.test/a.png");

  const begun = await lab.store.create(about);
  await begun.begin({ input: {} });
  reader.refresh();
  expect(reader.activeRuns).toBe(2);
  await begun.close({ outcome: "completed" });
  await resumed?.close();
  reader.refresh();
  expect(reader.activeRuns).toBe(0);
});

test("a run that has ended is looked at once somebody is about to begin it again, however long that takes", async () => {
  const lab = new Lab();
  const { run } = await lab.run(graphOf({ photo: { prompt: "a" } }));
  const reader = new LedgerReader(lab.folder, new Set(), "fal", "none");
  const resumed = await lab.store.resume(run, about);
  // Files are uploaded, or the user is asked.
  const listed = Date.now() + 150;
  while (Date.now() < listed) {
    reader.refresh();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await resumed?.begin({ input: {} });
  await resumed?.write({ kind: "upload", url: "https://files.test/a.png", content: "sha256:a" });
  reader.refresh();
  expect(reader.ledger.uploadOf("sha256:a")).toBe("https://files.test/a.png");
  await resumed?.close({ outcome: "failed" });
  reader.refresh();
  expect(reader.activeRuns).toBe(0);
});
