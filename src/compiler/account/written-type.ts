/**
 * What the type of the input writes out must be in the interface: its fields, which of them are required, their words, their
 * choices. A type that is written in another way is left to the tests of the types.
 */
import type { Json } from "../../lib/json.ts";
import type { Schema } from "../../schema/schema.ts";
import { ts, type TS } from "../typescript.ts";

const SyntaxKind = ts.SyntaxKind;

/** What is lost, as text; `path`: of the type. */
export function findLostPart(
  type: TS.TypeNode | undefined,
  schema: Schema | undefined,
  path = "the input",
  depth = 0,
): string | undefined {
  if (type === undefined || depth > 20) return undefined;
  if (schema === undefined) return `${path} is not in the interface`;
  if (ts.isParenthesizedTypeNode(type)) return findLostPart(type.type, schema, path, depth);
  const base = keywords.get(type.kind);
  if (base !== undefined)
    return schema.type === base ? undefined : `${path} is not a ${base} in the interface`;
  if (ts.isLiteralTypeNode(type) || ts.isUnionTypeNode(type)) {
    const choices = new Set(choicesOf(schema));
    const lost = valuesIn(type).find((value) => !choices.has(value));
    return lost === undefined ? undefined : `${path} lacks ${JSON.stringify(lost)} in the interface`;
  }
  if (ts.isArrayTypeNode(type))
    return findLostPart(type.elementType, schema.items, `an element of ${path}`, depth + 1);
  for (const member of membersOf(type) ?? []) {
    const lost = findLostMember(member, schema, path, depth);
    if (lost !== undefined) return lost;
  }
  return undefined;
}

const keywords: ReadonlyMap<TS.SyntaxKind, string> = new Map([
  [SyntaxKind.StringKeyword, "string"],
  [SyntaxKind.NumberKeyword, "number"],
  [SyntaxKind.BooleanKeyword, "boolean"],
]);

function findLostMember(
  member: TS.TypeElement,
  { properties = {}, required = [] }: Schema,
  path: string,
  depth: number,
): string | undefined {
  const { name, questionToken } = member;
  const isNamed = name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name));
  if (!isNamed || !ts.isPropertySignature(member) || isNothing(member.type)) return undefined;
  const key = name.text;
  const own = path === "the input" ? key : `${path}.${key}`;
  const field = Object.hasOwn(properties, key) ? properties[key] : undefined;
  if (field === undefined) return `${own} is not in the interface`;
  const comment = commentOf(member);
  const isRequired = questionToken === undefined && isAlwaysThere(member.type) && comment !== undefined;
  if (isRequired && !required.includes(key)) return `${own} is not required in the interface`;
  if (comment !== undefined && comment !== "" && wordsOf(field.description ?? "") !== comment)
    return `${own} lacks words of its comment`;
  return findLostPart(member.type, field, own, depth + 1);
}

/** `never` and `undefined`: such a field is always absent. */
function isNothing(type: TS.TypeNode | undefined): boolean {
  return type?.kind === SyntaxKind.NeverKeyword || type?.kind === SyntaxKind.UndefinedKeyword;
}

/** Whether the type certainly excludes undefined. */
function isAlwaysThere(type: TS.TypeNode | undefined): boolean {
  if (type === undefined) return false;
  if (ts.isUnionTypeNode(type)) return type.types.every(isAlwaysThere);
  return (
    keywords.has(type.kind) ||
    ts.isLiteralTypeNode(type) ||
    ts.isArrayTypeNode(type) ||
    ts.isTypeLiteralNode(type)
  );
}

/** The literals of a type. */
function valuesIn(type: TS.TypeNode): readonly Json[] {
  if (ts.isUnionTypeNode(type)) return type.types.flatMap(valuesIn);
  if (ts.isParenthesizedTypeNode(type)) return valuesIn(type.type);
  if (!ts.isLiteralTypeNode(type)) return [];
  const { literal } = type;
  if (ts.isStringLiteral(literal)) return [literal.text];
  if (ts.isNumericLiteral(literal)) return [Number(literal.text)];
  if (literal.kind === SyntaxKind.TrueKeyword) return [true];
  return literal.kind === SyntaxKind.FalseKeyword ? [false] : [];
}

function choicesOf({ const: only, enum: several = [], examples = [], anyOf = [] }: Schema): readonly Json[] {
  return [...(only === undefined ? [] : [only]), ...several, ...examples, ...anyOf.flatMap(choicesOf)];
}

/** Of a type that lists its members, or of an interface or a type of the file that does. */
function membersOf(type: TS.TypeNode): readonly TS.TypeElement[] | undefined {
  if (ts.isTypeLiteralNode(type)) return type.members;
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName) || type.typeArguments !== undefined)
    return undefined;
  const { text } = type.typeName;
  const declared = type
    .getSourceFile()
    .statements.filter(
      (each) =>
        (ts.isInterfaceDeclaration(each) || ts.isTypeAliasDeclaration(each)) && each.name.text === text,
    );
  const [only] = declared;
  if (only === undefined || declared.length > 1 || isHidden(type, text)) return undefined;
  if (ts.isInterfaceDeclaration(only)) return only.members;
  return ts.isTypeAliasDeclaration(only) && ts.isTypeLiteralNode(only.type) ? only.type.members : undefined;
}

/** Whether a function around it has a type of that name. */
function isHidden(type: TS.Node, name: string): boolean {
  for (let around = type.parent; around !== undefined; around = around.parent) {
    if (ts.isFunctionLike(around) && around.typeParameters?.some((each) => each.name.text === name) === true)
      return true;
    if (ts.isBlock(around) || ts.isModuleBlock(around)) return true;
  }
  return false;
}

/** The words of a doc comment; `undefined` if it has tags or links, which are more than words. */
export function commentOf(node: TS.Node): string | undefined {
  const { text } = node.getSourceFile();
  const comment = ts.getLeadingCommentRanges(text, node.pos)?.at(-1);
  const written = comment === undefined ? "" : text.slice(comment.pos, comment.end);
  if (!written.startsWith("/**")) return "";
  return /[@{]/.test(written) ? undefined : wordsOf(written);
}

export function wordsOf(text: string): string {
  return text.match(/[\p{L}\p{N}]+/gu)?.join(" ") ?? "";
}
