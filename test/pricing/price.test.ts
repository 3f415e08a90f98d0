import { describe, expect, test } from "vitest";
import { decimalOf } from "../../src/lib/decimal.ts";
import { type Price, parsePriceList, printPriceList } from "../../src/pricing/price.ts";

const price: Price = {
  unitPrice: decimalOf(0.025),
  unit: "megapixels",
  currency: "USD",
  read: "2026-11-30",
  source: "https://api.fal.ai/v1/models/pricing",
};

describe("the price list", () => {
  test("has the same bytes in whatever order the prices come, and reads back", async () => {
    const rows: [string, Price][] = [
      ["me/b", price],
      ["me/a", { ...price, unitPrice: decimalOf(1e-7), unit: "compute seconds" }],
    ];
    const printed = printPriceList(new Map(rows));
    expect(printPriceList(new Map(rows.toReversed()))).toBe(printed);
    expect(printed.indexOf("me/a")).toBeLessThan(printed.indexOf("me/b"));
    expect(parsePriceList(printed)).toEqual(new Map(rows.toReversed()));
    // A project may check its files with prettier.
    const { format } = await import("prettier");
    expect(await format(printed, { parser: "json" })).toBe(printed);
  });

  const row = { unit_price: 1, unit: "images", currency: "USD", read: "2026-11-30", source: "me" };
  test.each<[string, unknown, string]>([
    ["no list", {}, 'it has no "prices"'],
    ["an id that is none", { prices: { app: row } }, '"app" is not a valid endpoint id'],
    ["no price", { prices: { "me/app": { ...row, unit_price: undefined } } }, 'me/app: "unit_price" is not'],
    [
      "a price in words",
      { prices: { "me/app": { ...row, unit_price: "1" } } },
      'me/app: "unit_price" is not',
    ],
    ["a negative price", { prices: { "me/app": { ...row, unit_price: -1 } } }, 'me/app: "unit_price" is not'],
    ["no unit", { prices: { "me/app": { ...row, unit: " " } } }, 'me/app: "unit" is not'],
    ["a currency in words", { prices: { "me/app": { ...row, currency: "dollars" } } }, 'me/app: "currency"'],
    ["no date", { prices: { "me/app": { ...row, read: "today" } } }, 'me/app: "read" is not a date'],
    ["no source", { prices: { "me/app": { ...row, source: 5 } } }, 'me/app: "source" is not a text'],
    ["a row that is none", { prices: { "me/app": null } }, "me/app: it is not an object"],
  ])("is refused with %s", (_, json, problem) => {
    const read = parsePriceList(JSON.stringify(json));
    expect("problem" in read && read.problem.startsWith(problem)).toBe(true);
  });

  test("that is not JSON says where", () => {
    expect(parsePriceList('{\n  "prices": {,}\n}')).toMatchObject({
      problem: expect.stringMatching(/^it is not valid JSON, at line 2, column 14: /) as string,
    });
  });
});
