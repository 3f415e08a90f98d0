/**
 * The members of an interface or an object type → its fields. Doc comments are descriptions, `@default` is the
 * default.
 */
import { readDocComment } from "../../1-parse/doc-comment.ts";
import type { Module } from "../../1-parse/module.ts";
import { ts, type TS } from "../../typescript.ts";
import { type Field, isSameShape, type ObjectShape, type Opaque, opaque, type Shape } from "./shape.ts";
import { defaultOf } from "./doc-default.ts";

/** Opaque as a whole if a member's name is unknown, or two conflict. */
export function readMembers(
  members: readonly TS.TypeElement[],
  module: Module,
  read: (node: TS.TypeNode) => Shape,
): ObjectShape | Opaque {
  const fields = new Map<string, Field>();
  let others: Shape | undefined;
  for (const member of members) {
    if (ts.isIndexSignatureDeclaration(member)) {
      const [parameter] = member.parameters;
      const isString = parameter?.type?.kind === ts.SyntaxKind.StringKeyword;
      if (!isString || others !== undefined) return opaque(member, module);
      others = read(member.type);
      continue;
    }
    const key = nameOf(member);
    if (key === undefined) return opaque(member, module);
    const field = fieldOf(member, module, read);
    const before = fields.get(key);
    if (before === undefined) fields.set(key, field);
    else if (before.isOptional !== field.isOptional || !isSameShape(before.shape, field.shape))
      return opaque(member, module);
  }
  return { kind: "fields", fields, others };
}

function nameOf({ name }: TS.TypeElement): string | undefined {
  const isNamed = name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name));
  // Schemas are stored in objects, where this name is special.
  return isNamed && name.text !== "__proto__" ? name.text : undefined;
}

function fieldOf(member: TS.TypeElement, module: Module, read: (node: TS.TypeNode) => Shape): Field {
  const isOptional = member.questionToken !== undefined;
  if (!ts.isPropertySignature(member) || member.type === undefined)
    return { shape: opaque(member, module), isOptional };
  const { text, tags } = readDocComment(member);
  const value = defaultOf(tags);
  return {
    shape: value === undefined ? opaque(member, module) : read(member.type),
    isOptional,
    description: text === "" ? undefined : text,
    default: value === undefined || value === "none" ? undefined : value.value,
    at: { node: member.type, module },
  };
}
