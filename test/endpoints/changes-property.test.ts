/**
 * Compares `falc models outdated` with the compiler: random schemas, a random change of them, and a random workflow
 * that was correct before.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Change } from "../../src/endpoints/changes/change.ts";
import { listChanges } from "../../src/endpoints/changes/list-changes.ts";
import type { Catalog, Endpoint } from "../../src/endpoints/catalog.ts";
import type { Schema } from "../../src/schema/schema.ts";
import { typesOf } from "../../src/schema/schema-types.ts";
import { placesOf } from "../../src/workspace/models/broken-lines.ts";
import { compile, type CompileResult } from "../../src/compiler/pipeline.ts";
import { positionAt, type Span } from "../../src/diagnostics/span.ts";
import type { Json } from "../../src/lib/json.ts";

test("a change that breaks a workflow is reported as breaking, with its line; a compatible one breaks nothing", () => {
  fc.assert(
    fc.property(pairs.object, pairs.object, fc.array(fc.nat(1000), { minLength: 40, maxLength: 40 }), check),
    { numRuns: 200, seed: Number(process.env["SEED"] ?? 20261130) },
  );
});

/** One schema before and after. */
type Pair = readonly [was: Schema, now: Schema];

function check(input: Pair, output: Pair, numbers: readonly number[]): void {
  const was: Endpoint = { id: "me/app", input: input[0], output: output[0] };
  const now: Endpoint = { id: "me/app", input: input[1], output: output[1] };
  const source = printWorkflow(was, chooser(numbers));
  const before = compileFor(was, source);
  // A doubt may become an error if an answer becomes more certain.
  fc.pre(!before.diagnostics.some(({ code, kind }) => kind === "error" || code === "field-uncertain"));
  const after = errorsOf(compileFor(now, source));
  const changes = listChanges(was, now);
  const uses = before.files[0]?.uses ?? [];
  const told = new Set(changes.filter(isTold).flatMap((change) => placesOf(change, uses).map(lineOf)));
  const shown = JSON.stringify({ was, now, changes }, null, 1);
  expect(
    after.filter(({ line }) => !told.has(line)),
    `${source}\n${shown}`,
  ).toEqual([]);
}

/** If something was not described before, nobody knows whether it was right. */
function isTold({ effect, was }: Change): boolean {
  return effect === "breaking" || (effect === "behaviour" && was === "unknown");
}

const text: Schema = { type: "string" };
const names = fc.constantFrom("a", "b", "c");

const leaf: fc.Arbitrary<Schema> = fc.oneof(
  fc.constantFrom<Schema>(
    text,
    { type: "number" },
    { type: "integer" },
    { type: "boolean" },
    {},
    { type: ["string", "null"] },
    { type: ["string", "number"] },
    { type: "array" },
    { type: "object" },
    { ...text, minLength: 2 },
    { ...text, pattern: "^x" },
    {
      anyOf: [
        { ...text, enum: ["x", "y"] },
        { type: "object", properties: { a: text } },
      ],
    },
    { const: "x" },
  ),
  fc.tuple(fc.nat(3), fc.nat(3)).map(([low, more]): Schema => ({
    type: "number",
    minimum: low,
    maximum: low + more,
  })),
  fc.subarray(["x", "y", "z"], { minLength: 1 }).map((values): Schema => ({ ...text, enum: values })),
);

const pairs = fc.letrec<{ any: Pair; object: Pair }>((tie) => {
  const others = fc.option(fc.oneof(fc.boolean(), tie("any")), { nil: undefined });
  const object = fc
    .tuple(
      fc.dictionary(names, fc.tuple(tie("any"), fc.constantFrom("both", "both", "both", "was", "now")), {
        noNullPrototype: true,
      }),
      fc.subarray(["a", "b", "c"]),
      fc.subarray(["a", "b", "c"]),
      others,
      others,
      fc.boolean(),
    )
    .map(([fields, needed, neededNow, rest, restNow, isSame]): Pair => {
      const side = (index: 0 | 1, need: readonly string[], free: boolean | Pair | undefined): Schema => {
        const missing = index === 0 ? "now" : "was";
        const entries = Object.entries(fields).filter(([, [, where]]) => where !== missing);
        const required = need.filter((name) => entries.some(([key]) => key === name));
        return {
          type: "object",
          properties: Object.fromEntries(entries.map(([key, [pair]]) => [key, pair[index]])),
          ...(required.length > 0 && { required }),
          ...(free !== undefined && { additionalProperties: typeof free === "boolean" ? free : free[index] }),
        };
      };
      return [side(0, needed, rest), side(1, isSame ? needed : neededNow, isSame ? rest : restNow)];
    });
  return {
    object,
    any: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      { arbitrary: leaf.map((each): Pair => [each, each]), weight: 3 },
      { arbitrary: fc.tuple(leaf, leaf), weight: 2 },
      { arbitrary: object, weight: 3 },
      { arbitrary: tie("any").map(([was, now]): Pair => [list(was), list(now)]), weight: 2 },
      {
        arbitrary: fc
          .tuple(tie("any"), tie("any"))
          .map(([one, other]): Pair => [tuple(one[0], other[0]), tuple(one[1], other[1])]),
        weight: 1,
      },
      {
        arbitrary: fc
          .tuple(tie("any"), tie("any"))
          .map(([one, other]): Pair => [{ anyOf: [one[0], other[0]] }, { anyOf: [one[1], other[1]] }]),
        weight: 2,
      },
      { arbitrary: fc.tuple(object, leaf).map(([[was], now]): Pair => [was, now]), weight: 1 },
      { arbitrary: fc.tuple(object, leaf).map(([[was], now]): Pair => [now, was]), weight: 1 },
    ),
  };
});

function list(items: Schema): Schema {
  return { type: "array", items };
}

function tuple(...prefixItems: Schema[]): Schema {
  return { type: "array", prefixItems, minItems: prefixItems.length, maxItems: prefixItems.length };
}

/** The closest number on the valid side of a limit. */
type Choose = (limit: number) => number;

function chooser(numbers: readonly number[]): Choose {
  let at = 0;
  return (limit) => (numbers[at++ % numbers.length] ?? 0) % limit;
}

/**
 * A workflow that sends everything that the endpoint accepted, and returns and passes on everything that it returned.
 * Every field has its own line.
 */
function printWorkflow({ input, output }: Endpoint, choose: Choose): string {
  const reads = [0, 1, 2].map(() => `result${pathIn(output, choose)}`);
  return `import { model } from "falc";

const app = model("me/app");
const sink = model("me/sink");

export default async function main(input: { text: string; number: number }) {
  const result = await app(${JSON.stringify(valueOf(input, choose), null, 2).replace(/"=(.*?)="/g, "$1")});
  await sink({
    text: ${reads[0] ?? ""},
  });
  return {
    first: ${reads[1] ?? ""},
    second: ${reads[2] ?? ""},
    text: input.text,
    number: input.number,
  };
}
`;
}

/** What the endpoint accepted; `"=input.text="` becomes an expression. */
function valueOf(schema: Schema, choose: Choose): Json {
  const { anyOf = [], enum: values = schema.const === undefined ? undefined : [schema.const] } = schema;
  const branch = anyOf[choose(Math.max(anyOf.length, 1))];
  if (branch !== undefined) return valueOf(branch, choose);
  if (values !== undefined) return values[choose(values.length)] ?? null;
  const types = typesOf(schema);
  switch (types[choose(Math.max(types.length, 1))]) {
    case "string":
      return ["xyz", "x", "=input.text="][choose(3)] ?? "";
    case "number":
    case "integer":
      return [0, 1, 2, 3, 1.5, "=input.number="][choose(6)] ?? 0;
    case "boolean":
      return choose(2) === 0;
    case "array":
      return (schema.prefixItems ?? [schema.items ?? {}]).map((item) => valueOf(item, choose));
    case "object": {
      const { properties = {}, required = [], additionalProperties: others } = schema;
      const own = Object.entries(properties).filter(([key]) => required.includes(key) || choose(3) > 0);
      const isMore = others !== undefined && others !== false && choose(2) === 0;
      const more: [string, Schema][] = isMore ? [["other", typeof others === "object" ? others : {}]] : [];
      return Object.fromEntries([...own, ...more].map(([key, inner]) => [key, valueOf(inner, choose)]));
    }
    default:
      return null;
  }
}

/** `.a[0].b`: a path into what the endpoint returned. */
function pathIn(schema: Schema, choose: Choose): string {
  const { anyOf = [], properties = {}, prefixItems, items, additionalProperties: others } = schema;
  const branch = anyOf[choose(Math.max(anyOf.length, 1))];
  if (branch !== undefined) return pathIn(branch, choose);
  const steps: [string, Schema][] = [
    ...Object.entries(properties).map(([key, inner]): [string, Schema] => [`.${key}`, inner]),
    ...(others !== undefined && others !== false
      ? [[".other", typeof others === "object" ? others : {}] satisfies [string, Schema]]
      : []),
    ...(prefixItems ?? [items ?? []].flat()).map((inner, index): [string, Schema] => [`[${index}]`, inner]),
  ];
  const step = steps[choose(steps.length + 1)];
  return step === undefined ? "" : `${step[0]}${pathIn(step[1], choose)}`;
}

function compileFor(endpoint: Endpoint, source: string): CompileResult {
  const catalog: Catalog = {
    find: (id) =>
      id === "me/sink"
        ? { id, input: { type: "object", properties: { text }, required: ["text"] }, output: {} }
        : endpoint,
    ids: () => ["me/app", "me/sink"],
  };
  const host = {
    read: (file: string) => (file === "main.ts" ? source : undefined),
    list: () => ["main.ts"],
  };
  return compile([{ path: "main.ts", name: "main" }], host, catalog, true, undefined, { uses: true });
}

interface PlacedError {
  readonly code: string;
  readonly line: number;
}

function errorsOf({ diagnostics }: CompileResult): readonly PlacedError[] {
  return diagnostics
    .filter(({ kind }) => kind === "error")
    .map(({ code, span }) => ({ code, line: lineOf(span) }));
}

function lineOf({ source, start }: Span): number {
  return positionAt(source, start).line;
}
