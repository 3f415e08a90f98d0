import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Json } from "../../src/lib/json.ts";
import { saveFiles } from "../../src/runner/download.ts";
import { fileExtension, fileName } from "../../src/runner/file-name.ts";
import { findFiles } from "../../src/runner/find-files.ts";

let directory = "";

beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), "falc-download-")), "out");
});

afterEach(() => rm(dirname(directory), { recursive: true, force: true }));

/** Answers with the URL's own path as content; paths with `missing` are 404, with `broken` they break off. */
function fakeFetch(asked: string[] = [], contentType = "image/png"): typeof fetch {
  return (input) => {
    const { pathname } = new URL(String(input));
    asked.push(pathname);
    if (pathname.includes("missing")) return Promise.resolve(new Response("no", { status: 404 }));
    if (pathname.includes("broken")) return Promise.resolve(new Response(breakingStream(), { status: 200 }));
    return Promise.resolve(new Response(pathname, { headers: { "content-type": contentType } }));
  };
}

function breakingStream(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode("half"));
      controller.error(new TypeError("terminated"));
    },
  });
}

test("names follow the location in the output; a single item has no number", async () => {
  const output: Json = {
    image: { url: "https://x/a", content_type: "image/png", width: 1 },
    frames: [{ url: "https://x/b" }, { url: "https://x/c" }],
    images: [{ url: "https://x/d" }],
    video_url: "https://x/e",
    thumb: "https://x/f.jpg",
    Caption: "text",
    page: "https://x/page",
  };
  const { saved, failed } = await saveFiles(output, directory, { fetch: fakeFetch(), retryDelayMs: 1 });
  expect(failed).toEqual([]);
  expect(saved.map(({ path, file }) => [path, file])).toEqual([
    ["image", "image.png"],
    ["frames[0]", "frames-1.png"],
    ["frames[1]", "frames-2.png"],
    ["images[0]", "images.png"],
    ["video_url", "video.png"],
    ["thumb", "thumb.png"],
  ]);
  expect(await readFile(join(directory, "frames-2.png"), "utf8")).toBe("/c");
  expect(saved[0]).toEqual({ path: "image", file: "image.png", bytes: 2, contentType: "image/png" });
});

test("the same URL is downloaded once and listed twice", async () => {
  const asked: string[] = [];
  const { saved } = await saveFiles({ a: { url: "https://x/1" }, b: { url: "https://x/1" } }, directory, {
    fetch: fakeFetch(asked),
    retryDelayMs: 1,
  });
  expect(asked).toEqual(["/1"]);
  expect(saved).toMatchObject([
    { path: "a", file: "a.png" },
    { path: "b", file: "a.png" },
  ]);
});

test("no file of the same run is overwritten", async () => {
  const output = {
    "a b": { url: "https://x/1" },
    "a/b": { url: "https://x/2" },
    "a-b-2": { url: "https://x/3" },
    "A-B": { url: "https://x/4" },
  };
  const { saved } = await saveFiles(output, directory, { fetch: fakeFetch(), retryDelayMs: 1 });
  expect(saved.map(({ file }) => file)).toEqual(["a-b.png", "a-b-2.png", "a-b-2-2.png", "a-b-3.png"]);
  expect(await readdir(directory)).toHaveLength(4);
});

test("nothing is written outside the directory", async () => {
  const url = "https://x/1";
  const names = ["../../etc/passwd", "..", "/abs", "C:\\x", "a\u0000b", "", "con"];
  const output = Object.fromEntries(names.map((name, index) => [name, { url: `${url}${index}` }]));
  const { saved } = await saveFiles(output, directory, { fetch: fakeFetch(), retryDelayMs: 1 });
  expect(saved.map(({ file }) => file)).toEqual([
    "etc-passwd.png",
    "file.png",
    "abs.png",
    "c-x.png",
    "a-b.png",
    "file-2.png",
    "con-file.png",
  ]);
  expect((await readdir(directory)).sort()).toEqual(saved.map(({ file }) => file).sort());
});

test("a link in the directory is replaced, not followed", async () => {
  await saveFiles({ other: { url: "https://x/0" } }, directory, { fetch: fakeFetch(), retryDelayMs: 1 });
  const outside = join(directory, "..", "outside.png");
  await writeFile(outside, "precious");
  await symlink(outside, join(directory, "image.png"));
  await saveFiles({ image: { url: "https://x/1" } }, directory, { fetch: fakeFetch(), retryDelayMs: 1 });
  expect(await readFile(outside, "utf8")).toBe("precious");
  expect(await readFile(join(directory, "image.png"), "utf8")).toBe("/1");
});

test("failures are listed, the others saved, and no partial file is left", async () => {
  const output = {
    a: { url: "https://x/missing" },
    b: { url: "https://x/broken" },
    c: { url: "https://x/1" },
  };
  const { saved, failed } = await saveFiles(output, directory, { fetch: fakeFetch(), retryDelayMs: 1 });
  expect(saved.map(({ file }) => file)).toEqual(["c.png"]);
  expect(failed).toEqual([
    { path: "a", url: "https://x/missing", message: "the server answered with status 404" },
    { path: "b", url: "https://x/broken", message: expect.stringContaining("lost") },
  ]);
  expect(await readdir(directory)).toEqual(["c.png"]);
});

test("a download that breaks before its file is opened leaves none either", async () => {
  const body = () => new ReadableStream<Uint8Array>({ start: (stream) => stream.error(new Error("lost")) });
  const fetch = () => Promise.resolve(new Response(body(), { headers: { "content-type": "image/png" } }));
  const files = Array.from({ length: 300 }, (_, index) => ({ url: `https://x/${index}` }));
  const { failed } = await saveFiles({ files }, directory, { fetch, retryDelayMs: 0 });
  expect(failed).toHaveLength(300);
  expect(await readdir(directory)).toEqual([]);
});

test("a directory that cannot be created is a failure of each file", async () => {
  await saveFiles({ file: { url: "https://x/1" } }, directory, { fetch: fakeFetch(), retryDelayMs: 1 });
  const { saved, failed } = await saveFiles({ a: { url: "https://x/1" } }, join(directory, "file.png"), {
    fetch: fakeFetch(),
    retryDelayMs: 1,
  });
  expect([saved.length, failed.length]).toEqual([0, 1]);
});

test("data URLs are decoded locally", async () => {
  const output = { a: "data:image/png;base64,aGk=", b: { url: "data:,a%20b" }, c: { url: "data:nonsense" } };
  const { saved, failed } = await saveFiles(output, directory, { fetch: fakeFetch(), retryDelayMs: 1 });
  expect(saved.map(({ file, bytes }) => [file, bytes])).toEqual([
    ["a.png", 2],
    ["b.txt", 3],
  ]);
  expect(await readFile(join(directory, "b.txt"), "utf8")).toBe("a b");
  expect(failed).toMatchObject([{ path: "c" }]);
});

test("an output without files creates no directory", async () => {
  expect(
    await saveFiles({ text: "hello", n: 1, none: null }, directory, { fetch: fakeFetch(), retryDelayMs: 1 }),
  ).toEqual({
    saved: [],
    failed: [],
  });
  await expect(readdir(directory)).rejects.toThrow("ENOENT");
});

test("a file that grows beyond the limit is abandoned at once, and nothing is left of it", async () => {
  const asked: string[] = [];
  const options = { fetch: fakeFetch(asked), retryDelayMs: 1, maxBytes: 4 };
  const { saved, failed } = await saveFiles(
    { a: { url: "https://x/12345" }, b: { url: "https://x/123" } },
    directory,
    options,
  );
  expect(saved.map(({ file }) => file)).toEqual(["b.png"]);
  expect(failed).toMatchObject([{ path: "a", message: expect.stringContaining("the file is larger than") }]);
  expect(await readdir(directory)).toEqual(["b.png"]);
  expect(asked).toHaveLength(2);
});

test("many files are saved under their own names", async () => {
  const output = { frames: Array.from({ length: 50 }, (_, index) => ({ url: `https://x/${index}` })) };
  const { saved } = await saveFiles(output, directory, { fetch: fakeFetch(), retryDelayMs: 1 });
  expect(saved.map(({ file }) => file)).toEqual(output.frames.map((_, index) => `frames-${index + 1}.png`));
});

describe("findFiles", () => {
  test("a file's other fields are searched too", () => {
    const output = { video: { url: "https://x/v.mp4", thumbnail_url: "https://x/t.png", duration: 2 } };
    expect(findFiles(output).map(({ name }) => name)).toEqual([["video"], ["video", "thumbnail"]]);
  });

  test.each([
    "ftp://x/a.png",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "see https://x/a.png",
    "https://",
    "/a.png",
  ])("%s is not a file", (url) => {
    expect(findFiles({ url, image: { url } })).toEqual([]);
  });

  test("handles an output of 100,000 levels", () => {
    const deep = JSON.parse(`${'{"a":['.repeat(50_000)}1${"]}".repeat(50_000)}`) as Json;
    expect(findFiles(deep)).toEqual([]);
  });
});

test.each<[string | undefined, string, string]>([
  ["image/jpeg", "https://x/a.png", "jpg"],
  ["text/plain; charset=utf-8", "https://x/a", "txt"],
  ["application/octet-stream", "https://x/a.GLB?x=.png", "glb"],
  [undefined, "https://x/a.tar.gz", "gz"],
  ["", "https://x.png", "bin"],
  [undefined, "https://x/a.b/c", "bin"],
  [undefined, "data:;base64,", "bin"],
])("the extension for %s and %s is %s", (contentType, url, extension) => {
  expect(fileExtension(contentType, url)).toBe(extension);
});

test("names are short", () => {
  expect(fileName(["x".repeat(500), 1])).toHaveLength(80);
});
