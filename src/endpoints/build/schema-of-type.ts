/**
 * A TypeScript type → the schema of what is sent. Syntax only: a name becomes a `$ref`, whatever it refers to. Covers
 * the syntax that fal's generated types use and a little more; throws on anything else.
 */
import type { Json } from "../../lib/json.ts";
import { ts, type TS } from "../../lib/typescript.ts";
import type { NamedSchema } from "./named-schema.ts";
import { parseDocComment } from "./doc-comment.ts";

type TypeNode = TS.TypeNode;

export function schemaOfType(node: TypeNode): NamedSchema {
  if (ts.isParenthesizedTypeNode(node)) return schemaOfType(node.type);
  if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.ReadonlyKeyword)
    return schemaOfType(node.type);
  if (ts.isLiteralTypeNode(node)) return schemaOfLiterals([literalValue(node)]);
  if (ts.isUnionTypeNode(node)) return schemaOfUnion(node.types);
  if (ts.isIntersectionTypeNode(node)) return { allOf: node.types.map(schemaOfType) };
  if (ts.isTypeLiteralNode(node)) return schemaOfMembers(node.members);
  if (ts.isTypeReferenceNode(node)) return schemaOfReference(node);
  if (ts.isArrayTypeNode(node)) return { type: "array", items: schemaOfType(node.elementType) };
  if (ts.isTupleTypeNode(node)) return schemaOfTuple(node.elements);
  switch (node.kind) {
    case ts.SyntaxKind.StringKeyword:
      return { type: "string" };
    case ts.SyntaxKind.NumberKeyword:
      return { type: "number" };
    case ts.SyntaxKind.BooleanKeyword:
      return { type: "boolean" };
    case ts.SyntaxKind.UnknownKeyword:
    case ts.SyntaxKind.AnyKeyword:
    case ts.SyntaxKind.VoidKeyword: // fal's generator also writes void where its OpenAPI says nothing
      return {};
    default:
      throw unreadable(node);
  }
}

function schemaOfReference(node: TS.TypeReferenceNode): NamedSchema {
  if (!ts.isIdentifier(node.typeName)) throw unreadable(node);
  const name = node.typeName.text;
  const [first, second, ...more] = node.typeArguments ?? [];
  if (first === undefined) return name === "Blob" ? { type: "string" } : { $ref: name };
  if ((name === "Array" || name === "ReadonlyArray") && second === undefined)
    return { type: "array", items: schemaOfType(first) };
  if (
    name === "Record" &&
    first.kind === ts.SyntaxKind.StringKeyword &&
    second !== undefined &&
    more.length === 0
  )
    return { type: "object", additionalProperties: isNever(second) ? false : schemaOfType(second) };
  throw unreadable(node);
}

/**
 * In a union with `Blob`, `Blob` and `File` are what the client uploads: a string on the wire. In any other union,
 * `File` is the type of that name in fal's file, an object with a `url`.
 */
function schemaOfUnion(types: readonly TypeNode[]): NamedSchema {
  const uploads = types.some((type) => isReferenceTo(type, "Blob"));
  const branches: NamedSchema[] = [];
  const literals: Json[] = [];
  for (const type of types) {
    if (uploads && (isReferenceTo(type, "Blob") || isReferenceTo(type, "File"))) continue;
    if (!ts.isLiteralTypeNode(type) || literalValue(type) === null) branches.push(schemaOfType(type));
    else {
      if (literals.length === 0) branches.push({ enum: literals }); // filled below, at the position of the first
      literals.push(literalValue(type));
    }
  }
  if (uploads) branches.push({ type: "string" });
  const schemas = branches.map((branch) => (branch.enum === literals ? schemaOfLiterals(literals) : branch));
  const distinct = [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
  const [only, ...others] = distinct;
  return only !== undefined && others.length === 0 ? only : { anyOf: distinct };
}

function schemaOfLiterals(values: readonly Json[]): NamedSchema {
  if (values[0] === null) return { type: "null" };
  const types = [...new Set(values.map((value) => typeof value as "string" | "number" | "boolean"))];
  const [only, ...others] = types;
  return { ...(only !== undefined && others.length === 0 ? { type: only } : {}), enum: [...new Set(values)] };
}

function schemaOfMembers(members: readonly TS.TypeElement[]): NamedSchema {
  const properties: [string, NamedSchema][] = [];
  const required: string[] = [];
  let rest: NamedSchema | undefined;
  for (const member of members) {
    if (ts.isIndexSignatureDeclaration(member)) rest = schemaOfType(member.type);
    else if (ts.isPropertySignature(member) && member.type !== undefined && isPlainName(member.name)) {
      properties.push([member.name.text, describedSchema(member, schemaOfType(member.type))]);
      if (member.questionToken === undefined) required.push(member.name.text);
    } else throw unreadable(member);
  }
  return {
    type: "object",
    ...(properties.length > 0 || rest === undefined ? { properties: Object.fromEntries(properties) } : {}),
    ...(required.length > 0 ? { required } : {}),
    ...(rest === undefined ? {} : { additionalProperties: rest }),
  };
}

function schemaOfTuple(elements: readonly (TypeNode | TS.NamedTupleMember)[]): NamedSchema {
  const prefixItems = elements.map((element) => {
    if (ts.isNamedTupleMember(element) || ts.isOptionalTypeNode(element) || ts.isRestTypeNode(element))
      throw unreadable(element);
    return schemaOfType(element);
  });
  return { type: "array", prefixItems, minItems: prefixItems.length, maxItems: prefixItems.length };
}

/** Adds what the doc comment before `node` says, if there is one. */
export function describedSchema(node: TS.Node, schema: NamedSchema): NamedSchema {
  const comment = ts.getJSDocCommentsAndTags(node).findLast(ts.isJSDoc)?.getText();
  if (comment === undefined) return schema;
  const words = [schema, ...(schema.anyOf ?? [])].flatMap((branch) => branch.enum ?? []);
  return { ...schema, ...parseDocComment(comment, words) };
}

function literalValue({ literal }: TS.LiteralTypeNode): Json {
  if (ts.isStringLiteral(literal)) return literal.text;
  if (ts.isNumericLiteral(literal)) return Number(literal.text);
  if (ts.isPrefixUnaryExpression(literal) && ts.isNumericLiteral(literal.operand)) {
    if (literal.operator === ts.SyntaxKind.MinusToken) return -Number(literal.operand.text);
  }
  if (literal.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (literal.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (literal.kind === ts.SyntaxKind.NullKeyword) return null;
  throw unreadable(literal);
}

function isReferenceTo(node: TypeNode, name: string): boolean {
  return ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName) && node.typeName.text === name;
}

function isNever(node: TypeNode): boolean {
  return node.kind === ts.SyntaxKind.NeverKeyword;
}

function isPlainName(node: TS.PropertyName): node is TS.Identifier | TS.StringLiteral {
  return ts.isIdentifier(node) || ts.isStringLiteral(node);
}

/** The error for unknown syntax. To be thrown: a type left out would look as if fal lacked it. */
export function unreadable(node: TS.Node): Error {
  return new Error(
    `falc cannot read the ${ts.SyntaxKind[node.kind]} ${JSON.stringify(node.getText().slice(0, 200))}`,
  );
}
