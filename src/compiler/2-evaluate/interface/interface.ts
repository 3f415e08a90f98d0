/**
 * The workflow's input schema: its file's export `input`, a zod object, if there is one; else the parameter's own
 * type.
 */
import { describeAsThing } from "../../../schema/path.ts";
import type { Schema } from "../../../schema/schema.ts";
import { isIdentifierKey } from "../../../graph/reference.ts";
import type { Json } from "../../../lib/json.ts";
import type { Located, Module } from "../../1-parse/module.ts";
import { ts, type TS } from "../../typescript.ts";
import { contextualType } from "./contextual-type.ts";
import { defaultProblem } from "./default-problem.ts";
import { findExportedDeclaration } from "../modules/exported-declaration.ts";
import { parametersOf } from "../modules/exported-workflow.ts";
import type { Interpreter } from "../machine/interpreter.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { withParameterDefaults } from "./parameter-defaults.ts";
import { typeToSchema } from "../types/type-schema.ts";
import { describe } from "../values/describe.ts";
import type { FunctionValue, Value } from "../values/values.ts";
import { zodToJsonSchema } from "../zod/zod-json-schema.ts";

export interface InputInterface {
  readonly schema: Schema;
  /** The zod expression or the type that defines it, and its file; `undefined` without an input. */
  readonly declaration: Located | undefined;
  /** The schema of the type, with the defaults of its doc comments and without the parameter's own. */
  readonly typed?: Schema;
}

/** `entry`: the file being compiled, whose exports count. `undefined` after a report. */
export function readInterface(
  fn: FunctionValue,
  entry: Module,
  machine: Interpreter,
): InputInterface | undefined {
  const place: Place = { ...machine.placeOf(fn.module), scope: fn.scope };
  const [parameter] = parametersOf(fn.node);
  const exported = machine.exported(entry, "input");
  if (exported !== undefined) {
    const declaration = findExportedDeclaration(entry, "input", machine.modules) ?? {
      node: entry.tree,
      module: entry,
    };
    machine.inputDeclaration = declaration;
    if (!exported.constant) machine.touch(exported, false, declaration.node, machine.placeOf(entry));
    const zod = fromZod(exported.value, declaration, machine);
    machine.inputDefaults.zodFor = fn.node;
    const schema = zod && parameter ? withParameterDefaults(zod, parameter, place, machine) : zod;
    return schema && { schema, declaration };
  }
  if (parameter === undefined) {
    return {
      schema: { type: "object", properties: {}, additionalProperties: false },
      declaration: undefined,
    };
  }
  const type = parameter.type ?? contextualType(fn.node);
  if (type === undefined) {
    machine.refuse("input-untyped", parameter, place, { name: machine.textOf(parameter.name, place) });
    return undefined;
  }
  const declaration = { node: type, module: fn.module };
  machine.inputDeclaration = declaration;
  let failed = false;
  const converted = typeToSchema(type, fn.module, machine, (node, module, isReported) => {
    failed = true;
    if (!isReported)
      machine.refuse("input-type-unsupported", node, { module }, { type: machine.textOf(node, { module }) });
  });
  if (converted === undefined || failed) return undefined;
  if (Object.keys(converted).length === 0) {
    machine.refuse("input-untyped", parameter, place, { name: machine.textOf(parameter.name, place) });
    return undefined;
  }
  const plain = checked(converted, declaration, machine);
  if (plain === undefined) return undefined;
  const schema = withParameterDefaults(plain, parameter, place, machine);
  return schema && { schema, declaration, typed: plain };
}

function fromZod(value: Value | undefined, declaration: Located, machine: Interpreter): Schema | undefined {
  const { node, module } = declaration;
  // What has no value was refused.
  if (value === undefined || value.kind === "poison") return undefined;
  if (value.kind === "unavailable") {
    machine.refuseUse(value, node, module);
    return undefined;
  }
  if (value.kind !== "zod") {
    machine.refuse("input-not-object", node, { module }, { text: `${describe(value)}, not a zod schema` });
    return undefined;
  }
  const converted = zodToJsonSchema(value);
  if ("problem" in converted) {
    const { problem, by } = converted;
    if (by === "zod") machine.refuse("schema-invalid", node, { module }, { text: problem });
    else machine.refuse("schema-inexact", node, { module }, { what: problem });
    return undefined;
  }
  // `z.looseObject`: the function receives fields that the interface does not name.
  const { properties, additionalProperties } = converted.schema;
  if (properties !== undefined && typeof additionalProperties === "object") {
    machine.refuse(
      "schema-inexact",
      node,
      { module },
      { what: "an input that accepts fields it does not list" },
    );
    return undefined;
  }
  return checked(converted.schema, declaration, machine);
}

function checked(schema: Schema, { node, module }: Located, machine: Machine): Schema | undefined {
  if (schema.type !== "object" || schema.properties === undefined) {
    machine.refuse("input-not-object", node, { module }, { text: describeAsThing(schema) });
    return undefined;
  }
  const bad = Object.keys(schema.properties).filter((name) => !isIdentifierKey(name));
  for (const name of bad) machine.refuse("input-field-name", declarationOf(name, node), { module }, { name });
  if (bad.length > 0) return undefined;
  const dollar = Object.values(schema.properties)
    .map(dollarDefault)
    .find((text) => text !== undefined);
  if (dollar !== undefined) {
    machine.refuse("string-starts-with-dollar", node, { module }, { text: dollar });
    return undefined;
  }
  let failed = false;
  for (const [field, { default: value, ...rest }] of Object.entries(schema.properties)) {
    const problem = value === undefined ? undefined : defaultProblem(rest, value);
    if (problem === undefined) continue;
    const at = declarationOf(field, node);
    machine.refuse("input-default-invalid", at, { module }, { field, value: JSON.stringify(value), problem });
    failed = true;
  }
  if (failed) return undefined;
  // Undeclared fields are the caller's mistake, even if zod would drop them.
  return { ...schema, additionalProperties: false };
}

/** Where the schema or type declares the field, if it is written out there. */
function declarationOf(field: string, node: TS.Node): TS.Node {
  const find = (part: TS.Node): TS.Node | undefined => {
    const named = ts.isPropertyAssignment(part) || ts.isPropertySignature(part) ? part.name : undefined;
    const isName = named !== undefined && (ts.isStringLiteral(named) || ts.isIdentifier(named));
    return isName && named.text === field ? part : ts.forEachChild(part, find);
  };
  return find(node) ?? node;
}

/** A default becomes a value of the graph's input node, where such a string would be read as a reference. */
function dollarDefault({ default: value }: Schema): string | undefined {
  const waiting: Json[] = value === undefined ? [] : [value];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === "string" && next.startsWith("$")) return next;
    if (typeof next === "object" && next !== null) waiting.push(...Object.values(next));
  }
  return undefined;
}
