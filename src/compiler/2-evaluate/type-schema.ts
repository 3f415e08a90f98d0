/**
 * A TypeScript type → JSON Schema, by syntax alone: object types, lists, strings, numbers, booleans, literals, unions of
 * these, and aliases and interfaces of the project's own files. Doc comments are descriptions, `@default` is the default.
 */
import type { Schema } from "../../catalog/schema.ts";
import type { Json } from "../../lib/json.ts";
import { readDocComment } from "../1-parse/doc-comment.ts";
import type { Module } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";
import type { Machine } from "./machine.ts";

/** Told about a type that has no schema, in the file it stands in. */
export type OnUnsupported = (node: TS.Node, module: Module) => void;

/** `undefined` when any part has no schema; `unsupported` was then told about the part. */
export function typeToSchema(
  node: TS.TypeNode,
  module: Module,
  machine: Pick<Machine, "modules" | "step">,
  unsupported: OnUnsupported,
): Schema | undefined {
  return new Converter(machine, unsupported).convert(node, module);
}

/** Types inside types, aliases counted. Deeper is no workflow's input, and a schema that its readers' stacks cannot bear. */
const deepest = 100;
/** Of the evaluator's steps, for one part of a type: a few lines of aliases can stand for billions of parts. */
const stepsPerPart = 16;

class Converter {
  readonly #machine: Pick<Machine, "modules" | "step">;
  readonly #unsupported: OnUnsupported;
  readonly #open = new Set<TS.Node>();
  #depth = 0;

  constructor(machine: Pick<Machine, "modules" | "step">, unsupported: OnUnsupported) {
    this.#machine = machine;
    this.#unsupported = unsupported;
  }

  convert(node: TS.TypeNode, module: Module): Schema | undefined {
    this.#machine.step(node, { module }, stepsPerPart);
    if (this.#depth >= deepest) return this.#refuse(node, module);
    this.#depth += 1;
    const schema = this.#convert(node, module);
    this.#depth -= 1;
    return schema;
  }

  #convert(node: TS.TypeNode, module: Module): Schema | undefined {
    const { SyntaxKind } = ts;
    switch (node.kind) {
      case SyntaxKind.StringKeyword:
        return { type: "string" };
      case SyntaxKind.NumberKeyword:
        return { type: "number" };
      case SyntaxKind.BooleanKeyword:
        return { type: "boolean" };
      case SyntaxKind.UnknownKeyword:
        return {};
      default:
    }
    if (ts.isParenthesizedTypeNode(node)) return this.convert(node.type, module);
    if (ts.isTypeOperatorNode(node) && node.operator === SyntaxKind.ReadonlyKeyword) {
      return this.convert(node.type, module);
    }
    if (ts.isLiteralTypeNode(node)) return this.#literal(node, module);
    if (ts.isArrayTypeNode(node)) return this.#list(node.elementType, module);
    if (ts.isTypeLiteralNode(node)) return this.#object(node.members, module);
    if (ts.isUnionTypeNode(node)) return this.#union(node, module);
    if (ts.isTypeReferenceNode(node)) return this.#reference(node, module);
    return this.#refuse(node, module);
  }

  #refuse(node: TS.Node, module: Module): undefined {
    this.#unsupported(node, module);
  }

  #literal(node: TS.LiteralTypeNode, module: Module): Schema | undefined {
    const { literal } = node;
    if (ts.isStringLiteral(literal)) return { type: "string", const: literal.text };
    if (ts.isNumericLiteral(literal)) return { type: "number", const: Number(literal.text) };
    if (literal.kind === ts.SyntaxKind.NullKeyword) return { type: "null" };
    if (literal.kind === ts.SyntaxKind.TrueKeyword) return { type: "boolean", const: true };
    if (literal.kind === ts.SyntaxKind.FalseKeyword) return { type: "boolean", const: false };
    return this.#refuse(node, module);
  }

  #list(element: TS.TypeNode, module: Module): Schema | undefined {
    const items = this.convert(element, module);
    return items && { type: "array", items };
  }

  #union(node: TS.UnionTypeNode, module: Module): Schema | undefined {
    const parts: Schema[] = [];
    for (const part of node.types) {
      const schema = this.convert(part, module);
      if (schema === undefined) return undefined;
      parts.push(schema);
    }
    const [first] = parts;
    const values = parts.map((part) => part.const);
    const sameType = first?.type !== undefined && parts.every((part) => part.type === first.type);
    if (sameType && values.every((value) => value !== undefined)) {
      return { type: first.type as NonNullable<Schema["type"]>, enum: values as Json[] };
    }
    return { anyOf: parts };
  }

  #object(members: readonly TS.TypeElement[], module: Module): Schema | undefined {
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const member of members) {
      const { name } = member;
      const named = name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name));
      if (
        !ts.isPropertySignature(member) ||
        member.type === undefined ||
        !named ||
        name.text === "__proto__"
      ) {
        return this.#refuse(member, module);
      }
      const schema = this.convert(member.type, module);
      if (schema === undefined) return undefined;
      const notes = this.#notes(member, module);
      if (notes === undefined) return undefined;
      properties[name.text] = { ...schema, ...notes };
      if (member.questionToken === undefined && notes.default === undefined) required.push(name.text);
    }
    return {
      type: "object",
      properties,
      ...(required.length > 0 && { required }),
      additionalProperties: false,
    };
  }

  #notes(member: TS.PropertySignature, module: Module): Pick<Schema, "description" | "default"> | undefined {
    const { text: description, tags } = readDocComment(member);
    const text = tags.get("default")?.replace(/^`(.*)`$/s, "$1");
    if (text === undefined) return description === "" ? {} : { description };
    const value = parseDefault(text);
    if (value === undefined) return this.#refuse(member, module);
    return { ...(description !== "" && { description }), default: value };
  }

  #reference(node: TS.TypeReferenceNode, module: Module): Schema | undefined {
    if (!ts.isIdentifier(node.typeName)) return this.#refuse(node, module);
    const name = node.typeName.text;
    const [argument] = node.typeArguments ?? [];
    const found = this.#find(name, module, new Set());
    if (found === undefined && argument !== undefined && (name === "Array" || name === "ReadonlyArray")) {
      return this.#list(argument, module);
    }
    if (found === undefined && argument !== undefined && name === "Readonly")
      return this.convert(argument, module);
    // A recursive type has no finite schema without $ref; a generic one would need its arguments.
    if (found === undefined || argument !== undefined || this.#open.has(found.declaration)) {
      return this.#refuse(node, module);
    }
    const { declaration } = found;
    this.#open.add(declaration);
    const schema = ts.isTypeAliasDeclaration(declaration)
      ? this.convert(declaration.type, found.module)
      : declaration.heritageClauses === undefined
        ? this.#object(declaration.members, found.module)
        : this.#refuse(declaration, found.module);
    this.#open.delete(declaration);
    return schema;
  }

  /** The declaration of a type name, through imports and re-exports. */
  #find(name: string, module: Module, seen: Set<Module>): FoundType | undefined {
    if (seen.has(module)) return undefined;
    seen.add(module);
    for (const statement of module.tree.statements) {
      const isType = ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement);
      if (isType && statement.name.text === name) {
        return statement.typeParameters === undefined ? { declaration: statement, module } : undefined;
      }
      const imported = importedName(statement, name);
      if (imported === undefined) continue;
      const target = module.imports.get(imported.specifier);
      const next = target?.kind === "module" ? this.#machine.modules.get(target.path) : undefined;
      return next && this.#find(imported.name, next, seen);
    }
    return undefined;
  }
}

interface FoundType {
  readonly declaration: TS.TypeAliasDeclaration | TS.InterfaceDeclaration;
  readonly module: Module;
}

function importedName(
  statement: TS.Statement,
  local: string,
): { readonly name: string; readonly specifier: string } | undefined {
  const isFrom = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
  if (!isFrom || statement.moduleSpecifier === undefined || !ts.isStringLiteral(statement.moduleSpecifier)) {
    return undefined;
  }
  const bindings = ts.isImportDeclaration(statement)
    ? statement.importClause?.namedBindings
    : statement.exportClause;
  if (bindings === undefined || !(ts.isNamedImports(bindings) || ts.isNamedExports(bindings)))
    return undefined;
  for (const element of bindings.elements) {
    if (element.name.text === local) {
      return { name: (element.propertyName ?? element.name).text, specifier: statement.moduleSpecifier.text };
    }
  }
  return undefined;
}

/** `28`, `"studio"`, `'studio'`, `true`, `[1, 2]`; a bare word is text. */
function parseDefault(text: string): Json | undefined {
  const quoted = /^'([^'\\]*)'$/.exec(text);
  if (quoted !== null) return quoted[1] as string;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return /^[\w .,-]+$/.test(text) ? text : undefined;
  }
}
