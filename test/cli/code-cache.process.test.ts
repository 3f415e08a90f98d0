/** The cache of compiled code: used when it fits, and otherwise as if it were not there. */
import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { loadProgram } from "../../src/workspace/cache/code-cache.ts";
import { userCacheFolder } from "../../src/workspace/cache/user-cache.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function temporary(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "falc-code-"));
  folders.push(folder);
  return folder;
}

function program(answer: number) {
  const folder = temporary();
  const file = path.join(folder, "program.cjs");
  const source = `(function (exports, require, module, __filename) {
    function answer() { return ${answer}; }
    module.exports = { answer, base: require("node:path").basename(__filename) };
  })`;
  writeFileSync(file, source);
  return { url: pathToFileURL(file), cache: path.join(folder, "cache/falc") };
}

type Answer = { readonly answer: () => number; readonly base: string };

function load({ url, cache }: ReturnType<typeof program>) {
  const { exports, cached, keep } = loadProgram(url, cache);
  const { answer, base } = exports as Answer;
  expect(base).toBe("program.cjs");
  return { answer: answer(), cached, keep };
}

const onlyFile = (folder: string) => path.join(folder, readdirSync(folder)[0] ?? "");

test("the second start uses what the first kept, and only its owner can read it", () => {
  const one = program(1);
  const first = load(one);
  expect(first.cached).toBe(false);
  first.keep();
  expect(load(one)).toMatchObject({ answer: 1, cached: true });
  expect(statSync(one.cache).mode & 0o777).toBe(0o700);
  expect(statSync(onlyFile(one.cache)).mode & 0o777).toBe(0o600);
});

test("another program of the same length has code of its own", () => {
  const one = program(1);
  load(one).keep();
  const file = fileURLToPath(one.url);
  writeFileSync(file, readFileSync(file, "utf8").replace("return 1", "return 2"));
  utimesSync(file, new Date(), new Date(Date.now() + 5000));
  expect(load(one)).toMatchObject({ answer: 2, cached: false });
});

test.each<[string, (file: string) => void]>([
  ["cut off", (file) => writeFileSync(file, readFileSync(file).subarray(0, 100))],
  ["empty", (file) => writeFileSync(file, "")],
  [
    "changed in one byte",
    (file) => {
      const content = readFileSync(file);
      content[content.length - 9] = (content[content.length - 9] ?? 0) ^ 1;
      writeFileSync(file, content);
    },
  ],
  ["writable for others", (file) => chmodSync(file, 0o666)],
  [
    "a folder",
    (file) => {
      rmSync(file);
      mkdirSync(file);
    },
  ],
  [
    "a link that leads nowhere",
    (file) => {
      rmSync(file);
      symlinkSync("nowhere", file);
    },
  ],
])("a cache file that is %s is passed over", (_, spoil) => {
  const one = program(3);
  load(one).keep();
  spoil(onlyFile(one.cache));
  const again = load(one);
  expect(again).toMatchObject({ answer: 3, cached: false });
  again.keep();
});

test("each use of a program has code of its own", () => {
  const { url, cache } = program(6);
  for (const use of ["compile", "run"]) {
    expect(loadProgram(url, cache, use).cached).toBe(false);
    loadProgram(url, cache, use).keep();
    expect(loadProgram(url, cache, use).cached).toBe(true);
  }
  expect(readdirSync(cache).length).toBe(2);
});

test("what cannot be written is not kept, and nothing is left half-written", () => {
  const one = program(4);
  const place = temporary();
  writeFileSync(path.join(place, "file"), "");
  const { exports, keep } = loadProgram(one.url, path.join(place, "file", "falc"));
  keep();
  expect((exports as Answer).answer()).toBe(4);
  expect(readdirSync(place)).toEqual(["file"]);
});

test("code that nobody has written for two months is removed, other files are not", () => {
  const one = program(5);
  mkdirSync(one.cache, { recursive: true });
  const past = new Date(Date.now() - 70 * 24 * 60 * 60 * 1000);
  for (const name of ["code-old.bin", "other.bin"]) {
    writeFileSync(path.join(one.cache, name), "");
    utimesSync(path.join(one.cache, name), past, past);
  }
  load(one).keep();
  expect(existsSync(path.join(one.cache, "code-old.bin"))).toBe(false);
  expect(existsSync(path.join(one.cache, "other.bin"))).toBe(true);
});

test("the cache is the user's, never the project's", () => {
  expect(userCacheFolder({ XDG_CACHE_HOME: "/x" })).toBe(path.join("/x", "falc"));
  expect(userCacheFolder({ XDG_CACHE_HOME: "relative", HOME: "/home/a" })).toMatch(/^\/home\/a\/.*falc$/);
  expect(userCacheFolder({ XDG_CACHE_HOME: "", HOME: "/home/a" })).toMatch(/^\/home\/a\/.*falc$/);
  expect(userCacheFolder({})).toBeUndefined();
});

test("the built command: two first starts at once, and with a cache that is not writable", async () => {
  const bin = fileURLToPath(new URL("../../dist/falc.cjs", import.meta.url));
  const project = temporary();
  mkdirSync(path.join(project, "workflows"));
  writeFileSync(
    path.join(project, "workflows/a.ts"),
    `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
export default async function a(input: { prompt: string }) {
  return { image: (await flux({ prompt: input.prompt })).images[0].url };
}
`,
  );
  const compile = (cache: string) =>
    new Promise<string>((resolve) => {
      const child = spawn(process.execPath, [bin, "compile"], {
        cwd: project,
        env: { PATH: process.env["PATH"], XDG_CACHE_HOME: cache },
      });
      let printed = "";
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding("utf8").on("data", (text: string) => (printed += text));
      child.on("close", (code) => resolve(`${code} ${printed}`));
    });
  const cache = temporary();
  const both = await Promise.all([compile(cache), compile(cache)]);
  for (const printed of both) expect(printed).toMatch(/^0 workflows\/a\.ts -> .*1 model call/);
  // Of the command line and of the compiler, and what the compiler came to.
  const kept = readdirSync(path.join(cache, "falc")).sort();
  expect(kept).toEqual(
    ["code", "code", "compiled"].map((kind): unknown =>
      expect.stringMatching(RegExp(`^${kind}-[0-9a-f]{16}\\.bin$`)),
    ),
  );
  expect(await compile("/dev/null")).toMatch(/^0 .*unchanged/);
});
