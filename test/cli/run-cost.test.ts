/** What `falc run` says that a run has cost, on fal (a fetch that stands for it) and in the emulator. */
import { rmSync } from "node:fs";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type Result, TestProject } from "../support/project.ts";

const shot = `import { model } from "falc";
export default async function shot({ prompt }: { prompt: string }) {
  const photo = await model("fal-ai/flux/dev")({ prompt: \`\${prompt}, red\` });
  const cut = await model("fal-ai/bria/background/remove")({ image_url: photo.images[0].url });
  return { image: cut.image.url };
}
`;

const list = "workflows/models/prices.json";
const key = "5f0e1d2c-1111-2222-3333-444455556666:0123456789abcdef0123456789abcdef";
const [flux, bria] = ["fal-ai/flux/dev", "fal-ai/bria/background/remove"] as const;

let project: TestProject;
beforeAll(async () => {
  project = new TestProject({ "workflows/shot.ts": shot });
  expect(await project.falc(["compile"])).toMatchObject({ code: 0 });
});
afterEach(() => vi.unstubAllGlobals());

const oneImage = (unitPrice: number) => ({ units: 1, unit: "images", unitPrice });

function setPrices(prices: Record<string, number>, currency = "USD", unit = "images"): void {
  const row = (price: number) => {
    return { unit_price: price, unit, currency, read: "2026-11-30", source: "me" };
  };
  const rows = Object.entries(prices).map(([id, price]) => [id, row(price)]);
  project.write(list, JSON.stringify({ prices: Object.fromEntries(rows) }));
}

type Reply = { readonly units?: string; readonly status?: number };

/** fal's queue, in which everything is done at once. Ids are made of the endpoint. */
function stubFal(results: Readonly<Record<string, Reply>>, submit?: () => Response): void {
  vi.stubGlobal("fetch", async (url: string, init?: RequestInit) => {
    const post = init?.method?.toUpperCase() === "POST";
    if (post && submit !== undefined && url.includes(bria)) return submit();
    if (post) return Response.json({ request_id: url.includes(flux) ? "photo" : "cut", status: "IN_QUEUE" });
    const [, id = "", rest] = /requests\/(\w+)(\/status)?/.exec(url) ?? [];
    if (rest !== undefined) return Response.json({ status: "COMPLETED", request_id: id, logs: [] });
    const { units, status = 200 } = results[id === "photo" ? flux : bria] ?? {};
    const headers = { "x-fal-request-id": id, ...(units !== undefined && { "x-fal-billable-units": units }) };
    const file = { url: "https://example.com/x.png" };
    const body = status === 200 ? { images: [file], image: file } : { detail: "no" };
    return Response.json(body, { status, headers });
  });
}

const again = (...words: string[]) =>
  project.falc(["run", "shot", "--prompt", "a chair", ...words], { env: { FAL_KEY: key } });
/** As if nothing was paid for before. */
const onFal = (...words: string[]) => {
  rmSync(project.path(".falc"), { recursive: true, force: true });
  return again(...words);
};
const emulated = (...words: string[]) => project.falc(["run", "shot", "--prompt", "a chair", ...words]);

function eventsOf({ out }: Result): Record<string, unknown>[] {
  return out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const costLine = ({ err }: Result) => /^cost.*(?:\n.*falc models prices)?$/m.exec(err)?.[0];

describe("the cost of a run on fal", () => {
  test("is the sum of what fal bills", async () => {
    setPrices({ [flux]: 0.1, [bria]: 0.2 });
    stubFal({ [flux]: { units: "1" }, [bria]: { units: "1" } });
    const result = await onFal();
    expect(result.code).toBe(0);
    expect(costLine(result)).toBe("cost: $0.30");
  });

  test.each<[string, Record<string, number>, Record<string, Reply>, string | undefined]>([
    [
      "a price is missing",
      { [flux]: 0.025 },
      { [flux]: { units: "1.048576" }, [bria]: { units: "1" } },
      "cost: $0.0262144 (1 of 2 calls; unknown: cut)\nPrices are missing. To read them: falc models prices",
    ],
    [
      "all prices are",
      {},
      { [flux]: { units: "1" }, [bria]: { units: "1" } },
      "cost: unknown (photo, cut)\nPrices are missing. To read them: falc models prices",
    ],
    [
      "fal does not say the units",
      { [flux]: 0.1, [bria]: 0.2 },
      { [flux]: { units: "2" }, [bria]: {} },
      "cost: $0.20 (1 of 2 calls; unknown: cut)",
    ],
    ["fal says nothing", { [flux]: 0.1 }, {}, "cost: unknown (photo, cut)"],
    ["nothing is known at all", {}, {}, undefined],
    ["a call was for nothing", {}, { [flux]: { units: "0" }, [bria]: { units: "0" } }, "cost: $0.00"],
    [
      "a call fails",
      { [flux]: 0.1, [bria]: 0.2 },
      { [flux]: { units: "1" }, [bria]: { status: 422 } },
      "cost: $0.10 (1 of 2 calls; unknown: cut)",
    ],
    [
      "a failed call is billed",
      { [flux]: 0.1, [bria]: 0.2 },
      { [flux]: { units: "1" }, [bria]: { status: 422, units: "1" } },
      "cost: $0.30",
    ],
  ])("where %s", async (_, prices, results, expected) => {
    setPrices(prices);
    stubFal(results);
    const result = await onFal();
    expect(costLine(result)).toBe(expected);
    const { out } = await onFal("--json");
    expect(out.includes('"run-cost"')).toBe(expected !== undefined);
  });

  test("is not known of a submit that fal may have accepted", async () => {
    setPrices({ [flux]: 0.1, [bria]: 0.2 });
    stubFal({ [flux]: { units: "1" } }, () => new Response("bad gateway", { status: 502 }));
    const result = await onFal();
    expect(result.code).toBe(1);
    expect(costLine(result)).toBe("cost: $0.10 (1 of 2 calls; unknown: cut)");
  });

  test("does not contain a submit that fal refused", async () => {
    setPrices({ [flux]: 0.1, [bria]: 0.2 });
    stubFal({ [flux]: { units: "1" } }, () => Response.json({ detail: "no" }, { status: 403 }));
    expect(costLine(await onFal())).toBe("cost: $0.10");
  });

  test("does not contain what an earlier run has paid for", async () => {
    setPrices({ [flux]: 0.1, [bria]: 0.2 });
    stubFal({ [flux]: { units: "1" }, [bria]: { status: 422 } });
    await onFal();
    stubFal({ [flux]: { units: "1" }, [bria]: { units: "1" } });
    const result = await again();
    expect(result.code).toBe(0);
    expect(costLine(result)).toBe("cost: $0.20");
    expect(costLine(await again())).toBe(undefined);
  });

  test("in another currency is not added up", async () => {
    setPrices({ [flux]: 0.1, [bria]: 0.2 }, "EUR");
    stubFal({ [flux]: { units: "1" }, [bria]: { units: "1" } });
    expect(costLine(await onFal())).toBe("cost: unknown (photo, cut)");
  });

  test("is an event, too", async () => {
    setPrices({ [flux]: 0.025 });
    stubFal({ [flux]: { units: "1.048576" }, [bria]: { units: "1" } });
    const events = eventsOf(await onFal("--json"));
    expect(events.at(-1)).toEqual({
      kind: "run-cost",
      currency: "USD",
      amount: 0.0262144,
      isComplete: false,
      calls: [
        {
          node: "photo",
          endpoint: flux,
          units: 1.048576,
          unit: "images",
          unitPrice: 0.025,
          amount: 0.0262144,
          estimate: { ...oneImage(0.025), amount: 0.025, derivation: "1 image × $0.025" },
        },
        {
          node: "cut",
          endpoint: bria,
          units: 1,
          unknown: `there is no price for ${bria}`,
          estimate: { unknown: "there is no price for it" },
        },
      ],
      estimate: { amount: 0.025, isComplete: false },
    });
    expect(
      events.find((event) => event["kind"] === "node-completed" && event["node"] === "photo"),
    ).toMatchObject({ billedUnits: 1.048576 });
    setPrices({});
    const [unknown] = eventsOf(await onFal("--json")).slice(-1);
    expect(unknown).toMatchObject({ kind: "run-cost", isComplete: false });
    expect(unknown).not.toHaveProperty("amount");
  });

  const after = ({ err }: Result) => /^cost: [^]*?(?=\nwarning|$(?![^]))/m.exec(err)?.[0].trimEnd();

  test("is beside the estimate, with the units of each call", async () => {
    setPrices({ [flux]: 0.1, [bria]: 0.2 });
    stubFal({ [flux]: { units: "2" }, [bria]: { units: "1" } });
    expect(after(await onFal())).toBe(
      [
        "cost: $0.40",
        "estimated: $0.30",
        "  photo  2 images, $0.20; estimated $0.10 = 1 image × $0.10",
        "  cut    1 image, $0.20; estimated the same",
      ].join("\n"),
    );
    stubFal({ [flux]: { units: "0" }, [bria]: {} });
    expect(after(await onFal())).toBe(
      [
        "cost: $0.00 (1 of 2 calls; unknown: cut)",
        "estimated: $0.30",
        "  photo  0 images, $0.00; estimated $0.10 = 1 image × $0.10",
        "  cut    unknown: fal did not say how many units it bills; estimated $0.20 = 1 image × $0.20",
      ].join("\n"),
    );
  });

  test("of many calls tells those that do not cost what was estimated", async () => {
    const calls = Array.from({ length: 12 }, (_, index) => `await flux({ prompt: prompt, seed: ${index} })`);
    project.write(
      "workflows/many.ts",
      `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
export default async function many({ prompt }: { prompt: string }) {
  return { images: [${calls.map((call) => `(${call}).images[0]!.url`).join(", ")}] };
}`,
    );
    expect(await project.falc(["compile", "many"])).toMatchObject({ code: 0 });
    setPrices({ [flux]: 0.1 });
    stubFal({ [flux]: { units: "1" } });
    let number = 0;
    const fetched = globalThis.fetch;
    vi.stubGlobal("fetch", async (url: string, init?: RequestInit) => {
      if (init?.method?.toUpperCase() === "POST")
        return Response.json({ request_id: number++ === 3 ? "dear" : `photo`, status: "IN_QUEUE" });
      if (!url.includes("/dear")) return fetched(url, init);
      if (url.includes("/status"))
        return Response.json({ status: "COMPLETED", request_id: "dear", logs: [] });
      const headers = { "x-fal-request-id": "dear", "x-fal-billable-units": "3" };
      return Response.json({ images: [{ url: "https://example.com/x.png" }] }, { headers });
    });
    const result = await project.falc(["run", "many", "--prompt", "x", "--fresh"], { env: { FAL_KEY: key } });
    expect(after(result)).toMatch(
      /^cost: \$1\.40\nestimated: \$1\.20\n {2}\w+ {2}3 images, \$0\.30; estimated \$0\.10 = 1 image × \$0\.10$/,
    );
  });

  test("is what falc runs show and the page say, too", async () => {
    setPrices({ [flux]: 0.1 });
    stubFal({ [flux]: { units: "2" }, [bria]: { units: "1" } });
    await onFal("--out", "pictures");
    const { out } = await project.falc(["runs", "show"]);
    expect(out).toContain("billed: 2 images, $0.20; estimated $0.10 = 1 image × $0.10\n");
    expect(out).toContain(`billed: 1 unit, unknown: there is no price for ${bria}\n`);
    expect(out).toContain(
      "\ncost: $0.20 (1 of 2 calls; unknown: cut), at today's prices\nestimated: $0.10 (1 of 2",
    );
    const { out: json } = await project.falc(["runs", "show", "--json"]);
    expect(JSON.parse(json)).toMatchObject({
      cost: { amount: 0.2, isComplete: false, estimate: { amount: 0.1, isComplete: false } },
    });
    const page = project
      .read("pictures/shot.html")
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ");
    expect(page).toContain("$0.20 for 1 of 2 calls estimated $0.10 for 1 of 2 calls");
    expect(page).toContain("photo fal-ai/flux/dev $0.20, estimated $0.10");
    expect(page).toContain("cut fal-ai/bria/background/remove cost unknown");
  });

  test("of a call that may have been sent is in the question whether it is sent again", async () => {
    setPrices({ [flux]: 0.1, [bria]: 0.2 });
    stubFal({ [flux]: { units: "1" } }, () => new Response("bad gateway", { status: 502 }));
    await onFal();
    const questions: string[] = [];
    const ask = (question: string) => {
      questions.push(question);
      return "n";
    };
    const asked = await project.falc(["run", "shot", "--prompt", "a chair"], { env: { FAL_KEY: key }, ask });
    expect(asked.code).toBe(1);
    expect(questions).toEqual([
      expect.stringMatching(
        /^cut \(fal-ai\/bria\/background\/remove\): .*\nIt costs \$0\.20 = 1 image × \$0\.20\. Send it again, which may pay twice\? \[y\/N\] $/,
      ),
    ]);
    const [doubt] = asked.err.split("\n").filter((line) => line.startsWith("in doubt: "));
    expect(doubt).toMatch(/^in doubt: cut may have been sent/);
  }, 30_000);

  test("a damaged price list does not hide the result", async () => {
    project.write(list, "{}");
    stubFal({ [flux]: { units: "1" }, [bria]: { units: "1" } });
    const { code, out, err } = await onFal();
    expect(code).toBe(0);
    expect(out).toContain("https://example.com/x.png");
    expect(err).toContain(`warning: ${list} is not a list of prices: it has no "prices"\n`);
  });
});

describe("a run in the emulator", () => {
  test("costs nothing, and says what it would cost on fal if there are prices", async () => {
    setPrices({});
    expect((await emulated()).err).not.toContain("cost on fal");
    setPrices({ [flux]: 0.1, [bria]: 0.2 });
    // The default size of flux is 1024x768.
    expect((await emulated()).err).toContain("cost on fal, estimated: $0.30\n");
    expect(eventsOf(await emulated("--json")).at(-1)).toEqual({
      kind: "run-cost",
      emulated: true,
      currency: "USD",
      amount: 0.3,
      isComplete: true,
      calls: [
        { node: "photo", endpoint: flux, amount: 0.1, derivation: "1 image × $0.10", ...oneImage(0.1) },
        { node: "cut", endpoint: bria, amount: 0.2, derivation: "1 image × $0.20", ...oneImage(0.2) },
      ],
    });
    setPrices({ [flux]: 0.1, [bria]: 0.2 }, "USD", "generations");
    // The emulator counts, but not in this unit.
    expect((await emulated()).err).toContain("cost on fal, estimated: unknown (photo, cut)\n");
  });

  test("that was answered from a record has no cost", async () => {
    project.write(
      "answers.jsonl",
      `{"endpoint":"${flux}","output":{"images":[{"url":"https://x/y.png"}]}}\n{"endpoint":"${bria}","output":{"image":{"url":"https://x/z.png"}}}\n`,
    );
    const { code, err } = await emulated("--answers", "answers.jsonl");
    expect(code).toBe(0);
    expect(err).not.toMatch(/^cost/m);
  });
});
