import { expect, test } from "vitest";
import { paintFor } from "../../src/cli/paint.ts";
import { lineProgress } from "../../src/cli/progress/lines.ts";
import { applyEvent, type NodeState } from "../../src/cli/progress/node-state.ts";
import { printNodes } from "../../src/cli/progress/print-nodes.ts";
import type { RunEvent } from "../../src/execution/events.ts";

const output = { write() {}, isTerminal: true, columns: 60, rows: 24 };
const plain = paintFor(output, { NO_COLOR: "1" });

const started: RunEvent = {
  at: 0,
  kind: "run-started",
  nodes: [
    { id: "photo", app: "fal-ai/flux/dev", depends: ["input"] },
    { id: "cutout", app: "fal-ai/bria/background/remove", depends: ["photo"] },
    { id: "poster", app: "fal-ai/ideogram/v3", depends: ["photo", "cutout"] },
  ],
};

function display(events: readonly RunEvent[], at: number, columns = 60, rows = 24): string {
  const nodes = new Map<string, NodeState>();
  for (const event of events) applyEvent(event, nodes);
  return printNodes([...nodes.values()], at, { columns, rows }, plain);
}

test("each node has a line with its state, elapsed time, and what it waits for", () => {
  const events: RunEvent[] = [
    started,
    { at: 10, kind: "node-started", node: "photo", input: {} },
    { at: 20, kind: "node-queued", node: "photo", position: 3 },
  ];
  expect(display(events, 1510)).toBe(
    [
      "… photo    1.5 s  fal-ai/flux/dev  3 ahead",
      "· cutout          waits for photo",
      "· poster          waits for photo, cutout",
    ].join("\n"),
  );
  events.push(
    { at: 30, kind: "node-running", node: "photo" },
    { at: 40, kind: "node-progress", node: "photo", line: "step \u001b[2J1\nof 2" },
  );
  expect(display(events, 200).split("\n")[0]).toBe("⠹ photo    0.2 s  fal-ai/flux/dev  step  [2J1 of 2");
  events.push(
    { at: 2010, kind: "node-completed", node: "photo", output: {}, elapsedMs: 2000 },
    { at: 2010, kind: "node-started", node: "cutout", input: {} },
    { at: 2110, kind: "node-failed", failure: { node: "cutout", message: "no" } },
    { at: 2110, kind: "node-skipped", node: "poster", because: ["cutout"] },
  );
  expect(display(events, 3000)).toBe(
    [
      "✔ photo    2.0 s  fal-ai/flux/dev",
      "✖ cutout   0.1 s  fal-ai/bria/background/remove  no",
      "– poster          fal-ai/ideogram/v3  waits for cutout",
    ].join("\n"),
  );
});

test("texts have no lines, unless they fail; who waits for one waits for what it is made of", () => {
  const texts: RunEvent = {
    at: 0,
    kind: "run-started",
    nodes: [
      { id: "script", app: "openrouter/router", depends: ["input"] },
      { id: "both", app: "fal-ai/text-concat", depends: ["script", "input"] },
      { id: "prompt", app: "fal-ai/text-concat", depends: ["both"] },
      { id: "photo", app: "fal-ai/flux/dev", depends: ["prompt"] },
    ],
  };
  const events: RunEvent[] = [texts, { at: 0, kind: "node-started", node: "script", input: {} }];
  expect(display(events, 1000)).toBe(
    ["⠋ script   1.0 s  openrouter/router", "· photo           fal-ai/flux/dev  waits for script"].join("\n"),
  );
  events.push(
    { at: 1000, kind: "node-completed", node: "script", output: {}, elapsedMs: 1000 },
    { at: 1000, kind: "node-failed", failure: { node: "both", message: "no text" } },
    { at: 1000, kind: "node-skipped", node: "prompt", because: ["both"] },
    { at: 1000, kind: "node-skipped", node: "photo", because: ["prompt"] },
  );
  expect(display(events, 1000)).toBe(
    [
      "✔ script   1.0 s  openrouter/router",
      "✖ both            fal-ai/text-concat  no text",
      "– photo           fal-ai/flux/dev  waits for prompt",
    ].join("\n"),
  );
});

test("what waits for a place says how many calls are in progress, and its time begins with its call", () => {
  const events: RunEvent[] = [
    started,
    { at: 10, kind: "node-started", node: "photo", input: {} },
    { at: 210, kind: "node-waiting", node: "photo", limit: 4 },
  ];
  expect(display(events, 500).split("\n")[0]).toBe("· photo           waits: 4 calls are in progress");
  events.push({ at: 1000, kind: "node-paying", node: "photo", because: "prompt changed" });
  expect(display(events, 1500).split("\n")[0]).toMatch(
    /^. photo    0.5 s  fal-ai\/flux\/dev  prompt changed$/,
  );
});

test("a node that was done before, one that is resumed, and one that fails without having started", () => {
  const events: RunEvent[] = [
    started,
    { at: 0, kind: "node-held", node: "photo", output: {} },
    { at: 10, kind: "node-resumed", node: "cutout", requestId: "r1" },
    { at: 500, kind: "node-failed", failure: { node: "poster", message: "no value" } },
  ];
  expect(display(events, 1010)).toBe(
    [
      "✔ photo           fal-ai/flux/dev  was done before",
      "⠋ cutout   1.0 s  fal-ai/bria/background/remove",
      "✖ poster          fal-ai/ideogram/v3  no value",
    ].join("\n"),
  );
});

test("no line is wider than the terminal; more important text replaces the endpoint", () => {
  const lines = display([started], 0, 34).split("\n");
  expect(lines).toEqual([
    "· photo           fal-ai/flux/dev",
    "· cutout          waits for photo",
    "· poster          waits for phot…",
  ]);
  for (const columns of [1, 5, 12, 20, 33]) {
    for (const line of display([started], 0, columns).split("\n")) {
      expect(line.length).toBeLessThanOrEqual(Math.max(columns, 11));
    }
  }
});

test("with more nodes than rows, only running and failed nodes are shown, and the others counted", () => {
  const nodes = Array.from({ length: 40 }, (_, index) => ({ id: `n${index}`, app: "a/b", depends: [] }));
  const events: RunEvent[] = [
    { at: 0, kind: "run-started", nodes },
    { at: 0, kind: "node-started", node: "n1", input: {} },
    { at: 5, kind: "node-completed", node: "n1", output: 1, elapsedMs: 5 },
    { at: 5, kind: "node-started", node: "n2", input: {} },
  ];
  expect(display(events, 100).split("\n")).toEqual([
    expect.stringMatching(/n2 {3}0\.1 s {2}a\/b$/),
    "  1 of 40 done, 1 running, 38 waiting",
  ]);
});

const wide = (count: number): RunEvent => ({
  at: 0,
  kind: "run-started",
  nodes: Array.from({ length: count }, (_, index) => [
    { id: `photo${index}`, app: "fal-ai/flux/dev", depends: ["input"] },
    { id: `cutout${index}`, app: "fal-ai/bria/background/remove", depends: [`photo${index}`] },
  ]).flat(),
});
const begun = (node: string, at = 0): RunEvent => ({ at, kind: "node-started", node, input: {} });
const failed = (node: string): RunEvent => ({ at: 9, kind: "node-failed", failure: { node, message: "no" } });

test("of 200 nodes, those that move and what waits for them fit on the screen", () => {
  const events: RunEvent[] = [
    wide(100),
    ...[0, 1, 2].map((index) => begun(`photo${index}`)),
    { at: 5, kind: "node-queued", node: "photo1", position: 12 },
    { at: 5, kind: "node-queued", node: "photo2", position: 0 },
    { at: 5, kind: "node-progress", node: "photo0", line: "step 3 of 28" },
  ];
  const lines = display(events, 1000, 80).split("\n");
  expect(lines).toHaveLength(19);
  expect(lines.slice(0, 7)).toEqual([
    "⠋ photo0     1.0 s  fal-ai/flux/dev  step 3 of 28",
    "· cutout0           fal-ai/bria/background/remove  waits for photo0",
    "… photo1     1.0 s  fal-ai/flux/dev  12 ahead",
    "· cutout1           fal-ai/bria/background/remove  waits for photo1",
    "… photo2     1.0 s  fal-ai/flux/dev  next in the queue",
    "· cutout2           fal-ai/bria/background/remove  waits for photo2",
    "· cutout3           fal-ai/bria/background/remove  waits for photo3",
  ]);
  expect(lines.at(-1)).toBe("  0 of 200 done, 1 running, 2 queued, 197 waiting");
});

test("of many nodes, those that failed are on the screen, whatever else goes on", () => {
  const ids = Array.from({ length: 60 }, (_, index) => `photo${index}`);
  const events = [wide(100), ...ids.map((id) => begun(id)), failed("photo55"), failed("cutout99")];
  const text = display(events, 100, 80);
  expect(text.split("\n")).toHaveLength(19);
  expect(text).toMatch(/^✖ photo55 .* no$/m);
  expect(text).toMatch(/^✖ cutout99 .* no$/m);
  const all = display([wide(100), ...ids.map(begun), ...ids.map(failed)], 100, 80).split("\n");
  expect(all).toHaveLength(19);
  expect(all.at(-1)).toBe("  0 of 200 done, 140 waiting, 60 failed");
});

test("a node that waits for many names two", () => {
  const photos = Array.from({ length: 100 }, (_, index) => ({ id: `p${index}`, app: "a/b", depends: [] }));
  const last = { id: "poster", app: "a/b", depends: photos.map(({ id }) => id) };
  const text = display([{ at: 0, kind: "run-started", nodes: [...photos, last] }], 0);
  expect(text).toContain("· poster          a/b  waits for p0, p1 and 98 more\n");
});

test("wide characters of a model's log do not make two lines of one", () => {
  const events: RunEvent[] = [
    started,
    begun("photo"),
    { at: 5, kind: "node-progress", node: "photo", line: "生成中".repeat(30) },
  ];
  const [line = ""] = display(events, 100).split("\n");
  const cells = [...line].reduce((sum, each) => sum + (each >= "\u3000" ? 2 : 1), 0);
  expect(cells).toBeLessThanOrEqual(60);
  expect(cells).toBeGreaterThan(55);
  expect(line).toMatch(/[生成中]…$/u);
});

test("plain lines say a place in the queue when it has halved", () => {
  let text = "";
  const progress = lineProgress({ ...output, write: (more) => void (text += more) }, undefined, plain);
  progress.show(started);
  for (const position of [100, 99, 98, 51, 50, 49, 30, 25, 3, 2, 1, 0])
    progress.show({ at: 1, kind: "node-queued", node: "photo", position });
  expect(text.match(/\d+ ahead/g)).toEqual(["100 ahead", "50 ahead", "25 ahead", "3 ahead", "1 ahead"]);
});

test("a node stopped by an abort has no spinner", () => {
  const events: RunEvent[] = [
    started,
    { at: 0, kind: "node-started", node: "photo", input: {} },
    { at: 9, kind: "run-aborted", failures: [], unfinished: ["photo", "cutout", "poster"] },
  ];
  expect(display(events, 100)).toMatch(/^– photo .*\n– cutout .*\n– poster /);
});
