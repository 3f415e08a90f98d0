/**
 * A TypeScript type → JSON Schema, without a type checker: object types, lists, strings, numbers, booleans, literals, unions
 * and intersections of these, `Omit` and its kind, what `typeof` says of known values, and the aliases, interfaces and enums
 * of the project's own files. Doc comments are descriptions, `@default` is the default.
 */
import type { Schema } from "../../catalog/schema.ts";
import { typeOfValue } from "../../catalog/schema-types.ts";
import type { Json } from "../../lib/json.ts";
import { readDocComment } from "../1-parse/doc-comment.ts";
import type { Module } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";
import type { Machine } from "./machine.ts";
import { keepFields, mergeObjects, objectOf, requireFields } from "./object-schema.ts";
import {
  asksForValues,
  type PlainValue,
  queriedValue,
  valueOfMember,
  valuesOfEnum,
  valuesOfType,
} from "./type-values.ts";
import { zodToJsonSchema } from "./zod-json-schema.ts";

/** What types are read with: the files, and the values that `typeof` asks for. */
export type TypeReader = Pick<Machine, "modules" | "step" | "valueOf">;

/** Told about a type that has no schema, in the file it stands in. */
export type OnUnsupported = (node: TS.Node, module: Module) => void;

/** `undefined` when any part has no schema; `unsupported` was then told about the part. */
export function typeToSchema(
  node: TS.TypeNode,
  module: Module,
  machine: TypeReader,
  unsupported: OnUnsupported,
): Schema | undefined {
  return new Converter(machine, unsupported).convert(node, module);
}

/** Types inside types, aliases counted. Deeper is no workflow's input, and a schema that its readers' stacks cannot bear. */
const maxDepth = 100;
/** Of the evaluator's steps, for one part of a type: a few lines of aliases can stand for billions of parts. */
const stepsPerPart = 16;

class Converter {
  readonly #machine: TypeReader;
  readonly #unsupported: OnUnsupported;
  readonly #open = new Set<TS.Node>();
  #depth = 0;

  constructor(machine: TypeReader, unsupported: OnUnsupported) {
    this.#machine = machine;
    this.#unsupported = unsupported;
  }

  convert(node: TS.TypeNode, module: Module): Schema | undefined {
    this.#machine.step(node, { module }, stepsPerPart);
    if (this.#depth >= maxDepth) return this.#refuse(node, module);
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
    if (ts.isIntersectionTypeNode(node)) return this.#merged(node.types, node, module);
    if (asksForValues(node)) return this.#choices(valuesOfType(node, module, this.#machine), node, module);
    if (ts.isTypeReferenceNode(node)) {
      return this.#reference(node.typeName, node.typeArguments, node, module);
    }
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
      // A union inside a union is one list of choices.
      const { enum: choices, ...rest } = schema;
      if (choices === undefined) parts.push(schema);
      else parts.push(...choices.map((value) => ({ ...rest, const: value })));
    }
    return oneOf(parts);
  }

  /** `A & B`, and the fields of an interface with those of what it extends. */
  #merged(nodes: readonly TS.TypeNode[], whole: TS.Node, module: Module): Schema | undefined {
    const parts: Schema[] = [];
    for (const node of nodes) {
      const schema = this.convert(node, module);
      if (schema === undefined) return undefined;
      parts.push(schema);
    }
    return mergeObjects(parts) ?? this.#refuse(whole, module);
  }

  /** What a known value holds, as a list of choices. */
  #choices(values: readonly PlainValue[] | undefined, node: TS.Node, module: Module): Schema | undefined {
    if (values === undefined || values.length === 0) return this.#refuse(node, module);
    return oneOf(values.map((value): Schema => ({ type: typeOfValue(value), const: value })));
  }

  #object(members: readonly TS.TypeElement[], module: Module): Schema | undefined {
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    let failed = false;
    for (const member of members) {
      const { name } = member;
      const named = name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name));
      const type = ts.isPropertySignature(member) ? member.type : undefined;
      if (!ts.isPropertySignature(member) || type === undefined || !named || name.text === "__proto__") {
        this.#refuse(member, module);
        failed = true;
        continue;
      }
      const schema = this.convert(type, module);
      const notes = schema && this.#notes(member, module);
      if (notes === undefined) {
        failed = true;
        continue;
      }
      properties[name.text] = { ...schema, ...notes };
      if (member.questionToken === undefined && notes.default === undefined) required.push(name.text);
    }
    if (failed) return undefined;
    return objectOf(properties, new Set(required));
  }

  #notes(member: TS.PropertySignature, module: Module): Pick<Schema, "description" | "default"> | undefined {
    const { text: description, tags } = readDocComment(member);
    const text = tags.get("default")?.replace(/^`(.*)`$/s, "$1");
    if (text === undefined) return description === "" ? {} : { description };
    const value = parseDefault(text);
    if (value === undefined) return this.#refuse(member, module);
    return { ...(description !== "" && { description }), default: value };
  }

  #reference(
    typeName: TS.EntityName,
    given: readonly TS.TypeNode[] | undefined,
    node: TS.Node,
    module: Module,
  ): Schema | undefined {
    const [argument] = given ?? [];
    const isPlain = ts.isIdentifier(typeName);
    const found = isPlain ? this.#find(typeName.text, module, new Set()) : undefined;
    if (found === undefined && given !== undefined && argument !== undefined) {
      return this.#generic(isPlain ? typeName.text : typeName.right.text, node, argument, given[1], module);
    }
    if (!isPlain) return this.#choices(valueOfMember(typeName, module, this.#machine), node, module);
    // A recursive type has no finite schema without $ref; a generic one would need its arguments.
    if (found === undefined || argument !== undefined || this.#open.has(found.declaration)) {
      return this.#refuse(node, module);
    }
    const { declaration } = found;
    this.#open.add(declaration);
    const schema = ts.isTypeAliasDeclaration(declaration)
      ? this.convert(declaration.type, found.module)
      : ts.isEnumDeclaration(declaration)
        ? this.#choices(valuesOfEnum(declaration, found.module, this.#machine), node, module)
        : this.#interface(declaration, found.module);
    this.#open.delete(declaration);
    return schema;
  }

  #interface(node: TS.InterfaceDeclaration, module: Module): Schema | undefined {
    const own = this.#object(node.members, module);
    const bases = (node.heritageClauses ?? []).flatMap(({ types }) => [...types]);
    if (own === undefined || bases.length === 0) return own;
    const parts: Schema[] = [];
    for (const { expression, typeArguments } of bases) {
      if (!ts.isIdentifier(expression)) return this.#refuse(expression, module);
      const schema = this.#reference(expression, typeArguments, expression, module);
      if (schema === undefined) return undefined;
      parts.push(schema);
    }
    return mergeObjects([...parts, own]) ?? this.#refuse(node, module);
  }

  /** The types of the language that take others. */
  #generic(
    name: string,
    node: TS.Node,
    argument: TS.TypeNode,
    second: TS.TypeNode | undefined,
    module: Module,
  ): Schema | undefined {
    if (name === "Array" || name === "ReadonlyArray") return this.#list(argument, module);
    if (name === "infer" || name === "input" || name === "output" || name === "TypeOf") {
      return this.#zod(argument, node, module);
    }
    if (name === "Record" && second !== undefined) return this.#record(argument, second, node, module);
    if (!["Readonly", "Partial", "Required", "Pick", "Omit", "NonNullable"].includes(name)) {
      return this.#refuse(node, module);
    }
    const schema = this.convert(argument, module);
    if (schema === undefined) return undefined;
    const cut = (): Schema | undefined => {
      const keys = second && this.convert(second, module);
      const named = keys?.enum ?? (keys?.const === undefined ? undefined : [keys.const]);
      return named && keepFields(schema, (key) => named.includes(key) === (name === "Pick"));
    };
    const made =
      name === "Readonly" || name === "NonNullable"
        ? schema
        : name === "Partial" || name === "Required"
          ? requireFields(schema, name === "Required")
          : cut();
    return made ?? this.#refuse(node, module);
  }

  /** `Record<string, T>`, `Record<"a" | "b", T>` */
  #record(keyNode: TS.TypeNode, valueNode: TS.TypeNode, node: TS.Node, module: Module): Schema | undefined {
    const keys = this.convert(keyNode, module);
    const value = this.convert(valueNode, module);
    if (keys === undefined || value === undefined) return undefined;
    const names = keys.enum ?? (keys.const === undefined ? undefined : [keys.const]);
    if (names === undefined) {
      return keys.type === "string"
        ? { type: "object", additionalProperties: value }
        : this.#refuse(node, module);
    }
    const properties = Object.fromEntries(names.map((name) => [String(name), value]));
    return objectOf(properties, new Set(Object.keys(properties)));
  }

  /** `z.infer<typeof schema>`, of a schema that is a constant of the project. */
  #zod(argument: TS.TypeNode, node: TS.Node, module: Module): Schema | undefined {
    const value = ts.isTypeQueryNode(argument) ? queriedValue(argument, module, this.#machine) : undefined;
    const converted = value?.kind === "zod" ? zodToJsonSchema(value) : undefined;
    return converted !== undefined && "schema" in converted ? converted.schema : this.#refuse(node, module);
  }

  /** The declaration of a type name, through imports and re-exports. */
  #find(name: string, module: Module, seen: Set<Module>): FoundType | undefined {
    if (seen.has(module)) return undefined;
    seen.add(module);
    for (const statement of module.tree.statements) {
      if (ts.isEnumDeclaration(statement) && statement.name.text === name)
        return { declaration: statement, module };
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
  readonly declaration: TS.TypeAliasDeclaration | TS.InterfaceDeclaration | TS.EnumDeclaration;
  readonly module: Module;
}

/** A union: one list of choices where all are plain values of one type. */
function oneOf(parts: readonly Schema[]): Schema {
  const [first, ...others] = parts;
  if (first !== undefined && others.length === 0) return first;
  const values = parts.map((part) => part.const);
  const sameType = first?.type !== undefined && parts.every((part) => part.type === first.type);
  if (sameType && values.every((value) => value !== undefined)) {
    return { type: first.type as NonNullable<Schema["type"]>, enum: [...new Set(values)] as Json[] };
  }
  return { anyOf: parts };
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
