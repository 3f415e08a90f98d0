import { describe, expect, test } from "vitest";
import {
  InvalidReference,
  isIdentifierKey,
  parseReference,
  printReference,
} from "../../src/graph/reference.ts";

describe("parseReference", () => {
  test.each([
    ["$input", "input", []],
    ["$photo.images.0.url", "photo", ["images", 0, "url"]],
    ["$n-1.images.12", "n-1", ["images", 12]],
    ["$fal_ai/flux.images", "fal_ai/flux", ["images"]],
    ["$100 bill", "100 bill", []],
    ["$a.__proto__.constructor", "a", ["__proto__", "constructor"]],
    ["$a.größe.名前", "a", ["größe", "名前"]],
    ["$a.007", "a", [7]],
  ])("%s", (text, root, path) => {
    expect(parseReference(text)).toEqual({ kind: "reference", root, path });
  });

  test.each(["", "plain", "a $input.x", " $input.x", "price: 5$"])("%j is a plain string", (text) => {
    expect(parseReference(text)).toBeUndefined();
  });

  test.each([
    ["$", "names nothing"],
    ["$.a", "names nothing"],
    ["$a.", "empty segment"],
    ["$a..b", "empty segment"],
    ["$a.images[0].url", "brackets"],
    ["$a[0]", "brackets"],
    ["$a.b-c", "cannot contain the key"],
    ["$a.0x", "cannot contain the key"],
    ["$a.-1", "cannot contain the key"],
    ["$a.$b", "cannot contain the key"],
    ["$a.9007199254740993", "too large"],
    [`$a${".b".repeat(100_000)}`, "more than 200"],
  ])("%.30s is refused", (text, reason) => {
    expect(() => parseReference(text)).toThrow(InvalidReference);
    expect(() => parseReference(text)).toThrow(reason);
  });

  test("the longest known id is the root, dots and brackets included", () => {
    const ids = new Set(["kling", "kling.v1", "kling.v1.6", "odd[0]"]);
    expect(parseReference("$kling.v1.6.video.url", ids)).toMatchObject({
      root: "kling.v1.6",
      path: ["video", "url"],
    });
    expect(parseReference("$kling.v1.video", ids)).toMatchObject({ root: "kling.v1", path: ["video"] });
    expect(parseReference("$other.v1", ids)).toMatchObject({ root: "other", path: ["v1"] });
    expect(parseReference("$odd[0].a", ids)).toMatchObject({ root: "odd[0]", path: ["a"] });
  });

  test("messages contain no terminal codes", () => {
    expect(() => parseReference("$a.\u001b[2J\u009b")).toThrow(/^[\x20-\x7e]*$/);
  });
});

describe("printReference", () => {
  test("is the inverse of parseReference", () => {
    for (const text of ["$input", "$photo.images.0.url", "$a.größe.3"]) {
      const reference = parseReference(text);
      expect(reference && printReference(reference)).toBe(text);
    }
  });

  test.each(["my-field", "", "0", "a.b", "$x"])("refuses the key %j", (key) => {
    expect(() => printReference({ kind: "reference", root: "a", path: [key] })).toThrow(InvalidReference);
  });

  test.each([-1, 1.5, Number.NaN, 2 ** 60])("refuses the index %d", (index) => {
    expect(() => printReference({ kind: "reference", root: "a", path: [index] })).toThrow(InvalidReference);
  });
});

test("isIdentifierKey is Python's str.isidentifier", () => {
  for (const key of ["a", "_", "a1", "größe", "ª", "constructor"]) expect(isIdentifierKey(key)).toBe(true);
  for (const key of ["", "1a", "a-b", "a b", "$a", "a.b", "²", "a\n"])
    expect(isIdentifierKey(key)).toBe(false);
});
