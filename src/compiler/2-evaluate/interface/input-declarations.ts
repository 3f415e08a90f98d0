/** Where the fields of the workflow's input are declared: in a zod object or in the parameter's type. */
import type { Span } from "../../../diagnostics/span.ts";
import { type Module, spanOf } from "../../1-parse/module.ts";
import { unwrap } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { initializerOf } from "../modules/exported-declaration.ts";
import type { InputInterface } from "./interface.ts";
import { declarationsInFile } from "../types/names/in-file.ts";

/** Field → its name in the declaration; a field that is not listed there has the span of the whole schema or type. */
export function declarationsOf({ schema, declaration }: InputInterface): ReadonlyMap<string, Span> {
  const fields = new Map<string, Span>();
  if (declaration === undefined) return fields;
  const { node, module } = declaration;
  const names = namesIn(node, module, new Set());
  for (const field of Object.keys(schema.properties ?? {}))
    fields.set(field, spanOf(module, names.get(field) ?? node));
  return fields;
}

function namesIn(node: TS.Node, module: Module, seen: Set<TS.Node>): ReadonlyMap<string, TS.Node> {
  if (seen.has(node)) return new Map();
  seen.add(node);
  if (ts.isExpression(node)) return namesInExpression(unwrap(node), module, seen);
  if (ts.isTypeLiteralNode(node) || ts.isInterfaceDeclaration(node)) return named(node.members);
  if (ts.isParenthesizedTypeNode(node) || ts.isTypeAliasDeclaration(node))
    return namesIn(node.type, module, seen);
  if (!ts.isTypeReferenceNode(node) || !ts.isIdentifier(node.typeName)) return new Map();
  const [argument] = node.typeArguments ?? [];
  const parts = declarationsInFile(node.typeName, module);
  if (parts.length > 0) return new Map(parts.flatMap((part) => [...namesIn(part, module, seen)]));
  return argument === undefined ? new Map() : namesIn(argument, module, seen);
}

/** `z.object({ … })`, `z.object(fields)`, `base.extend({ … }).describe("…")` */
function namesInExpression(
  node: TS.Expression,
  module: Module,
  seen: Set<TS.Node>,
): ReadonlyMap<string, TS.Node> {
  if (ts.isObjectLiteralExpression(node)) return named(node.properties);
  if (ts.isIdentifier(node)) {
    const initializer = initializerOf(node.text, module);
    return initializer === undefined ? new Map() : namesIn(initializer, module, seen);
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return new Map();
  const { name, expression: owner } = node.expression;
  const [argument] = node.arguments;
  const isFields = ["object", "strictObject", "extend"].includes(name.text);
  const given =
    isFields && argument !== undefined ? namesIn(argument, module, seen) : new Map<string, TS.Node>();
  return new Map([...namesIn(owner, module, seen), ...given]);
}

function named(
  members: readonly (TS.TypeElement | TS.ObjectLiteralElementLike)[],
): ReadonlyMap<string, TS.Node> {
  const names = new Map<string, TS.Node>();
  for (const { name } of members) {
    if (name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name))) names.set(name.text, name);
  }
  return names;
}
