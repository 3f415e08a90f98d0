/** `z.infer<typeof schema>`, for a schema that is a constant of a file. */
import type { Module } from "../../1-parse/module.ts";
import { ts, type TS } from "../../typescript.ts";
import { zodToJsonSchema } from "../zod/zod-json-schema.ts";
import type { TypeContext } from "./context.ts";
import { opaque, type Shape } from "./shape.ts";

const inferring = new Set(["infer", "input", "output", "TypeOf"]);

/** `name`: the type's name in zod. */
export function zodType(
  name: string,
  given: readonly TS.TypeNode[],
  node: TS.Node,
  module: Module,
  context: TypeContext,
): Shape {
  const [argument, ...others] = given;
  const isInferred = inferring.has(name) && others.length === 0;
  const schema =
    isInferred && argument !== undefined
      ? schemaOf(withoutParentheses(argument), module, context)
      : undefined;
  return schema === undefined ? opaque(node, module) : { kind: "schema", schema };
}

function schemaOf(argument: TS.TypeNode, module: Module, { names, machine }: TypeContext) {
  if (!ts.isTypeQueryNode(argument)) return undefined;
  const found = names.find(argument.exprName, module, "value");
  const [declared, ...others] = found?.kind === "declared" ? found.declarations : [];
  if (declared === undefined || others.length > 0) return undefined;
  const { node } = declared;
  // An annotated or cast variable has another type than its value.
  const isPlain =
    ts.isVariableDeclaration(node) &&
    ts.isIdentifier(node.name) &&
    node.type === undefined &&
    node.initializer !== undefined &&
    !ts.isAsExpression(node.initializer) &&
    !ts.isTypeAssertionExpression(node.initializer) &&
    (node.parent.flags & ts.NodeFlags.Const) !== 0 &&
    ts.isSourceFile(node.parent.parent.parent);
  const value = isPlain ? machine.valueOf((node.name as TS.Identifier).text, declared.module) : undefined;
  const converted = value?.kind === "zod" ? zodToJsonSchema(value) : undefined;
  return converted !== undefined && "schema" in converted ? converted.schema : undefined;
}

function withoutParentheses(node: TS.TypeNode): TS.TypeNode {
  let inner = node;
  while (ts.isParenthesizedTypeNode(inner)) inner = inner.type;
  return inner;
}
