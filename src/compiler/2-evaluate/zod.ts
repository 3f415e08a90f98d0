/**
 * Chains rooted at `z`, applied to the real zod library, so that every feature has its true meaning. Only what JSON
 * Schema can say is let through: a list of names, because a schema object also leads to `constructor` and `parse`.
 */
import { createRequire } from "node:module";
import type * as Zod from "zod";
import type { Schema } from "../../catalog/schema.ts";
import type { TS } from "../typescript.ts";
import type { Machine, Place } from "./machine.ts";
import {
  array,
  builtin,
  describe,
  known,
  type Known,
  type NamespaceValue,
  object,
  type Value,
  type ZodValue,
} from "./values.ts";

const constructors = new Set([
  "string", "number", "int", "boolean", "null", "literal", "enum", "array", "tuple", "object", "strictObject",
  "union", "record", "optional", "nullable", "url", "email", "uuid", "any", "unknown",
]); // prettier-ignore

const methods = new Set([
  "min", "max", "length", "nonempty", "regex", "startsWith", "endsWith", "includes", "url", "email", "uuid",
  "int", "positive", "nonnegative", "negative", "nonpositive", "multipleOf", "gt", "gte", "lt", "lte", "step",
  "default", "describe", "meta", "optional", "nullable", "nullish", "array", "or", "and",
  "extend", "pick", "omit", "partial", "required", "strict",
]); // prettier-ignore

type AnyFunction = (...args: unknown[]) => unknown;

// zod costs 100 ms to load, and many workflows say their input with a TypeScript type.
let library: typeof Zod | undefined;
function zod(): typeof Zod {
  library ??= createRequire(import.meta.url)("zod") as typeof Zod;
  return library;
}

/** The value of `z`. */
export function zodNamespace(machine: Machine, place: Place): NamespaceValue {
  const members = new Map<string, Value>();
  for (const name of constructors) {
    members.set(
      name,
      builtin(`z.${name}`, (args, site) => {
        const { z } = zod();
        return applyZod(z[name as "string"] as AnyFunction, z, `z.${name}`, args, site.node, place, machine);
      }),
    );
  }
  return { kind: "namespace", name: "zod", members };
}

export function zodMember(
  owner: ZodValue,
  name: string,
  node: TS.Node,
  place: Place,
  machine: Machine,
): Value {
  const data = dataOf(owner, name);
  if (data !== undefined) return data;
  if (!methods.has(name)) return machine.refuse("schema-method", node, place, { name: `.${name}` });
  const method: unknown = (owner.schema as Record<string, unknown>)[name];
  if (typeof method !== "function") {
    return machine.throws("TypeError", "call-unknown", node, place, { text: machine.textOf(node, place) });
  }
  return builtin(`.${name}`, (args, site) =>
    applyZod(method as AnyFunction, owner.schema, `.${name}`, args, site.node, place, machine),
  );
}

/** What a schema tells of itself: the choices of an enum, the fields of an object. */
function dataOf({ schema }: ZodValue, name: string): Value | undefined {
  const { z } = zod();
  if (schema instanceof z.ZodEnum) {
    // The cast: choices are strings and numbers.
    const entries = Object.entries(schema.enum) as [string, string | number][];
    if (name === "enum") return object(entries.map(([key, value]) => [key, known(value)]));
    if (name === "options") return array((schema.options as (string | number)[]).map(known));
  }
  if (schema instanceof z.ZodLiteral && name === "value") return known(schema.value as Known["value"]);
  if (schema instanceof z.ZodObject && name === "shape") {
    const fields = Object.entries(schema.shape as Record<string, unknown>);
    return object(fields.map(([key, field]): [string, Value] => [key, { kind: "zod", schema: field }]));
  }
  return undefined;
}

function applyZod(
  method: AnyFunction,
  receiver: unknown,
  name: string,
  args: readonly Value[],
  node: TS.Node,
  place: Place,
  machine: Machine,
): Value {
  machine.step(node, place, stepsPerCall);
  const plain: unknown[] = [];
  const measured = [measureOf(receiver)];
  const count = (part: Measure = leaf) => {
    machine.step(node, place, stepsPerPart);
    measured.push(part);
  };
  for (const arg of args) {
    const value = toPlain(arg, count);
    if ("problem" in value) {
      if (value.problem.kind === "poison") return value.problem;
      if (value.problem.kind === "function" || value.problem.kind === "builtin") {
        return machine.refuse("schema-callback", node, place, { name });
      }
      if (value.problem.kind === "regexp") {
        return machine.refuse("schema-method", node, place, { name: String(value.problem.value) });
      }
      return machine.refuse("schema-invalid", node, place, {
        text: `${name} does not accept ${describe(value.problem)}.`,
      });
    }
    plain.push(value.plain);
  }
  const measure = {
    parts: measured.reduce((sum, { parts }) => sum + parts, 0),
    depth: 1 + measured.reduce((deepest, { depth }) => Math.max(deepest, depth), 0),
  };
  // What `extend` and its kind copy.
  machine.step(node, place, Math.min(measure.parts, maxParts));
  if (measure.parts > maxParts) {
    return machine.refuse("evaluation-limit", node, place, { limit: "building 50,000 schema parts" });
  }
  if (measure.depth > maxDepth) {
    return machine.refuse("evaluation-limit", node, place, {
      limit: `${maxDepth} chained calls on one schema`,
    });
  }
  try {
    const schema = method.apply(receiver, plain);
    if (typeof schema === "object" && schema !== null) measures.set(schema, measure);
    return { kind: "zod", schema };
  } catch (error) {
    return machine.refuse("schema-invalid", node, place, { text: firstLine(error) });
  }
}

/** Of the evaluator's steps: making a schema takes zod longer than a step of anything else takes. */
const stepsPerCall = 100;
const stepsPerPart = 4;

/**
 * A schema at its largest, written out: one that is used twice counts twice, as JSON Schema will have it twice, and forty
 * lines can make 2^40 parts of one. `depth` counts every call of the chain, since most wrap what they are called on.
 */
interface Measure {
  readonly parts: number;
  readonly depth: number;
}

const leaf: Measure = { parts: 1, depth: 0 };
const maxParts = 50_000;
const maxDepth = 200;
const measures = new WeakMap<object, Measure>();

function measureOf(schema: unknown): Measure {
  return (typeof schema === "object" && schema !== null && measures.get(schema)) || leaf;
}

type Plain = { readonly plain: unknown } | { readonly problem: Value };

/** A known value as an ordinary JavaScript one, for zod to keep. `count` is told of each part. */
function toPlain(value: Value, count: (part?: Measure) => void): Plain {
  count(value.kind === "zod" ? measureOf(value.schema) : leaf);
  switch (value.kind) {
    case "known":
      return { plain: value.value };
    case "regexp":
      // JSON Schema's patterns have no flags; `i` would be lost.
      return /[^uv]/.test(value.value.flags) ? { problem: value } : { plain: value.value };
    case "zod":
      return { plain: value.schema };
    case "array": {
      const items = value.elements.map((element) => toPlain(element, count));
      return (
        items.find((item) => "problem" in item) ?? {
          plain: items.map((item) => "plain" in item && item.plain),
        }
      );
    }
    case "object": {
      const plain: Record<string, unknown> = {};
      for (const [key, field] of Object.entries(value.fields)) {
        const item = toPlain(field, count);
        if ("problem" in item) return item;
        Object.defineProperty(plain, key, {
          value: item.plain,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
      return { plain };
    }
    default:
      return { problem: value };
  }
}

/** The JSON Schema of what a caller passes: fields with a default may be left out. Text says what zod objects to. */
export function zodToJsonSchema(value: ZodValue): { readonly schema: Schema } | { readonly problem: string } {
  try {
    const { z } = zod();
    const json = z.toJSONSchema(value.schema as Zod.ZodType, { io: "input", reused: "inline" });
    const { $schema: _, ...schema } = json as Record<string, unknown>;
    return { schema: JSON.parse(JSON.stringify(schema)) as Schema };
  } catch (error) {
    return { problem: firstLine(error) };
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
