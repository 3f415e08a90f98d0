/** `falc/run` and `falc/emulator`, from the sources; `package.process.test.ts` takes them from the packed package. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { startEmulator } from "../../src/api/emulator.ts";
import {
  emulatorEngine,
  execute,
  falEngine,
  hostedEngine,
  type Held,
  InvalidGraphError,
  InvalidInputError,
  RunAbortedError,
  type RunEngine,
  type RunEvent,
  RunFailedError,
} from "../../src/api/run.ts";
import { scheduledEngine } from "../../src/execution/scheduled-engine.ts";
import type { JsonObject } from "../../src/lib/json.ts";

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../dist-workflows/${name}`, import.meta.url), "utf8")) as JsonObject;

const graph = read("product-shot.json");
const schema = read("product-shot.schema.json");
const input = { prompt: "a red chair" };

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

function engineOf(options?: Parameters<typeof emulatorEngine>[0]): RunEngine {
  const engine = emulatorEngine(options);
  open.push(engine);
  return engine;
}

/** A graph of one node, whose output is its whole answer. */
function single(app: string, fields: JsonObject): JsonObject {
  return {
    input: { id: "input", type: "input", depends: [], input: {} },
    a: { id: "a", type: "run", depends: [], app, input: fields },
    output: { id: "output", type: "display", depends: ["a"], fields: { all: "$a" } },
  };
}

async function errorOf(running: Promise<unknown>): Promise<unknown> {
  return running.then(
    () => expect.fail("it did not fail"),
    (error: unknown) => error,
  );
}

describe("execute", () => {
  test("gives the result, every node's answer, and the requests", async () => {
    const events: RunEvent[] = [];
    const { output, outputs, requests } = await execute<{ image: { url: string } }>(graph, input, {
      engine: engineOf(),
      schema,
      onEvent: (event) => events.push(event),
    });
    expect((await fetch(output.image.url)).headers.get("content-type")).toBe("image/png");
    expect(Object.keys(outputs)).toEqual(["photo", "cutout"]);
    expect(Object.keys(requests)).toEqual(["photo", "cutout"]);
    expect(events[0]?.kind).toBe("run-started");
    expect(events.at(-1)).toMatchObject({ kind: "run-completed", output });
  });

  test("leaves out what an endpoint may leave out, as falc run does, and nothing else", async () => {
    const app = "fal-ai/bria/background/remove";
    const workflow = (path: string) => ({
      ...single(app, { image_url: "x" }),
      output: { id: "output", type: "display", depends: ["a"], fields: { is: "$a.image", may: path } },
    });
    const engine = scheduledEngine({ call: async () => ({ image: { content_type: "image/png" } }) });
    const { output } = await execute(workflow("$a.image.width"), {}, { engine });
    expect(output).toStrictEqual({ is: { content_type: "image/png" } });
    const error = await errorOf(execute(workflow("$a.image.url"), {}, { engine }));
    expect(error).toMatchObject({ name: "RunFailedError", failures: [{ node: "output" }] });
    expect((error as RunFailedError).output).toStrictEqual(output);
  });

  test("takes what is held, and calls only the rest", async () => {
    const emulator = await startEmulator();
    open.push(emulator);
    const engine = falEngine({ credentials: "a:b", baseUrl: emulator.url });
    const first = await execute(graph, input, { engine });
    expect(emulator.calls).toHaveLength(2);

    const photo: Held = { kind: "output", output: first.outputs["photo"] ?? null };
    const again = await execute(graph, input, { engine, held: { photo } });
    expect(emulator.calls).toHaveLength(3);
    expect(again.output).toEqual(first.output);

    const requestId = first.requests["cutout"]?.requestId ?? "";
    const followed = await execute(graph, input, {
      engine,
      held: { photo, cutout: { kind: "request", requestId } },
    });
    expect(emulator.calls).toHaveLength(3);
    expect(followed.output).toEqual(first.output);
  });

  test("fal's own engine gives the same as single calls, and is sent only what is not held", async () => {
    const emulator = await startEmulator();
    open.push(emulator);
    const engine = hostedEngine({ credentials: "a:b", baseUrl: emulator.url });
    const single = falEngine({ credentials: "a:b", baseUrl: emulator.url });
    const kinds: string[] = [];
    const whole = await execute(graph, input, { engine, onEvent: ({ kind }) => kinds.push(kind) });
    const calls = await execute(graph, input, { engine: single });
    expect(Object.keys(whole.output)).toEqual(Object.keys(calls.output));
    expect(Object.keys(whole.outputs)).toEqual(Object.keys(calls.outputs));
    expect(emulator.calls.map(({ endpoint }) => endpoint)).toEqual([
      "fal-ai/flux/dev",
      "fal-ai/bria/background/remove",
      "fal-ai/flux/dev",
      "fal-ai/bria/background/remove",
    ]);
    expect(kinds.at(-1)).toBe("run-completed");
    const photo: Held = { kind: "output", output: whole.outputs["photo"] ?? null };
    const again = await execute(graph, input, { engine, held: { photo } });
    expect(emulator.calls).toHaveLength(5);
    expect(again.output).toEqual(whole.output);
    expect(() => hostedEngine({ credentials: " " })).toThrow(TypeError);
  });

  test("two at once, each with its engine or with one, do not disturb each other", async () => {
    const [one, other] = [engineOf(), engineOf()];
    const runs = [one, other, one, other].map(async (engine, index) => {
      const events: RunEvent[] = [];
      const prompt = `chair ${index}`;
      await execute(graph, { prompt }, { engine, onEvent: (event) => events.push(event) });
      return events.flatMap((event) =>
        event.kind === "node-started" && event.node === "photo" ? [event.input["prompt"]] : [],
      );
    });
    expect(await Promise.all(runs)).toEqual([["chair 0"], ["chair 1"], ["chair 2"], ["chair 3"]]);
  });

  test("leaves the process as it is", async () => {
    const before = [globalThis.fetch, globalThis.Request, globalThis.Response, process.listenerCount("exit")];
    await execute(graph, input, { engine: engineOf() });
    expect([
      globalThis.fetch,
      globalThis.Request,
      globalThis.Response,
      process.listenerCount("exit"),
    ]).toEqual(before);
  });
});

describe("before anything is sent", () => {
  const never = { run: () => expect.fail("it ran") };

  test.each<[string, unknown, string]>([
    ["not an object", "product-shot.json", "a workflow is an object of nodes"],
    ["without an output", { input: graph["input"] }, "there is no display node"],
  ])("a graph that is none is an InvalidGraphError: %s", async (_, given, message) => {
    const error = await errorOf(execute(given, input, { engine: never }));
    expect(error).toBeInstanceOf(InvalidGraphError);
    expect(error).toMatchObject({ name: "InvalidGraphError", message: expect.stringContaining(message) });
  });

  test.each<[string, unknown, unknown, string]>([
    ["missing, by the graph", {}, undefined, "the input is invalid: prompt is required: the graph uses it"],
    ["missing, by the schema", {}, schema, "the input is invalid: prompt is required"],
    ["empty, by the schema", { prompt: "" }, schema, "prompt must"],
    ["unknown, by the schema", { prompt: "x", promt: 1 }, schema, "promt"],
    ["not JSON", { prompt: () => "x" }, undefined, "prompt is not a JSON value"],
    ["not an object", [], undefined, "it must be an object of fields"],
  ])("an input that is not accepted is an InvalidInputError: %s", async (_, given, against, message) => {
    const error = await errorOf(execute(graph, given, { engine: never, schema: against }));
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error).toMatchObject({ name: "InvalidInputError", message: expect.stringContaining(message) });
  });

  test("defaults of the schema are filled in", async () => {
    const own = { input: { type: "object", properties: { prompt: { type: "string", default: "tea" } } } };
    const events: RunEvent[] = [];
    const onEvent = (event: RunEvent) => events.push(event);
    await execute(graph, {}, { engine: engineOf(), schema: own, onEvent });
    expect(events).toContainEqual(expect.objectContaining({ node: "photo", input: { prompt: "tea" } }));
  });

  test.each<[string, object, string]>([
    ["no engine", {}, "needs an engine"],
    ["a schema that is none", { engine: never, schema: {} }, "it has no input schema"],
    ["held for no node", { engine: never, held: { b: { kind: "output", output: 1 } } }, "no such node"],
    [
      "held as a Map",
      { engine: never, held: new Map([["photo", { kind: "output", output: 1 }]]) },
      "by node id",
    ],
    ["held with a prototype", { engine: never, held: Object.create({ photo: 1 }) as object }, "by node id"],
    [
      "a schema with a reference to nothing",
      { engine: never, schema: { input: { type: "object", properties: { prompt: { $ref: "#/x" } } } } },
      "the schema cannot be used",
    ],
    ["held as an answer", { engine: never, held: { photo: { images: [] } } }, "must be { kind"],
    [
      "held but not JSON",
      { engine: never, held: { photo: { kind: "output", output: { at: new Date() } } } },
      'held["photo"].output.at is not a JSON value',
    ],
    [
      "a request id that is none",
      { engine: never, held: { photo: { kind: "request", requestId: "../x" } } },
      "must be { kind",
    ],
  ])("wrong options are a TypeError: %s", async (_, options, message) => {
    const error = await errorOf(execute(graph, input, options as Parameters<typeof execute>[2]));
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toContain(message);
  });

  test("falEngine does not look for a key", () => {
    process.env["FAL_KEY"] = "from:environment";
    try {
      expect(() => falEngine({} as Parameters<typeof falEngine>[0])).toThrow(TypeError);
      expect(() => falEngine({ credentials: " " })).toThrow("does not read the environment");
    } finally {
      delete process.env["FAL_KEY"];
    }
  });
});

describe("a run without its result", () => {
  test("is a RunFailedError with all that is known, to be run again from there", async () => {
    const failing = structuredClone(graph) as { cutout: { input: { image_url: unknown } } };
    failing.cutout.input.image_url = 7;
    const engine = engineOf();
    const error = await errorOf(execute(failing, input, { engine }));
    expect(error).toBeInstanceOf(RunFailedError);
    const failed = error as RunFailedError;
    expect(failed.message).toMatch(
      /^the run failed: cutout \(fal-ai\/bria\/background\/remove\): image_url: /,
    );
    expect(failed).toMatchObject({ failures: [{ node: "cutout", status: 422 }], skipped: [] });
    expect(Object.keys(failed.outputs)).toEqual(["photo"]);

    const events: RunEvent[] = [];
    await execute(graph, input, { engine, held: failed.held, onEvent: (event) => events.push(event) });
    expect(events.flatMap((event) => (event.kind === "node-started" ? event.node : []))).toEqual(["cutout"]);
  });

  test("is a RunAbortedError after an abort", async () => {
    const control = new AbortController();
    const running = execute(graph, input, {
      engine: engineOf({ latencyMs: 60_000 }),
      signal: control.signal,
      onEvent: ({ kind }) => kind === "node-submitted" && control.abort(new Error("enough")),
    });
    const error = await errorOf(running);
    expect(error).toBeInstanceOf(RunAbortedError);
    expect(error).toMatchObject({ unfinished: ["photo", "cutout"], cause: { message: "enough" } });
    expect(Object.keys((error as RunAbortedError).requests)).toEqual(["photo"]);
  });

  test("holds a request that may still give a result, and another run follows it", async () => {
    const emulator = await startEmulator();
    open.push(emulator);
    const first = await execute(graph, input, {
      engine: falEngine({ credentials: "a:b", baseUrl: emulator.url }),
    });
    const { photo } = first.requests;
    // Cancelling a request that is complete is refused.
    const control = new AbortController();
    const held: Held = { kind: "request", requestId: photo?.requestId ?? "" };
    const error = await errorOf(
      execute(graph, input, {
        engine: falEngine({ credentials: "a:b", baseUrl: emulator.url }),
        held: { photo: held },
        signal: control.signal,
        onEvent: ({ kind }) => kind === "node-resumed" && queueMicrotask(() => control.abort()),
      }),
    );
    expect(error).toBeInstanceOf(RunAbortedError);
    expect((error as RunAbortedError).held).toEqual({ photo: held });
    const { output } = await execute(graph, input, {
      engine: falEngine({ credentials: "a:b", baseUrl: emulator.url }),
      held: (error as RunAbortedError).held,
    });
    expect(output).toEqual(first.output);
    expect(emulator.calls.map(({ endpoint }) => endpoint)).toEqual([
      "fal-ai/flux/dev",
      "fal-ai/bria/background/remove",
      "fal-ai/bria/background/remove",
    ]);
  });

  test("rejects with the error of a listener", async () => {
    const onEvent = () => {
      throw new Error("disk full");
    };
    await expect(execute(graph, input, { engine: engineOf(), onEvent })).rejects.toThrow("disk full");
  });
});

describe("the emulator's engine", () => {
  const declared = {
    id: "me/my-app",
    input: { type: "object", properties: { prompt: { type: "string" } }, required: ["prompt"] },
    output: { type: "object", properties: { text: { type: "string" } } },
  };

  test("knows the endpoints that it is given", async () => {
    const one = single("me/my-app", { prompt: "x" });
    const { output } = await execute(one, {}, { engine: engineOf({ endpoints: [declared] }) });
    expect(output).toEqual({ all: { text: expect.any(String) } });
    const error = await errorOf(execute(one, {}, { engine: engineOf() }));
    expect((error as Error).message).toContain("the emulator does not know me/my-app");
    expect((error as Error).message).toContain("emulatorEngine({ endpoints");
  });

  test("refuses a declaration that is none", () => {
    expect(() => emulatorEngine({ endpoints: [declared, { id: "me/other" }] })).toThrow(
      new TypeError('endpoints[1] does not declare an endpoint: it has no "input"'),
    );
  });

  test("is closed once, and then refuses to run", async () => {
    const engine = engineOf();
    const { output } = await execute<{ image: { url: string } }>(graph, input, { engine });
    await Promise.all([engine.close(), engine.close()]);
    await expect(fetch(output.image.url)).rejects.toThrow();
    await expect(execute(graph, input, { engine })).rejects.toThrow("this engine is closed");
  });

  test("ends the runs in progress when it is closed", async () => {
    for (const moment of ["run-started", "node-submitted", "node-queued"]) {
      const engine = engineOf({ latencyMs: 60_000 });
      let closing: Promise<void> | undefined;
      const running = execute(graph, input, {
        engine,
        onEvent: ({ kind }) => void (kind === moment && (closing ??= engine.close())),
      });
      const error = await errorOf(running);
      expect(error).toBeInstanceOf(RunAbortedError);
      expect(error).toMatchObject({ unfinished: ["photo", "cutout"], failures: [] });
      await closing;
    }
  });

  test("runs nothing if it is closed while it starts", async () => {
    const engine = engineOf();
    const running = errorOf(execute(graph, input, { engine }));
    // The first run has begun to start the emulator.
    await new Promise((resolve) => setImmediate(resolve));
    await engine.close();
    expect(await running).toMatchObject({ message: expect.stringMatching(/closed|aborted/) });
  });
});

test.each([Number.NaN, -1, "5", Number.POSITIVE_INFINITY, 1e12, null])(
  "a latency that is none is a TypeError: %s",
  async (latencyMs) => {
    const options = { latencyMs } as { latencyMs: number };
    expect(() => emulatorEngine(options)).toThrow(TypeError);
    await expect(startEmulator(options)).rejects.toThrow(TypeError);
  },
);

test("faults of the emulator: an answer that is lost leaves the call in its list", async () => {
  const emulator = await startEmulator({
    faults: { rules: [{ kind: "cut", stage: "submit", at: "after" }] },
  });
  open.push(emulator);
  const engine = falEngine({ credentials: "a:b", baseUrl: emulator.url });
  expect(await errorOf(execute(graph, input, { engine }))).toBeInstanceOf(RunFailedError);
  expect(emulator.calls).toMatchObject([{ endpoint: "fal-ai/flux/dev" }]);
});

test.each([null, [], { rules: [{ kind: "cut" }] }, { rules: "x" }])(
  "faults that are none are a TypeError: %j",
  async (faults) => {
    const options = { faults } as unknown as { faults: { rules: [] } };
    await expect(startEmulator(options)).rejects.toThrow(TypeError);
  },
);

test.each([Number.NaN, -1, 1.5, 65_536, "3000", "emulator", null])(
  "a port that is none is a TypeError: %s",
  async (port) => {
    const starting = startEmulator({ port } as { port: number }).then((emulator) => open.push(emulator));
    await expect(starting).rejects.toThrow(TypeError);
  },
);

test("startEmulator: two at once have their own calls and files", async () => {
  const [one, other] = await Promise.all([startEmulator(), startEmulator()]);
  open.push(one, other);
  expect(one.url).not.toBe(other.url);
  await execute(graph, input, { engine: falEngine({ credentials: "a:b", baseUrl: one.url }) });
  expect([one.calls.length, other.calls.length]).toEqual([2, 0]);
  await one.close();
  await one.close();
  expect((await fetch(other.url)).status).toBe(200);
});

describe("falEngine with a journal", () => {
  test("pays once, and says whose answers it uses", async () => {
    const emulator = await startEmulator();
    open.push(emulator);
    const folder = mkdtempSync(path.join(tmpdir(), "falc-api-runs-"));
    const engine = falEngine({
      credentials: "a:b",
      baseUrl: emulator.url,
      journal: { folder, workflow: "product-shot" },
    });
    const first = await execute(graph, input, { engine });
    const events: RunEvent[] = [];
    const again = await execute(graph, input, { engine, onEvent: (event) => events.push(event) });
    expect(emulator.calls).toHaveLength(2);
    expect(again.output).toEqual(first.output);
    expect(again.requests).toEqual(first.requests);
    expect(events.filter(({ kind }) => kind === "node-reused")).toHaveLength(2);
    await execute(graph, { prompt: "another" }, { engine, onEvent: (event) => events.push(event) });
    expect(events.filter(({ kind }) => kind === "node-paying")).toMatchObject([
      { node: "photo", because: "prompt changed" },
      { node: "cutout", because: "image_url changed" },
    ]);
    expect(emulator.calls).toHaveLength(4);
  });

  test("pays anew for a call that says reuse: false, which only the schema says", async () => {
    const emulator = await startEmulator();
    open.push(emulator);
    const folder = mkdtempSync(path.join(tmpdir(), "falc-api-runs-"));
    const engine = falEngine({ credentials: "a:b", baseUrl: emulator.url, journal: { folder } });
    const properties = { prompt: { type: "string" } };
    const schema = { input: { type: "object", properties }, "x-falc-reuse": { photo: false } };
    await execute(graph, input, { engine, schema });
    const events: RunEvent[] = [];
    await execute(graph, input, { engine, schema, onEvent: (event) => events.push(event) });
    expect(events.filter(({ kind }) => kind === "node-paying")).toMatchObject([
      { node: "photo", because: "reuse: false" },
    ]);
    await execute(graph, input, { engine });
    expect(emulator.calls).toHaveLength(3);
    const other = { ...schema, "x-falc-reuse": { photos: false } };
    await expect(execute(graph, input, { engine, schema: other })).rejects.toThrow(
      'the schema cannot be used: x-falc-reuse names "photos", which is not a node',
    );
    // Engines that keep nothing do not mind.
    const emulated = emulatorEngine();
    await execute(graph, input, { engine: emulated, schema });
    await emulated.close();
  });

  test("is the same one for hostedEngine", async () => {
    const emulator = await startEmulator();
    open.push(emulator);
    const folder = mkdtempSync(path.join(tmpdir(), "falc-api-runs-"));
    const options = { credentials: "a:b", baseUrl: emulator.url, journal: { folder } };
    const hosted = hostedEngine(options);
    const first = await execute(graph, input, { engine: hosted });
    for (const engine of [hosted, falEngine(options)]) {
      const events: RunEvent[] = [];
      const again = await execute(graph, input, { engine, onEvent: (event) => events.push(event) });
      expect(again.output).toEqual(first.output);
      expect(events.filter(({ kind }) => kind === "node-reused")).toHaveLength(2);
    }
    expect(emulator.calls).toHaveLength(2);
    expect(() => hostedEngine({ credentials: "a:b", journal: { folder: " " } })).toThrow(TypeError);
  });

  test("has four calls in progress at a time, or as many as the caller says", async () => {
    const wide = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [
        `n${index}`,
        {
          id: `n${index}`,
          type: "run",
          app: "fal-ai/flux/dev",
          depends: ["input"],
          input: { prompt: `${index}` },
        },
      ]),
    );
    const many = {
      input: { id: "input", type: "input", depends: [], input: { prompt: "" } },
      ...wide,
      output: { id: "output", type: "display", depends: ["n0"], fields: { image: "$n0.images.0" } },
    };
    const emulator = await startEmulator({ latencyMs: 100 });
    open.push(emulator);
    for (const [concurrency, most] of [
      [undefined, 4],
      [12, 12],
    ] as const) {
      const folder = mkdtempSync(path.join(tmpdir(), "falc-api-runs-"));
      const engine = falEngine({ credentials: "a:b", baseUrl: emulator.url, journal: { folder } });
      const underWay = new Set<string>();
      let seen = 0;
      const onEvent = (event: RunEvent): void => {
        if (event.kind === "node-submitted") underWay.add(event.node);
        if (event.kind === "node-completed") underWay.delete(event.node);
        seen = Math.max(seen, underWay.size);
      };
      await execute(many, input, { engine, onEvent, ...(concurrency !== undefined && { concurrency }) });
      expect(seen).toBe(most);
    }
  });

  test("that cannot be written sends nothing", async () => {
    const emulator = await startEmulator();
    open.push(emulator);
    const folder = path.join(mkdtempSync(path.join(tmpdir(), "falc-api-runs-")), "file");
    writeFileSync(folder, "");
    const engine = falEngine({ credentials: "a:b", baseUrl: emulator.url, journal: { folder } });
    await expect(execute(graph, input, { engine })).rejects.toThrow(/EEXIST|ENOTDIR/);
    expect(emulator.calls).toEqual([]);
    expect(() => falEngine({ credentials: "a:b", journal: { folder: "" } })).toThrow(TypeError);
  });
});
