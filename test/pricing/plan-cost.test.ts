import { describe, expect, test } from "vitest";
import { openCatalog } from "../../src/endpoints/lookup.ts";
import { resolveKnownPart } from "../../src/execution/resolve-known-part.ts";
import { decimalOf, printDecimal } from "../../src/lib/decimal.ts";
import { checkBudget, parseUsd, planCost } from "../../src/pricing/plan-cost.ts";
import type { PriceList } from "../../src/pricing/price.ts";
import { printEstimate, printTotal } from "../../src/pricing/print-cost.ts";
import { totalCost } from "../../src/pricing/total-cost.ts";
import { plannedInput } from "./planned-input.ts";

const price = { unitPrice: decimalOf(0.1), currency: "USD", read: "2026-11-30", source: "a test" };
const prices: PriceList = new Map([
  ["fal-ai/flux/dev", { ...price, unit: "images" }],
  ["fal-ai/flux/schnell", { ...price, unit: "megapixels" }],
]);

const graph = {
  photo: {
    app: "fal-ai/flux/dev",
    input: plannedInput({ prompt: "$input.prompt", num_images: "$input.count" }),
  },
  draft: {
    app: "fal-ai/flux/schnell",
    input: plannedInput({ prompt: "$llm.output", image_size: "square_hd" }),
  },
  clip: { app: "fal-ai/flux/dev", input: plannedInput({ num_images: "$llm.count" }) },
  other: { app: "me/other", input: plannedInput({}) },
};

function plan(names: readonly (keyof typeof graph)[]) {
  const results = { input: { prompt: "a chair", count: 3 }, outputs: new Map() };
  const calls = names.map((node) => {
    const { app, input } = graph[node];
    return { node, app, input: resolveKnownPart(input, results) };
  });
  return planCost(calls, openCatalog(), prices);
}

describe("a plan", () => {
  test("uses what is known of the input, and leaves unknown what a model decides", () => {
    const costs = plan(["photo", "draft", "clip", "other"]);
    expect(Object.fromEntries([...costs].map(([node, cost]) => [node, printEstimate(cost)]))).toEqual({
      photo: "$0.30 = 3 images × $0.10",
      draft: "$0.1048576 = 1 image × 1.048576 megapixels × $0.10, estimated",
      clip: "unknown: num_images is $llm.count, known only at run time",
      other: "unknown: there is no price for it",
    });
    expect(printTotal(totalCost(costs))).toBe("$0.4048576 (2 of 4 calls; unknown: clip, other)");
    expect(printTotal(totalCost(plan(["clip"])))).toBe("unknown (clip)");
    expect(printTotal(totalCost(plan(["photo"])))).toBe("$0.30");
    expect(printTotal(totalCost(plan([])))).toBe("$0.00");
  });

  test("keeps a value of the input that looks like a reference", () => {
    const resolved = resolveKnownPart(plannedInput({ list: ["$input.text"], deep: { a: "$input.all" } }), {
      input: { text: "$node.x", all: { b: [1, "$c"] } },
      outputs: new Map(),
    });
    expect(resolved.fields.get("list")).toEqual(["$node.x"]);
    expect(resolved.fields.get("deep")).toEqual({
      kind: "record",
      fields: new Map([["a", { kind: "record", fields: new Map([["b", [1, "$c"]]]) }]]),
    });
  });
});

describe("a budget", () => {
  const known = totalCost(plan(["photo"]));
  const partly = totalCost(plan(["photo", "clip"]));
  const max = (usd: number) => decimalOf(usd);

  test.each([
    ["no limit", known, { allowUnknown: false }, "within"],
    ["no limit, unknown", partly, { allowUnknown: false }, "within"],
    ["exactly", known, { maxCost: max(0.3), allowUnknown: false }, "within"],
    ["too little", known, { maxCost: max(0.29), allowUnknown: true }, "over"],
    ["unknown", partly, { maxCost: max(5), allowUnknown: false }, "unknown"],
    ["unknown, allowed", partly, { maxCost: max(5), allowUnknown: true }, "within"],
    ["too little for what is known", partly, { maxCost: max(0.29), allowUnknown: true }, "over"],
  ] as const)("%s", (_, total, budget, kind) => {
    expect(checkBudget(total, budget).kind).toBe(kind);
  });

  test("names the calls that may exceed it", () => {
    const verdict = checkBudget(partly, { maxCost: max(5), allowUnknown: false });
    expect(verdict.kind === "unknown" && [...verdict.calls.keys()]).toEqual(["clip"]);
  });

  test.each([
    ["0.50", "0.5"],
    ["$2", "2"],
    ["007", "7"],
    ["0", "0"],
    ["-1", undefined],
    ["1e3", undefined],
    ["1,5", undefined],
    ["", undefined],
    ["$", undefined],
  ])("%j is an amount", (text, printed) => {
    const amount = parseUsd(text);
    expect(amount && printDecimal(amount)).toBe(printed);
  });
});
