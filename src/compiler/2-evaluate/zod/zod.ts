/**
 * Chains rooted at `z`, applied to the real zod library, so that every feature has its true meaning. Only what JSON
 * Schema can express is allowed: `zod-names.ts` lists it.
 */
import { createRequire } from "node:module";
import type * as Zod from "zod";
import type { TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { describe } from "../values/describe.ts";
import {
  array,
  builtin,
  known,
  type Known,
  type NamespaceValue,
  object,
  type Value,
  type ZodValue,
} from "../values/values.ts";
import {
  type KeptValue,
  leaf,
  type Measure,
  measureOf,
  originOf,
  remember,
  setOrigin,
  toPlain,
} from "./zod-argument.ts";
import { constructors, isoConstructors, methods } from "./zod-names.ts";
import { type Pattern, patternProblem } from "./zod-pattern.ts";
import { inexactOption } from "./zod-options.ts";

type AnyFunction = (...args: unknown[]) => unknown;

// Loading zod takes 100 ms, and many workflows define their input by a TypeScript type.
let library: typeof Zod | undefined;
export function zod(): typeof Zod {
  library ??= createRequire(import.meta.url)("zod") as typeof Zod;
  return library;
}

/** Whether zod has the member: `namespace` is `z.` or `z.iso.`. */
export function isOfZod(namespace: string, name: string): boolean {
  const { z } = zod();
  return name in (namespace === "z." ? z : z.iso);
}

/** The value of `z`. */
export function zodNamespace(machine: Machine, place: Place): NamespaceValue {
  const member = (name: string, ownerName: string, owner: () => object): [string, Value] => [
    name,
    builtin(`${ownerName}.${name}`, (args, site) => {
      const library = owner();
      // The cast: the lists name only functions of zod's.
      const method = (library as Record<string, unknown>)[name] as AnyFunction;
      const callee = { method, receiver: library, name: `${ownerName}.${name}` };
      return applyZod(callee, args, site.node, place, machine);
    }),
  ];
  const iso = [...isoConstructors].map((name) => member(name, "z.iso", () => zod().z.iso));
  const members = new Map<string, Value>([
    ...[...constructors].map((name) => member(name, "z", () => zod().z)),
    ["iso", { kind: "namespace", name: "z.iso.", members: new Map(iso) }],
  ]);
  return { kind: "namespace", name: "z.", members };
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
  const callee = { method: method as AnyFunction, receiver: owner.schema, name: `.${name}` };
  return builtin(callee.name, (args, site) => applyZod(callee, args, site.node, place, machine));
}

/** Data that a schema exposes: the values of an enum, the fields of an object. */
function dataOf({ schema }: ZodValue, name: string): Value | undefined {
  const { z } = zod();
  if (schema instanceof z.ZodEnum) {
    if (name === "enum") return listed(schema.enum, known as (part: unknown) => Value);
    if (name === "options") return listed(schema.options, known as (part: unknown) => Value);
  }
  if (schema instanceof z.ZodLiteral && name === "value") return known(schema.value as Known["value"]);
  if (schema instanceof z.ZodObject && name === "shape") return listed(schema.shape, schemaValue);
  if (schema instanceof z.ZodArray && name === "element") return schemaValue(schema.element);
  return undefined;
}

function schemaValue(schema: unknown): Value {
  return { kind: "zod", schema };
}

/** A list or an object of zod's as a value: always the same one, and the author's own if zod received it from there. */
function listed(plain: object, valueOf: (part: unknown) => Value): Value {
  const copy = () =>
    Array.isArray(plain)
      ? array(plain.map(valueOf))
      : object(Object.entries(plain).map(([key, part]): [string, Value] => [key, valueOf(part)]));
  const value = originOf(plain) ?? setOrigin(plain, copy());
  value.keptBy = "zod";
  return value;
}

/** A function of zod's, as the author calls it: `z.object`, `.min`. */
interface ZodFunction {
  readonly method: AnyFunction;
  readonly receiver: unknown;
  readonly name: string;
}

function applyZod(
  { method, receiver, name }: ZodFunction,
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
  const keep = (owner: KeptValue) => {
    machine.touch(owner, false, node, place);
    owner.keptBy ??= name;
  };
  for (const arg of args) {
    const value = toPlain(arg, { count, keep });
    if ("problem" in value) {
      if (value.problem.kind === "poison") return value.problem;
      if (value.problem.kind === "function" || value.problem.kind === "builtin") {
        return machine.refuse("schema-callback", node, place, { name });
      }
      if (value.problem.kind === "regexp") {
        const reason = patternProblem(value.problem.value as Pattern);
        return machine.refuse("schema-method", node, place, { name: String(value.problem.value), reason });
      }
      return machine.refuse("schema-invalid", node, place, {
        text: `${name} does not accept ${describe(value.problem)}.`,
      });
    }
    plain.push(value.plain);
  }
  const option = inexactOption(name, plain);
  if (option !== undefined) return machine.refuse("schema-method", node, place, option);
  const measure = {
    parts: measured.reduce((sum, { parts }) => sum + parts, 0),
    depth: 1 + measured.reduce((deepest, { depth }) => Math.max(deepest, depth), 0),
  };
  // What `extend` and similar methods copy.
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
    remember(schema, measure);
    return { kind: "zod", schema };
  } catch (error) {
    return machine.refuse("schema-invalid", node, place, { text: firstLine(error) });
  }
}

/** Evaluator steps: making a zod schema takes longer than any other step. */
const stepsPerCall = 100;
const stepsPerPart = 4;

const maxParts = 50_000;
const maxDepth = 200;

export function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
