/** For every fixture and example that compiles, the function and its graph make the same calls and agree. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Schema } from "../../src/schema/schema.ts";
import type { EmittedWorkflow } from "../../src/compiler/pipeline.ts";
import { inTurns } from "../support/answer-order.ts";
import { compileFolder } from "../support/compile-source.ts";
import { observeFunction, observeGraph, sampleInput } from "../support/oracle.ts";
import { fixtureFolder, fixtureNames } from "../support/fixtures.ts";

const here = fileURLToPath(new URL("..", import.meta.url));
const workflows = path.join(here, "../workflows");

interface Case {
  readonly name: string;
  /** The workflow's file. */
  readonly source: string;
  /** Compiled now; other tests compare it with the committed artifacts. */
  readonly emitted: EmittedWorkflow;
  /**
   * Whether a doc comment gives a default, which only a run fills in; a default in the code also applies to a direct
   * call.
   */
  readonly hasCommentDefaults: boolean;
}

function caseOf(name: string, folder: string, file: string): readonly Case[] {
  const { emitted, diagnostics } = compileFolder(folder, file, name);
  if (emitted === undefined) return [];
  const hasCommentDefaults = diagnostics.some(({ code }) => code === "input-default-in-comment");
  return [{ name, source: path.join(folder, file), emitted, hasCommentDefaults }];
}

const fixtures = fixtureNames.flatMap((name) => caseOf(name, fixtureFolder(name), "input.ts"));

const examples = readdirSync(workflows)
  .filter((file) => file.endsWith(".ts") && !file.startsWith("_"))
  .flatMap((file) => caseOf(file.replace(/\.ts$/, ""), path.dirname(workflows), `workflows/${file}`));

const cases = [...fixtures, ...examples];

test("there is something to compare", () => {
  expect(examples.length).toBeGreaterThanOrEqual(4);
  expect(cases.length).toBeGreaterThan(30);
});

test.each(cases)("$name: function and graph agree", async ({ source, emitted, hasCommentDefaults }) => {
  const { given, filled } = sampleInput((JSON.parse(emitted.schema) as { input: Schema }).input);
  const module = (await import(source)) as WorkflowModule;
  // Only a run fills in zod's defaults, too.
  const input = hasCommentDefaults || module.input !== undefined ? filled : given;
  const direct = await observeFunction(module.default, input, inTurns, emitted.endpoints);
  const compiled = await observeGraph(JSON.parse(emitted.graph), filled, emitted.endpoints);
  expect(compiled.calls).toEqual(direct.calls);
  expect(compiled.output).toEqual(direct.output);
  expect(direct.calls.length).toBeGreaterThan(0);
});

test.each(examples)("$name: a tampered input of any node is noticed", async ({ source, emitted }) => {
  const { filled } = sampleInput((JSON.parse(emitted.schema) as { input: Schema }).input);
  const module = (await import(source)) as WorkflowModule;
  const direct = await observeFunction(module.default, filled);
  const text = emitted.graph;
  for (const [id, { type }] of Object.entries(JSON.parse(text) as Nodes)) {
    if (type !== "run") continue;
    const tampered = JSON.parse(text) as Nodes;
    const node = tampered[id];
    const [field, value] = Object.entries(node?.input ?? {})[0] ?? [];
    if (node === undefined || field === undefined) throw new Error(`${id} has no input`);
    node.input[field] = Array.isArray(value) ? ["tampered", ...(value as unknown[])] : "tampered";
    const compiled = await observeGraph(tampered, filled);
    expect({ id, ...compiled }).not.toEqual({ id, ...direct });
  }
});

interface WorkflowModule {
  readonly default: (input: never) => Promise<unknown>;
  readonly input?: unknown;
}

type Nodes = Record<string, { readonly type: string; readonly input: Record<string, unknown> }>;
