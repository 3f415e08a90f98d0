/** `falc models prices`, against a fetch that stands for fal's pricing API. */
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { fetchPrices } from "../../src/workspace/prices/fetch-prices.ts";
import { type Settings, TestProject } from "../support/project.ts";

const shot = `import { model } from "falc";
export default async function shot({ prompt }: { prompt: string }) {
  const photo = await model("fal-ai/flux/dev")({ prompt: \`\${prompt}, red\` });
  const cut = await model("fal-ai/bria/background/remove")({ image_url: photo.images[0].url });
  return { image: cut.image };
}
`;

const list = "workflows/models/prices.json";
const key = "5f0e1d2c-1111-2222-3333-444455556666:0123456789abcdef0123456789abcdef";
const withKey: Settings = { env: { FAL_KEY: key } };

function rowOf(id: string, unitPrice: unknown, unit: unknown = "images") {
  return { endpoint_id: id, unit_price: unitPrice, unit, currency: "USD" };
}

const flux = rowOf("fal-ai/flux/dev", 0.025, "megapixels");
const bria = rowOf("fal-ai/bria/background/remove", 0.018, "generations");
const answerOf = (...prices: unknown[]) => JSON.stringify({ prices, next_cursor: null, has_more: false });

let project: TestProject;
beforeEach(async () => {
  project = new TestProject({ "workflows/shot.ts": shot });
  expect(await project.falc(["compile"])).toMatchObject({ code: 0 });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const prices = (words: readonly string[] = [], settings: Settings = withKey) =>
  project.falc(["models", "prices", ...words], settings);

interface Asked {
  readonly url: URL;
  readonly ids: readonly string[];
  readonly init: RequestInit;
}

/** Answers as fal would; remembers what it was asked. */
function stubFal(answer: (asked: Asked) => Response | Promise<Response>): Asked[] {
  const all: Asked[] = [];
  vi.stubGlobal("fetch", async (text: string, init: RequestInit) => {
    const url = new URL(text);
    const asked = { url, init, ids: url.searchParams.getAll("endpoint_id") };
    all.push(asked);
    return answer(asked);
  });
  return all;
}

/** Knows these; a question about any other is a 404. */
function stubKnown(...rows: ReturnType<typeof rowOf>[]): Asked[] {
  return stubFal(({ ids }) => {
    const found = ids.map((id) => rows.find((row) => row.endpoint_id === id));
    return found.includes(undefined)
      ? Response.json({ error: { type: "not_found", message: "no such endpoint" } }, { status: 404 })
      : Response.json({ prices: found, next_cursor: null, has_more: false });
  });
}

describe("models prices", () => {
  test("asks fal for what the compiled workflows call, and writes the list", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 10, 30) });
    const asked = stubKnown(flux, bria);
    expect(await prices()).toEqual({
      code: 0,
      err: "",
      out: `fal-ai/bria/background/remove  new -> $0.018 per generations
fal-ai/flux/dev                new -> $0.025 per megapixels
${list}: 2 prices written
`,
    });
    expect(asked).toHaveLength(1);
    // The text node that makes the prompt costs nothing.
    expect(asked[0]?.ids).toEqual(["fal-ai/bria/background/remove", "fal-ai/flux/dev"]);
    expect(asked[0]?.url.href).toMatch(/^https:\/\/api\.fal\.ai\/v1\/models\/pricing\?/);
    expect(asked[0]?.init).toMatchObject({ redirect: "manual", headers: { authorization: `Key ${key}` } });
    expect(JSON.parse(project.read(list))).toEqual({
      prices: {
        "fal-ai/bria/background/remove": {
          unit_price: 0.018,
          unit: "generations",
          currency: "USD",
          read: "2026-11-30",
          source: "https://api.fal.ai/v1/models/pricing",
        },
        "fal-ai/flux/dev": {
          unit_price: 0.025,
          unit: "megapixels",
          currency: "USD",
          read: "2026-11-30",
          source: "https://api.fal.ai/v1/models/pricing",
        },
      },
    });
    const bytes = project.read(list);
    expect((await prices()).out).toBe(`${list}: 2 prices unchanged\n`);
    expect(project.read(list)).toBe(bytes);
  });

  test("says what changed, and keeps the rows of others", async () => {
    stubKnown(flux, bria, rowOf("me/other", 1));
    await prices();
    await prices(["me/other"]);
    stubKnown({ ...flux, unit_price: 0.03 }, bria);
    const { out } = await prices(["shot"]);
    expect(out).toBe(`fal-ai/flux/dev  $0.025 per megapixels -> $0.03 per megapixels
${list}: 1 price written, 1 price unchanged
`);
    expect(project.read(list)).toContain('"me/other"');
    stubKnown(flux);
    const { out: json } = await prices(["fal-ai/flux/dev", "--json"]);
    expect(JSON.parse(json)).toMatchObject({
      file: list,
      prices: [
        { id: "fal-ai/flux/dev", status: "changed", was: { unitPrice: 0.03 }, now: { unitPrice: 0.025 } },
      ],
      failed: [],
    });
  });

  test("an endpoint that fal does not know is reported, and the others are written", async () => {
    const asked = stubKnown(flux);
    const { code, out, err } = await prices();
    expect(code).toBe(1);
    expect(out).toContain("fal-ai/flux/dev  new -> $0.025 per megapixels\n");
    expect(err).toBe(
      "error: fal has no price for fal-ai/bria/background/remove\nfal-ai/bria/background/remove is called by shot\n",
    );
    expect(asked.map(({ ids }) => ids.length)).toEqual([2, 1, 1]);
    // A price that is not there any more stays in the list, with its date.
    stubKnown(bria);
    const second = await prices();
    expect(second.err).toContain("error: fal has no price for fal-ai/flux/dev\n");
    expect(second.err).toMatch(/The list keeps \$0\.025 per megapixels, read \d{4}-\d\d-\d\d\n/);
    expect(project.read(list)).toContain("fal-ai/flux/dev");
  });

  test("asks for at most 50 at a time, and finds the one that makes a question fail", async () => {
    const ids = Array.from({ length: 120 }, (_, index) => `me/app-${String(index).padStart(3, "0")}`);
    const known = ids.filter((id) => id !== "me/app-060");
    const asked = stubKnown(...known.map((id) => rowOf(id, 1)));
    const found = await fetchPrices(ids, "key");
    expect([...found.missing.keys()]).toEqual(["me/app-060"]);
    expect(found.prices.size).toBe(119);
    expect(Math.max(...asked.map((each) => each.ids.length))).toBe(50);
    expect(asked.length).toBeLessThan(20);
  });

  test("follows fal's cursor", async () => {
    const asked = stubFal(({ url }) =>
      url.searchParams.get("cursor") === "Mg=="
        ? Response.json({ prices: [flux], next_cursor: null, has_more: false })
        : Response.json({ prices: [bria], next_cursor: "Mg==", has_more: true }),
    );
    expect(await prices()).toMatchObject({ code: 0 });
    expect(asked).toHaveLength(2);
  });

  test("reads an answer from a file or standard input, without a key", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new Error("not asked")));
    project.write("saved/answer.json", answerOf(flux, bria, rowOf("me/unused", 5)));
    expect(await prices(["--from", "saved/answer.json"], {})).toMatchObject({ code: 0, err: "" });
    expect(project.read(list)).toContain('"source": "answer.json"');
    expect(project.read(list)).not.toContain("me/unused");
    const stdin = answerOf(flux, bria);
    expect(await prices(["--from", "-"], { stdin })).toMatchObject({ code: 0 });
    expect(project.read(list)).toContain('"source": "standard input"');
    const invented = JSON.stringify({ emulated: "invented", prices: [flux, bria] });
    expect(await prices(["--from", "-"], { stdin: invented })).toMatchObject({ code: 0 });
    expect(project.read(list)).toContain(`"source": "invented by falc's emulator"`);
  });

  test.each<[string, string, string]>([
    ["no JSON", "<html>", "answer.json is not fal's answer to a question for prices: it is not JSON"],
    ["no list", "{}", 'it has no list of "prices"'],
    ["depth", "[".repeat(5000), "nested deeper than 200 levels"],
  ])("refuses a file with %s", async (_, text, said) => {
    project.write("answer.json", text);
    const { code, out, err } = await prices(["--from", "answer.json"]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(said);
    expect(existsSync(project.path(list))).toBe(false);
  });

  test.each<[string, unknown, string]>([
    ["in words", rowOf("fal-ai/flux/dev", "cheap"), '"unit_price" is not a number of at least 0'],
    ["below 0", rowOf("fal-ai/flux/dev", -1), '"unit_price" is not a number of at least 0'],
    ["without a unit", rowOf("fal-ai/flux/dev", 1, ""), '"unit" is not a text that names a unit'],
    ["in no currency", { ...flux, currency: "\u001b[2J" }, '"currency" is not a code such as USD'],
  ])("a price %s is no price", async (_, row, said) => {
    stubFal(() => Response.json({ prices: [row, bria] }));
    const { code, err } = await prices();
    expect(code).toBe(1);
    expect(err).toContain(`error: the price of fal-ai/flux/dev cannot be used: ${said}`);
    expect(project.read(list)).not.toContain("flux");
  });

  test("two prices for an endpoint are none", async () => {
    stubFal(() => Response.json({ prices: [flux, bria, { ...flux, unit_price: 1 }] }));
    expect((await prices()).err).toContain("error: fal has several prices for fal-ai/flux/dev\n");
  });

  test("hostile words do not reach the terminal as they are", async () => {
    stubFal(() => Response.json({ prices: [{ ...flux, unit: "a\u001b[2Jb\nc" }, bria] }));
    const { out } = await prices();
    expect(out).toContain("per a [2Jb c\n");
  });

  test.each<[string, () => Response | Promise<Response>, string]>([
    [
      "a refused key",
      () => Response.json({ error: { message: `no user for Key ${key}` } }, { status: 401 }),
      "fal refused the key (status 401): no user for Key [hidden]\nSet FAL_KEY to a key of your account.\n",
    ],
    ["a limit", () => new Response("", { status: 429 }), "fal was asked too often (status 429)\n"],
    ["a fault", () => new Response("oops", { status: 500 }), "with status 500\n"],
    [
      "a redirect",
      () => new Response(null, { status: 302, headers: { location: "https://evil.example" } }),
      "with status 302\n",
    ],
    ["a page", () => new Response("<html>"), "fal's answer is no list of prices: it is not JSON\n"],
    [
      "depth",
      () => new Response("[".repeat(5000)),
      "no list of prices: it is nested deeper than 200 levels\n",
    ],
    ["size", () => new Response(" ".repeat(1_100_000)), "fal's answer is larger than 1 MB\n"],
    [
      "no end",
      () => Response.json({ prices: [], next_cursor: "again", has_more: true }),
      "fal's list of prices does not end\n",
    ],
    [
      "a lost cursor",
      () => Response.json({ prices: [], next_cursor: null, has_more: true }),
      "it says that there is more, but not where\n",
    ],
    [
      "no network",
      () =>
        Promise.reject(
          new TypeError("fetch failed", { cause: { code: "ENOTFOUND", hostname: "api.fal.ai" } }),
        ),
      "cannot fetch fal's prices: ",
    ],
  ])("has one message for %s, and writes nothing", async (_, answer, said) => {
    stubFal(answer);
    const { code, out, err } = await prices();
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(/^error: /);
    expect(err).toContain(said);
    expect(err).toContain("falc models prices --from answer.json\n");
    expect(err).not.toContain(key.slice(-10));
    expect(err).not.toContain("    at ");
    expect(existsSync(project.path(list))).toBe(false);
  });

  test("does not wait long for a silent server", async () => {
    stubFal(
      ({ init }) =>
        new Promise((_, reject) =>
          init.signal?.addEventListener("abort", () => reject(init.signal?.reason as Error)),
        ),
    );
    await expect(fetchPrices(["me/app"], "key", 0.05)).rejects.toThrow(
      "cannot fetch fal's prices: fal did not answer within 0.05 seconds",
    );
  });

  test("without a key, explains the alternative", async () => {
    const { code, err } = await prices([], {});
    expect(code).toBe(2);
    expect(err).toContain("error: fal tells its prices only with a key, and FAL_KEY is not set\n");
    expect(err).toContain("--from answer.json\n");
  });

  test("knows what a word means", async () => {
    const { code, err } = await prices(["shott"]);
    expect(code).toBe(2);
    expect(err).toBe('error: there is no compiled workflow "shott"\nDid you mean shot?\n');
    const empty = new TestProject();
    expect(await empty.falc(["models", "prices"], withKey)).toMatchObject({ code: 2 });
  });

  test("a damaged list is not overwritten", async () => {
    project.write(list, '{ "prices": { "fal-ai/flux/dev": { "unit_price": "cheap" } } }');
    stubKnown(flux, bria);
    const { code, err } = await prices();
    expect(code).toBe(1);
    expect(err).toContain(`error: ${list} is not a list of prices: fal-ai/flux/dev: "unit_price" is not`);
    expect(project.read(list)).toContain("cheap");
  });

  test("never writes through a link", async () => {
    mkdirSync(project.path("elsewhere"));
    symlinkSync(project.path("elsewhere"), project.path("workflows/models"));
    stubKnown(flux, bria);
    const { code, err } = await prices();
    expect(code).toBe(1);
    expect(err).toContain("workflows/models is a link");
    expect(existsSync(project.path("elsewhere/prices.json"))).toBe(false);
  });
});

test("the list beside the declarations declares nothing", async () => {
  stubKnown(flux, bria);
  await prices();
  const { out: outdated } = await project.falc(["models", "outdated"]);
  expect(outdated).toBe("This project declares no endpoints: workflows/models/ is empty.\n");
  expect((await project.falc(["models", "list", "prices"])).out).not.toMatch(/^prices /m);
  expect((await project.falc(["models", "remove", "prices"])).err).toContain("It declares none.");
  expect(await project.falc(["compile", "--check"])).toMatchObject({ code: 0, err: "" });
  expect(await project.falc(["check", "--no-types"])).toMatchObject({ code: 0 });
  expect(project.read(list)).toContain("flux");
});
