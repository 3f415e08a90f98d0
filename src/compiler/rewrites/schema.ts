/** Input schemas and types: the author's own line with what JSON Schema can say. */
import { withoutIndent } from "../../diagnostics/in-place.ts";
import { literally } from "../../diagnostics/wording.ts";
import type { Module } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";
import { codeOf, replaced } from "./source.ts";
import { signature, workflowAround, workflowOf } from "./workflow.ts";

/** `z.string().min(1).transform(trim)` → `z.string().min(1)`; a type zod has and JSON Schema lacks → `z.string()`. */
export function withoutMethod(node: TS.Node, module: Module): string | undefined {
  const access = ts.isCallExpression(node) ? node.expression : node;
  if (!ts.isPropertyAccessExpression(access)) return undefined;
  const call = ts.isCallExpression(access.parent) ? access.parent : access;
  const owner = codeOf(access.expression, module);
  return replaced(call, owner === "z" ? "z.string()" : owner, module);
}

/** The parameter with a type: its fields, as far as the function shows them, taken for text. */
export function typedParameter(node: TS.Node, module: Module): string | undefined {
  const workflow = workflowAround(node);
  if (workflow === undefined || !ts.isParameter(node)) return undefined;
  const fields = ts.isIdentifier(node.name)
    ? fieldsRead(workflow, node.name.text)
    : node.name.elements.flatMap((each) =>
        ts.isBindingElement(each) ? [codeOf(each.propertyName ?? each.name, module)] : [],
      );
  if (fields.length === 0) return undefined;
  const type = fields.map((field) => `${field}: string`).join("; ");
  return signature(workflow, module, `${codeOf(node.name, module)}: { ${type} }`);
}

function fieldsRead(workflow: TS.Node, name: string): readonly string[] {
  const found = new Set<string>();
  const visit = (node: TS.Node): void => {
    const isField = ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression);
    if (isField && (node.expression as TS.Identifier).text === name) found.add(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(workflow);
  return [...found];
}

/** A parameter or schema that is no object, as the one field of an object. */
export function asField(node: TS.Node, module: Module): string | undefined {
  const { parent } = node;
  if (ts.isParameter(parent) && ts.isIdentifier(parent.name)) {
    const workflow = workflowAround(node);
    const name = parent.name.text;
    return workflow && signature(workflow, module, `{ ${name} }: { ${name}: ${codeOf(node, module)} }`);
  }
  return replaced(node, `z.object({ prompt: ${codeOf(node, module)} })`, module);
}

/** What stands for a type that no JSON Schema describes: files are their URL, maps are objects. */
export function jsonType(node: TS.Node, module: Module): string {
  const text = codeOf(node, module);
  const map = /^(?:Readonly)?Map<string, (.+)>$/.exec(text)?.[1];
  return replaced(node, map === undefined ? "string" : `Record<string, ${map}>`, module);
}

/** The field with a value for when it is left out: in zod, in the parameter's pattern, or no longer optional in its type. */
export function withDefault(field: string, example: string, module: Module): string | undefined {
  const workflow = workflowOf(module);
  const schema = lineWith(module, new RegExp(`^\\s*${literally(field)}: z\\..*\\.optional\\(\\)`));
  if (schema !== undefined) return schema.replace(".optional()", () => `.default(${example})`);
  const [parameter] = workflow?.parameters ?? [];
  if (workflow !== undefined && parameter !== undefined && !ts.isIdentifier(parameter.name)) {
    const elements: readonly TS.ArrayBindingElement[] = parameter.name.elements;
    const element = elements.filter(ts.isBindingElement).find(({ name }) => codeOf(name, module) === field);
    if (element?.initializer !== undefined) return undefined;
    if (element !== undefined) return replaced(element, `${codeOf(element, module)} = ${example}`, module);
  }
  const line = lineWith(module, new RegExp(`\\b${literally(field)}\\?:`));
  return line?.replace(`${field}?:`, () => `${field}:`);
}

/** The first line of the file that matches, without its indentation. */
function lineWith({ source }: Module, pattern: RegExp): string | undefined {
  const line = source.text.split(/\r\n|\n|\r/).find((each) => pattern.test(each));
  return line === undefined ? undefined : withoutIndent([line]);
}

/** The parameters as fields of one object. */
export function oneParameter(workflow: TS.FunctionLikeDeclaration, module: Module): string | undefined {
  if (!ts.isFunctionDeclaration(workflow)) return undefined;
  const names: string[] = [];
  const types: string[] = [];
  for (const { name, type, initializer } of workflow.parameters) {
    if (!ts.isIdentifier(name) || type === undefined) return undefined;
    names.push(initializer === undefined ? name.text : `${name.text} = ${codeOf(initializer, module)}`);
    types.push(`${name.text}${initializer === undefined ? "" : "?"}: ${codeOf(type, module)}`);
  }
  return signature(workflow, module, `{ ${names.join(", ")} }: { ${types.join("; ")} }`);
}
