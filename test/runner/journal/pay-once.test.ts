/** A call is paid for once: by runs one after the other, at the same time, killed and stopped at any moment. */
import { appendFileSync, readdirSync, truncateSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { RunEvent } from "../../../src/execution/events.ts";
import { cat, graphOf, inDoubt, Lab, photo, sent, until } from "./lab.ts";

const chain = graphOf({
  photo: { prompt: "$input.prompt" },
  cutout: { app: "fal-ai/cut", image_url: "$photo.url" },
  big: { app: "fal-ai/up", image_url: "$cutout.url" },
});

/** `photo: paying never held` */
function told(events: readonly RunEvent[]): readonly string[] {
  return events.flatMap((event) => {
    switch (event.kind) {
      case "node-paying":
        return [`${event.node}: ${event.because}`];
      case "node-reused":
      case "node-in-doubt":
        return [`${event.node}: ${event.kind.slice("node-".length)}`];
      case "node-followed":
        return [`${event.node}: ${event.isShared ? "shared" : "followed"}`];
      case "node-failed":
        return [`${event.failure.node}: failed, ${event.failure.message}`];
      default:
        return [];
    }
  });
}

test("a call is on disk before it is sent", async () => {
  const lab = new Lab();
  let before = "";
  lab.fal.beforeSubmit = () =>
    (before = lab.journal(readdirSync(lab.folder).find((name) => /^\d/.test(name)) ?? ""));
  await lab.run(photo, cat);
  expect(
    before
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { kind: string }).kind),
  ).toEqual(["run", "intent"]);
});

describe("another run", () => {
  test("pays for nothing that is held, and says whose answer it is", async () => {
    const lab = new Lab();
    const first = await lab.run(chain, cat);
    const second = await lab.run(chain, cat);
    expect(lab.fal.requests).toHaveLength(3);
    expect(told(second.events)).toEqual(["photo: reused", "cutout: reused", "big: reused"]);
    expect(second.events.filter(({ kind }) => kind === "node-reused")).toMatchObject([
      { run: first.run, requestId: "req-1" },
      { run: first.run },
      { run: first.run },
    ]);
    expect(second.outcome).toMatchObject({ kind: "completed" });
    expect([...second.outcome.completed]).toEqual([...first.outcome.completed]);
  });

  test("pays for what changed, and says what", async () => {
    const lab = new Lab();
    await lab.run(chain, cat);
    expect(told((await lab.run(chain, { prompt: "dog" })).events)).toEqual([
      "photo: prompt changed",
      "cutout: image_url changed",
      "big: image_url changed",
    ]);
    const other = graphOf({
      photo: { prompt: "$input.prompt" },
      cutout: { app: "fal-ai/cut", image_url: "$photo.url" },
      big: { app: "fal-ai/up2", image_url: "$cutout.url" },
    });
    expect(told((await lab.run(other, cat)).events)).toEqual([
      "photo: reused",
      "cutout: reused",
      "big: the model changed, it was fal-ai/up",
    ]);
    const more = graphOf({ photo: { prompt: "$input.prompt", seed: 1, steps: 2 } });
    expect(told((await lab.run(more, cat)).events)).toEqual(["photo: seed, steps changed"]);
  });

  test("finds an answer by what was sent, whatever the node is called", async () => {
    const lab = new Lab();
    await lab.run(photo, cat);
    expect(told((await lab.run(graphOf({ hero: { prompt: "cat" } }))).events)).toEqual(["hero: reused"]);
  });

  test("tries again what failed, and says what failed before", async () => {
    const lab = new Lab();
    lab.fal.onSubmit = "refuse";
    expect((await lab.run(photo, cat)).outcome.kind).toBe("failed");
    lab.fal.onSubmit = "accept";
    expect(told((await lab.run(photo, cat)).events)).toEqual(["photo: failed before: status 422"]);
  });

  test("uses nothing of another world", async () => {
    const lab = new Lab();
    await lab.run(photo, cat);
    const other = await lab.run(photo, cat, { world: "emulator http://127.0.0.1:1" });
    expect(told(other.events)).toEqual(["photo: never held"]);
  });

  test("pays for every call if that is wanted, and the next one uses the new answer", async () => {
    const lab = new Lab();
    await lab.run(photo, cat);
    const fresh = await lab.run(photo, cat, { whyFresh: () => "asked for anew" });
    expect(told(fresh.events)).toEqual(["photo: asked for anew"]);
    expect((await lab.run(photo, cat)).outcome.completed.get("photo")).toMatchObject({
      text: "fal-ai/flux/dev 2",
    });
  });
});

describe("a call that takes nothing of other runs", () => {
  const why = "reuse: false";
  const whyFresh = (node: string) => (node === "photo" ? why : undefined);
  const again = "sent again, because its answer was never heard";

  test("is paid for by each run, which says why", async () => {
    const lab = new Lab();
    const two = graphOf({ mask: { app: "fal-ai/mask" }, photo: { prompt: "cat" } });
    for (const mask of ["never held", "reused"])
      expect(told((await lab.run(two, {}, { whyFresh })).events).toSorted()).toEqual([
        `mask: ${mask}`,
        `photo: ${why}`,
      ]);
    expect(lab.fal.counts()).toEqual({ "fal-ai/mask {}": 1, 'fal-ai/flux/dev {"prompt":"cat"}': 2 });
  });

  test("says so in the plan, too", async () => {
    const lab = new Lab();
    await lab.run(photo, cat);
    const { events } = await lab.run(photo, cat, { whyFresh, withoutPlan: true });
    expect(told(events)).toEqual([`photo: ${why}`]);
  });

  for (const withoutPlan of [false, true])
    describe(withoutPlan ? "without a plan" : "with a plan", () => {
      const fresh = { whyFresh, withoutPlan };

      test("that was in flight when its run was killed is followed when that run goes on", async () => {
        const lab = new Lab();
        lab.fal.answersAtOnce = false;
        const killed = await lab.start(photo, cat, fresh);
        await until(() => lab.journal(killed.open.run).includes('"sent"'));
        await killed.kill();
        const next = await lab.start(photo, cat, { ...fresh, resume: killed.open.run });
        await until(() => told(next.events).length > 0);
        lab.fal.requests[0]?.settle({ url: "https://files.test/late.png" });
        expect(await next.outcome).toMatchObject({ output: { photo: "https://files.test/late.png" } });
        expect(told(next.events)).toEqual(["photo: followed"]);
        expect(lab.fal.requests).toHaveLength(1);
      });

      test("that was answered in a run that was killed later keeps its answer there", async () => {
        const lab = new Lab();
        await lab.run(chain, cat);
        const killed = await killedAfterPhoto(lab, fresh);
        const next = await lab.run(chain, cat, { ...fresh, resume: killed });
        expect(told(next.events)).toEqual([
          "photo: reused",
          "cutout: followed",
          expect.stringMatching(/^big: /),
        ]);
        expect(next.outcome.completed.get("photo")).toMatchObject({ text: "fal-ai/flux/dev 4" });
        // Another run pays anew.
        expect(told((await lab.run(photo, cat, fresh)).events)).toEqual([`photo: ${why}`]);
      });

      test("in flight in a run that was killed is not for the next run", async () => {
        const lab = new Lab();
        await (await sent(lab)).kill();
        lab.fal.answersAtOnce = true;
        expect(told((await lab.run(photo, cat, fresh)).events)).toEqual([`photo: ${why}`]);
        expect(lab.fal.requests).toHaveLength(2);
      });

      test("a doubt of the same run is asked about; one of another run is not", async () => {
        const lab = new Lab();
        const killed = await inDoubt(lab, fresh);
        const next = await lab.run(photo, cat, { ...fresh, resume: killed.open.run });
        expect(told(next.events)).toEqual([
          "photo: in-doubt",
          "photo: failed, it may have been sent, and an answer was never heard",
        ]);
        expect(lab.doubts).toHaveLength(1);
        expect(told((await lab.run(photo, cat, fresh)).events)).toEqual([`photo: ${why}`]);
        const allowed = { ...fresh, maySendAgain: () => Promise.resolve(true), resume: killed.open.run };
        expect(told((await lab.run(photo, cat, allowed)).events)).toEqual([
          "photo: in-doubt",
          `photo: ${again}`,
        ]);
        // Which answers for this run from now on.
        expect(told((await lab.run(photo, cat, allowed)).events)).toEqual(["photo: reused"]);
        expect(lab.fal.requests).toHaveLength(2);
      });

      test("that failed is tried again", async () => {
        const lab = new Lab();
        lab.fal.onSubmit = "refuse";
        const { run } = await lab.run(photo, cat, fresh);
        lab.fal.onSubmit = "accept";
        expect(told((await lab.run(photo, cat, { ...fresh, resume: run })).events)).toEqual([
          `photo: ${why}`,
        ]);
      });

      test("whose files are gone is paid for again", async () => {
        const lab = new Lab();
        const { run } = await lab.run(photo, cat, fresh);
        lab.gone.add("https://files.test/1.png");
        expect(told((await lab.run(photo, cat, { ...fresh, resume: run })).events)).toEqual([
          "photo: its files are gone",
        ]);
      });

      test("keeps its answer, and so does an equal call beside it", async () => {
        const lab = new Lab();
        const beside = graphOf({ other: { prompt: "cat" }, photo: { prompt: "cat" } });
        const first = await lab.run(beside, {}, { ...fresh, concurrency: 1 });
        const second = await lab.run(beside, {}, { ...fresh, concurrency: 1 });
        expect(told(second.events)).toEqual(["other: reused", `photo: ${why}`]);
        const resumed = await lab.run(beside, {}, { ...fresh, resume: second.run });
        expect(told(resumed.events).toSorted()).toEqual(["other: reused", "photo: reused"]);
        expect([...resumed.outcome.completed].toSorted()).toEqual([...second.outcome.completed].toSorted());
        expect(resumed.outcome.completed.get("other")).toEqual(first.outcome.completed.get("other"));
        // A call that was not made yet takes no answer of the run that is another call's own.
        const three = graphOf({ new: { prompt: "cat" }, other: { prompt: "cat" }, photo: { prompt: "cat" } });
        const more = await lab.run(three, {}, { ...fresh, concurrency: 1, resume: second.run });
        expect(more.outcome.completed.get("photo")).toEqual(second.outcome.completed.get("photo"));
      });

      test("is not shared with another run", async () => {
        const lab = new Lab();
        const runs = await Promise.all([1, 2, 3].map(() => lab.run(photo, cat, fresh)));
        for (const { events } of runs) expect(told(events)).toEqual([`photo: ${why}`]);
        expect(lab.fal.requests).toHaveLength(3);
      });
    });

  /** A run of `chain` whose photo is answered, and whose cutout is in flight. */
  async function killedAfterPhoto(lab: Lab, options: Parameters<Lab["start"]>[2]): Promise<string> {
    lab.fal.answersAtOnce = false;
    const killed = await lab.start(chain, cat, options);
    const sentTimes = (times: number) => () => lab.journal(killed.open.run).split('"sent"').length > times;
    await until(sentTimes(1));
    lab.fal.requests.at(-1)?.settle({ text: "fal-ai/flux/dev 4", url: "https://files.test/4.png" });
    await until(sentTimes(2));
    await killed.kill();
    lab.fal.requests.at(-1)?.settle({ url: "https://files.test/5.png" });
    lab.fal.answersAtOnce = true;
    return killed.open.run;
  }
});

describe("equal calls", () => {
  const twice = graphOf({ one: { prompt: "cat" }, two: { prompt: "cat" } });

  test("within a run are different calls, and each keeps its answer", async () => {
    const lab = new Lab();
    const first = await lab.run(twice);
    const second = await lab.run(twice);
    const third = await lab.run(graphOf({ two: { prompt: "cat" }, one: { prompt: "cat" } }));
    expect(lab.fal.requests).toHaveLength(2);
    for (const { outcome } of [second, third])
      for (const node of ["one", "two"])
        expect(outcome.completed.get(node)).toEqual(first.outcome.completed.get(node));
  });

  test("one more is one more payment", async () => {
    const lab = new Lab();
    await lab.run(photo, cat);
    expect(told((await lab.run(twice)).events).toSorted()).toEqual(["one: reused", "two: never held"]);
    const thrice = graphOf({ one: { prompt: "cat" }, two: { prompt: "cat" }, three: { prompt: "cat" } });
    expect(told((await lab.run(thrice)).events).toSorted()).toEqual([
      "one: reused",
      "three: never held",
      "two: reused",
    ]);
  });

  test("of two runs at the same moment are shared, one by one", async () => {
    const lab = new Lab();
    await Promise.all(Array.from({ length: 8 }, () => lab.run(twice)));
    expect(lab.fal.requests).toHaveLength(2);
  });
});

describe("after a run was killed", () => {
  test("a request in flight is followed, by the next run or by the same one", async () => {
    for (const isResumed of [true, false]) {
      const lab = new Lab();
      const killed = await sent(lab);
      await killed.kill();
      const next = await lab.start(photo, cat, isResumed ? { resume: killed.open.run } : {});
      await until(() => told(next.events).length > 0);
      lab.fal.requests[0]?.settle({ url: "https://files.test/late.png" });
      expect(await next.outcome).toMatchObject({
        kind: "completed",
        output: { photo: "https://files.test/late.png" },
      });
      expect(told(next.events)).toEqual(["photo: followed"]);
      expect(lab.fal.requests).toHaveLength(1);
      expect(told((await lab.run(photo, cat)).events)).toEqual(["photo: reused"]);
    }
  });

  test("a call that may have been sent is not sent again", async () => {
    const lab = new Lab();
    await inDoubt(lab);
    const next = await lab.run(photo, cat);
    expect(lab.fal.requests).toEqual([]);
    expect(told(next.events)).toEqual([
      "photo: in-doubt",
      "photo: failed, it may have been sent, and an answer was never heard",
    ]);
    expect(lab.doubts.map(({ node }) => node.id)).toEqual(["photo"]);
  });

  test("unless the user allows it: then once, and that is the end of the doubt", async () => {
    const lab = new Lab();
    await inDoubt(lab);
    const allowed = { maySendAgain: () => Promise.resolve(true) };
    const runs = await Promise.all([
      lab.run(photo, cat, allowed),
      lab.run(photo, cat, allowed),
      lab.run(photo, cat, allowed),
    ]);
    for (const { outcome } of runs) expect(outcome.kind).toBe("completed");
    expect(lab.fal.requests).toHaveLength(1);
    expect(told((await lab.run(photo, cat)).events)).toEqual(["photo: reused"]);
  });

  test("fal's history gives a request back that was accepted", async () => {
    const lab = new Lab();
    await inDoubt(lab);
    lab.fal.add("fal-ai/other", cat);
    lab.fal.add("fal-ai/flux/dev", { prompt: "dog" });
    lab.fal.add("fal-ai/flux/dev", cat);
    const next = await lab.run(photo, cat, { history: lab.fal.history() });
    expect(told(next.events)).toEqual(["photo: followed"]);
    expect(next.outcome.completed.get("photo")).toMatchObject({ text: "fal-ai/flux/dev 3" });
    expect(lab.fal.requests).toHaveLength(3);
  });

  test("a request in fal's history is given to one call only, and the oldest first", async () => {
    const lab = new Lab();
    const twice = graphOf({ one: { prompt: "cat" }, two: { prompt: "cat" } });
    lab.fal.onSubmit = "hang";
    const killed = await lab.start(twice);
    await until(() => told(killed.events).length === 2);
    await killed.kill();
    lab.fal.onSubmit = "accept";
    lab.fal.add("fal-ai/flux/dev", cat);
    const next = await lab.run(twice, {}, { history: lab.fal.history(), concurrency: 1 });
    expect(told(next.events)).toEqual([
      "one: followed",
      "two: in-doubt",
      "two: failed, it may have been sent, and an answer was never heard",
    ]);
  });

  test("a history that is empty or fails decides nothing", async () => {
    for (const since of [() => Promise.resolve([]), () => Promise.reject(new Error("503"))]) {
      const lab = new Lab();
      await inDoubt(lab);
      const next = await lab.run(photo, cat, { history: { ...lab.fal.history(), since } });
      expect(told(next.events)[0]).toBe("photo: in-doubt");
      expect(lab.fal.requests).toEqual([]);
    }
  });

  test("a history that lags is asked again", async () => {
    const lab = new Lab();
    await inDoubt(lab);
    lab.fal.add("fal-ai/flux/dev", cat);
    let asked = 0;
    const history = lab.fal.history();
    const late = {
      ...history,
      since: (...args: Parameters<typeof history.since>) => (
        (asked += 1),
        asked < 3 ? Promise.resolve([]) : history.since(...args)
      ),
    };
    expect(told((await lab.run(photo, cat, { history: late, historyWaits: [1, 1] })).events)).toEqual([
      "photo: followed",
    ]);
  });

  test("an answer that fal has no more is reported as lost, and is not paid for again by itself", async () => {
    const lab = new Lab();
    const killed = await sent(lab);
    await killed.kill();
    lab.fal.requests[0]?.refuse(404);
    for (let times = 0; times < 2; times += 1) {
      const next = await lab.run(photo, cat);
      expect(told(next.events).at(-1)).toBe(
        "photo: failed, it was sent as request req-1, and fal has its answer no more",
      );
    }
    lab.fal.answersAtOnce = true;
    const allowed = await lab.run(photo, cat, { maySendAgain: () => Promise.resolve(true) });
    expect(allowed.outcome.kind).toBe("completed");
    expect(lab.fal.requests).toHaveLength(2);
  });

  test("an answer that only fal's history has is taken from there", async () => {
    const lab = new Lab();
    const killed = await sent(lab);
    await killed.kill();
    const [request] = lab.fal.requests;
    request?.refuse(404);
    if (request !== undefined) request.output = { url: "https://files.test/kept.png" };
    const next = await lab.run(photo, cat, { history: lab.fal.history() });
    expect(next.outcome).toMatchObject({
      kind: "completed",
      output: { photo: "https://files.test/kept.png" },
    });
  });
});

describe("a submit whose answer is lost", () => {
  test("is found in fal's history at once", async () => {
    const lab = new Lab();
    lab.fal.onSubmit = "lose";
    const { outcome } = await lab.run(photo, cat, { history: lab.fal.history() });
    expect(outcome.kind).toBe("completed");
    expect(told((await lab.run(photo, cat)).events)).toEqual(["photo: reused"]);
  });

  test("is in doubt where that does not decide, now and for the next run", async () => {
    const lab = new Lab();
    lab.fal.onSubmit = "lose";
    const { events } = await lab.run(photo, cat);
    expect(told(events).slice(0, 2)).toEqual(["photo: never held", "photo: in-doubt"]);
    lab.fal.onSubmit = "accept";
    expect(told((await lab.run(photo, cat)).events)[0]).toBe("photo: in-doubt");
    expect(lab.fal.requests).toHaveLength(1);
  });
});

describe("a stopped run", () => {
  test("cancels; a call that was cancelled is paid for again", async () => {
    const lab = new Lab();
    const stopped = await sent(lab);
    stopped.stop();
    expect((await stopped.outcome).kind).toBe("aborted");
    lab.fal.answersAtOnce = true;
    const next = await lab.run(photo, cat);
    expect(told(next.events)).toEqual(["photo: followed", "photo: it was cancelled"]);
    expect(next.outcome.kind).toBe("completed");
  });

  test("and one that finished all the same is held", async () => {
    const lab = new Lab();
    lab.fal.cancels = false;
    const stopped = await sent(lab);
    stopped.stop();
    await stopped.outcome;
    lab.fal.requests[0]?.settle({ url: "https://files.test/1.png" });
    expect(told((await lab.run(photo, cat)).events)).toEqual(["photo: followed"]);
    expect(lab.fal.requests).toHaveLength(1);
  });
});

describe("two runs at the same time", () => {
  test("share a request in flight; one that is stopped leaves it to the other", async () => {
    const lab = new Lab();
    const [first, second] = [await sent(lab), await lab.start(photo, cat)];
    await until(() => told(second.events).length > 0);
    second.stop();
    expect((await second.outcome).kind).toBe("aborted");
    expect(lab.fal.requests[0]?.isCancelled).toBe(false);
    lab.fal.requests[0]?.settle({ url: "https://files.test/1.png" });
    expect((await first.outcome).kind).toBe("completed");
    expect(told(second.events)).toEqual(["photo: shared"]);
  });

  test("if the one that submitted is stopped, it leaves the request to the other", async () => {
    const lab = new Lab();
    const [first, second] = [await sent(lab), await lab.start(photo, cat)];
    await until(() => told(second.events).length > 0);
    first.stop();
    await first.outcome;
    expect(lab.fal.requests[0]?.isCancelled).toBe(false);
    lab.fal.requests[0]?.settle({ url: "https://files.test/1.png" });
    expect((await second.outcome).kind).toBe("completed");
    expect(lab.fal.requests).toHaveLength(1);
  });

  test("if the one that submitted is killed, the other has its answer", async () => {
    const lab = new Lab();
    const [first, second] = [await sent(lab), await lab.start(photo, cat)];
    await until(() => told(second.events).length > 0);
    await first.kill();
    lab.fal.requests[0]?.settle({ url: "https://files.test/1.png" });
    expect((await second.outcome).kind).toBe("completed");
    expect(lab.fal.requests).toHaveLength(1);
  });

  test("one waits while the other is about to submit, and submits if that is refused", async () => {
    const lab = new Lab();
    lab.fal.onSubmit = "hang";
    const first = await lab.start(photo, cat);
    await until(() => told(first.events).length > 0);
    lab.fal.onSubmit = "accept";
    const second = await lab.start(photo, cat);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(lab.fal.requests).toEqual([]);
    await first.kill();
    await second.outcome;
    // It was killed in between: nobody knows.
    expect(told(second.events)[0]).toBe("photo: in-doubt");
  });

  test("one run is only resumed by one process", async () => {
    const lab = new Lab();
    const { open } = await sent(lab);
    expect(
      await lab.store.resume(open.run, { workflow: "shop", world: "fal", isPaid: true }),
    ).toBeUndefined();
  });
});

describe("files that are gone", () => {
  test("are asked for only where they are about to be used", async () => {
    const lab = new Lab();
    await lab.run(chain, cat);
    lab.asked.length = 0;
    // The output has the file of every node.
    await lab.run(chain, cat);
    expect(lab.asked.toSorted()).toEqual(["1", "2", "3"].map((n) => `https://files.test/${n}.png`));
  });

  test("their node runs again, and what feeds it only if that is gone too", async () => {
    const onlyBig = graphOf({
      photo: { prompt: "$input.prompt" },
      cutout: { app: "fal-ai/cut", image_url: "$photo.url" },
      big: { app: "fal-ai/up", image_url: "$cutout.url" },
    });
    const graph = { ...onlyBig, output: { depends: ["big"], fields: fieldsOf(onlyBig, "big") } };
    const lab = new Lab();
    await lab.run(graph, cat);
    lab.gone.add("https://files.test/1.png").add("https://files.test/3.png");
    lab.asked.length = 0;
    const second = await lab.run(graph, cat);
    expect(told(second.events)).toEqual(["photo: reused", "cutout: reused", "big: its files are gone"]);
    expect(lab.asked.toSorted()).toEqual(["https://files.test/2.png", "https://files.test/3.png"]);
    lab.gone.add("https://files.test/2.png").add("https://files.test/4.png");
    const third = await lab.run(graph, cat);
    expect(told(third.events)).toEqual([
      "photo: its files are gone",
      "cutout: image_url changed",
      "big: image_url changed",
    ]);
    expect(told((await lab.run(graph, cat)).events)).toEqual([
      "photo: reused",
      "cutout: reused",
      "big: reused",
    ]);
  });

  test("are noticed without a plan, too", async () => {
    const lab = new Lab();
    await lab.run(photo, cat);
    lab.gone.add("https://files.test/1.png");
    expect(told((await lab.run(photo, cat, { withoutPlan: true })).events)).toEqual([
      "photo: its files are gone",
    ]);
    expect(told((await lab.run(photo, cat)).events)).toEqual(["photo: reused"]);
  });
});

test("an uploaded file counts by its bytes", async () => {
  const lab = new Lab();
  const cut = graphOf({ cutout: { app: "fal-ai/cut", image_url: "$input.prompt" } });
  const upload = async (url: string, content: string) => {
    const run = await lab.start(graphOf({}), {});
    await run.open.write({ kind: "upload", url, content: `https://uploads.invalid/${content}` });
    await run.outcome;
  };
  await upload("https://files.test/a.png", "bytes");
  await upload("https://files.test/b.png", "bytes");
  await upload("https://files.test/c.png", "others");
  await lab.run(cut, { prompt: "https://files.test/a.png" });
  expect(told((await lab.run(cut, { prompt: "https://files.test/b.png" })).events)).toEqual([
    "cutout: reused",
  ]);
  expect(told((await lab.run(cut, { prompt: "https://files.test/c.png" })).events)).toEqual([
    "cutout: image_url changed",
  ]);
});

describe("a journal", () => {
  test("that cannot be written: nothing is sent", async () => {
    const lab = new Lab();
    const run = await lab.start(graphOf({}), {});
    await run.outcome;
    const open = await lab.store.create({ workflow: "shop", world: "fal", isPaid: true });
    await open.begin({ input: cat });
    await open.close();
    await expect(open.write({ kind: "end", outcome: "failed" })).rejects.toThrow(
      /^the journal of the run cannot be written: /,
    );
  });

  test("whose last line is torn: what it said was never relied on", async () => {
    const lab = new Lab();
    const killed = await sent(lab);
    await killed.kill();
    const file = path.join(lab.folder, killed.open.run, "journal.jsonl");
    truncateSync(file, statSync(file).size - 20);
    // The request's id is lost with it.
    const next = await lab.run(photo, cat, { resume: killed.open.run });
    expect(told(next.events)[0]).toBe("photo: in-doubt");
    expect(
      lab
        .journal(killed.open.run)
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line) as object),
    ).toHaveLength(lab.journal(killed.open.run).trimEnd().split("\n").length);
  });

  test("that is damaged in the middle says so", async () => {
    const lab = new Lab();
    const { run } = await lab.run(photo, cat);
    appendFileSync(path.join(lab.folder, run, "journal.jsonl"), 'nonsense\n{"kind":"sent"}\n');
    const { open } = await lab.start(photo, cat);
    expect(open.damaged).toEqual([{ run, lines: [6, 7] }]);
  });

  test("of a run that never began is nothing", async () => {
    const lab = new Lab();
    const open = await lab.store.create({ workflow: "shop", world: "fal", isPaid: true });
    await open.close();
    expect((await lab.run(photo, cat)).outcome.kind).toBe("completed");
  });
});

test("what has ended leaves no claim and no socket", async () => {
  const lab = new Lab();
  await lab.run(chain, cat);
  await (await sent(lab, graphOf({ x: { prompt: "x" } }))).kill();
  await lab.store.sweep();
  expect(readdirSync(path.join(lab.folder, "claims"))).toEqual([]);
});

function fieldsOf(graph: ReturnType<typeof graphOf>, ...names: readonly string[]) {
  const { fields } = graph.output.fields;
  return { kind: "record", fields: new Map([...fields].filter(([name]) => names.includes(name))) } as const;
}
