/** `export default model("…")` becomes a function that calls it with the model's required fields. */
import type { Here } from "./here.ts";
import { exportedNode } from "../1-parse/default-export.ts";
import type { Schema } from "../../schema/schema.ts";
import type { DiagnosticFacts } from "../../diagnostics/diagnostic.ts";
import type { Suggestion } from "../../diagnostics/suggestion.ts";
import { unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { isTaken } from "./names.ts";
import { codeOf, edit } from "./source.ts";

type Fields = readonly (readonly [name: string, type: string])[];

/** Only if the export is a model of a known endpoint. */
export function workflowOfModel(
  node: TS.Node,
  module: Here,
  { name, endpoint: id }: DiagnosticFacts<"workflow-not-function">,
): Suggestion | undefined {
  const input = id === undefined ? undefined : module.endpoint(id)?.input;
  const fields = input && fieldsOf(input);
  const statement = node.parent;
  if (fields === undefined || !ts.isExportAssignment(statement) || exportedNode(statement) !== node) {
    return undefined;
  }
  const model = unwrap(statement.expression);
  const isNamed = ts.isIdentifier(model);
  if (isTaken(name, module.tree) || (!isNamed && isTaken("generate", module.tree))) return undefined;
  const names = fields.map(([field]) => field).join(", ");
  const types = fields.map(([field, type]) => `${field}: ${type}`).join("; ");
  const code = [
    ...(isNamed ? [] : [`const generate = ${codeOf(model, module)};`, ""]),
    `export default async function ${name}({ ${names} }: { ${types} }) {`,
    `  return await ${isNamed ? model.text : "generate"}({ ${names} });`,
    "}",
  ];
  const replacement = edit(statement, code.join("\n"), module);
  return { edits: [replacement], note: "add any other fields that the workflow takes" };
}

/** A model's required fields; `undefined` if one of them is not a string, a number or a boolean. */
function fieldsOf({ properties = {}, required = [] }: Schema): Fields | undefined {
  const fieldNames = required.length > 0 ? required : ["prompt"];
  const fields = fieldNames.map((name) => [name, typeOf(properties[name])] as const);
  return fields.every((each): each is readonly [string, string] => each[1] !== undefined)
    ? fields
    : undefined;
}

function typeOf(schema: Schema | undefined): string | undefined {
  if (schema?.enum !== undefined) return undefined;
  switch (schema?.type) {
    case "string":
    case "number":
    case "boolean":
      return schema.type;
    case "integer":
      return "number";
    default:
      return undefined;
  }
}
