/** What is recorded of calls is what they are answered with later. */
import { expect, test } from "vitest";
import type { Answer } from "../../src/execution/answer.ts";
import type { CallNode, NodeCalls } from "../../src/execution/node-calls.ts";
import { openCatalog } from "../../src/endpoints/lookup.ts";
import type { RunNode } from "../../src/graph/types.ts";
import type { Json } from "../../src/lib/json.ts";
import { answerCalls } from "../../src/runner/engines/answers.ts";
import { recordedCalls } from "../../src/runner/engines/recorded-calls.ts";
import { describeFailure } from "../../src/runner/describe-failure.ts";

const node = (id: string): RunNode => ({
  id,
  app: "fal-ai/flux/dev",
  depends: [],
  input: { kind: "record", fields: new Map() },
});
const context = { signal: new AbortController().signal, report: () => undefined };

function replay(answers: readonly Answer[]): CallNode {
  const catalog = () => Promise.resolve(openCatalog());
  return answerCalls({ answers, source: "the record", catalog }).call;
}

test("equal calls get their own answers again, in whatever order they were done", async () => {
  const resolvers = new Map<string, (output: Json) => void>();
  const answers: Answer[] = [];
  const calls: NodeCalls = { call: ({ id }) => new Promise<Json>((resolve) => resolvers.set(id, resolve)) };
  const { call } = recordedCalls(calls, (answer) => void answers.push(answer));
  const running = ["a", "b", "c"].map((id) => call(node(id), { prompt: "x" }, context));
  for (const id of ["c", "a", "b"]) {
    resolvers.get(id)?.(`of ${id}`);
    await new Promise(setImmediate);
  }
  expect(await Promise.all(running)).toEqual(["of a", "of b", "of c"]);
  expect(answers.map((answer) => answer.node)).toEqual(["c", "a", "b"]);
  const again = replay(answers);
  for (const id of ["b", "c", "a"]) expect(await again(node(id), { prompt: "x" }, context)).toBe(`of ${id}`);
});

test.each<[number, unknown]>([
  [422, { detail: [{ loc: ["body", "prompt"], msg: "no", type: "missing" }] }],
  [422, { detail: "no" }],
  [422, {}],
  [404, { error: { type: "not_found", message: "No such workflow" } }],
  [500, undefined],
  [400, "plain text"],
])("a refusal %i %j has the same words again", async (status, body) => {
  const refusal = Object.assign(new Error("x"), { status, body });
  const answers: Answer[] = [];
  const calls: NodeCalls = { call: () => Promise.reject(refusal) };
  const { call } = recordedCalls(calls, (answer) => void answers.push(answer));
  await expect(call(node("a"), {}, context)).rejects.toBe(refusal);
  const failure = await replay(answers)(node("a"), {}, context).catch(describeFailure);
  expect(failure).toMatchObject({ message: describeFailure(refusal).message, status });
});

test("what may still give a result, and what is no answer, is not recorded", async () => {
  const answers: Answer[] = [];
  const reject = (error: Error, isOpen: boolean) => {
    const calls: NodeCalls = { call: () => Promise.reject(error), leavesOpen: () => isOpen };
    const { call } = recordedCalls(calls, (answer) => void answers.push(answer));
    return call(node("a"), {}, context).catch(() => undefined);
  };
  await reject(Object.assign(new Error("x"), { status: 503 }), true);
  await reject(new TypeError("fetch failed"), false);
  expect(answers).toEqual([]);
});
