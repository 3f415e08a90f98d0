/** The workflow's input schema: the zod `input` export where there is one, else the parameter's own type. */
import { describeType } from "../../catalog/path.ts";
import type { Schema } from "../../catalog/schema.ts";
import { isIdentifierKey } from "../../graph/reference.ts";
import type { Json } from "../../lib/json.ts";
import { type Module, type ParsedWorkflow, spanOf } from "../1-parse/module.ts";
import { hasModifier } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { defaultProblem } from "./default-problem.ts";
import type { Machine, Place } from "./machine.ts";
import { warnAboutDocDefaults, withParameterDefaults } from "./parameter-defaults.ts";
import type { Scope } from "./scope.ts";
import { typeToSchema } from "./type-schema.ts";
import { describe, type Value } from "./values.ts";
import { zodToJsonSchema } from "./zod-json-schema.ts";

/** `undefined` after a report. */
export function readInterface(
  workflow: ParsedWorkflow,
  scope: Scope<Value>,
  place: Place,
  machine: Machine,
): Schema | undefined {
  const { entry, body } = workflow;
  const declaration = inputDeclaration(workflow);
  const parameter = body.parameters[0];
  if (declaration !== undefined) {
    const value = scope.own("input")?.value;
    if (value === undefined || value.kind === "poison") return undefined;
    const schema = fromZod(value, declaration, workflow, machine);
    return schema && parameter ? withParameterDefaults(schema, parameter, place, machine) : schema;
  }
  if (parameter === undefined) return { type: "object", properties: {}, additionalProperties: false };
  if (parameter.type === undefined) {
    machine.refuse("input-untyped", parameter, place, { name: machine.textOf(parameter.name, place) });
    return undefined;
  }
  let failed = false;
  const schema = typeToSchema(parameter.type, entry, machine, (node, module) => {
    failed = true;
    if (!isFromMissingFile(node, module))
      machine.refuse("input-type-unsupported", node, { module }, { type: machine.textOf(node, { module }) });
  });
  if (schema === undefined || failed) return undefined;
  const plain = checked(schema, parameter.type, workflow, machine);
  if (plain === undefined) return undefined;
  warnAboutDocDefaults(plain, parameter, place, machine);
  return withParameterDefaults(plain, parameter, place, machine);
}

/** A type of a file that could not be read, which was told. */
function isFromMissingFile(node: TS.Node, { tree, imports }: Module): boolean {
  if (!ts.isTypeReferenceNode(node) || !ts.isIdentifier(node.typeName)) return false;
  const { text } = node.typeName;
  return tree.statements.filter(ts.isImportDeclaration).some(({ importClause, moduleSpecifier }) => {
    const bindings = importClause?.namedBindings;
    const isNamed =
      importClause?.name?.text === text ||
      (bindings !== undefined &&
        ts.isNamedImports(bindings) &&
        bindings.elements.some(({ name }) => name.text === text));
    const specifier = ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : "";
    return isNamed && importClause?.phaseModifier === undefined && imports.get(specifier)?.kind === "missing";
  });
}

/** `export const input = …` */
export function inputDeclaration({ entry }: ParsedWorkflow): TS.Expression | undefined {
  for (const statement of entry.tree.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    if (!hasModifier(statement, ts.SyntaxKind.ExportKeyword)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (ts.isIdentifier(name) && name.text === "input" && initializer !== undefined) return initializer;
    }
  }
  return undefined;
}

function fromZod(
  value: Value,
  node: TS.Node,
  workflow: ParsedWorkflow,
  machine: Machine,
): Schema | undefined {
  const place = { module: workflow.entry };
  if (value.kind !== "zod") {
    machine.refuse("input-not-object", node, place, { text: describe(value) });
    return undefined;
  }
  const converted = zodToJsonSchema(value);
  if ("problem" in converted) {
    const { problem, by } = converted;
    if (by === "zod") machine.refuse("schema-invalid", node, place, { text: problem });
    else machine.refuse("schema-inexact", node, place, { what: problem });
    return undefined;
  }
  // `z.looseObject`: the function is handed fields that the interface does not name.
  const { properties, additionalProperties } = converted.schema;
  if (properties !== undefined && typeof additionalProperties === "object") {
    machine.refuse("schema-inexact", node, place, { what: "An input that takes fields without a name here" });
    return undefined;
  }
  return checked(converted.schema, node, workflow, machine);
}

function checked(
  schema: Schema,
  node: TS.Node,
  workflow: ParsedWorkflow,
  machine: Machine,
): Schema | undefined {
  if (schema.type !== "object" || schema.properties === undefined) {
    machine.refuse("input-not-object", node, { module: workflow.entry }, { text: describeType(schema) });
    return undefined;
  }
  const bad = Object.keys(schema.properties).find((name) => !isIdentifierKey(name));
  if (bad !== undefined) {
    machine.refuse("input-field-name", declarationOf(bad, node), { module: workflow.entry }, { name: bad });
    return undefined;
  }
  const dollar = Object.values(schema.properties)
    .map(dollarDefault)
    .find((text) => text !== undefined);
  if (dollar !== undefined) {
    machine.report("string-starts-with-dollar", spanOf(workflow.entry, node), { text: dollar });
    return undefined;
  }
  for (const [field, { default: value, ...rest }] of Object.entries(schema.properties)) {
    const problem = value === undefined ? undefined : defaultProblem(rest, value);
    if (problem === undefined) continue;
    const at = declarationOf(field, node);
    machine.refuse(
      "input-default-invalid",
      at,
      { module: workflow.entry },
      { field, value: JSON.stringify(value), problem },
    );
    return undefined;
  }
  // Fields nobody declared are a mistake of the caller, also where zod would drop them.
  return { ...schema, additionalProperties: false };
}

/** Where the schema or type has the field, as far as it is written out there. */
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
