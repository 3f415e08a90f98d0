/**
 * The emitted schema, read back from its text and compared with the interface that the workflow was evaluated with
 * and what it returned, and the calls that say `reuse: false`: every keyword must be there with its value, and nothing else.
 */
import { reuseKey } from "../../graph/reuse.ts";
import type { Schema } from "../../schema/schema.ts";
import { isJsonObject as isObject, type Json, type JsonObject } from "../../lib/json.ts";
import { ts } from "../typescript.ts";
import type { Value } from "../2-evaluate/values/values.ts";
import type { EvaluatedWorkflow } from "../evaluation.ts";
import type { ReferenceValue } from "../evaluation.ts";
import type { CoverageProblem } from "./coverage.ts";
import type { Recording } from "./recording.ts";
import { isLeftOut, type Sent } from "./sent.ts";
import { commentOf, findLostPart, wordsOf } from "./written-type.ts";

export function compareInterface(
  expected: Interface,
  neverReused: readonly string[],
  schema: string,
  recording: Recording,
): readonly CoverageProblem[] {
  const problems: CoverageProblem[] = [];
  for (const message of [findLostField(expected.input, recording), findLostWords(expected, recording)])
    if (message !== undefined) problems.push({ where: "schema", message });
  const reuse = Object.fromEntries(neverReused.map((id) => [id, false]));
  const whole = { ...expected, ...(neverReused.length > 0 && { [reuseKey]: reuse }) } as unknown as Json;
  compare(JSON.parse(schema) as Json, whole, "schema", (where, message) => {
    problems.push({ where, message });
  });
  return problems;
}

/** What is written in the input's type, or given to `z.object`, is in the interface. */
function findLostField(input: Schema, { exports, workflow }: Recording): string | undefined {
  const own = exports.get("input");
  if (own === undefined) return findLostPart(workflow?.parameters[0]?.type, input);
  const lost = shapeOf(own)?.find(([key, description]) => {
    const field = input.properties?.[key];
    return field === undefined || (description !== undefined && field.description !== description);
  });
  return lost === undefined ? undefined : `${lost[0]} is not in the interface as it is given to zod`;
}

/** The keys and the descriptions of a `z.object`. */
function shapeOf(value: Value): readonly (readonly [string, string | undefined])[] | undefined {
  // zod's own object says what it was made from.
  const { shape } = (value.kind === "zod" ? value.schema : {}) as {
    readonly shape?: Readonly<Record<string, { readonly description?: string }>>;
  };
  return shape && Object.entries(shape).map(([key, { description }]) => [key, description]);
}

/** All words of the comment before the workflow's function are in the title or the description. */
function findLostWords({ title, description }: Interface, { workflow }: Recording): string | undefined {
  if (workflow === undefined || !ts.isFunctionDeclaration(workflow)) return undefined;
  const said = commentOf(workflow) ?? "";
  return said === "" || wordsOf(description ?? title) === said
    ? undefined
    : "the title lacks words of its comment";
}

function compare(
  given: Json | undefined,
  expected: Json | undefined,
  path: string,
  problem: (where: string, message: string) => void,
): void {
  if (expected === undefined) return problem(path, "nothing in the source produced this");
  if (given === undefined) return problem(path, "the source asks for this, but it is not in the schema");
  const isList = Array.isArray(expected);
  const isHolder = isList || isObject(expected);
  if (!isHolder || isList !== Array.isArray(given) || (!isList && !isObject(given))) {
    if (given !== expected) problem(path, `the source has ${JSON.stringify(expected)} here`);
    return;
  }
  const [own, other] = [
    new Map(Object.entries(given as JsonObject)),
    new Map(Object.entries(expected as JsonObject)),
  ];
  for (const key of new Set([...own.keys(), ...other.keys()])) {
    compare(own.get(key), other.get(key), `${path}.${key}`, problem);
  }
}

export interface Interface {
  readonly title: string;
  readonly description?: string;
  readonly input: Schema;
  readonly output?: Schema;
}

export function expectedInterface(
  { name, title, description }: Pick<EvaluatedWorkflow, "name" | "title" | "description">,
  { input, inputDefaults, output }: Recording,
): Interface {
  // A copy without shared parts: two fields of one type may have different defaults.
  const whole = copy(input ?? {}) as unknown as JsonObject;
  for (const { path, value } of inputDefaults) {
    const field = path.reduce<Json | undefined>((part, step) => partOf(part, step), whole);
    if (isObject(field)) Object.assign(field, { default: value });
  }
  return {
    title: title ?? name,
    ...(description !== undefined && { description }),
    input: whole as unknown as Schema,
    ...(output !== undefined && { output: copy(schemaOf(asFields(output))) }),
  };
}

function copy(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema)) as Schema;
}

/** The schema of a field, of an element of a tuple, or of each item of a list. */
function partOf(schema: Json | undefined, step: string | number): Json | undefined {
  if (!isObject(schema)) return undefined;
  if (typeof step === "number") {
    const { prefixItems, items } = schema;
    return (Array.isArray(prefixItems) ? prefixItems[step] : undefined) ?? items;
  }
  const { properties } = schema;
  return isObject(properties) && Object.hasOwn(properties, step) ? properties[step] : undefined;
}

/** What is known about the result: a constant's value, the endpoint's schema for a model's answer. */
function schemaOf(sent: Sent): Schema {
  switch (sent.kind) {
    case "list":
      return sent.items.length === 0
        ? { type: "array", maxItems: 0 }
        : { type: "array", prefixItems: sent.items.map(schemaOf) };
    case "record":
      return objectOf(
        [...sent.fields].flatMap(([key, field]) =>
          isLeftOut(field) ? [] : [[key, schemaOf(field)] as const],
        ),
      );
    case "leaf":
      if (sent.value.kind === "known") return { const: sent.value.value ?? null };
      return sent.value.kind === "reference" ? resultOf(sent.value.schema) : { type: "string" };
  }
}

/** A result is always present, whatever a caller may omit. */
function resultOf(schema: Schema = {}): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "default"));
}

/** `return photo`: its fields are returned one by one. */
function asFields(sent: Sent): Sent {
  if (sent.kind !== "leaf" || sent.value.kind !== "reference") return sent;
  const { value } = sent;
  const fields = Object.entries(value.schema?.properties ?? {}).map(([key, schema]) => {
    const field: ReferenceValue = { ...value, path: [...value.path, key], schema };
    return [key, { kind: "leaf", value: field } as const] as const;
  });
  return { kind: "record", value, fields: new Map(fields) };
}

function objectOf(fields: readonly (readonly [string, Schema])[]): Schema {
  // `fromEntries` makes a field even of `__proto__`.
  const properties = Object.fromEntries(fields);
  return { type: "object", properties, required: fields.map(([key]) => key) };
}
