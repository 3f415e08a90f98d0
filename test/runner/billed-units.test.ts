/** What a result says about its bill, through fal's unmodified client, which discards the header. */
import { describe, expect, test } from "vitest";
import type { RunEvent } from "../../src/execution/events.ts";
import type { Graph } from "../../src/graph/types.ts";
import type { Json } from "../../src/lib/json.ts";
import { createClient } from "../../src/runner/engines/client.ts";
import { falEngine } from "../../src/runner/engines/fal.ts";

const graph: Graph = {
  input: new Map(),
  nodes: ["a", "b"].map((id) => ({
    id,
    app: "fal-ai/flux/dev",
    depends: [],
    input: { kind: "record", fields: new Map([["prompt", id]]) },
  })),
  output: { depends: [], fields: { kind: "record", fields: new Map() } },
};

/** A queue in which each request is its node's, and is answered at once. */
async function run(
  result: (node: string) => [status: number, body: Json, units?: string],
): Promise<RunEvent[]> {
  const fetch = async (url: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const text = url as string;
    if (init?.method?.toUpperCase() === "POST") {
      const { prompt } = JSON.parse(init.body as string) as { prompt: string };
      return Response.json({ request_id: prompt, status: "IN_QUEUE" });
    }
    const [, node = "", rest] = /requests\/(\w+)(\/status)?/.exec(text) ?? [];
    if (rest !== undefined) return Response.json({ status: "COMPLETED", request_id: node, logs: [] });
    const [status, body, units] = result(node);
    const headers = {
      "x-fal-request-id": node,
      ...(units !== undefined && { "x-fal-billable-units": units }),
    };
    return Response.json(body, { status, headers });
  };
  const events: RunEvent[] = [];
  const client = await createClient({ credentials: "id:secret", fetch });
  await falEngine({ client }).run(graph, {}, { concurrency: 2, report: (event) => events.push(event) });
  return events;
}

function unitsOf(events: readonly RunEvent[]): Record<string, number | undefined> {
  return Object.fromEntries(
    events.flatMap((event) => {
      if (event.kind === "node-completed") return [[event.node, event.billedUnits]];
      return event.kind === "node-failed" ? [[event.failure.node, event.billedUnits]] : [];
    }),
  );
}

describe("billed units", () => {
  test("are in the event about the end of their own node", async () => {
    const events = await run((node) => [200, { images: [] }, node === "a" ? "1.048576" : "2"]);
    expect(unitsOf(events)).toEqual({ a: 1.048576, b: 2 });
    expect(new Set(events.map(({ kind }) => kind))).toEqual(
      new Set(["run-started", "node-started", "node-submitted", "node-completed", "run-completed"]),
    );
  });

  test("are absent if fal does not say them, which is not 0", async () => {
    const events = await run((node) => (node === "a" ? [200, {}] : [200, {}, "0"]));
    expect(unitsOf(events)).toEqual({ a: undefined, b: 0 });
    expect(events.find((event) => event.kind === "node-completed" && event.node === "a")).not.toHaveProperty(
      "billedUnits",
    );
  });

  test("are also those of a failed call", async () => {
    const detail = [{ loc: ["body", "prompt"], msg: "no", type: "content_policy_violation" }];
    expect(unitsOf(await run((node) => [422, { detail }, node === "a" ? "1" : "0"]))).toEqual({ a: 1, b: 0 });
  });

  test.each([
    "",
    " ",
    "abc",
    "-1",
    "NaN",
    "Infinity",
    "0x10",
    "1, 2",
    "1e400",
    "9".repeat(40),
    ".5",
    "1_000",
  ])("are not believed as %j", async (units) => {
    expect(unitsOf(await run(() => [200, {}, units]))).toEqual({ a: undefined, b: undefined });
  });

  test.each([
    ["1.0", 1],
    ["8.3886e-05", 0.000083886],
    ["0.5", 0.5],
  ])("%s is %d", async (units, number) => {
    expect(unitsOf(await run(() => [200, {}, units]))).toEqual({ a: number, b: number });
  });
});
