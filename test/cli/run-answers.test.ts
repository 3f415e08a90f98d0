/** `falc run --record` and `--answers`: a run is repeated from its answers, without a model. */
import { existsSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { chat, TestProject } from "../support/project.ts";

const cutout = `import { model } from "falc";
const bria = model("fal-ai/bria/background/remove");
const see = model("openrouter/router/vision");
export default async function cutout({ photo }: { photo: string }) {
  const cut = await bria({ image_url: photo });
  const said = await see({ model: "m", prompt: "What is it?", image_urls: [cut.image.url, photo] });
  return { image: cut.image.url, said: said.output };
}
`;

const twice = `import { model } from "falc";
const llm = model("openrouter/router");
export default async function twice({ topic }: { topic: string }) {
  const [a, b] = await Promise.all([llm({ model: "m", prompt: topic }), llm({ model: "m", prompt: topic })]);
  return { a: a.output, b: b.output };
}
`;

let project: TestProject;
beforeEach(async () => {
  project = new TestProject({
    "workflows/chat.ts": chat,
    "workflows/cutout.ts": cutout,
    "workflows/twice.ts": twice,
  });
  expect(await project.falc(["compile"])).toMatchObject({ code: 0, err: "" });
});

const run = (...words: string[]) => project.falc(["run", ...words]);
const lines = (file: string) =>
  project
    .read(file)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test("a recorded run is repeated by its answers, and is the same", async () => {
  const first = await run("chat", "--topic", "tea", "--record", "tea.jsonl");
  expect(first.code).toBe(0);
  const answers = lines("tea.jsonl");
  expect(answers.map(({ endpoint, input }) => [endpoint, input])).toEqual([
    ["openrouter/router", { model: "google/gemini-2.5-flash", prompt: "Ask about tea" }],
    [
      "openrouter/router",
      {
        model: "google/gemini-2.5-flash",
        prompt: (answers[0]?.["output"] as { output: string }).output,
      },
    ],
  ]);
  const again = await run("chat", "--topic", "tea", "--answers", "tea.jsonl");
  expect({ code: again.code, out: again.out }).toEqual({ code: 0, out: first.out });
  expect(again.err).toMatch(/^chat with the answers in tea\.jsonl: no cost\n/);
});

test("a call without an answer fails, and the line to add makes it pass", async () => {
  project.write("tea.jsonl", `{"endpoint":"openrouter/router","input":{"prompt":"other"},"output":{}}\n`);
  const { code, err } = await run("chat", "--topic", "tea", "--answers", "tea.jsonl");
  expect(code).toBe(1);
  expect(err).toContain(
    "failed question: tea.jsonl has no answer for this input of openrouter/router, only for others. The line to add: {",
  );
  const add = (text: string) =>
    project.write("tea.jsonl", `${project.read("tea.jsonl")}${/The line to add: (.*)/.exec(text)?.[1]}\n`);
  add(err);
  const second = await run("chat", "--topic", "tea", "--answers", "tea.jsonl");
  expect(second.err).toContain("failed answer: ");
  add(second.err);
  expect(await run("chat", "--topic", "tea", "--answers", "tea.jsonl")).toMatchObject({ code: 0 });
});

test("equal calls have an answer each", async () => {
  const line = (output: string) =>
    `{"endpoint":"openrouter/router","input":{"model":"m","prompt":"x"},"output":{"output":"${output}"}}\n`;
  project.write("x.jsonl", line("one"));
  const { code, err } = await run("twice", "--topic", "x", "--answers", "x.jsonl");
  expect(code).toBe(1);
  expect(err).toContain("x.jsonl has 1 answer for this input, and this is call 2 with it. The line to add: ");
  project.write("x.jsonl", line("one") + line("two"));
  const both = await run("twice", "--topic", "x", "--answers", "x.jsonl");
  expect(JSON.parse(both.out)).toEqual({ a: "one", b: "two" });
});

test("a pattern answers all calls that are like it", async () => {
  project.write(
    "any.jsonl",
    `{"endpoint":"openrouter/router","like":{"prompt":"*x*"},"output":{"output":"y"}}`,
  );
  const { out } = await run("twice", "--topic", "a x b", "--answers", "any.jsonl");
  expect(JSON.parse(out)).toEqual({ a: "y", b: "y" });
});

test("a recorded refusal is one again, in fal's own words", async () => {
  const first = await run("cutout", "--photo", "http://localhost/a.png", "--record", "no.jsonl");
  expect(first.code).toBe(1);
  expect(lines("no.jsonl")).toMatchObject([
    { endpoint: "fal-ai/bria/background/remove", error: { status: 422 } },
  ]);
  const again = await run("cutout", "--photo", "http://localhost/a.png", "--answers", "no.jsonl");
  expect(again.code).toBe(1);
  const reason = (text: string) => /failed cut \(422\): .*/.exec(text)?.[0];
  expect(reason(again.err)).toBe(reason(first.err));
  expect(reason(again.err)).toBeDefined();
});

test("a file that is given counts by its bytes, under any name", async () => {
  const { default: sharp } = await import("sharp");
  const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#800" } })
    .png()
    .toBuffer();
  project.write("a.png", picture);
  project.write("b/other.png", picture);
  project.write("c.png", Buffer.concat([picture, Buffer.from("x")]));
  const first = await run("cutout", "--photo", "@a.png", "--record", "cut.jsonl");
  expect({ code: first.code, err: first.err }).toMatchObject({ code: 0 });
  const answers = lines("cut.jsonl");
  const sent = (answers[0]?.["input"] as { image_url: string }).image_url;
  expect(sent).toMatch(/^https:\/\/uploads\.invalid\/[0-9a-f]{64}$/);
  expect((answers[1]?.["input"] as { image_urls: string[] }).image_urls[1]).toBe(sent);
  const again = await run("cutout", "--photo", "@b/other.png", "--answers", "cut.jsonl");
  expect(again.code).toBe(0);
  expect(JSON.parse(again.out)).toEqual({
    image: (JSON.parse(first.out) as { image: string }).image.replace(
      /^http:\/\/127\.0\.0\.1:\d+/,
      "https://emulator.invalid",
    ),
    said: (JSON.parse(first.out) as { said: string }).said,
  });
  expect(await run("cutout", "--photo", "@c.png", "--answers", "cut.jsonl")).toMatchObject({ code: 1 });
});

test("two records of the same run are the same", async () => {
  for (const file of ["one.jsonl", "two.jsonl"])
    expect(await run("cutout", "--photo", "https://example.com/a.png", "--record", file)).toMatchObject({
      code: 0,
    });
  expect(project.read("one.jsonl")).toBe(project.read("two.jsonl"));
  expect(project.read("one.jsonl")).not.toContain("127.0.0.1");
});

test("an uploaded file's URL inside a text is recorded by its bytes too", async () => {
  project.write(
    "workflows/look.ts",
    `import { model } from "falc";
const see = model("openrouter/router/vision");
export default async function look({ photo }: { photo: string }) {
  const said = await see({ model: "m", prompt: \`Look at \${photo} well\`, image_urls: [photo] });
  return { said: said.output };
}
`,
  );
  await project.falc(["compile"]);
  const { default: sharp } = await import("sharp");
  const created = { create: { width: 8, height: 8, channels: 3, background: "#080" } } as const;
  project.write("a.png", await sharp(created).png().toBuffer());
  expect(await run("look", "--photo", "@a.png", "--record", "look.jsonl")).toMatchObject({ code: 0 });
  expect(project.read("look.jsonl")).toMatch(
    /"prompt":"Look at https:\/\/uploads\.invalid\/[0-9a-f]{64} well"/,
  );
  expect(await run("look", "--photo", "@a.png", "--answers", "look.jsonl")).toMatchObject({ code: 0 });
});

test("the line to add is an answer whatever the text contains", async () => {
  const topic = "שלום\u200f! \u2028\u007f\u202e x";
  project.write("u.jsonl", "");
  const { err } = await run("twice", "--topic", topic, "--answers", "u.jsonl");
  const line = /The line to add: (.*)/.exec(err)?.[1] ?? "";
  project.write("u.jsonl", `${line}\n${line}\n`);
  expect(await run("twice", "--topic", topic, "--answers", "u.jsonl")).toMatchObject({ code: 0 });
});

test("the file of an emulated answer is said to be gone", async () => {
  expect(await run("cutout", "--photo", "https://example.com/a.png", "--record", "c.jsonl")).toMatchObject({
    code: 0,
  });
  const { code, err } = await run(
    "cutout",
    "--photo",
    "https://example.com/a.png",
    "--answers",
    "c.jsonl",
    "--out",
    "o",
  );
  expect(code).toBe(1);
  expect(err).toContain("not saved image: the answer was recorded, but not its file");
});

describe("recording", () => {
  test("never replaces a file", async () => {
    project.write("tea.jsonl", "precious");
    const { code, err } = await run("chat", "--topic", "tea", "--record", "tea.jsonl");
    expect({ code, err }).toEqual({
      code: 2,
      err:
        "error: cannot record into tea.jsonl: it exists already\n" +
        "Its answers may have been paid for. Choose another name, or delete it.\n",
    });
    expect(project.read("tea.jsonl")).toBe("precious");
  });

  test("leaves no file if nothing was answered", async () => {
    const noKey = await run("chat", "--topic", "tea", "--record", "tea.jsonl", "--engine", "fal");
    expect(noKey.code).toBe(2);
    expect(existsSync(project.path("tea.jsonl"))).toBe(false);
    expect(await run("chat", "--topic", "tea", "--record", "tea.jsonl")).toMatchObject({ code: 0 });
  });

  test("says that nothing was answered", async () => {
    const { code, err } = await run(
      "chat",
      "--topic",
      "tea",
      "--record",
      "n.jsonl",
      "--deadline",
      "1s",
      "--latency",
      "600000",
    );
    expect(code).toBe(1);
    expect(err).toContain("No call was answered, so there is no n.jsonl.\n");
    expect(existsSync(project.path("n.jsonl"))).toBe(false);
  });

  test("takes an empty file, as a killed run leaves one", async () => {
    project.write("tea.jsonl", "");
    expect(await run("chat", "--topic", "tea", "--record", "tea.jsonl")).toMatchObject({ code: 0 });
    expect(lines("tea.jsonl")).toHaveLength(2);
  });

  test("does not ask for a folder to be deleted, and shows no control characters", async () => {
    const folder = await run("chat", "--topic", "tea", "--record", "workflows");
    expect(folder).toMatchObject({ code: 2, err: "error: cannot record into workflows: it is not a file\n" });
    const { err } = await run("chat", "--topic", "tea", "--record", "no/a\u001b[31m.jsonl");
    expect(err).toBe("error: cannot record into no/a [31m.jsonl: there is no such folder\n");
  });

  test("into a folder that does not exist is refused before anything runs", async () => {
    const { code, err } = await run("chat", "--topic", "tea", "--record", "no/tea.jsonl");
    expect({ code, err }).toEqual({
      code: 2,
      err: "error: cannot record into no/tea.jsonl: there is no such folder\n",
    });
  });

  test("keeps what was answered before another call failed", async () => {
    project.write(
      "workflows/half.ts",
      `import { model } from "falc";
const llm = model("openrouter/router");
const bria = model("fal-ai/bria/background/remove");
export default async function half({ topic }: { topic: string }) {
  const said = await llm({ model: "m", prompt: topic });
  const cut = await bria({ image_url: said.output });
  return { image: cut.image.url };
}
`,
    );
    await project.falc(["compile"]);
    expect(await run("half", "--topic", "tea", "--record", "half.jsonl")).toMatchObject({ code: 1 });
    expect(lines("half.jsonl").map((line) => ("output" in line ? "output" : "error"))).toEqual([
      "output",
      "error",
    ]);
  });
});

test.each([
  [["--answers", "missing.jsonl"], 2, "error: cannot read missing.jsonl: there is no such file"],
  [["--answers", "bad.jsonl"], 2, `error: bad.jsonl:2: "endpoint" is missing\nA line is an answer: {`],
  [["--answers", "bytes.jsonl"], 2, "error: bytes.jsonl is not UTF-8 text"],
  [
    ["--answers", "a", "--engine", "fal"],
    2,
    "error: --answers takes the place of the models: leave out --engine",
  ],
  [
    ["--answers", "a", "--latency", "1"],
    2,
    "error: --answers takes the place of the models: leave out --latency",
  ],
  [["--answers", "a", "--record", "b"], 2, "error: --record would only copy what --answers gives"],
  [["--answers", "-"], 2, 'It takes the name of a file, not "-".'],
  [["--answers", ""], 2, "It takes the name of a file, which cannot be empty."],
])("%j → code %i", async (words, expected, message) => {
  project.write("bad.jsonl", `{"endpoint":"a","output":1}\n{}`);
  project.write("bytes.jsonl", new Uint8Array([0x22, 0x80, 0x22]));
  const { code, err } = await run("chat", "--topic", "tea", ...words);
  expect({ code, err }).toEqual({ code: expected, err: expect.stringContaining(message) });
});

test("no key gets into a record", async () => {
  const key = "5f0e1d2c-1111-2222-3333-444455556666:0123456789abcdef0123456789abcdef";
  const words = [
    "run",
    "cutout",
    "--photo",
    "https://a.b/c.png",
    "--engine",
    "emulator",
    "--record",
    "k.jsonl",
  ];
  await project.falc(words, { env: { FAL_KEY: key } });
  expect(project.read("k.jsonl")).not.toContain(key);
});
