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

test("a tampered input of a node is noticed", async () => {
  const [example] = examples;
  if (example === undefined) throw new Error("no example");
  const input = sampleInput((JSON.parse(readFileSync(example.schema, "utf8")) as { input: Schema }).input);
  const module = (await import(example.source)) as { default: (input: never) => Promise<unknown> };
  const direct = await observeFunction(module.default, input);
  const graph = JSON.parse(readFileSync(example.graph, "utf8")) as Record<
    string,
    { type: string; input: object }
  >;
  const node = Object.values(graph).find(({ type }) => type === "run");
  if (node !== undefined) node.input = { ...node.input, num_inference_steps: 13 };
  const compiled = await observeGraph(graph, input);
  expect(compiled.calls).not.toEqual(direct.calls);
});
