/** Direct calls of workflow functions: who answers, and what arrives there. */
import { model, withBackend, type BackendCall } from "falc";
import { expect, test } from "vitest";

const flux = model("fal-ai/flux/dev");

function recorder(seen: BackendCall[], name = "backend") {
  return (call: BackendCall) => {
    seen.push(call);
    return Promise.resolve({ name, images: [{ url: "https://example.com/1.png" }] });
  };
}

test("a model has its endpoint", () => {
  expect(flux.endpoint).toBe("fal-ai/flux/dev");
});

test("a call reaches the installed backend as it would be sent, without undefined keys", async () => {
  const seen: BackendCall[] = [];
  const photo = await withBackend(recorder(seen), () => flux({ prompt: "a chair", seed: undefined }));
  expect(seen).toEqual([{ endpoint: "fal-ai/flux/dev", input: { prompt: "a chair" } }]);
  expect(photo.images[0]?.url).toBe("https://example.com/1.png");
});

test("backends of runs at the same time do not mix", async () => {
  const first: BackendCall[] = [];
  const second: BackendCall[] = [];
  await Promise.all([
    withBackend(recorder(first), async () => {
      await Promise.resolve();
      await flux({ prompt: "first" });
    }),
    withBackend(recorder(second), () => flux({ prompt: "second" })),
  ]);
  expect(first.map(({ input }) => input)).toEqual([{ prompt: "first" }]);
  expect(second.map(({ input }) => input)).toEqual([{ prompt: "second" }]);
});

test("after waits for the calls it names", async () => {
  const order: string[] = [];
  let release = () => {};
  const other = new Promise<void>((resolve) => (release = resolve)).then(() => void order.push("other"));
  const called = withBackend(
    async ({ endpoint }) => {
      order.push(endpoint);
      return {};
    },
    () => flux({ prompt: "x" }, { after: [other] }),
  );
  release();
  await called;
  expect(order).toEqual(["other", "fal-ai/flux/dev"]);
});

test("a backend's error reaches the caller", async () => {
  const failing = withBackend(
    () => Promise.reject(new Error("no credit")),
    () => flux({ prompt: "x" }),
  );
  await expect(failing).rejects.toThrow("no credit");
});
