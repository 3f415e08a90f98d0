/** Faults that were found by trying to make a run pay twice, or lose what it paid for. */
import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { FalClient } from "@fal-ai/client";
import { expect, test } from "vitest";
import type { RunEvent } from "../../../src/execution/events.ts";
import type { Json, JsonObject } from "../../../src/lib/json.ts";
import { UncertainSubmit } from "../../../src/runner/engines/api-fetch.ts";
import { falCalls } from "../../../src/runner/engines/fal.ts";
import { chooseRun } from "../../../src/cli/run/resume.ts";
import type { Io } from "../../../src/cli/io.ts";
import { PayOnce } from "../../../src/runner/journal/pay-once.ts";
import { scheduledEngine } from "../../../src/execution/scheduled-engine.ts";
import { cat, graphOf, inDoubt, Lab, photo, sent, until } from "./lab.ts";

const late = { url: "https://files.test/late.png" };

function told(events: readonly RunEvent[]): readonly string[] {
  return events.flatMap((event) => {
    switch (event.kind) {
      case "node-paying":
        return [`${event.node}: ${event.because}`];
      case "node-reused":
      case "node-followed":
      case "node-in-doubt":
        return [`${event.node}: ${event.kind.slice("node-".length)}`];
      case "node-failed":
        return [`${event.failure.node}: failed, ${event.failure.message}`];
      default:
        return [];
    }
  });
}

const pass = (ms = 40) => new Promise((resolve) => setTimeout(resolve, ms));

/** Runs with the real calls of fal, whose client is the lab's. */
function realCalls(lab: Lab, timeoutMs?: number) {
  const client = {
    queue: {
      submit: (app: string, { input }: { input: JsonObject }) =>
        Promise.resolve({ request_id: lab.fal.add(app, input).id }),
      status: (_: string, { requestId }: { requestId: string }) =>
        Promise.resolve({
          status: lab.fal.requests.find(({ id }) => id === requestId)?.output ? "COMPLETED" : "IN_PROGRESS",
        }),
      result: async (_: string, { requestId }: { requestId: string }) => ({
        data: await lab.fal.requests.find(({ id }) => id === requestId)?.answer,
      }),
      cancel: () => Promise.resolve(),
    },
  } as unknown as FalClient;
  return falCalls({ client, pollIntervalMs: 1, timeoutMs });
}

async function realRun(
  lab: Lab,
  options: { timeoutMs?: number; abort?: AbortController; onAlive?: () => void } = {},
) {
  const { timeoutMs, abort = new AbortController(), onAlive } = options;
  const open = await lab.store.create({ workflow: "shop", world: "fal", isPaid: true });
  await open.begin({ input: cat });
  const books = Object.create(open) as typeof open;
  const bound: Partial<Record<string, unknown>> = {
    run: open.run,
    workflow: open.workflow,
    ledger: open.ledger,
    refresh: () => open.refresh(),
    write: open.write.bind(open),
    written: open.written.bind(open),
    claim: open.claim.bind(open),
    isAlive: async (run: string) => {
      const lives = await open.isAlive(run);
      onAlive?.();
      return lives;
    },
  };
  for (const [name, value] of Object.entries(bound)) Object.defineProperty(books, name, { value });
  const payOnce = new PayOnce(realCalls(lab, timeoutMs), {
    books,
    isGone: () => Promise.resolve(false),
    whyFresh: () => undefined,
    maySendAgain: () => Promise.resolve(false),
    onUnwritten: () => undefined,
    pollMs: 2,
    historyWaits: [],
  });
  await payOnce.plan(photo, cat);
  const events: RunEvent[] = [];
  const outcome = await scheduledEngine(payOnce.calls).run(photo, cat, {
    signal: abort.signal,
    report: (event) => void events.push(event),
  });
  await open.close({ outcome: outcome.kind });
  return { events, outcome, run: open.run };
}

/** 1a */
test("a run that is stopped while it shares a request does not mark it as failed (its maker is killed later)", async () => {
  const lab = new Lab();
  const maker = await sent(lab);
  const other = await lab.start(photo, cat);
  await until(() => told(other.events).length > 0);
  other.stop();
  await other.outcome;
  await maker.kill();
  lab.fal.requests[0]?.settle(late);
  lab.fal.answersAtOnce = true;
  const next = await lab.run(photo, cat);
  expect(told(next.events)).toEqual(["photo: followed"]);
  expect(lab.fal.requests).toHaveLength(1);
});

/** 1b */
test("... (its maker completes)", async () => {
  const lab = new Lab();
  const maker = await sent(lab);
  const other = await lab.start(photo, cat);
  await until(() => told(other.events).length > 0);
  other.stop();
  await other.outcome;
  const next = await lab.start(photo, cat);
  await pass();
  lab.fal.answersAtOnce = true;
  lab.fal.requests[0]?.settle(late);
  await maker.outcome;
  await next.outcome;
  expect(lab.fal.requests).toHaveLength(1);
});

/** 1c */
test("--timeout of a run that shares a request does not mark it as failed", async () => {
  const lab = new Lab();
  const maker = await sent(lab);
  const other = await realRun(lab, { timeoutMs: 20 });
  expect(other.outcome.kind).toBe("failed");
  await maker.kill();
  lab.fal.requests[0]?.settle(late);
  lab.fal.answersAtOnce = true;
  expect(told((await lab.run(photo, cat)).events)).toEqual(["photo: followed"]);
  expect(lab.fal.requests).toHaveLength(1);
});

/** 1d */
test("a stop just before a request is followed does not mark it as failed", async () => {
  const lab = new Lab();
  const killed = await sent(lab);
  await killed.kill();
  const abort = new AbortController();
  await realRun(lab, { abort, onAlive: () => abort.abort(new Error("stopped")) });
  lab.fal.requests[0]?.settle(late);
  lab.fal.answersAtOnce = true;
  expect(told((await lab.run(photo, cat)).events)).toEqual(["photo: followed"]);
  expect(lab.fal.requests).toHaveLength(1);
});

/** 2 */
test("a stop while fal's history is asked about a lost submit leaves the call in doubt", async () => {
  const lab = new Lab();
  lab.fal.onSubmit = "lose";
  const slow = { ...lab.fal.history(), since: () => Promise.resolve([]) };
  const run = await lab.start(photo, cat, { history: slow, historyWaits: [1000] });
  await until(() => lab.fal.requests.length === 1);
  await pass();
  run.stop();
  await run.outcome;
  lab.fal.onSubmit = "accept";
  const next = await lab.run(photo, cat);
  expect(told(next.events)[0]).toBe("photo: in-doubt");
  expect(lab.fal.requests).toHaveLength(1);
});

/** 3a */
test("a call that fal accepted and then does not know is lost, and not paid again by itself", async () => {
  const lab = new Lab();
  const run = await sent(lab);
  lab.fal.requests[0]?.refuse(404);
  await run.outcome;
  lab.fal.answersAtOnce = true;
  await lab.run(photo, cat);
  expect(lab.fal.requests).toHaveLength(1);
});

/** 3b */
test("a gateway's request id that fal does not know leaves the call in doubt", async () => {
  const lab = new Lab();
  const calls = lab.fal.calls.bind(lab.fal);
  let isGateway = true;
  lab.fal.calls = (isDead) => {
    const real = calls(isDead);
    return {
      ...real,
      call: (node, input, context) => {
        if (!isGateway) return real.call(node, input, context);
        // fal has accepted it, and the gateway gave up waiting.
        lab.fal.add(node.app, input);
        throw new UncertainSubmit("504", new Headers({ "x-fal-request-id": "trace-of-the-gateway" }));
      },
    };
  };
  await lab.run(photo, cat);
  isGateway = false;
  const next = await lab.run(photo, cat);
  expect(told(next.events)[0]).toBe("photo: in-doubt");
  expect(lab.fal.requests).toHaveLength(1);
});

/** 4 */
test("an answer with the words `Key considerations:` is held as it was", async () => {
  const lab = new Lab();
  lab.fal.answersAtOnce = false;
  const two = graphOf({
    plan: { app: "fal-ai/any-llm", prompt: "$input.prompt" },
    photo: { prompt: "$plan.output" },
  });
  const run = lab.run(two, cat);
  await until(() => lab.fal.requests.length === 1);
  lab.fal.requests[0]?.settle({
    output: "A cat. Key considerations: low-key cinematic-lighting.",
    url: "https://files.test/0",
  });
  await until(() => lab.fal.requests.length === 2);
  lab.fal.requests[1]?.settle(late);
  await run;
  lab.fal.answersAtOnce = true;
  const next = await lab.run(two, cat);
  expect(told(next.events)).toEqual(["plan: reused", "photo: reused"]);
});

/** 4b */
test("a run whose prompt says `low-key cinematic-lighting` can be gone on with", async () => {
  const lab = new Lab();
  const { run } = await lab.run(photo, { prompt: "a cat, low-key cinematic-lighting" });
  const [head] = lab.store.read(run).entries;
  expect(head).toMatchObject({ input: { prompt: "a cat, low-key cinematic-lighting" } });
});

/** 5a */
test("an answer that came while the user was asked is used, and nothing is sent again", async () => {
  const lab = new Lab();
  await inDoubt(lab);
  lab.fal.add("fal-ai/flux/dev", cat);
  let say: (allowed: boolean) => void = () => undefined;
  const asked = await lab.start(photo, cat, {
    maySendAgain: () => new Promise((resolve) => (say = resolve)),
  });
  await until(() => told(asked.events).includes("photo: in-doubt"));
  // Another process knows fal's history, or was answered first.
  expect((await lab.run(photo, cat, { history: lab.fal.history() })).outcome.kind).toBe("completed");
  say(true);
  await asked.outcome;
  expect(lab.fal.requests).toHaveLength(1);
});

/** 5b */
test("two runs with --resubmit that look for one lost request at the same time send nothing", async () => {
  const lab = new Lab();
  await inDoubt(lab);
  lab.fal.answersAtOnce = false;
  lab.fal.add("fal-ai/flux/dev", cat);
  const history = lab.fal.history();
  const slow = {
    ...history,
    since: (...args: Parameters<typeof history.since>) => pass(60).then(() => history.since(...args)),
  };
  const allowed = { maySendAgain: () => Promise.resolve(true) };
  const second = await lab.start(photo, cat, { history: slow, ...allowed });
  const first = await lab.start(photo, cat, { history, ...allowed });
  await pass(150);
  lab.fal.answersAtOnce = true;
  for (const request of lab.fal.requests) request.settle(late);
  await Promise.all([first.outcome, second.outcome]);
  expect(lab.fal.requests).toHaveLength(1);
});

/** 5c */
test("two doubtful calls of a run that is killed while another waits for them are given two requests", async () => {
  const lab = new Lab();
  const twice = graphOf({ one: { prompt: "cat" }, two: { prompt: "cat" } });
  lab.fal.onSubmit = "hang";
  const killed = await lab.start(twice);
  await until(() => told(killed.events).length === 2);
  lab.fal.onSubmit = "accept";
  lab.fal.add("fal-ai/flux/dev", cat);
  lab.fal.add("fal-ai/flux/dev", cat);
  const next = await lab.start(twice, {}, { history: lab.fal.history() });
  await killed.kill();
  // What SIGKILL leaves.
  writeFileSync(path.join(lab.folder, "claims", `run-${killed.open.run}.0`), "/tmp/falc-no-such.sock");
  await next.outcome;
  const followed = next.events.flatMap((event) => (event.kind === "node-followed" ? [event.requestId] : []));
  expect(followed.toSorted()).toEqual(["req-1", "req-2"]);
});

/** 6 */
test("two living runs, each with a call in doubt that the other wants, do not wait for each other", async () => {
  const lab = new Lab();
  lab.fal.onSubmit = "lose";
  lab.fal.delay = () => 20;
  const ab = graphOf({ one: { prompt: "1" }, two: { prompt: "2" } });
  const ba = graphOf({ two: { prompt: "2" }, one: { prompt: "1" } });
  const runs = await Promise.all([
    lab.start(ab, {}, { concurrency: 1 }),
    lab.start(ba, {}, { concurrency: 1 }),
  ]);
  const ended = Promise.all(runs.map(({ outcome }) => outcome)).then(() => "ended");
  expect(await Promise.race([ended, pass(1500).then(() => "still waiting")])).toBe("ended");
});

/** 7 */
test("a request that fal did not know once is asked for again", async () => {
  const lab = new Lab();
  const killed = await sent(lab);
  await killed.kill();
  // Another account's key, or a server of fal that is behind.
  const [request] = lab.fal.requests;
  const answer = request?.answer ?? Promise.resolve(null);
  const refused = Promise.reject(Object.assign(new Error("404"), { status: 404 }));
  refused.catch(() => undefined);
  if (request !== undefined) request.answer = refused;
  expect((await lab.run(photo, cat)).outcome.kind).toBe("failed");
  if (request !== undefined) request.answer = answer;
  request?.settle(late);
  const next = await lab.run(photo, cat, { history: lab.fal.history() });
  expect(next.outcome.kind).toBe("completed");
});

/** 8 */
test("one of two runs that follow a dead run's request does not cancel it under the other", async () => {
  const lab = new Lab();
  const killed = await sent(lab);
  await killed.kill();
  const first = await lab.start(photo, cat);
  await until(() => told(first.events).length > 0);
  const second = await lab.start(photo, cat);
  await until(() => told(second.events).length > 0);
  lab.fal.answersAtOnce = true;
  second.stop();
  await second.outcome;
  await pass();
  expect(lab.fal.requests[0]?.isCancelled).toBe(false);
  expect(lab.fal.requests).toHaveLength(1);
});

/** 9 */
test("a link in an answer that no server has is not a file that is gone", async () => {
  const lab = new Lab();
  lab.fal.answersAtOnce = false;
  const two = graphOf({
    search: { app: "fal-ai/search", prompt: "$input.prompt" },
    photo: { prompt: "$search.found" },
  });
  const answer: Json = {
    found: [{ title: "cats", link: "https://news.test/paywalled" }],
    url: "https://files.test/1.png",
  };
  const run = lab.run(two, cat);
  await until(() => lab.fal.requests.length === 1);
  lab.fal.requests[0]?.settle(answer);
  await until(() => lab.fal.requests.length === 2);
  await lab.fal.requests[1]?.settle({ text: "no file" });
  await run;
  // 403 for what is not a browser, as many sites answer.
  lab.gone.add("https://news.test/paywalled");
  const more = graphOf({
    search: { app: "fal-ai/search", prompt: "$input.prompt" },
    photo: { prompt: "$search.found", seed: 2 },
  });
  lab.fal.answersAtOnce = true;
  expect(told((await lab.run(more, cat)).events)).toEqual(["search: reused", "photo: seed changed"]);
});

/** 10 */
test("a relative TMPDIR keeps runs apart", async () => {
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = path.relative(process.cwd(), "/tmp");
  try {
    const lab = new Lab();
    const { open } = await sent(lab);
    expect(await lab.store.isAlive(open.run)).toBe(true);
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
});

/** 11 */
test.each([["a folder", (file: string) => void mkdirSync(file)]])(
  "a foreign file among the claims harms nobody: %s",
  async (_, make) => {
    const lab = new Lab();
    await lab.store.sweep();
    make(path.join(lab.folder, "claims", "x.0"));
    expect((await lab.run(photo, cat)).outcome.kind).toBe("completed");
  },
);

/** 12 */
test("calls of a hostile journal that is gone on with are numbered so that others can read them", async () => {
  const lab = new Lab();
  const killed = await sent(lab);
  await killed.kill();
  const { run } = killed.open;
  const [, intent = ""] = lab.journal(run).split("\n");
  const hostile = {
    ...(JSON.parse(intent) as JsonObject),
    call: Number.MAX_SAFE_INTEGER,
    node: "x",
    key: "0".repeat(64),
  };
  appendFileSync(path.join(lab.folder, run, "journal.jsonl"), `${JSON.stringify(hostile)}\n`);
  lab.fal.answersAtOnce = true;
  const dog = { prompt: "dog" };
  await lab.run(photo, dog, { resume: run });
  expect(told((await lab.run(photo, dog)).events)).toEqual(["photo: reused"]);
});

/** 13 */
test("an input or an answer as deep as is allowed can be read back", async () => {
  const lab = new Lab();
  let deep: Json = "x";
  for (let level = 0; level < 199; level += 1) deep = [deep];
  const graph = graphOf({ photo: { prompt: "$input.prompt" } });
  await lab.run(graph, { prompt: deep });
  expect(told((await lab.run(graph, { prompt: deep })).events)).toEqual(["photo: reused"]);
});

/** 14 */
test("a journal that is a link does not keep other runs from being read", async () => {
  const lab = new Lab();
  const folder = path.join(lab.folder, "20250101-000000-aaaa");
  mkdirSync(folder);
  symlinkSync("/dev/null", path.join(folder, "journal.jsonl"));
  expect((await lab.run(photo, cat)).outcome.kind).toBe("completed");
});

/** What comes with somebody's repository: a run that was never made here. */
function ship(lab: Lab, head: object, ...entries: readonly object[]): string {
  const run = "20250101-000000-evil";
  mkdirSync(path.join(lab.folder, run));
  const all = [{ kind: "run", format: 1, run, workflow: "shop", world: "fal", ...head }, ...entries];
  const lines = all.map((entry, at) => `${JSON.stringify({ ...entry, at: at + 1 })}\n`).join("");
  writeFileSync(path.join(lab.folder, run, "journal.jsonl"), lines);
  return run;
}

/** 15b */
test("a run that comes with a repository does not say where files are written, nor which host is asked", async () => {
  const lab = new Lab();
  ship(lab, { input: {}, out: "/home/somebody/.config/autostart", world: "emulator http://evil.test x" });
  const io = { stderr: { write: () => true } } as unknown as Io;
  const { words } = await chooseRun(lab.store, undefined, [], io).catch(() => ({ words: [] }));
  expect(words).not.toContain("/home/somebody/.config/autostart");
  expect(words).not.toContain("http://evil.test");
});
