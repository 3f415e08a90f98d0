/** TypeScript's syntax of types → shapes, without a type checker. Anything not read is opaque, never guessed. */
import type { Located, Module } from "../../1-parse/module.ts";
import { ts, type TS } from "../../typescript.ts";
import { noArguments, type TypeArguments, type TypeContext, type TypeReader } from "./context.ts";
import { enumMembers } from "./enum-members.ts";
import { intersect } from "./intersect.ts";
import { indexed, keysOf } from "./keys.ts";
import { type QualifiedName, TypeNames } from "./names/type-names.ts";
import { opened } from "./opened.ts";
import { readMembers } from "./read-members.ts";
import {
  type Field,
  isSameShape,
  keyword,
  type Keyword,
  literal,
  type ObjectShape,
  opaque,
  type Shape,
  union,
} from "./shape.ts";
import { applyUtility, isUtility } from "./utility-types.ts";
import { typeOfName } from "./value-types.ts";
import { zodType } from "./zod-types.ts";

/**
 * Maximum nesting of types, including aliases. No workflow takes a deeper input, and its schema would overflow the stacks of
 * whatever reads it.
 */
const maxDepth = 100;
/** Evaluator steps per part of a type: a few lines of aliases can expand to billions of parts. */
const stepsPerPart = 16;

const namesOfFiles = new WeakMap<TypeReader["modules"], TypeNames>();

function namesOf(modules: TypeReader["modules"]): TypeNames {
  const names = namesOfFiles.get(modules) ?? new TypeNames(modules);
  namesOfFiles.set(modules, names);
  return names;
}

export class TypeReading implements TypeContext {
  readonly machine: TypeReader;
  readonly names: TypeNames;
  readonly #open = new Set<TS.Node>();
  #depth = 0;

  constructor(machine: TypeReader) {
    this.machine = machine;
    this.names = namesOf(machine.modules);
  }

  read(node: TS.TypeNode, module: Module, given: TypeArguments): Shape {
    this.machine.step(node, { module }, stepsPerPart);
    if (this.#depth >= maxDepth) return opaque(node, module);
    this.#depth += 1;
    const shape = this.#read(node, module, given);
    this.#depth -= 1;
    return shape;
  }

  #read(node: TS.TypeNode, module: Module, given: TypeArguments): Shape {
    const word = keywords.get(node.kind);
    if (word !== undefined) return keyword(word);
    const inside = (part: TS.TypeNode) => this.read(part, module, given);
    if (ts.isParenthesizedTypeNode(node)) return inside(node.type);
    if (ts.isLiteralTypeNode(node)) return literalType(node) ?? opaque(node, module);
    if (ts.isArrayTypeNode(node)) return { kind: "list", element: inside(node.elementType) };
    if (ts.isTupleTypeNode(node)) return this.#tuple(node, module, inside);
    if (ts.isTypeLiteralNode(node)) return object(readMembers(node.members, module, inside));
    if (ts.isUnionTypeNode(node)) return union(node.types.map(inside));
    if (ts.isIntersectionTypeNode(node)) return this.#intersection(node, module, inside);
    if (ts.isTypeOperatorNode(node)) return this.#operator(node, module, inside);
    if (ts.isIndexedAccessTypeNode(node)) {
      const [owner, key] = [inside(node.objectType), inside(node.indexType)];
      return firstOpaque([owner, key]) ?? indexed(owner, key) ?? opaque(node, module);
    }
    if (ts.isTypeQueryNode(node) && node.typeArguments === undefined)
      return typeOfName(node.exprName, node, module, this);
    if (ts.isTypeReferenceNode(node))
      return this.#reference(node.typeName, node.typeArguments ?? [], node, module, given);
    return opaque(node, module);
  }

  #tuple({ elements }: TS.TupleTypeNode, module: Module, inside: (part: TS.TypeNode) => Shape): Shape {
    const items: { shape: Shape; isOptional: boolean }[] = [];
    let rest: Shape | undefined;
    for (const element of elements) {
      const isNamed = ts.isNamedTupleMember(element);
      const isRest = ts.isRestTypeNode(element) || (isNamed && element.dotDotDotToken !== undefined);
      const isOptional = ts.isOptionalTypeNode(element) || (isNamed && element.questionToken !== undefined);
      const type =
        isNamed || ts.isRestTypeNode(element) || ts.isOptionalTypeNode(element) ? element.type : element;
      const shape = inside(type);
      if (rest !== undefined || (isRest && shape.kind !== "list")) return opaque(element, module);
      if (isRest && shape.kind === "list") rest = shape.element;
      else items.push({ shape, isOptional });
    }
    return items.length === 0 && rest !== undefined
      ? { kind: "list", element: rest }
      : { kind: "tuple", items, rest };
  }

  #intersection(node: TS.IntersectionTypeNode, module: Module, inside: (part: TS.TypeNode) => Shape): Shape {
    const parts = node.types.map(inside);
    let whole: Shape = keyword("unknown");
    for (const part of parts) {
      const next = intersect(opened(whole), opened(part));
      if (next === undefined) return firstOpaque(parts) ?? opaque(node, module);
      whole = next;
    }
    return whole;
  }

  #operator(node: TS.TypeOperatorNode, module: Module, inside: (part: TS.TypeNode) => Shape): Shape {
    if (node.operator === ts.SyntaxKind.ReadonlyKeyword) return inside(node.type);
    if (node.operator !== ts.SyntaxKind.KeyOfKeyword) return opaque(node, module);
    const owner = inside(node.type);
    return firstOpaque([owner]) ?? keysOf(owner) ?? opaque(node, module);
  }

  /** A name with its arguments: of the project, of zod, or of TypeScript's own. */
  #reference(
    name: QualifiedName,
    args: readonly TS.TypeNode[],
    node: TS.TypeNode,
    module: Module,
    given: TypeArguments,
  ): Shape {
    const found = this.names.find(name, module, "type");
    const inside = (part: TS.TypeNode) => this.read(part, module, given);
    switch (found?.kind) {
      case undefined: {
        if (!ts.isIdentifier(name)) return opaque(node, module);
        if (!isUtility(name.text)) return opaque(node, module);
        const shapes = args.map(inside);
        return applyUtility(name.text, shapes) ?? firstOpaque(shapes) ?? opaque(node, module);
      }
      case "declared":
        return this.#declared(found.declarations, args.map(inside), node, module, given);
      case "zod":
        return zodType(found.name, args, node, module, this);
      case "missing":
        return opaque(node, module, true);
      default:
        return opaque(node, module);
    }
  }

  #declared(
    declarations: readonly Located[],
    args: readonly Shape[],
    node: TS.TypeNode,
    module: Module,
    given: TypeArguments,
  ): Shape {
    const refused = opaque(node, module);
    const nodes = declarations.map((each) => each.node);
    const [first] = declarations;
    if (first === undefined || nodes.some((each) => this.#open.has(each))) return refused;
    if (ts.isTypeParameterDeclaration(first.node)) return given.get(first.node) ?? refused;
    if (ts.isEnumMember(first.node)) return enumMemberType(first.node, this.names, first.module) ?? refused;
    if (nodes.every(ts.isEnumDeclaration)) {
      const members = enumMembers(nodes);
      return members === undefined || members.size === 0 ? refused : union([...members.values()]);
    }
    for (const each of nodes) this.#open.add(each);
    const shape = this.#definition(declarations, args) ?? opaque(node, module);
    for (const each of nodes) this.#open.delete(each);
    return shape;
  }

  #definition(declarations: readonly Located[], args: readonly Shape[]): Shape | undefined {
    const [first, ...others] = declarations;
    if (first !== undefined && others.length === 0 && ts.isTypeAliasDeclaration(first.node)) {
      const bound = this.#bind(first.node.typeParameters, args, first.module);
      return bound && this.read(first.node.type, first.module, bound);
    }
    const parts: Located<TS.InterfaceDeclaration>[] = [];
    for (const { node, module } of declarations) {
      if (!ts.isInterfaceDeclaration(node)) return undefined;
      parts.push({ node, module });
    }
    return this.#interface(parts, args);
  }

  /** The arguments by parameter; `undefined` if there are too few or too many. */
  #bind(
    parameters: readonly TS.TypeParameterDeclaration[] = [],
    args: readonly Shape[],
    module: Module,
  ): TypeArguments | undefined {
    if (args.length > parameters.length) return undefined;
    if (parameters.length === 0) return noArguments;
    const bound = new Map<TS.Node, Shape>();
    for (const [at, parameter] of parameters.entries()) {
      const shape = args[at] ?? (parameter.default && this.read(parameter.default, module, bound));
      if (shape === undefined) return undefined;
      bound.set(parameter, shape);
    }
    return bound;
  }

  /** All parts of an interface, merged over its bases. */
  #interface(parts: readonly Located<TS.InterfaceDeclaration>[], args: readonly Shape[]): Shape | undefined {
    const own = new Map<string, Field>();
    const inherited = new Map<string, Field>();
    const disputed = new Set<string>();
    let others: Shape | undefined;
    for (const { node, module } of parts) {
      const bound = this.#bind(node.typeParameters, args, module);
      if (bound === undefined) return undefined;
      const shape = readMembers(node.members, module, (part) => this.read(part, module, bound));
      if (shape.kind === "opaque") return shape;
      for (const [key, field] of shape.fields) {
        const before = own.get(key);
        if (before !== undefined && !isSameField(before, field)) return undefined;
        own.set(key, before ?? field);
      }
      others ??= shape.others;
      for (const base of (node.heritageClauses ?? []).flatMap(({ types }) => [...types])) {
        const found = opened(this.#reference(base.expression, base.typeArguments ?? [], base, module, bound));
        if (found.kind === "opaque") return found;
        if (found.kind !== "fields") return undefined;
        for (const [key, field] of found.fields) {
          const before = inherited.get(key);
          if (before !== undefined && !isSameField(before, field)) disputed.add(key);
          inherited.set(key, field);
        }
        others ??= found.others;
      }
    }
    if ([...disputed].some((key) => !own.has(key))) return undefined;
    const fields = new Map([...inherited, ...own]);
    return object({ kind: "fields", fields, others });
  }
}

function isSameField(a: Field, b: Field): boolean {
  return a.isOptional === b.isOptional && isSameShape(a.shape, b.shape);
}

const SyntaxKind = ts.SyntaxKind;

const keywords = new Map<TS.SyntaxKind, Keyword["kind"]>([
  [SyntaxKind.StringKeyword, "string"],
  [SyntaxKind.NumberKeyword, "number"],
  [SyntaxKind.BooleanKeyword, "boolean"],
  [SyntaxKind.UnknownKeyword, "unknown"],
  [SyntaxKind.AnyKeyword, "any"],
  [SyntaxKind.NeverKeyword, "never"],
  [SyntaxKind.ObjectKeyword, "object"],
  [SyntaxKind.UndefinedKeyword, "undefined"],
]);

function literalType({ literal: node }: TS.LiteralTypeNode): Shape | undefined {
  if (ts.isStringLiteralLike(node)) return literal(node.text);
  if (ts.isNumericLiteral(node)) return literal(Number(node.text));
  if (node.kind === SyntaxKind.NullKeyword) return keyword("null");
  if (node.kind === SyntaxKind.TrueKeyword) return literal(true);
  if (node.kind === SyntaxKind.FalseKeyword) return literal(false);
  const isNegative = ts.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.MinusToken;
  return isNegative && ts.isNumericLiteral(node.operand) ? literal(-Number(node.operand.text)) : undefined;
}

/** `{}` is everything but null and undefined. */
function object(shape: ObjectShape | Shape): Shape {
  return shape.kind === "fields" && shape.fields.size === 0 && shape.others === undefined
    ? keyword("present")
    : shape;
}

function firstOpaque(shapes: readonly Shape[]): Shape | undefined {
  return shapes.find(({ kind }) => kind === "opaque");
}

function enumMemberType(member: TS.EnumMember, names: TypeNames, module: Module): Shape | undefined {
  const found = names.find(member.parent.name, module, "namespace");
  const parts = found?.kind === "declared" ? found.declarations.map(({ node }) => node) : [];
  const enums = parts.filter(ts.isEnumDeclaration);
  const members = enums.includes(member.parent) ? enumMembers(enums) : undefined;
  return members?.get("text" in member.name ? member.name.text : "");
}
