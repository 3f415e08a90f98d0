/**
 * Random edits of a workflow, one after the other (`EDITS=500` for more): each run pays for exactly what no run was sent before, and the reason
 * names the fields that differ from what the node was sent last.
 */
import { expect, test } from "vitest";
import type { RunEvent } from "../../../src/execution/events.ts";
import type { JsonObject } from "../../../src/lib/json.ts";
import { seededRandom } from "../../support/seeded-random.ts";
import { graphOf, Lab } from "./lab.ts";

type Nodes = Record<string, { app: string } & Record<string, string | number>>;

const edits = Number(process.env["EDITS"] ?? 150) / 5;
const random = seededRandom();
const pick = <Item>(items: readonly Item[]): Item => items[random.below(items.length)] as Item;
const apps = ["fal-ai/flux", "fal-ai/cut", "fal-ai/up"];

test.each([1, 2, 3, 4, 5])("random edits, %i", async () => {
  const lab = new Lab();
  let nodes: Nodes = {
    a: { app: "fal-ai/flux", prompt: "cat", seed: 1 },
    b: { app: "fal-ai/cut", image_url: "$a.url" },
    c: { app: "fal-ai/up", image_url: "$b.url", scale: 2 },
    d: { app: "fal-ai/up", image_url: "$a.url", other: "$b.url" },
  };
  /** What was paid for, by what was sent: how many answers there are. */
  const held = new Map<string, number>();
  /** What each node was sent last. */
  const last = new Map<string, { app: string; input: JsonObject }>();
  let [paid, reused] = [0, 0];

  for (let edit = 0; edit < edits; edit += 1) {
    nodes = edited(nodes);
    const before = lab.fal.requests.length;
    const { events, outcome } = await lab.run(graphOf(nodes), {}, { concurrency: 1 });
    expect(outcome.kind).toBe("completed");
    const expected = new Map<string, string>();
    const asked = new Map<string, number>();
    for (const event of events) {
      if (event.kind !== "node-started") continue;
      const { app } = nodes[event.node] as { app: string };
      const input = { ...event.input };
      const key = JSON.stringify([app, Object.entries(input).toSorted()]);
      const occurrence = (asked.get(key) ?? 0) + 1;
      asked.set(key, occurrence);
      expected.set(
        event.node,
        occurrence <= (held.get(key) ?? 0) ? "reused" : reason(app, input, last.get(event.node)),
      );
      last.set(event.node, { app, input });
    }
    for (const [key, times] of asked) held.set(key, Math.max(times, held.get(key) ?? 0));
    expect(said(events)).toEqual(Object.fromEntries(expected));
    const pays = [...expected.values()].filter((each) => each !== "reused").length;
    expect(lab.fal.requests.length - before).toBe(pays);
    paid += pays;
    reused += expected.size - pays;
  }
  expect(paid).toBeGreaterThan(edits / 4);
  expect(reused).toBeGreaterThan(edits / 4);
});

function reason(
  app: string,
  input: JsonObject,
  before: { app: string; input: JsonObject } | undefined,
): string {
  if (before === undefined) return "never held";
  if (before.app !== app) return `the model changed, it was ${before.app}`;
  const names = [...Object.keys(input), ...Object.keys(before.input).filter((name) => !(name in input))];
  const changed = names.filter((name) => input[name] !== before.input[name]);
  return changed.length === 0 ? "one more equal call" : `${changed.join(", ")} changed`;
}

function said(events: readonly RunEvent[]): Readonly<Record<string, string>> {
  const reasons = events.flatMap((event) => {
    if (event.kind === "node-reused") return [[event.node, "reused"] as const];
    return event.kind === "node-paying" ? [[event.node, event.because] as const] : [];
  });
  return Object.fromEntries(reasons);
}

/** One change: of a value, of a field, of a model, of what a node depends on, of a name, or a node more or less. */
function edited(nodes: Nodes): Nodes {
  const names = Object.keys(nodes);
  const name = pick(names);
  const { app, ...input } = nodes[name] as Nodes[string];
  const earlier = names.slice(0, names.indexOf(name));
  switch (random.below(8)) {
    case 0:
      return { ...nodes, [name]: { app, ...input, prompt: pick(["cat", "dog", "tree"]) } };
    case 1:
      return { ...nodes, [name]: { app, ...input, seed: random.below(3) } };
    case 2: {
      const { [pick(Object.keys(input).concat("none"))]: _, ...rest } = input as Record<
        string,
        string | number
      >;
      return { ...nodes, [name]: { app, ...rest } };
    }
    case 3:
      return { ...nodes, [name]: { app: pick(apps), ...input } };
    case 4:
      return earlier.length === 0
        ? nodes
        : { ...nodes, [name]: { app, ...input, image_url: `$${pick(earlier)}.url` } };
    case 5: {
      // Nothing may refer to it.
      if (names.some((other) => JSON.stringify(nodes[other]).includes(`"$${name}.`))) return nodes;
      const renamed = `n${random.below(6)}`;
      if (renamed in nodes) return nodes;
      return Object.fromEntries(
        Object.entries(nodes).map(([id, node]) => [id === name ? renamed : id, node]),
      );
    }
    case 6:
      return names.length > 7
        ? nodes
        : { ...nodes, [`m${random.below(9)}`]: { app: pick(apps), prompt: pick(["cat", "dog"]) } };
    default:
      if (names.length < 3 || names.some((other) => JSON.stringify(nodes[other]).includes(`"$${name}.`)))
        return nodes;
      return Object.fromEntries(Object.entries(nodes).filter(([id]) => id !== name));
  }
}
