/** Runs whose answers last: what is reused, gone on with, planned, listed and deleted, through the command line. */
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../src/emulator/start-emulator.ts";
import { callKey } from "../../src/runner/journal/call-key.ts";
import { openCatalog } from "../../src/endpoints/lookup.ts";
import { TestProject } from "../support/project.ts";

const story = (last = "big") => `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
const cut = model("fal-ai/bria/background/remove");
const up = model("fal-ai/esrgan");
/** A product, cut out and enlarged. */
export default async function shop({ prompt, scale = 2 }: { prompt: string; scale?: number }) {
  const photo = await flux({ prompt });
  const cutout = await cut({ image_url: photo.images[0].url });
  const ${last} = await up({ image_url: cutout.image.url, scale });
  return { image: ${last}.image.url };
}`;

const pictured = `import { model } from "falc";
const cut = model("fal-ai/bria/background/remove");
export default async function cutout({ image_url }: { image_url: string }) {
  return { image: (await cut({ image_url })).image.url };
}`;

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

let project: TestProject;
let emulator: Emulator;
beforeAll(async () => {
  project = new TestProject({
    "workflows/shop.ts": story(),
    "workflows/cutout.ts": pictured,
    "a.png": png,
    "b.png": png,
  });
  expect(await project.falc(["compile"])).toMatchObject({ code: 0 });
  emulator = await startEmulator({ catalog: openCatalog() });
});
afterAll(() => emulator.close());
beforeEach(() => rmSync(project.path(".falc/runs"), { recursive: true, force: true }));

const run = (...words: readonly string[]) =>
  project.falc(["run", ...words, ...(words.includes("--resume") ? [] : ["--emulator", emulator.url])]);
const shop = (...words: readonly string[]) => run("shop", "--prompt", "a chair", ...words);

/** The calls that were submitted meanwhile. */
async function submits(work: () => Promise<unknown>): Promise<readonly string[]> {
  const before = emulator.calls.length;
  await work();
  return emulator.calls.slice(before).map(({ endpoint }) => endpoint);
}

const runs = () => readdirSync(project.path(".falc/runs")).filter((name) => /^\d/.test(name));
const journal = (name: string) => path.join(project.path(".falc/runs"), name, "journal.jsonl");

/** As a run that was killed: its last lines are not there. */
function forget(name: string, kinds: readonly string[]): void {
  const lines = readFileSync(journal(name), "utf8").trimEnd().split("\n");
  const kept = lines.filter((line) => !kinds.includes((JSON.parse(line) as { kind: string }).kind));
  rmSync(journal(name));
  appendFileSync(journal(name), `${kept.join("\n")}\n`);
}

describe("the next run", () => {
  test("pays for nothing, gives the same result and says whose it is", async () => {
    const first = await shop();
    let second = first;
    expect(await submits(async () => (second = await shop()))).toEqual([]);
    expect(second).toMatchObject({ code: 0, out: first.out });
    expect(second.err).toContain(`photo reused from run ${runs()[0]}\n`);
    expect(second.err).toContain("0 calls submitted, 3 reused");
  });

  test("after an edit of the last step pays for that", async () => {
    await shop();
    expect(await submits(() => shop("--scale", "4"))).toEqual(["fal-ai/esrgan"]);
    project.write("workflows/shop.ts", story("enlarged").replace("scale })", "scale, tile: 1 })"));
    await project.falc(["compile"]);
    const { err } = await shop();
    expect(err).toContain("enlarged started fal-ai/esrgan\n");
    expect(err).toContain("cutout reused from run");
    project.write("workflows/shop.ts", story());
    await project.falc(["compile"]);
  });

  test("pays again for a node that is named, and for what depends on it", async () => {
    await shop();
    const { err } = await shop("--again", "cutout");
    expect(err).toContain("photo reused");
    expect(err).toContain("cutout started fal-ai/bria/background/remove  asked for anew");
    expect(await submits(() => shop("--fresh"))).toHaveLength(3);
    expect(await shop("--again", "cutot")).toMatchObject({
      code: 2,
      err: 'error: --again: shop has no node "cutot"\nDid you mean cutout?\n',
    });
  });

  test("of the same bytes under another name pays for nothing, and uploads nothing", async () => {
    await run("cutout", "--image_url", "@a.png");
    expect(await submits(() => run("cutout", "--image_url", "@b.png"))).toEqual([]);
    const given = readFileSync(journal(runs().at(-1) ?? ""), "utf8").split("\n")[0] ?? "";
    expect(readFileSync(journal(runs()[0] ?? ""), "utf8")).toContain(
      (JSON.parse(given) as { input: { image_url: string } }).input.image_url,
    );
  });
});

test("several files are uploaded", async () => {
  const three = new TestProject({
    "workflows/three.ts": `import { model } from "falc";
const see = model("openrouter/router/vision");
export default async function three({ a, b, c }: { a: string; b: string; c: string }) {
  return { answer: (await see({ model: "google/gemini-2.5-flash", prompt: "which?", image_urls: [a, b, c] })).output };
}`,
    ...Object.fromEntries(
      ["a", "b", "c"].map((name) => [`${name}.png`, Buffer.concat([png, Buffer.from(name)])]),
    ),
  });
  expect(await three.falc(["compile"])).toMatchObject({ code: 0 });
  const files = ["a", "b", "c"].flatMap((name) => [`--${name}`, `@${name}.png`]);
  const result = await three.falc(["run", "three", ...files, "--emulator", emulator.url]);
  expect(result).toMatchObject({ code: 0 });
}, 30_000);

describe("a call that says reuse: false", () => {
  const hero = `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
const cut = model("fal-ai/bria/background/remove");
export default async function hero({ prompt }: { prompt: string }) {
  const base = await flux({ prompt: "a table" });
  const photo = await flux({ prompt }, { reuse: false });
  const cutout = await cut({ image_url: photo.images[0].url });
  return { image: cutout.image.url, base: base.images[0].url };
}`;
  const again = () => run("hero", "--prompt", "a chair");

  beforeAll(async () => {
    project.write("workflows/hero.ts", hero);
    expect(await project.falc(["compile", "hero"])).toMatchObject({ code: 0 });
  });

  test("is in the schema file, and not in the graph", async () => {
    const schema = JSON.parse(project.read("dist-workflows/hero.schema.json")) as object;
    expect(schema).toMatchObject({ "x-falc-reuse": { photo: false } });
    expect(project.read("dist-workflows/hero.json")).not.toContain("reuse");
    expect(project.read("dist-workflows/shop.schema.json")).not.toContain("reuse");
    expect(await project.falc(["check", "hero", "--coverage"])).toMatchObject({ code: 0 });
  });

  test("is paid for by each run, which says why, and so does the plan", async () => {
    expect(await submits(again)).toHaveLength(3);
    const plan = await run("hero", "--prompt", "a chair", "--plan");
    expect(plan.out + plan.err).toContain("reuse: false");
    let second = { code: 1, out: "", err: "" };
    const sent = await submits(async () => (second = await again()));
    // The emulator's picture is the same again, and so is what is made of it.
    expect(sent).toEqual(["fal-ai/flux/dev"]);
    expect(second.code).toBe(0);
    expect(second.err).toContain("base reused from run");
    expect(second.err).toContain("photo started fal-ai/flux/dev  reuse: false");
  });

  test("is not paid for again by a run that goes on", async () => {
    await again();
    await again();
    const killed = runs().at(-1) ?? "";
    forget(killed, ["done", "end"]);
    let resumed = { code: 1, out: "", err: "" };
    expect(await submits(async () => (resumed = await run("--resume", killed)))).toEqual([]);
    expect(resumed).toMatchObject({ code: 0 });
  });

  test("of a schema file that cannot be meant is said", async () => {
    const file = "dist-workflows/hero.schema.json";
    const text = project.read(file);
    project.write(file, text.replace('"photo": false', '"phota": false'));
    expect(await again()).toMatchObject({
      code: 1,
      err: expect.stringContaining(
        'dist-workflows/hero.schema.json cannot be used: x-falc-reuse names "phota", which is not a node',
      ),
    });
    project.write(file, text);
  });
});

describe("--resume", () => {
  test("of a run with --fresh or --again takes nothing of other runs, and pays for nothing twice", async () => {
    await shop();
    await shop();
    for (const words of [["--fresh"], ["--again", "cutout,big"]]) {
      await shop(...words);
      const killed = runs().at(-1) ?? "";
      const file = readFileSync(journal(killed), "utf8");
      // Killed when the cutout was sent, and before the last call.
      const lines = file.split("\n").filter((line) => line !== "");
      const entries = lines.map((line) => JSON.parse(line) as { kind: string; node?: string });
      const last = entries.findIndex(({ kind, node }) => kind === "intent" && node === "big");
      const isDone = (line: string) => (JSON.parse(line) as { kind: string }).kind === "done";
      const kept = lines.slice(0, last - (isDone(lines[last - 1] ?? "") ? 1 : 0));
      writeFileSync(journal(killed), `${kept.join("\n")}\n`);
      let resumed = { code: 1, out: "", err: "" };
      const sent = await submits(async () => (resumed = await run("--resume", killed)));
      expect(sent, resumed.err).toEqual(["fal-ai/esrgan"]);
      expect(resumed.err).toContain("big started fal-ai/esrgan  asked for anew");
    }
  });

  test("goes on with the latest run that did not end: nothing that was sent is sent again", async () => {
    const { out } = await shop();
    const [killed = ""] = runs();
    forget(killed, ["done", "end"]);
    let resumed = { code: 1, out: "", err: "" };
    expect(await submits(async () => (resumed = await run("--resume")))).toEqual([]);
    expect(resumed).toMatchObject({ code: 0, out });
    expect(resumed.err).toContain(`run ${killed}\nphoto was sent before request `);
    expect(runs()).toEqual([killed]);
  });

  test("a complete run gives its result again", async () => {
    const { out } = await shop();
    const [id = ""] = runs();
    for (const word of [id, "shop"])
      expect(await run("--resume", word)).toEqual({
        code: 0,
        out,
        err: `Run ${id} was completed. Its result:\n`,
      });
    const { out: json } = await run("--resume", id, "--json");
    expect(JSON.parse(json)).toMatchObject({ kind: "run-completed", output: JSON.parse(out) as object });
  });

  test("without anything to go on with says so", async () => {
    expect(await run("--resume")).toEqual({
      code: 2,
      out: "",
      err: "error: there is no unfinished run\nAll runs: falc runs\n",
    });
    await shop();
    expect(await run("--resume")).toMatchObject({ code: 2 });
    expect(await run("--resume", "20261130-183455-k3f9xa")).toMatchObject({
      code: 2,
      err: "error: there is no run 20261130-183455-k3f9xa\nAll runs: falc runs\n",
    });
    expect(await run("--resume", "nothing")).toMatchObject({ code: 2 });
  });

  test("lists the unfinished runs that it leaves", async () => {
    await shop();
    await run("shop", "--prompt", "a table");
    const [first = "", second = ""] = runs();
    forget(first, ["end"]);
    forget(second, ["end"]);
    const { err } = await run("--resume");
    expect(err).toMatch(new RegExp(`^also unfinished: ${first}  shop, begun [^\\n]*\\n`));
    expect(err).toContain(`run ${second}\n`);
  });

  test("goes on where the run was", async () => {
    await shop();
    forget(runs()[0] ?? "", ["end"]);
    const { code, err } = await run("--resume", "--engine", "fal");
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(
        /goes on where it was: in the emulator http:\/\/127.*\nLeave out the engine/,
      ) as string,
    });
  });
});

describe("--concurrency", () => {
  test("is of all runs of the project together, and says what waits", async () => {
    const wide = new TestProject({
      "workflows/wide.ts": `import { model } from "falc";
const ask = model("openrouter/router");
export default async function wide({ prompt }: { prompt: string }) {
  const all = await Promise.all(
    ["a", "b", "c"].map((letter) => ask({ prompt: prompt + letter, model: "google/gemini-2.5-flash" })),
  );
  return { answers: all.map(({ output }) => output) };
}`,
    });
    expect(await wide.falc(["compile"])).toMatchObject({ code: 0 });
    const slow = await startEmulator({ catalog: openCatalog(), latencyMs: 150 });
    const words = (prompt: string) => ["run", "wide", "--prompt", prompt, "--emulator", slow.url];
    const runBoth = async (...more: readonly string[]) => {
      const begun = performance.now();
      const prompts = ["first", "second"].map((prompt) => `${prompt} ${more.join(" ")} `);
      const ends = await Promise.all(prompts.map((prompt) => wide.falc([...words(prompt), ...more])));
      expect(ends.map(({ code }) => code)).toEqual([0, 0]);
      return { ms: performance.now() - begun, said: ends.map(({ err }) => err).join("") };
    };
    try {
      const one = await runBoth("--concurrency", "1");
      expect(one.ms).toBeGreaterThan(6 * 150);
      expect(one.said).toContain("waits: a call is in progress\n");
      const usual = await runBoth();
      expect(usual.said).not.toContain("waits: a call");
      expect(slow.calls).toHaveLength(12);
    } finally {
      await slow.close();
    }
  });
});

describe("a call that may have been sent", () => {
  async function inDoubt(): Promise<string> {
    await shop();
    const [id = ""] = runs();
    forget(id, ["sent", "done", "end"]);
    // Those that depend on it were never made.
    const lines = readFileSync(journal(id), "utf8").split("\n");
    rmSync(journal(id));
    appendFileSync(journal(id), `${lines.slice(0, 2).join("\n")}\n`);
    return id;
  }

  test("is found in the history", async () => {
    await inDoubt();
    let resumed = { code: 1, out: "", err: "" };
    expect(await submits(async () => (resumed = await run("--resume")))).toEqual([
      "fal-ai/bria/background/remove",
      "fal-ai/esrgan",
    ]);
    expect(resumed.err).toMatch(/^photo was sent before request/m);
    expect(resumed.code).toBe(0);
  });
});

describe("--plan", () => {
  test("says what is held, what would be paid for and why, and sends nothing", async () => {
    let plan = "";
    expect(await submits(async () => (plan = (await shop("--plan")).out))).toEqual([]);
    expect(plan.split("\n").filter((line) => line.startsWith("wave"))).toEqual([
      "wave 1    photo   fal-ai/flux/dev                never held",
      "wave 2    cutout  fal-ai/bria/background/remove  waits for photo",
      "wave 3    big     fal-ai/esrgan                  waits for cutout",
    ]);
    expect(plan).toContain(
      "\ncalls: 3 to pay\none after the other: photo → cutout → big\ncost: unknown (photo, cutout, big)\n",
    );
    expect(existsSync(project.path(".falc/runs"))).toBe(false);
    await shop();
    expect((await shop("--plan")).out).toMatch(/^held {6}photo .* from run .*\ncalls: 0 to pay, 3 held\n$/s);
    expect((await shop("--plan", "--scale", "3")).out).toContain(
      "wave 1    big     fal-ai/esrgan                  scale changed\n",
    );
    const { out } = await shop("--plan", "--scale", "3", "--json");
    expect(JSON.parse(out)).toMatchObject({
      kind: "plan",
      nodes: [
        { node: "photo", state: "held" },
        { node: "cutout", state: "held" },
        {
          node: "big",
          state: "paid",
          because: "scale changed",
          wave: 1,
          cost: { unknown: expect.any(String) as string },
        },
      ],
      cost: { isComplete: false, unknown: ["big"] },
    });
  });

  test("of a run in the emulator of this process holds nothing", async () => {
    const { code, out } = await project.falc(["run", "shop", "--prompt", "x", "--plan"]);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining("3 to pay") as string });
  });
});

describe("--max-cost", () => {
  test("stops a run that costs more, or whose cost nobody knows, before anything is sent", async () => {
    let ended = { code: 0, out: "", err: "" };
    expect(await submits(async () => (ended = await shop("--max-cost", "5")))).toEqual([]);
    expect(ended.code).toBe(2);
    expect(ended.err).toContain("error: nobody knows what these calls cost");
    expect(ended.err).toContain("\n  photo: there is no price for it\n");
    expect(await shop("--max-cost", "5", "--allow-unknown-cost")).toMatchObject({ code: 0 });
    const price = (endpoint_id: string, unit_price: number, unit: string) => ({
      endpoint_id,
      unit_price,
      unit,
      currency: "USD",
    });
    project.write(
      "prices.json",
      JSON.stringify({
        prices: [
          price("fal-ai/flux/dev", 0.03, "images"),
          price("fal-ai/bria/background/remove", 0.02, "images"),
          price("fal-ai/esrgan", 0.01, "images"),
        ],
        next_cursor: null,
        has_more: false,
      }),
    );
    expect(await project.falc(["models", "prices", "--from", "prices.json"])).toMatchObject({ code: 0 });
    const over = await run("shop", "--prompt", "new", "--max-cost", "0.059");
    expect(over).toMatchObject({
      code: 2,
      err: expect.stringContaining("the run would cost $0.06, which is more than $0.059") as string,
    });
    expect(await run("shop", "--prompt", "new", "--max-cost", "0.06")).toMatchObject({ code: 0 });
    // What is held costs nothing.
    expect(await run("shop", "--prompt", "new", "--scale", "4", "--max-cost", "0.01")).toMatchObject({
      code: 0,
    });
    expect(await shop("--max-cost", "lots")).toMatchObject({ code: 2 });
    // Neither does what is in doubt, unless it may be sent again.
    await shop();
    const [known = ""] = runs();
    const [head = "", intent = ""] = readFileSync(journal(known), "utf8").split("\n");
    const input = { prompt: "lost" };
    const call = JSON.parse(intent) as { readonly endpoint: string };
    const lost = "20250101-000000-lost";
    const key = callKey(call.endpoint, input, () => undefined);
    const lines = [head.replace(known, lost), JSON.stringify({ ...call, input, key })];
    project.write(`.falc/runs/${lost}/journal.jsonl`, `${lines.join("\n")}\n`);
    const again = ["shop", "--prompt", "lost", "--resubmit"];
    expect(await run(...again, "--max-cost", "0.059")).toMatchObject({
      code: 2,
      err: expect.stringContaining("the run would cost $0.06, which is more than $0.059") as string,
    });
    expect((await run(...again, "--plan")).out).toContain("3 to pay");
    expect((await run("shop", "--prompt", "lost", "--plan")).out).toContain("2 to pay, 1 in doubt");
    expect(await run(...again, "--max-cost", "0.06")).toMatchObject({ code: 0 });
    rmSync(project.path("workflows/models"), { recursive: true });
  });
});

describe("falc runs", () => {
  test("lists them, the latest first, and shows what one did", async () => {
    expect(await project.falc(["runs"])).toMatchObject({ code: 0, out: "" });
    await shop();
    await shop("--scale", "4");
    const [first = "", second = ""] = runs();
    const { out } = await project.falc(["runs"]);
    expect(out.split("\n").map((line) => line.replace(/ {2}\d{4}-\S+ \S+ UTC/, ""))).toEqual([
      `${second}  shop  completed    1 paid, 2 reused`,
      `${first}  shop  completed    3 paid`,
      "",
    ]);
    const { out: shown } = await project.falc(["runs", "show"]);
    expect(shown).toContain(`shop  run ${second}  completed, `);
    expect(shown).toMatch(/\nphoto {3}reused, after .*\n {8}sent: \{"prompt":"a chair"\}\n {8}got: \{/);
    expect(shown).toContain(`\n        paid for by run ${first}\n`);
    const { out: json } = await project.falc(["runs", "show", first, "--json"]);
    expect(JSON.parse(json)).toMatchObject({
      run: first,
      state: "completed",
      calls: [{ node: "photo", state: "done" }, {}, {}],
    });
    expect(await project.falc(["runs", "show", "nothing"])).toMatchObject({ code: 2 });
    expect(await project.falc(["runs", "list", "other"])).toMatchObject({ code: 0, out: "" });
  });

  test("deletes old ones, but nothing that can be gone on with", async () => {
    await shop();
    await run("shop", "--prompt", "x");
    const [first = "", second = ""] = runs();
    forget(second, ["end"]);
    expect((await project.falc(["runs", "prune"])).out).toBe("");
    expect((await project.falc(["runs", "prune", "--older", "0m", "--dry-run"])).out).toBe(`${first}\n`);
    expect(await project.falc(["runs", "prune", "--older", "0m"])).toEqual({
      code: 0,
      out: `${first}\n`,
      err: "1 run deleted.\n",
    });
    expect(runs()).toEqual([second]);
    expect((await project.falc(["runs", "prune", "--older", "0m", "--unfinished"])).out).toBe(`${second}\n`);
    expect(readdirSync(project.path(".falc/runs/claims"))).toEqual([]);
  });

  test("shows a damaged journal as what it is", async () => {
    await shop();
    const [id = ""] = runs();
    appendFileSync(journal(id), '{"kind":"sent","call":1,"requestId":"../../x","at":1}\n\u0007\n');
    const { code, out, err } = await project.falc(["runs", "show"]);
    expect(code).toBe(0);
    expect(out).toContain("completed");
    expect(err).toMatch(
      /warning: \.falc\/runs\/\S+\/journal\.jsonl is damaged in line 12, 13: what they said is unknown\n/,
    );
    expect((await shop()).err).toContain("is damaged in line 12, 13");
  });
});
