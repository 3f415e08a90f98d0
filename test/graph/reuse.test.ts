/** Which nodes take no earlier answer, written to a schema file and read from one that nobody has checked. */
import { expect, test } from "vitest";
import { readReuse, writeReuse } from "../../src/graph/reuse.ts";

const node = (id: string) =>
  ({ id, app: "me/app", depends: [], input: { kind: "record", fields: new Map() } }) as const;
const graph = { nodes: [node("hero"), node("photo"), node("constructor")] };

test("what is written is read", () => {
  for (const ids of [[], ["hero"], ["photo", "constructor"]]) {
    const written: unknown = JSON.parse(JSON.stringify({ title: "shot", ...writeReuse(ids) }));
    expect(readReuse(written, graph)).toEqual({ neverReused: new Set(ids) });
  }
});

test("nothing is written of calls that say nothing", () => {
  expect(writeReuse([])).toEqual({});
  expect(writeReuse(["hero"])).toEqual({ "x-falc-reuse": { hero: false } });
});

test("true is the default", () => {
  expect(readReuse({ "x-falc-reuse": { hero: true } }, graph)).toEqual({ neverReused: new Set() });
});

test.each([
  [[], "x-falc-reuse must be an object of node ids"],
  ["hero", "x-falc-reuse must be an object of node ids"],
  [{ hero: "no" }, "x-falc-reuse.hero must be true or false"],
  [{ heroine: false }, 'x-falc-reuse names "heroine", which is not a node'],
])("what cannot be meant is refused: %j", (given, problem) => {
  expect(readReuse({ "x-falc-reuse": given }, graph)).toEqual({ problem });
});
