import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { printPage } from "../../../src/runner/story/page/print-page.ts";
import type { NodeCost, RunStory, StoryNode } from "../../../src/runner/story/run-story.ts";
import { wordsOf } from "../../support/words-of.ts";

const url = "https://v3.fal.media/files/1.png";
const photo: StoryNode = {
  id: "photo",
  app: "fal-ai/flux/dev",
  depends: ["input"],
  state: "completed",
  startedMs: 0,
  elapsedMs: 1200,
  cost: 0.025,
  requestId: "req-1",
  sent: { prompt: "a red chair" },
  answer: { images: [{ url }], description: "It is red." },
  files: [{ path: "images[0]", url, saved: "steps/photo-images.png", bytes: 4000 }],
};
const failed: StoryNode = {
  id: "cutout",
  app: "fal-ai/bria/background/remove",
  depends: ["photo"],
  state: "failed",
  startedMs: 1200,
  elapsedMs: 300,
  sent: { image_url: url },
  failure: { message: "the picture was refused", status: 422 },
  files: [],
};
const story: RunStory = {
  workflow: "product-shot",
  title: "A product shot",
  state: "failed",
  engine: "fal",
  date: "2026-11-30T18:36:00.000Z",
  elapsedMs: 1500,
  commit: "6210b13f7be28ff1dd88cf522ce0f6e0bd758d9b",
  falc: "0.1.0",
  input: { prompt: "a red chair" },
  problems: [],
  files: [],
  nodes: [
    photo,
    failed,
    { id: "last", app: "a/b", depends: [], state: "skipped", because: ["cutout"], files: [] },
  ],
};

describe("the page", () => {
  test("says what happened, what was sent, what it cost and what failed", () => {
    const words = wordsOf(printPage(story));
    for (const text of [
      "product-shot A product shot Failed 30 Nov 2026, 18:36 UTC 1.5 s on fal $0.025 commit 6210b13f7b",
      "cutout: the picture was refused (422)",
      "Input prompt a red chair",
      "photo fal-ai/flux/dev $0.025 1.2 s Completed",
      "It is red.",
      "image_url photo, images[0]",
      "Request req-1",
      "Not started, because it needs cutout.",
    ])
      expect(words).toContain(text);
    expect(printPage(story)).toContain('<img src="./steps/photo-images.png" alt="images[0]"');
  });

  test("is the same each time, and says which nodes were reused or followed", () => {
    const nodes: StoryNode[] = [
      { ...photo, state: "reused" },
      { ...photo, id: "b", isFollowed: true, from: "20261130-183455-k3f9xa" },
      { ...photo, id: "c", why: "prompt changed", isInDoubt: true },
    ];
    const page = printPage({ ...story, state: "completed", nodes });
    expect(page).toBe(printPage({ ...story, state: "completed", nodes }));
    expect(wordsOf(page)).toContain("Reused");
    expect(wordsOf(page)).toContain("Nothing was called.");
    expect(wordsOf(page)).toContain(
      "The request is that of run 20261130-183455-k3f9xa, and was only waited for.",
    );
    expect(wordsOf(page)).toContain("Request req-1 , sent because prompt changed");
    expect(wordsOf(page)).toContain("It may be billed.");
  });

  test("shows all steps at a glance if there are many", () => {
    const nodes = Array.from({ length: 60 }, (_, index) => ({ ...photo, id: `photo_${index}` }));
    const page = printPage({ ...story, nodes });
    expect(wordsOf(page)).toContain("At a glance");
    for (let index = 1; index <= 60; index += 1) {
      expect(page).toContain(`href="#step-${index}"`);
      expect(page).toContain(`id="step-${index}"`);
    }
    expect(wordsOf(printPage(story))).not.toContain("At a glance");
  });

  test("shows the files of an earlier run beside the new ones", () => {
    const old = { ...photo, files: [{ path: "images[0]", url, saved: "../old/steps/a b.png" }] };
    const page = printPage(story, { previous: { ...story, date: "2026-11-29T08:00:00.000Z", nodes: [old] } });
    expect(page).toContain('src="./../old/steps/a%20b.png"');
    expect(wordsOf(page)).toMatch(/Before images\[0\] a b\.png Now images\[0\] photo-images\.png/);
    expect(wordsOf(page)).toContain("compared with the run of 29 Nov 2026, 08:00 UTC");
  });

  test.each<[NodeCost, NodeCost, string, string]>([
    [
      { cost: 0.1, estimate: 0.1 },
      { cost: "unknown", estimate: 0.3 },
      "$0.10 for 1 of 2 calls estimated $0.40",
      "$0.10",
    ],
    [{ cost: "unknown", estimate: "unknown" }, { cost: "unknown" }, "cost unknown req", "cost unknown"],
    [{ estimate: 0.2 }, { estimate: "unknown" }, "estimated $0.20 for 1 of 2 calls", "estimated $0.20"],
    [{ cost: 0.00001, estimate: 0.25 }, {}, "$0.00001 estimated $0.25", "$0.00001, estimated $0.25"],
  ])("of calls with the costs %j and %j, adds up what is known", (one, other, head, own) => {
    const { cost: _, ...free } = photo;
    const nodes = [
      { ...free, ...one },
      { ...free, id: "b", ...other },
    ];
    const words = wordsOf(printPage({ ...story, run: "req", nodes })).replace("run req", "req");
    expect(words).toContain(head);
    expect(words).toContain(`photo fal-ai/flux/dev ${own} 1.2 s`);
  });

  test("of nodes whose files are others than before, shows pairs; of what was passed on, what it is", () => {
    const other = { ...photo, files: [{ path: "images[0]", url: `${url}2`, saved: "previous/a.png" }] };
    const text = { ...photo, files: [], answer: { output: "now blue" } };
    const nodes = [
      photo,
      { ...photo, id: "same", state: "reused" as const },
      { ...text, id: "text" },
      { ...failed, id: "last" },
    ];
    const before = [
      other,
      { ...photo, id: "same", files: [{ path: "images[0]", url }] },
      { ...text, id: "text", answer: { output: "once red" } },
      { ...other, id: "last" },
    ];
    const words = wordsOf(printPage({ ...story, nodes }, { previous: { ...story, nodes: before } }));
    expect(words.match(/Before images/g)).toHaveLength(1);
    expect(words).toContain("Answer Before once red Now now blue");
    expect(words).not.toContain("no file");
  });

  test.each([
    ["png", /<a href="\.\/x\.png"><img src="\.\/x\.png"/],
    // A drawing and a page may hold scripts, which run if they are opened.
    ["svg", /<figure class="drawing">\s*<img src="\.\/x\.svg"/],
    ["mp4", /<video src="\.\/x\.mp4" controls/],
    ["mp3", /<audio src="\.\/x\.mp3" controls/],
    ["html", /<figure class="other">\s*<p class="missing">x\.html<\/p>/],
  ])("shows a file .%s", (ending, expected) => {
    const files = [{ path: "x", url, saved: `x.${ending}` }];
    expect(printPage({ ...story, files })).toMatch(expected);
  });

  test("says why a file was not saved, and never shows it from the network", () => {
    const page = printPage({ ...story, files: [{ path: "x", url, problem: "interrupted" }] });
    expect(wordsOf(page)).toContain("Not saved: interrupted");
    expect(page).not.toMatch(/(src|href)="[^"]*\/\/v3/);
  });
});

describe("nothing in a story can do anything", () => {
  const page = printPage(story);

  test("its policy allows no script and no network, and its own style only", () => {
    const [, policy = ""] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    const rules = policy.replaceAll("&#39;", "'").split("; ");
    const style = /<style>([^]*)<\/style>/.exec(page)?.[1] ?? "";
    expect(rules).toEqual([
      "default-src 'none'",
      "img-src 'self' file:",
      "media-src 'self' file:",
      `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    // Before anything that it governs.
    expect(page.indexOf("Content-Security-Policy")).toBeLessThan(page.indexOf("<style>"));
  });

  const hostile = [
    "</style></title></pre></p><script>alert(1)</script>",
    `"><img src=x onerror=alert(1)>`,
    `' onmouseover='alert(1)`,
    "javascript:alert(1)",
    "//evil.example/x.png",
    "\u202egnp.exe \u0007\u001b[2J \ud800",
    "&lt;script&gt;",
    "{{x}} ${x} <!-- ]]>",
  ];

  test.each(hostile)("%j, as every text of it", (evil) => {
    const fixed = ["state", "engine"];
    const poison = (value: unknown): unknown => {
      if (typeof value === "string") return evil;
      if (Array.isArray(value)) return value.map(poison);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, each]) => [key, fixed.includes(key) ? each : poison(each)]),
      );
    };
    const bad = poison(story) as RunStory;
    const nodes = Array.from({ length: 8 }, () => bad.nodes).flat();
    const odd = { [evil]: evil, list: [evil], deep: { [evil]: [evil] } };
    const files = [".png", ".svg", ".mp4", ".mp3", ""].map((ending) => ({
      path: evil,
      url: evil,
      node: evil,
      saved: `${evil}${ending}`,
    }));
    const poisoned = { ...bad, input: odd, output: odd, files, nodes };
    const text = printPage(poisoned, { previous: poisoned });
    // Only elements and attributes of falc's own.
    const tags = new Set([...text.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name));
    expect([...tags].filter((tag) => !known.includes(tag ?? ""))).toEqual([]);
    const attributes = text.replace(/"[^"]*"/g, '""').matchAll(/<[a-z0-9]+((?:\s+[\w-]+(?:="")?)*)\s*\/?>/gi);
    for (const [, list = ""] of attributes) expect(list).not.toMatch(/\son/i);
    // Nothing is outside of an element that is closed.
    expect(text.replace(/"[^"]*"/g, '""')).not.toMatch(/<[^>]*</);
    for (const [, , target = ""] of text.matchAll(/\s(src|href)="([^"]*)"/g))
      expect(target).toMatch(/^(\.\/|#step-\d+$)/);
    expect(text.replaceAll("\n", "")).not.toMatch(/[\u0000-\u001f\u202e\ud800-\udfff]/);
  });

  const known = [
    ...["html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "article"],
    ...[
      "h1",
      "h2",
      "h3",
      "h4",
      "p",
      "ul",
      "ol",
      "li",
      "dl",
      "dt",
      "dd",
      "div",
      "span",
      "strong",
      "code",
      "pre",
    ],
    ...["figure", "figcaption", "a", "img", "video", "audio", "details", "summary", "svg", "rect"],
  ];
});
