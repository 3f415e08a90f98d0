import { expect, test } from "vitest";
import { topologicalOrder } from "../../src/graph/order.ts";
import type { Dependent } from "../../src/graph/order.ts";
import { SmallestFirst } from "../../src/graph/smallest-first.ts";
import { growthOfCalls } from "../support/count-calls.ts";
import { seededRandom } from "../support/seeded-random.ts";

function node(id: string, ...depends: string[]): Dependent {
  return { id, depends };
}

function idsOf(nodes: readonly Dependent[]): readonly string[] {
  const order = topologicalOrder(nodes);
  if (order.kind === "cycle") throw new Error(`cycle ${order.ids.join()}`);
  return order.nodes.map(({ id }) => id);
}

test("a list that is in order does not change", () => {
  expect(idsOf([node("a"), node("b", "a"), node("c"), node("d", "b")])).toEqual(["a", "b", "c", "d"]);
});

test("among ready nodes, the first given comes first", () => {
  expect(idsOf([node("c", "x"), node("a"), node("x"), node("b")])).toEqual(["a", "x", "c", "b"]);
});

test("inherited property names are ordinary ids", () => {
  const ids = ["__proto__", "constructor", "toString", "2", "1", "hasOwnProperty", ""];
  expect(idsOf(ids.map((id, index) => node(id, ...ids.slice(0, index))))).toEqual(ids);
  expect(idsOf([node("a", "constructor", "input")])).toEqual(["a"]);
});

test.each([
  [[node("a", "a")], ["a"]],
  [
    [node("ok"), node("a", "b"), node("b", "ok", "a")],
    ["a", "b"],
  ],
  [
    [node("late", "b"), node("a", "c"), node("b", "a"), node("c", "b")],
    ["b", "a", "c"],
  ],
])("a cycle is listed without the nodes before and after it", (nodes, ids) => {
  expect(topologicalOrder(nodes)).toEqual({ kind: "cycle", ids });
});

test("a repeated dependency counts once", () => {
  expect(idsOf([node("b", "a", "a"), node("a")])).toEqual(["a", "b"]);
});

test("sorting a reversed chain does not take quadratic time", async () => {
  const chain = (size: number) =>
    Array.from({ length: size }, (_, index) => node(`n${index}`, `n${index + 1}`));
  const nodes = chain(10_000);
  expect(idsOf(nodes)[0]).toBe("n9999");
  expect(await growthOfCalls(1_000, (size) => idsOf(chain(size)))).toBeLessThan(20);
  expect(topologicalOrder([...nodes, node("n10000", "n0")])).toMatchObject({ kind: "cycle" });
});

test("random graphs are sorted correctly", () => {
  const random = seededRandom();
  for (let round = 0; round < 200; round += 1) {
    const size = random.below(30);
    const nodes = Array.from({ length: size }, (_, index) =>
      node(`${index}`, ...Array.from({ length: random.below(4) }, () => `${random.below(index + 1) - 1}`)),
    );
    const seen = new Set<string>(["-1"]);
    for (const id of idsOf(random.shuffle(nodes))) {
      for (const dependency of nodes[Number(id)]?.depends ?? []) expect(seen).toContain(dependency);
      seen.add(id);
    }
    expect(seen.size).toBe(size + 1);
  }
});

test("SmallestFirst sorts", () => {
  const random = seededRandom();
  const values = random.shuffle(Array.from({ length: 300 }, (_, index) => index >> 1));
  const queue = new SmallestFirst();
  values.forEach((value) => queue.add(value));
  expect(values.map(() => queue.take())).toEqual([...values].sort((a, b) => a - b));
  expect(queue.take()).toBeUndefined();
});
