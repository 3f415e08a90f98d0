import { expect, test } from "vitest";
import { parseUntrusted, printRecipe, readRecipe } from "../../../src/runner/recipe/recipe.ts";
import { makersOf, recipeOf } from "../../../src/runner/recipe/recipes-of.ts";
import { maxTextBytes } from "../../../src/runner/recipe/png-text.ts";
import type { NodeFacts } from "../../../src/runner/story/run-facts.ts";

const origin = {
  falc: "0.1.0",
  workflow: "shop",
  engine: "fal",
  input: { prompt: "a chair" },
  date: "2026-01-01T00:00:00.000Z",
} as const;
const node = (id: string, more: Partial<NodeFacts> = {}): NodeFacts => ({
  id,
  app: `me/${id}`,
  depends: [],
  state: "completed",
  ...more,
});
const file = (url: string) => ({ url, path: ["images", 0], name: ["images"] });

test("the maker is the first node in the graph's order that has the URL, and none for a given file", () => {
  const url = "https://x/1.png";
  const nodes = [
    node("text", { output: { output: "https://x/1.png is nice" } }),
    node("photo", { output: { images: [{ url }] } }),
    node("passes", { output: { seen: [url, "https://x/given.png"] } }),
  ];
  const urls = new Set([url, "https://x/given.png", "https://x/nowhere.png"]);
  const makers = makersOf(urls, { image_url: "https://x/given.png" }, nodes);
  expect([...makers].map(([each, { id }]) => [each, id])).toEqual([[url, "photo"]]);
});

test("a recipe says what was sent, and the seed of the answer before the one that was sent", () => {
  const sent = { prompt: "a chair", seed: 1 };
  const maker = node("photo", { sent, output: { seed: 7 }, requestId: "req" });
  expect(recipeOf(origin, file("u"), maker)).toEqual({
    falc: "0.1.0",
    workflow: "shop",
    path: "images[0]",
    node: "photo",
    endpoint: "me/photo",
    input: sent,
    seed: 7,
    requestId: "req",
    engine: "fal",
    runInput: { prompt: "a chair" },
    date: origin.date,
  });
  expect(recipeOf(origin, file("u"), node("photo", { sent, output: { a: 1 } })).seed).toBe(1);
  expect(recipeOf(origin, file("u"), undefined)).not.toHaveProperty("node");
});

test("never a key in it", () => {
  const key = "5f0e1d2c-1111-2222-3333-444455556666:0123456789abcdef0123456789abcdef";
  const sent = { prompt: `use ${key}`, list: [{ [key]: `Bearer ${key}` }], seed: key };
  const text = printRecipe(
    recipeOf({ ...origin, input: sent }, file("u"), node("a", { sent, output: { seed: key } })),
  );
  expect(text).not.toContain("0123456789abcdef");
  expect(text).toContain("[hidden]");
});

test("a recipe is never longer than what is read again, and is read again", () => {
  const long = "\u0001\u{1f600}".repeat(1_000_000);
  const many = Array.from({ length: 300_000 }, () => null);
  for (const sent of [
    { long },
    { [long]: 1 },
    { many },
    { image: `data:image/png;base64,${"A".repeat(9_000_000)}` },
  ]) {
    const text = printRecipe(recipeOf({ ...origin, input: sent }, file("u"), node("a", { sent })));
    expect(text.length).toBeLessThan(maxTextBytes);
    expect(text).toMatch(/^[\x20-\x7e]*$/);
    expect(readRecipe(parseUntrusted(text))).toMatchObject({ workflow: "shop", node: "a" });
  }
});

test("an untrusted recipe is what it says in the right types, or none", () => {
  const recipe = { falc: "1", workflow: "w", path: "p", date: "d" };
  expect(readRecipe({ ...recipe, node: 1, seed: [], input: "x", extra: true, endpoint: "e" })).toEqual({
    ...recipe,
    endpoint: "e",
  });
  for (const value of [undefined, null, 1, "x", [], {}, { ...recipe, date: 1 }])
    expect(readRecipe(value)).toBeUndefined();
  expect(
    readRecipe(JSON.parse('{"__proto__":{"falc":"1","workflow":"w","path":"p","date":"d"}}')),
  ).toBeUndefined();
});

test("JSON that is too deep or no JSON is none", () => {
  expect(parseUntrusted("[".repeat(100_000) + "]".repeat(100_000))).toBeUndefined();
  expect(parseUntrusted("{")).toBeUndefined();
  expect(parseUntrusted('{"a":1}')).toEqual({ a: 1 });
});
