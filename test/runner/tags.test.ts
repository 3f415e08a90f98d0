import { expect, test } from "vitest";
import { findTagProblem, printTags } from "../../src/runner/engines/tags.ts";

test("tags are printable ASCII without commas, and not too long", () => {
  expect(printTags({ workflow: "product-shot", node: "photo" })).toBe("workflow=product-shot,node=photo");
  expect(printTags({ a: "x,y\r\nz\u001bé🎉=" })).toBe("a=x_y__z___=");
  expect(printTags({ a: "x".repeat(300) })).toBe(`a=${"x".repeat(256)}`);
});

test.each<[Record<string, unknown>, string | undefined]>([
  [{}, undefined],
  [{ "team.name_1-x": "any" }, undefined],
  [{ Team: "x" }, `"Team" is not a name`],
  [{ "": "x" }, `"" is not a name`],
  [{ "fal.x": "x" }, `"fal.x" is not a name`],
  [{ ["a".repeat(65)]: "x" }, "is not a name"],
  [{ a: 1 }, `"a" is not a string`],
  [
    Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`t${index}`, "x"])),
    "there are 11, and fal takes 10",
  ],
  [
    Object.fromEntries(Array.from({ length: 4 }, (_, index) => [`t${index}`, "x".repeat(200)])),
    "together they are longer than 762",
  ],
])("%j: %s", (tags, problem) => {
  const found = findTagProblem(tags as Record<string, string>);
  if (problem === undefined) expect(found).toBeUndefined();
  else expect(found).toContain(problem);
});
