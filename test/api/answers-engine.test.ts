/** `answersEngine` of `falc/run`. */
import { readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { type Answer, answersEngine, execute, RunAbortedError, RunFailedError } from "../../src/api/run.ts";
import type { JsonObject } from "../../src/lib/json.ts";

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../dist-workflows/${name}`, import.meta.url), "utf8")) as JsonObject;

const graph = read("product-shot.json");
const photo: Answer = {
  endpoint: "fal-ai/flux/dev",
  input: { prompt: "a red chair" },
  output: { images: [{ url: "https://example.com/photo.png" }] },
};
const cutout: Answer = {
  endpoint: "fal-ai/bria/background/remove",
  like: { image_url: "https://example.com/*" },
  output: { image: { url: "https://example.com/cutout.png" } },
};
const input = { prompt: "a red chair" };

test("gives the recorded answers, in every run anew, without a connection", async () => {
  const connect = vi.fn(() => Promise.reject(new Error("a connection")));
  vi.stubGlobal("fetch", connect);
  const engine = answersEngine([photo, cutout]);
  for (let run = 0; run < 2; run++) {
    const { output, outputs } = await execute(graph, input, { engine });
    expect(output).toEqual({ image: { url: "https://example.com/cutout.png" } });
    expect(outputs["photo"]).toEqual(photo.output);
  }
  const both = await Promise.all([1, 2].map(() => execute(graph, input, { engine })));
  expect(both).toHaveLength(2);
  await engine.close();
  expect(connect).not.toHaveBeenCalled();
});

test("takes the text of a file, and does not see what becomes of a list", async () => {
  const answers = [structuredClone(photo) as { endpoint: string; output: JsonObject }, cutout] as Answer[];
  const engine = answersEngine(answers);
  answers.length = 0;
  const text = answersEngine([photo, cutout].map((answer) => JSON.stringify(answer)).join("\n"));
  for (const each of [engine, text])
    expect((await execute(graph, input, { engine: each })).output).toEqual(cutout.output);
});

test("a recorded refusal fails its node as fal's does, and what depends on it is skipped", async () => {
  const detail = [{ loc: ["body", "prompt"], msg: "no chairs", type: "content_policy_violation" }];
  const engine = answersEngine([{ endpoint: "fal-ai/flux/dev", error: { status: 422, detail } }]);
  const error = await execute(graph, input, { engine }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RunFailedError);
  expect(error).toMatchObject({
    failures: [{ node: "photo", status: 422, message: "prompt: no chairs", details: detail }],
    skipped: ["cutout"],
  });
});

test("a call without an answer fails with the line to add, which is an answer", async () => {
  const error = await execute(graph, { prompt: "a cat" }, { engine: answersEngine([photo, cutout]) }).catch(
    (thrown: unknown) => thrown as RunFailedError,
  );
  const message = (error as RunFailedError).failures[0]?.message ?? "";
  expect(message).toMatch(/^the record has no answer for this input of fal-ai\/flux\/dev, only for others\./);
  const line = /The line to add: (.*)$/.exec(message)?.[1] ?? "";
  expect(JSON.parse(line)).toMatchObject({ endpoint: "fal-ai/flux/dev", input: { prompt: "a cat" } });
  const engine = answersEngine(`${JSON.stringify(cutout)}\n${line}`);
  expect((await execute(graph, { prompt: "a cat" }, { engine })).output).toEqual(cutout.output);
});

test("the line for a long text is for the calls that begin like it, and no others", async () => {
  const prompt = "x*".repeat(1_500_000);
  const error = await execute(graph, { prompt }, { engine: answersEngine([]) }).catch(
    (thrown: unknown) => thrown,
  );
  const message = (error as RunFailedError).failures[0]?.message ?? "";
  expect(message.length).toBeLessThan(2_000);
  const line = /The line to add: (.*)$/.exec(message)?.[1] ?? "";
  expect(JSON.parse(line)).toMatchObject({ like: { prompt: `${"x\\*".repeat(50)}*` } });
  const engine = answersEngine(`${JSON.stringify({ ...cutout, like: {} })}\n${line}`);
  expect((await execute(graph, { prompt }, { engine })).output).toEqual(cutout.output);
  await expect(execute(graph, { prompt: `y${prompt}` }, { engine })).rejects.toBeInstanceOf(RunFailedError);
});

test("the line for an input of many parts is not shown", async () => {
  const prompt = "x";
  const many: JsonObject = {
    input: { id: "input", type: "input", depends: [], input: {} },
    a: {
      id: "a",
      type: "run",
      depends: [],
      app: "a/b",
      input: { list: Array.from({ length: 9_000 }, () => "y") },
    },
    output: { id: "output", type: "display", depends: ["a"], fields: { all: "$a" } },
  };
  const error = await execute(many, { prompt }, { engine: answersEngine([]) }).catch(
    (thrown: unknown) => thrown,
  );
  expect((error as RunFailedError).failures[0]?.message).toBe(
    "the record has no answer for a/b. The call is too long to be shown; falc run --record writes it",
  );
});

test("changing a result changes no other", async () => {
  const engine = answersEngine([{ endpoint: "a/b", output: { deep: [1] } }]);
  const node = (id: string) => ({ id, type: "run", depends: [], app: "a/b", input: {} });
  const two: JsonObject = {
    input: { id: "input", type: "input", depends: [], input: {} },
    a: node("a"),
    b: node("b"),
    output: { id: "output", type: "display", depends: ["a", "b"], fields: { a: "$a", b: "$b" } },
  };
  const first = await execute(two, {}, { engine });
  (first.outputs["a"] as { deep: number[] }).deep.push(2);
  expect(first.outputs["b"]).toEqual({ deep: [1] });
  expect((await execute(two, {}, { engine })).output).toEqual({ a: { deep: [1] }, b: { deep: [1] } });
});

test("an abort before the run ends it", async () => {
  const running = execute(graph, input, { engine: answersEngine([photo]), signal: AbortSignal.abort() });
  await expect(running).rejects.toBeInstanceOf(RunAbortedError);
});

describe("invalid answers", () => {
  test.each<[unknown, string]>([
    [undefined, "answersEngine needs a list of answers, or their text"],
    [{}, "answersEngine needs a list of answers, or their text"],
    ["{", "line 1 of the answers: it is not valid JSON: } is missing at the end"],
    [[photo, { endpoint: "a" }], `answers[1]: it needs either "output" or "error"`],
    [[null], "answers[0]: it is not an object"],
    [
      `{"endpoint":"a","output":${"[".repeat(10_000)}${"]".repeat(10_000)}}`,
      "line 1 of the answers: output[0][0] is nested",
    ],
    [[{ endpoint: "a", output: { made: [new Date(0)] } }], "answers[0]: output.made[0] is not a JSON value"],
    [[{ endpoint: "a", output: undefined }], `answers[0]: it needs either "output" or "error"`],
  ])("%j", (answers, message) => {
    expect(() => answersEngine(answers as Answer[])).toThrow(TypeError);
    expect(() => answersEngine(answers as Answer[])).toThrow(message);
  });
});
