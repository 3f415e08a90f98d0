/**
 * A value that a graph cannot compute is computed before the run and passed in: the interface with one field more, as
 * the author wrote it otherwise.
 */
import { literally } from "../../diagnostics/wording.ts";
import type { Module } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";
import { codeOf } from "./source.ts";
import { signature, workflowAround, workflowOf } from "./workflow.ts";

export type FieldType = "string" | "number" | "boolean";

/** `undefined` in a helper: its parameters are no interface. */
export function withInputField(
  node: TS.Node,
  name: string,
  type: FieldType,
  module: Module,
): string | undefined {
  const isOutside = ts.findAncestor(node, ts.isFunctionLike) === undefined;
  const workflow = isOutside ? workflowOf(module) : workflowAround(node);
  if (workflow === undefined) return undefined;
  const [parameter] = workflow.parameters;
  if (parameter === undefined) return signature(workflow, module, `{ ${name} }: { ${name}: ${type} }`);
  const bound = codeOf(parameter.name, module);
  // Something else has the name already.
  if (new RegExp(`\\b${literally(name)}\\b`).test(bound)) return undefined;
  const pattern = ts.isIdentifier(parameter.name) ? bound : withMember(bound, name, ",");
  const declared = parameter.type;
  if (declared !== undefined && ts.isTypeLiteralNode(declared)) {
    return signature(
      workflow,
      module,
      `${pattern}: ${withMember(codeOf(declared, module), `${name}: ${type}`, ";")}`,
    );
  }
  const shape = shapeOf(declared, name, type, module);
  if (shape === undefined || declared === undefined) return undefined;
  const head = signature(workflow, module, `${pattern}: ${codeOf(declared, module)}`);
  return pattern === bound ? shape : `${shape}\n\n${head}`;
}

/** The zod object or the interface of the file, with the field. */
function shapeOf(
  declared: TS.TypeNode | undefined,
  name: string,
  type: FieldType,
  module: Module,
): string | undefined {
  const text = declared === undefined ? "" : codeOf(declared, module);
  const wanted = /^z\.infer<typeof (\w+)>$/.exec(text)?.[1] ?? text;
  for (const statement of module.tree.statements) {
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
      if (statement.name.text !== wanted) continue;
      return withMember(codeOf(statement, module), `${name}: ${type}`, ";");
    }
    if (!ts.isVariableStatement(statement)) continue;
    const [declaration] = statement.declarationList.declarations;
    if (declaration === undefined || !ts.isIdentifier(declaration.name) || declaration.name.text !== wanted)
      continue;
    return withMember(codeOf(statement, module), `${name}: z.${type}()`, ",");
  }
  return undefined;
}

/** `{ a }` → `{ a, b }`, on one line or over several. Works on the last brace of the text. */
export function withMember(text: string, member: string, separator: "," | ";"): string {
  const end = text.lastIndexOf("}");
  const before = text.slice(0, end).trimEnd().replace(/[,;]$/, "");
  const isList = before.includes("\n");
  const joint = before.endsWith("{") ? "" : separator;
  const inserted = isList ? `${joint}\n  ${member}${separator}\n` : `${joint} ${member} `;
  return `${before}${inserted}${text.slice(end)}`;
}
