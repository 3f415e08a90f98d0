/** The page of a run beside the one before it, and the page of a run that was written down, through the command line. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../src/emulator/start-emulator.ts";
import { openCatalog } from "../../src/endpoints/lookup.ts";
import { TestProject } from "../support/project.ts";
import { wordsOf } from "../support/words-of.ts";

const shop = `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
const up = model("fal-ai/esrgan");
const cut = model("fal-ai/bria/background/remove");
const llm = model("openrouter/router");
export default async function shop({ prompt, scale = 2 }: { prompt: string; scale?: number }) {
  const base = await flux({ prompt: "a table", image_size: "square" });
  const photo = await flux({ prompt, image_size: "square" });
  const cutout = await cut({ image_url: photo.images[0]!.url });
  const big = await up({ image_url: cutout.image.url, scale });
  const text = await llm({ model: "google/gemini-2.5-flash", prompt });
  return { image: big.image.url, base: base.images[0]!.url, text: text.output };
}`;

let project: TestProject;
let emulator: Emulator;
beforeAll(async () => {
  project = new TestProject({ "workflows/shop.ts": shop });
  expect(await project.falc(["compile"])).toMatchObject({ code: 0 });
});
beforeEach(async () => {
  emulator = await startEmulator({ catalog: openCatalog() });
});
afterEach(async () => {
  await emulator.close();
  for (const folder of [".falc", "pictures", "one", "two"])
    rmSync(project.path(folder), { recursive: true, force: true });
});

const run = (prompt: string, ...words: readonly string[]) =>
  project.falc(["run", "shop", "--prompt", prompt, "--emulator", emulator.url, ...words]);
const runs = () => readdirSync(project.path(".falc/runs")).filter((name) => /^\d/.test(name));
const files = (folder: string) =>
  readdirSync(project.path(folder))
    .filter((name) => !name.endsWith(".recipe.json"))
    .sort();
const bytes = (file: string) => readFileSync(project.path(file));

const sourcesOf = (page: string) =>
  [...page.matchAll(/<img src="([^"]*)" alt="/g)].map(([, source]) => source);

describe("the page of a run", () => {
  test("has the previous run's pictures beside the new ones, from the same folder, which they are replaced in", async () => {
    expect(await run("a chair", "--out", "pictures")).toMatchObject({ code: 0 });
    const before = bytes("pictures/image.png");
    expect(files("pictures")).toEqual(["base.jpg", "image.png", "shop.html", "steps"]);
    expect(project.read("pictures/shop.html")).not.toContain("Before");
    const second = await run("a bench", "--out", "pictures");
    expect(second.err).toMatch(/saved pictures\/previous\/ {2}3 files of the previous run, to compare, /);
    expect(files("pictures/previous")).toEqual(["big-image.png", "cutout-image.png", "photo-images.jpg"]);
    expect(bytes("pictures/previous/big-image.png")).toEqual(before);
    expect(bytes("pictures/image.png")).not.toEqual(before);
    const page = project.read("pictures/shop.html");
    expect(sourcesOf(page).filter((source) => source?.includes("previous"))).toEqual([
      "./previous/big-image.png",
      "./previous/photo-images.jpg",
      "./previous/cutout-image.png",
      "./previous/big-image.png",
    ]);
    for (const source of sourcesOf(page))
      expect(existsSync(project.path(path.join("pictures", source ?? "")))).toBe(true);
    const words = wordsOf(page);
    expect(words).toContain("compared with the run of");
    expect(words).toMatch(
      /Before images\[0\] photo-images\.jpg, [\d.]+ KB Now images\[0\] photo-images\.jpg/,
    );
    // The answer of the language model.
    expect(words).toMatch(/Answer Before .*a chair.* Now .*a bench/);
    // What was reused has no pair.
    expect(words).toContain(`The answer is that of run ${runs()[0]}. Nothing was called.`);
    expect(words).not.toMatch(/Before images\[0\] base/);
  });

  test("is of the latest complete run: not of one that failed, of another workflow or of another world", async () => {
    await run("a chair", "--out", "pictures");
    await run("a bench", "--out", "pictures");
    const bench = bytes("pictures/image.png");
    await run("a stool", "--out", "pictures");
    expect(bytes("pictures/previous/big-image.png")).toEqual(bench);
    const other = emulator;
    emulator = await startEmulator({ catalog: openCatalog() });
    const { err } = await run("a sofa", "--out", "one");
    expect(err).not.toContain("previous");
    expect(existsSync(project.path("one/previous"))).toBe(false);
    await other.close();
  });

  test("takes them from another folder of the project, or from where the models left them", async () => {
    await run("a chair", "--out", "one");
    const chair = bytes("one/image.png");
    // As if the model's server had them no more.
    const [id = ""] = runs();
    const journal = project.path(`.falc/runs/${id}/journal.jsonl`);
    const lines = readFileSync(journal, "utf8");
    await run("a bench", "--out", "two");
    expect(bytes("two/previous/big-image.png")).toEqual(chair);
    expect(lines).toContain(emulator.url);
    await run("a stool");
    await run("a sofa", "--out", "pictures");
    expect(files("pictures/previous")).toHaveLength(3);
    expect(wordsOf(project.read("pictures/shop.html"))).toMatch(/Before image big-image\.png/);
  });

  test("still has them after a run in between that was not complete, although no server has them", async () => {
    await run("a chair", "--out", "pictures");
    const chair = bytes("pictures/image.png");
    await run("a bench", "--out", "pictures");
    const [first = "", second = ""] = runs().map((id) => project.path(`.falc/runs/${id}/journal.jsonl`));
    writeFileSync(first, readFileSync(first, "utf8").replaceAll(/(\/files\/)[\w-]+/g, "$1gone"));
    writeFileSync(second, readFileSync(second, "utf8").replace(/^.*"kind":"end".*\n/m, ""));
    await run("a stool", "--out", "pictures");
    expect(bytes("pictures/previous/big-image.png")).toEqual(chair);
  });

  test("says of a picture that is nowhere any more that it is not saved, and the run is none the worse", async () => {
    await run("a chair");
    const [id = ""] = runs();
    const journal = project.path(`.falc/runs/${id}/journal.jsonl`);
    const gone = readFileSync(journal, "utf8").replaceAll(/(\/files\/)[\w-]+/g, "$1gone");
    writeFileSync(journal, gone);
    const result = await run("a bench", "--out", "pictures");
    expect(result.code).toBe(0);
    expect(wordsOf(project.read("pictures/shop.html"))).toMatch(
      /Not saved: the server answered with status 404 Before/,
    );
    expect(existsSync(project.path("pictures/previous"))).toBe(false);
  });
});

describe("a journal that lies", () => {
  const lie = (change: (line: string) => string) => {
    const [id = ""] = runs();
    const journal = project.path(`.falc/runs/${id}/journal.jsonl`);
    writeFileSync(journal, change(readFileSync(journal, "utf8")));
  };
  const claim = (out: string) => lie((text) => text.replace(/"out":"[^"]*"/, `"out":${JSON.stringify(out)}`));

  test("about its folder copies nothing that is not a file of that run", async () => {
    const elsewhere = new TestProject({
      "secret/image.png": "secret",
      "secret/steps/photo-images.jpg": "secret",
    });
    await run("a chair", "--out", "one");
    claim(elsewhere.path("secret"));
    await run("a bench", "--out", "pictures");
    // From the server, then.
    expect(files("pictures/previous")).toHaveLength(3);
    for (const file of files("pictures/previous"))
      expect(bytes(`pictures/previous/${file}`).includes("secret")).toBe(false);
  });

  test("about a folder of the project, whose files are others or links, copies none of them", async () => {
    const elsewhere = new TestProject({ "secret.png": "secret" });
    await run("a chair", "--out", "one");
    const chair = bytes("one/image.png");
    rmSync(project.path("one/image.png"));
    symlinkSync(elsewhere.path("secret.png"), project.path("one/image.png"));
    writeFileSync(project.path("one/steps/photo-images.jpg"), "secret");
    renameSync(project.path("one/steps"), elsewhere.path("steps"));
    symlinkSync(elsewhere.path("steps"), project.path("one/steps"));
    await run("a bench", "--out", "two");
    expect(bytes("two/previous/big-image.png").length).toBeGreaterThan(chair.length / 2);
    for (const file of files("two/previous"))
      expect(bytes(`two/previous/${file}`).includes("secret")).toBe(false);
  });

  test("cannot lead what is written out of the folder", async () => {
    const elsewhere = new TestProject({ "keep/x": "x" });
    await run("a chair", "--out", "pictures");
    symlinkSync(elsewhere.path("keep"), project.path("pictures/previous"));
    const { code } = await run("a bench", "--out", "pictures");
    expect(code).toBe(0);
    expect(readdirSync(elsewhere.path("keep"))).toEqual(["x"]);
    expect(wordsOf(project.read("pictures/shop.html"))).toContain("previous is a link, not a folder");
  });
});

describe("falc runs show --out", () => {
  test("keeps a run that was not kept when it was made, with the one before beside it", async () => {
    await run("a chair");
    await run("a bench");
    const shown = await project.falc(["runs", "show", "--out", "pictures"]);
    expect(shown).toMatchObject({ code: 0, out: "" });
    expect(shown.err).toContain("saved pictures/image.png");
    expect(shown.err).toContain("saved pictures/shop.html  the run as a page");
    expect(files("pictures")).toEqual(["base.jpg", "image.png", "previous", "shop.html", "steps"]);
    const words = wordsOf(project.read("pictures/shop.html"));
    expect(words).toContain(`Completed`);
    expect(words).toContain(`run ${runs()[1]}`);
    expect(words).toContain("Before image big-image.png");
    expect(words).toContain(`base fal-ai/flux/dev Reused`);
    const first = await project.falc(["runs", "show", runs()[0] ?? "", "--out", "one", "--json"]);
    expect(first.out).toContain('"kind":"page-saved","file":"shop.html"');
    expect(await project.falc(["recipe", "one/image.png"])).toMatchObject({ code: 0 });
    expect(existsSync(project.path("one/previous"))).toBe(false);
  });

  test("tells a run that was killed and gone on with as one run", async () => {
    await run("a chair");
    const [id = ""] = runs();
    const journal = project.path(`.falc/runs/${id}/journal.jsonl`);
    const lines = readFileSync(journal, "utf8").trimEnd().split("\n");
    const kept = lines.filter((line) => !/"kind":"end"|"node":"big"/.test(line));
    const last = kept.findIndex((line) => line.includes('"kind":"done"') && line.includes("esrgan"));
    writeFileSync(journal, `${kept.filter((_, index) => index !== last).join("\n")}\n`);
    const killed = await project.falc(["runs", "show", "--out", "one"]);
    expect(killed.code).toBe(0);
    expect(wordsOf(project.read("one/shop.html"))).toContain("Not finished");
    expect(await project.falc(["run", "--resume", id])).toMatchObject({ code: 0 });
    expect(await project.falc(["runs", "show", id, "--out", "two"])).toMatchObject({ code: 0 });
    const words = wordsOf(project.read("two/shop.html"));
    expect(words).toContain("photo fal-ai/flux/dev");
    expect(words).not.toContain("Reused");
    expect(words.match(/ fal-ai\/flux\/dev /g)).toHaveLength(2);
  });

  test("says so where the command line asks for the files of a complete run", async () => {
    await run("a chair");
    mkdirSync(project.path("pictures"));
    const again = await project.falc(["run", "--resume", "shop", "--out", "pictures"]);
    expect(again.err).toContain(`To keep its files: falc runs show ${runs()[0]} --out <folder>`);
    expect(await project.falc(["runs", "show", "--out", " "])).toMatchObject({ code: 2 });
  });
});
