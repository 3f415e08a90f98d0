/** Every fixture and every example that compiles: the function and its graph make the same calls and agree. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Schema } from "../src/catalog/schema.ts";
import { observeFunction, observeGraph, sampleInput } from "./oracle.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
const workflows = path.join(here, "../workflows");

interface Case {
  readonly name: string;
  readonly source: string;
  readonly graph: string;
  readonly schema: string;
}

const fixtures = readdirSync(path.join(here, "fixtures")).map((name): Case => {
  const folder = path.join(here, "fixtures", name);
  const file = (base: string) => path.join(folder, base);
  return {
    name,
    source: file("input.ts"),
    graph: file("expected.json"),
    schema: file("expected.schema.json"),
  };
});

const examples = readdirSync(workflows)
  .filter((file) => file.endsWith(".ts") && !file.startsWith("_"))
  .map((file): Case => {
    const name = file.replace(/\.ts$/, "");
    const artifact = (ending: string) => path.join(here, "../dist-workflows", `${name}${ending}`);
    return {
      name,
      source: path.join(workflows, file),
      graph: artifact(".json"),
      schema: artifact(".schema.json"),
    };
  });

const cases = [...fixtures, ...examples].filter(({ graph }) => existsSync(graph));

test("there is something to compare", () => {
  expect(examples.length).toBeGreaterThanOrEqual(4);
  expect(cases.length).toBeGreaterThan(30);
});

test.each(cases)("$name: function and graph agree", async ({ source, graph, schema }) => {
  const input = sampleInput((JSON.parse(readFileSync(schema, "utf8")) as { input: Schema }).input);
  const module = (await import(source)) as { default: (input: never) => Promise<unknown> };
  const direct = await observeFunction(module.default, input);
  const compiled = await observeGraph(JSON.parse(readFileSync(graph, "utf8")), input);
  expect(compiled.calls).toEqual(direct.calls);
  expect(compiled.output).toEqual(direct.output);
  expect(direct.calls.length).toBeGreaterThan(0);
});

test.each(examples)("$name: a tampered input of any node is noticed", async ({ source, graph, schema }) => {
  const input = sampleInput((JSON.parse(readFileSync(schema, "utf8")) as { input: Schema }).input);
  const module = (await import(source)) as { default: (input: never) => Promise<unknown> };
  const direct = await observeFunction(module.default, input);
  const text = readFileSync(graph, "utf8");
  for (const [id, { type }] of Object.entries(JSON.parse(text) as Nodes)) {
    if (type !== "run") continue;
    const tampered = JSON.parse(text) as Nodes;
    const node = tampered[id];
    const [field, value] = Object.entries(node?.input ?? {})[0] ?? [];
    if (node === undefined || field === undefined) throw new Error(`${id} has no input`);
    node.input[field] = Array.isArray(value) ? ["tampered", ...(value as unknown[])] : "tampered";
    const compiled = await observeGraph(tampered, input);
    expect({ id, ...compiled }).not.toEqual({ id, ...direct });
  }
});

type Nodes = Record<string, { readonly type: string; readonly input: Record<string, unknown> }>;
