/** `falc compile --watch` as a process: what editors do to files, and what is compiled then. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { TestProject } from "../support/project.ts";

const bin = fileURLToPath(new URL("../../dist/falc.cjs", import.meta.url));

const workflow = (words: string) => `import { model } from "falc";
import { style } from "./_style.ts";
import sizes from "./sizes.json";
const flux = model("fal-ai/flux/dev");
export default async function w(input: { prompt: string }) {
  const photo = await flux({ prompt: \`\${input.prompt}, ${words}, \${style}\`, image_size: sizes.hero });
  return { image: photo.images[0].url };
}
`;

const files = {
  "workflows/hero.ts": workflow("first"),
  "workflows/other.ts": workflow("other").replace("_style.ts", "_other.ts"),
  "workflows/_style.ts": `export const style = "oil";\n`,
  "workflows/_other.ts": `export const style = "ink";\n`,
  "workflows/sizes.json": `{ "hero": "square" }\n`,
};

class Watching {
  readonly project = new TestProject(files);
  readonly #child: ChildProcess;
  #printed = "";
  #seen = 0;

  constructor(...words: string[]) {
    this.#child = spawn(process.execPath, [bin, "compile", "--watch", ...words], {
      cwd: this.project.root,
      env: { PATH: process.env["PATH"], XDG_CACHE_HOME: this.project.path(".cache") },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => (this.#printed += text));
  }

  /** What is printed from now on, up to the end of a build. */
  async built(): Promise<string> {
    for (;;) {
      const printed = this.#printed.slice(this.#seen);
      const end = /(?:Ctrl-C ends it|\d+ ms)\n/.exec(printed);
      if (end !== null) {
        const upTo = end.index + end[0].length;
        this.#seen += upTo;
        return printed.slice(0, upTo);
      }
      if (this.#child.exitCode !== null || this.#child.signalCode !== null)
        throw new Error(`falc ended: ${this.#printed}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** The same, until a build prints the text. */
  async builtWith(text: string): Promise<string> {
    for (;;) {
      const printed = await this.built();
      if (printed.includes(text)) return printed;
    }
  }

  async stop(signal: NodeJS.Signals = "SIGINT"): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.#child.on("close", resolve));
    if (this.#child.exitCode === null) this.#child.kill(signal);
    return this.#child.exitCode ?? ended;
  }
}

const running: Watching[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop("SIGKILL");
});

async function watching(...words: string[]): Promise<Watching> {
  const started = new Watching(...words);
  running.push(started);
  const first = await started.built();
  expect(first).toMatch(/workflows\/hero\.ts .*-> dist-workflows\/hero\.json .*\n/);
  return started;
}

/**
 * The artifacts become those that a compilation of the same sources writes elsewhere. Not at once: the build that printed
 * last may have read a file before its last change.
 */
async function expectFresh(
  { project }: Watching,
  sources: readonly string[] = Object.keys(files),
): Promise<void> {
  const copy = new TestProject(Object.fromEntries(sources.map((file) => [file, project.read(file)])));
  expect((await copy.falc(["compile"])).code).toBe(0);
  for (const file of readdirSync(copy.path("dist-workflows")))
    await expect
      .poll(() => project.read(`dist-workflows/${file}`), { timeout: 60_000 })
      .toBe(copy.read(`dist-workflows/${file}`));
}

test("a change compiles what depends on it, and nothing else", async () => {
  const watch = await watching();
  watch.project.write("workflows/hero.ts", workflow("second"));
  expect(await watch.built()).toMatch(
    /^workflows\/hero\.ts -> dist-workflows\/hero\.json {3}1 model call\n\d+ ms\n$/,
  );
  watch.project.write("workflows/_style.ts", `export const style = "chalk";\n`);
  expect(await watch.built()).toMatch(/^workflows\/hero\.ts -> .*\n\d+ ms\n$/);
  watch.project.write("workflows/sizes.json", `{ "hero": "square_hd" }\n`);
  expect(await watch.built()).toMatch(/^workflows\/hero\.ts  -> .*\nworkflows\/other\.ts -> .*\n\d+ ms\n$/);
  await expectFresh(watch);
});

describe("editors' ways of saving:", () => {
  test.each<[string, (file: string, text: string) => void]>([
    ["write", (file, text) => writeFileSync(file, text)],
    [
      "write another file and rename it",
      (file, text) => {
        writeFileSync(`${file}~`, text);
        renameSync(`${file}~`, file);
      },
    ],
    [
      "rename to a backup, then write",
      (file, text) => {
        renameSync(file, `${file}.bak`);
        writeFileSync(file, text);
        rmSync(`${file}.bak`);
      },
    ],
    [
      "delete, then write",
      (file, text) => {
        rmSync(file);
        writeFileSync(file, text);
      },
    ],
  ])("%s", async (_, save) => {
    const watch = await watching();
    for (const words of ["second", "third"]) {
      save(watch.project.path("workflows/hero.ts"), workflow(words));
      expect(await watch.built()).toMatch(/^workflows\/hero\.ts -> .*\n\d+ ms\n$/);
      save(watch.project.path("workflows/_style.ts"), `export const style = "${words}";\n`);
      expect(await watch.built()).toMatch(/^workflows\/hero\.ts -> .*\n\d+ ms\n$/);
    }
    await expectFresh(watch);
  });

  test("several files at once are one build", async () => {
    const watch = await watching();
    watch.project.write("workflows/hero.ts", workflow("second"));
    watch.project.write("workflows/_other.ts", `export const style = "pen";\n`);
    expect(await watch.built()).toMatch(/^workflows\/hero\.ts  -> .*\nworkflows\/other\.ts -> .*\n\d+ ms\n$/);
  });
});

test("an error is printed, nothing is written, and its repair compiles", async () => {
  const watch = await watching();
  const before = watch.project.read("dist-workflows/hero.json");
  watch.project.write("workflows/hero.ts", workflow("second").replace("await flux({", "await flux(("));
  expect(await watch.built()).toMatch(
    /^workflows\/hero\.ts:6:\d+ error syntax-error\n[^]*\d problems?\. Nothing was written\./,
  );
  expect(watch.project.read("dist-workflows/hero.json")).toBe(before);
  watch.project.write("workflows/hero.ts", workflow("first"));
  expect(await watch.built()).toMatch(/^workflows\/hero\.ts -> .* 1 model call, unchanged\n\d+ ms\n$/);
  watch.project.write("workflows/hero.ts", workflow("second"));
  expect(await watch.built()).toMatch(/^workflows\/hero\.ts -> .* 1 model call\n\d+ ms\n$/);
  await expectFresh(watch);
});

test("a second change right after the first, as by a formatter", async () => {
  const watch = await watching();
  for (let n = 0; n < 5; n++) {
    for (const [pause, words] of [
      [0, "saved"],
      [30, "formatted"],
      [20, `again ${n}`],
    ] as const) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      watch.project.write("workflows/hero.ts", workflow(words));
    }
    while (!watch.project.read("dist-workflows/hero.json").includes(`again ${n}`)) await watch.built();
  }
  await expectFresh(watch);
});

test("a helper that does not exist yet, outside the folder too", async () => {
  const watch = await watching();
  watch.project.write("workflows/hero.ts", workflow("second").replace("./_style.ts", "../brand/style.ts"));
  expect(await watch.built()).toContain("import-not-found");
  watch.project.write("brand/style.ts", `export const style = "brand";\n`);
  await watch.builtWith("-> dist-workflows/hero.json");
  watch.project.write("brand/style.ts", `export const style = "house";\n`);
  expect(await watch.built()).toMatch(/^workflows\/hero\.ts -> .*\n/);
  await expectFresh(watch, [...Object.keys(files), "brand/style.ts"]);
});

test.each<[string, (watch: Watching, text: string) => Promise<void>]>([
  [
    "was deleted and is back",
    async (watch, text) => {
      const { project } = watch;
      rmSync(project.path("styles/oil.ts"));
      await watch.builtWith("import-not-found");
      project.write("styles/oil.ts", text);
    },
  ],
  [
    "is in a folder that was replaced",
    async ({ project }, text) => {
      renameSync(project.path("styles"), project.path("old"));
      project.write("styles/oil.ts", text);
    },
  ],
])("a helper outside the folder that %s, and is changed after that", async (_, change) => {
  const style = (words: string) => `export const style = "${words}";\n`;
  const started = new Watching();
  running.push(started);
  const { project } = started;
  await started.built();
  project.write("styles/oil.ts", style("first"));
  project.write("workflows/_style.ts", `export { style } from "../styles/oil.ts";\n`);
  const becomes = (words: string) =>
    expect.poll(() => project.read("dist-workflows/hero.json"), { timeout: 60_000 }).toContain(words);
  await becomes("first");
  await change(started, style("second"));
  await becomes("second");
  project.write("styles/oil.ts", style("third"));
  await becomes("third");
});

test("new, renamed and deleted workflows", async () => {
  const watch = await watching();
  watch.project.write("workflows/ads/new.ts", workflow("new").replaceAll("./", "../"));
  expect(await watch.built()).toMatch(/^workflows\/ads\/new\.ts -> dist-workflows\/ads\/new\.json .*\n/);
  renameSync(watch.project.path("workflows/other.ts"), watch.project.path("workflows/renamed.ts"));
  const printed = await watch.builtWith("workflows/renamed.ts -> dist-workflows/renamed.json");
  expect(printed).toContain("warning: dist-workflows/other.json has no workflow");
  rmSync(watch.project.path("workflows/renamed.ts"));
  await watch.builtWith("dist-workflows/renamed.json has no workflow");
  rmSync(watch.project.path("workflows"), { recursive: true });
  await watch.builtWith("error: ");
});

test.each<[string, (watch: Watching, text: string) => void]>([
  [
    "was replaced",
    ({ project }, text) => {
      renameSync(project.path("workflows/ads"), project.path("old"));
      project.write("workflows/ads/deep/new.ts", text);
    },
  ],
  [
    "was deleted and is back",
    ({ project }, text) => {
      rmSync(project.path("workflows/ads"), { recursive: true });
      project.write("workflows/ads/deep/new.ts", text);
    },
  ],
])("a folder of workflows that %s, and is changed after that", async (_, change) => {
  const watch = await watching();
  const { project } = watch;
  const text = (words: string) => workflow(words).replaceAll("./", "../../");
  const becomes = (words: string) =>
    expect.poll(() => project.read("dist-workflows/ads/deep/new.json"), { timeout: 60_000 }).toContain(words);
  project.write("workflows/ads/deep/new.ts", text("first words"));
  await watch.builtWith("-> dist-workflows/ads/deep/new.json");
  change(watch, text("second words"));
  await becomes("second words");
  for (const words of ["third words", "fourth words"]) {
    project.write("workflows/ads/deep/new.ts", text(words));
    await becomes(words);
  }
});

test("a new workflow in a linked folder", async () => {
  const watch = await watching();
  const { project } = watch;
  project.write("shared/one.ts", workflow("one").replaceAll("./", "../workflows/"));
  symlinkSync(project.path("shared"), project.path("workflows/linked"), "junction");
  await watch.builtWith("-> dist-workflows/linked/one.json");
  project.write("shared/two.ts", workflow("two").replaceAll("./", "../workflows/"));
  await watch.builtWith("-> dist-workflows/linked/two.json");
  project.write("shared/two.ts", workflow("three").replaceAll("./", "../workflows/"));
  expect(await watch.builtWith("-> dist-workflows/linked/two.json")).toContain("1 model call\n");
  expect(project.read("dist-workflows/linked/two.json")).toContain("three");
});

test("named workflows only", async () => {
  const watch = await watching("hero");
  watch.project.write("workflows/other.ts", workflow("changed"));
  watch.project.write("workflows/hero.ts", workflow("second"));
  expect(await watch.built()).toMatch(/^workflows\/hero\.ts -> .*\n\d+ ms\n$/);
  expect(existsSync(watch.project.path("dist-workflows/other.json"))).toBe(false);
});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s ends it with code %d, without another word", async (signal, code) => {
  const watch = await watching();
  expect(await watch.stop(signal)).toBe(code);
  await expect(watch.built()).rejects.toThrow(/Ctrl-C ends it\n$/);
});

test("any sequence of changes ends in the artifacts of a fresh compilation", async () => {
  const watch = await watching();
  const random = fc.sample(fc.record({ file: fc.nat(4), n: fc.nat(9), pause: fc.nat(40) }), {
    numRuns: 40,
    seed: 7,
  });
  const changes: ((n: number) => void)[] = [
    (n) => watch.project.write("workflows/hero.ts", workflow(`words ${n}`)),
    (n) =>
      watch.project.write(
        "workflows/_style.ts",
        n === 0 ? "export const style = ;" : `export const style = "${n}";\n`,
      ),
    (n) => watch.project.write("workflows/_other.ts", `export const style = "other ${n}";\n`),
    (n) =>
      watch.project.write(
        "workflows/sizes.json",
        n === 1 ? "{" : `{ "hero": "${n % 2 === 0 ? "square" : "square_hd"}" }\n`,
      ),
    () => rmSync(watch.project.path("workflows/_other.ts"), { force: true }),
  ];
  for (const { file, n, pause } of random) {
    changes[file]?.(n);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  for (const [file, n] of [
    [0, 2],
    [1, 2],
    [2, 2],
    [3, 2],
  ] as const)
    changes[file]?.(n);
  watch.project.write("workflows/hero.ts", workflow("the last words"));
  while (!watch.project.read("dist-workflows/hero.json").includes("the last words")) await watch.built();
  await expectFresh(watch);
});

test.each([["--check"], ["--json"], ["--format", "sarif"], ["--form", "saved"]])(
  "--watch with %s is refused",
  async (...other) => {
    const { code, err } = await new TestProject(files).falc(["compile", "--watch", ...other]);
    expect(code).toBe(2);
    expect(err).toMatch(/^error: --\S+( saved)? and --\S+( json| sarif)? contradict each other\n/);
  },
);
