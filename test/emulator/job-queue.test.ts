import { afterEach, expect, test, vi } from "vitest";
import type { Call } from "../../src/emulator/call.ts";
import { JobQueue } from "../../src/emulator/jobs/job-queue.ts";

afterEach(() => void vi.useRealTimers());

const call: Call = { endpoint: { id: "me/app", input: {}, output: {} }, input: {}, fingerprint: "1" };

test("without a latency, a job waits for no timer", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  const queue = new JobQueue(async () => ({ kind: "success", output: 1, notes: [] }), 0);
  const job = queue.submit(call);
  expect(job.state.kind).toBe("queued");
  expect(await job.outcome()).toMatchObject({ output: 1 });
});

test("a job that is cancelled at once is never performed", async () => {
  const perform = vi.fn<() => Promise<never>>();
  const queue = new JobQueue(perform, 0);
  const job = queue.submit(call);
  expect(queue.cancel(job.id)).toBe("OK");
  await new Promise((resolve) => setImmediate(resolve));
  expect(job.state).toMatchObject({ kind: "done", outcome: { kind: "failure" } });
  expect(perform).not.toHaveBeenCalled();
});

test("a job waits at each position of its queue for as long as it is told, and cancelling ends that", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const queue = new JobQueue(async () => ({ kind: "success", output: 1, notes: [] }), 1000);
  const work = { queue: { positions: [40, 90, 3], everyMs: 100 }, latencyMs: 0 };
  const [job, other] = [queue.submit(call, work), queue.submit(call, work)];
  const seen: unknown[] = [];
  for (let step = 0; step < 3; step += 1) {
    seen.push(job.state);
    await vi.advanceTimersByTimeAsync(100);
    if (step === 0) expect(queue.cancel(other.id)).toBe("OK");
  }
  expect(seen).toEqual([
    { kind: "queued", position: 40 },
    { kind: "queued", position: 90 },
    { kind: "queued", position: 3 },
  ]);
  expect(await job.outcome()).toMatchObject({ output: 1 });
  expect(other.state).toMatchObject({ outcome: { errorType: "client_cancelled" } });
});
