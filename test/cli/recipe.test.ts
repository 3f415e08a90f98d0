/** What `falc run --out` keeps of a run, and `falc recipe`, which finds it again. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createHash } from "node:crypto";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { join, printChunk } from "../../src/lib/png-chunks.ts";
import { TestProject } from "../support/project.ts";
import { savedRun } from "../support/saved-run.ts";

const shop = `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
const remove = model("fal-ai/bria/background/remove");
/** A chair without a background. */
export default async function shop({ prompt, url }: { prompt: string; url?: string }) {
  const photo = await flux({ prompt, seed: 5, image_size: "square" });
  const cutout = await remove({ image_url: photo.images[0].url });
  return { image: cutout.image, seed: photo.seed };
}
`;
const commit = "5f0e1d2c".repeat(5);

/** A picture in base64, long enough to be named by its bytes. */
const tiny = await sharp(Buffer.from(Array.from({ length: 300 }, (_, at) => (at * 97) % 256)), {
  raw: { width: 10, height: 10, channels: 3 },
})
  .png()
  .toBuffer()
  .then((bytes) => bytes.toString("base64"));

let project: TestProject;
let err = "";
beforeAll(async () => {
  project = new TestProject({ "workflows/shop.ts": shop, ".git/HEAD": `${commit}\n` });
  expect((await project.falc(["compile"])).code).toBe(0);
  const ran = await project.falc(["run", "shop", "--prompt", "a red chair", "--out", "made"]);
  expect(ran.code).toBe(0);
  err = ran.err;
});

const recipe = async (...words: readonly string[]) => project.falc(["recipe", ...words]);
const parsed = async (file: string) =>
  JSON.parse((await recipe(file, "--json")).out) as Record<string, unknown>;
/** Away from its sidecar. */
const moved = (file: string, to: string) => {
  mkdirSync(project.path("moved"), { recursive: true });
  copyFileSync(project.path(file), project.path(`moved/${to}`));
  return `moved/${to}`;
};

describe("falc run --out", () => {
  test("keeps the result, the other files of the steps, a recipe of each, and a page, and says so", () => {
    expect(readdirSync(project.path("made")).sort()).toEqual(
      [...savedRun("shop", ["image.png"]), "steps"].sort(),
    );
    expect(readdirSync(project.path("made/steps")).sort()).toEqual([
      "photo-images.jpg",
      "photo-images.jpg.recipe.json",
    ]);
    expect(err).toMatch(/saved made\/image\.png {2}image, \d+ KB\n/);
    expect(err).toMatch(/saved made\/steps\/ {2}1 file of the steps, \d+ KB\n/);
    expect(err).toContain("saved made/shop.html  the run as a page\n");
    const page = project.read("made/shop.html");
    expect(page).toContain('src="./image.png"');
    expect(page).toContain('src="./steps/photo-images.jpg"');
  });

  test("leaves a picture as it was, but for its recipe", async () => {
    const file = readFileSync(project.path("made/image.png"));
    const about = JSON.parse(project.read("made/image.png.recipe.json")) as { file: Record<string, string> };
    const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
    const added = file.readUInt32BE(33) + 12;
    const received = join([file.subarray(0, 33), file.subarray(33 + added)]);
    expect(about.file).toMatchObject({
      name: "image.png",
      sha256: hash(file),
      receivedSha256: hash(received),
    });
    expect(await sharp(file, { failOn: "warning" }).raw().toBuffer()).toEqual(
      await sharp(received).raw().toBuffer(),
    );
  });

  test("with --json says it in lines", async () => {
    const { out } = await project.falc(["run", "shop", "--prompt", "x", "--out", "lines", "--json"]);
    const events = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events.slice(-3)).toEqual([
      {
        kind: "file-saved",
        path: "image",
        file: "image.png",
        bytes: expect.any(Number),
        contentType: "image/png",
        folder: project.path("lines"),
      },
      {
        kind: "step-saved",
        path: "photo.images[0]",
        file: "photo-images.jpg",
        bytes: expect.any(Number),
        contentType: "image/jpeg",
        folder: project.path("lines/steps"),
      },
      { kind: "page-saved", file: "shop.html", folder: project.path("lines") },
    ]);
  });

  test("does not follow a link that stands where the folder of the steps should be", async () => {
    project.write("elsewhere/precious.txt", "mine");
    mkdirSync(project.path("linked"));
    symlinkSync(project.path("elsewhere"), project.path("linked/steps"));
    const ended = await project.falc(["run", "shop", "--prompt", "x", "--out", "linked"]);
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.err).toContain("not saved photo.images[0]: steps is a link, not a folder\n");
    expect(readdirSync(project.path("elsewhere"))).toEqual(["precious.txt"]);
    expect(project.read("linked/shop.html")).toContain("Not saved: steps is a link, not a folder");
  });

  test("replaces links in the places of its own files", async () => {
    mkdirSync(project.path("planted"));
    project.write("precious.txt", "mine");
    for (const name of ["image.png", "image.png.recipe.json", "shop.html"])
      symlinkSync(project.path("precious.txt"), project.path(`planted/${name}`));
    expect((await project.falc(["run", "shop", "--prompt", "x", "--out", "planted"])).code).toBe(0);
    expect(project.read("precious.txt")).toBe("mine");
    expect(await parsed("planted/image.png")).toMatchObject({ node: "cutout" });
  });

  test("writes nothing through a link in place of the project's cache, and warns", async () => {
    const other = new TestProject({ "workflows/shop.ts": shop });
    await other.falc(["compile"]);
    rmSync(other.path(".falc"), { recursive: true, force: true });
    mkdirSync(other.path("elsewhere"));
    symlinkSync(other.path("elsewhere"), other.path(".falc"));
    const ended = await other.falc(["run", "shop", "--prompt", "x", "--out", "made"]);
    expect(ended.code).toBe(0);
    expect(ended.err).toContain(
      "warning: falc recipe will not find these files by their content: .falc is a link\n",
    );
    expect(readdirSync(other.path("elsewhere"))).toEqual([]);
  });
});

describe("of recorded answers, which may say anything, falc run --out", () => {
  const image = `import { model } from "falc";
const first = model<{ prompt: string }, { file: { url: string }; page: { url: string } }>("me/first");
const second = model<{ file: string }, { out: { url: string }; note: string }>("me/second");
export default async function image({ prompt }: { prompt: string }) {
  const made = await first({ prompt });
  const passed = await second({ file: made.file.url });
  return { image: made.page.url, passed: passed.out, note: passed.note };
}
`;
  const picture = `data:image/png;base64,${tiny}`;
  const evil = `</script><img src=x onerror="alert(1)">\u001b[2J\u202e`;

  test("keeps recipes of the nodes that made the files, and a page in which nothing is markup", async () => {
    const other = new TestProject({ "workflows/image.ts": image });
    await other.falc(["compile"]);
    const page = `data:text/html,${encodeURIComponent(`<script>alert(1)</script>`)}`;
    const answers = [
      {
        endpoint: "me/first",
        like: {},
        output: { file: { url: picture }, page: { url: page }, [evil]: evil },
      },
      {
        endpoint: "me/second",
        like: {},
        output: { out: { url: picture }, note: evil, extra: [{ url: "javascript:alert(1)" }] },
      },
    ];
    other.write("a.jsonl", answers.map((answer) => `${JSON.stringify(answer)}\n`).join(""));
    const ran = await other.falc(["run", "image", "--prompt", evil, "--answers", "a.jsonl", "--out", "o"]);
    expect(ran.code).toBe(0);
    // The page of the run does not replace a page that a model made.
    expect(readdirSync(other.path("o")).sort()).toEqual([
      "image-run.html",
      "image.html",
      "image.html.recipe.json",
      "passed.png",
      "passed.png.recipe.json",
    ]);
    const made = JSON.parse((await other.falc(["recipe", "o/passed.png", "--json"])).out) as object;
    expect(made).toMatchObject({
      node: "made",
      endpoint: "me/first",
      path: "passed",
      runInput: { prompt: evil },
    });
    const text = other.read("o/image-run.html");
    expect(text).not.toMatch(/<script|onerror="|href="javascript|href="\.\/image\.html"/);
    expect(text).not.toMatch(/[\u001b\u202e]/);
    // A picture of a megabyte is not part of every text about it.
    expect(text).not.toContain(tiny.slice(0, 40));
    const beside = other.read("o/passed.png.recipe.json");
    expect(beside).not.toContain(tiny.slice(0, 40));
    expect(beside.replaceAll("\n", "")).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  });
});

describe("falc recipe", () => {
  const known = {
    falc: "0.1.0",
    workflow: "shop",
    node: "cutout",
    endpoint: "fal-ai/bria/background/remove",
    input: { image_url: expect.stringMatching(/^http:/) },
    engine: "emulator",
    runInput: { prompt: "a red chair" },
    commit,
    date: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    requestId: expect.any(String),
    path: "image",
  };

  test("reads it inside a picture, wherever that is", async () => {
    expect(await parsed(moved("made/image.png", "renamed.png"))).toEqual({ from: "picture", ...known });
  });

  test("prints it for people", async () => {
    const { code, out } = await recipe("made/steps/photo-images.jpg");
    expect(code).toBe(0);
    for (const line of [
      "workflow  shop\n",
      "file      photo.images[0]\n",
      "made by   photo\n",
      "endpoint  fal-ai/flux/dev\n",
      "seed      5\n",
      `commit    ${commit}\n`,
      "recipe    beside the file\n",
      'sent\n  {\n    "prompt": "a red chair",\n    "seed": 5,\n    "image_size": "square"\n  }\n',
    ])
      expect(out).toContain(line);
  });

  test("finds it by the content: of a file without sidecar, and of a picture whose texts were stripped", async () => {
    expect(await parsed(moved("made/steps/photo-images.jpg", "a.jpg"))).toMatchObject({
      from: "index",
      node: "photo",
    });
    const file = readFileSync(project.path("made/image.png"));
    const stripped = join([file.subarray(0, 33), file.subarray(33 + file.readUInt32BE(33) + 12)]);
    project.write("moved/stripped.png", stripped);
    expect(await parsed("moved/stripped.png")).toEqual({ from: "index", ...known });
    // As another program would leave it.
    const dated = join([
      stripped.subarray(0, 33),
      printChunk("tIME", Buffer.alloc(7)),
      stripped.subarray(33),
    ]);
    project.write("moved/dated.png", dated);
    expect(await parsed("moved/dated.png")).toEqual({ from: "index", ...known });
    copyFileSync(project.path("made/image.png.recipe.json"), project.path("moved/dated.png.recipe.json"));
    expect(await parsed("moved/dated.png")).toEqual({ from: "sidecar", ...known });
  });

  test("says that there is none, code 1", async () => {
    project.write("photo.jpg", "another picture");
    expect(await recipe("photo.jpg")).toEqual({
      code: 1,
      out: "",
      err:
        "error: there is no recipe of photo.jpg: not in the file, not beside it, and none in this project by its content\n" +
        "falc run --out writes recipes. A file that was changed since is found only by the recipe inside it, which PNG files have.\n",
    });
    const { code, out } = await recipe("photo.jpg", "--json");
    expect({ code, ...(JSON.parse(out) as object) }).toMatchObject({ code: 1, kind: "error" });
  });

  test("does not take a recipe that is about another file", async () => {
    project.write("other.jpg", "another picture");
    copyFileSync(
      project.path("made/steps/photo-images.jpg.recipe.json"),
      project.path("other.jpg.recipe.json"),
    );
    const { code, err: said } = await recipe("other.jpg");
    expect(code).toBe(1);
    expect(said).toContain("not beside it (its .recipe.json is about another file)");
    project.write("other.jpg.recipe.json", "[".repeat(100_000));
    expect((await recipe("other.jpg")).code).toBe(1);
  });

  test.each([
    [["gone.png"], "cannot read gone.png: there is no such file"],
    [["made"], "cannot read made: it is not a file"],
    [[], "missing required argument"],
  ])("%j is wrong usage", async (words, says) => {
    const ended = await recipe(...words);
    expect(ended.code).toBe(2);
    expect(ended.err).toContain(says);
  });

  test("of a hostile picture prints nothing that controls a terminal", async () => {
    const evil = "\u001b[2J\u009b31m\u202egnp\n";
    const text = {
      falc: evil,
      workflow: evil,
      path: evil,
      date: evil,
      node: evil,
      seed: evil,
      input: { [evil]: evil },
      commit: evil,
    };
    const file = readFileSync(project.path("made/image.png"));
    const start = file.subarray(0, 33);
    const chunk = (json: string) => printChunk("iTXt", Buffer.from(`falc-recipe\0\0\0\0\0${json}`));
    project.write("evil.png", join([start, chunk(JSON.stringify(text))]));
    for (const words of [["evil.png"], ["evil.png", "--json"]]) {
      const { code, out } = await recipe(...words);
      expect(code).toBe(0);
      expect(out.replaceAll("\n", "")).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
    }
    for (const json of [
      "[".repeat(500_000),
      "{",
      "null",
      "",
      `{"falc":${"1".repeat(400)}}`,
      "x".repeat(5_000_000),
    ]) {
      project.write("evil.png", join([start, chunk(json)]));
      expect((await recipe("evil.png")).code).toBe(1);
    }
  });

  test("needs no project, and writes nothing", async () => {
    const empty = new TestProject();
    copyFileSync(project.path("made/image.png"), empty.path("a.png"));
    expect((await empty.falc(["recipe", "a.png"])).code).toBe(0);
    writeFileSync(empty.path("b.png"), "no picture");
    expect((await empty.falc(["recipe", "b.png"])).code).toBe(1);
    expect(existsSync(empty.path(".falc"))).toBe(false);
  });
});
