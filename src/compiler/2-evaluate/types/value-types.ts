/**
 * `typeof value` in a type: the type that TypeScript gives a variable, declared or widened from its initial value,
 * never the current value. Uncertain if control flow may narrow it, or it needs inference.
 */
import type { Json } from "../../../lib/json.ts";
import type { Located, Module } from "../../1-parse/module.ts";
import { ts, type TS } from "../../typescript.ts";
import { noArguments, type TypeContext } from "./context.ts";
import { enumMembers } from "./enum-members.ts";
import { indexed } from "./keys.ts";
import type { Found } from "./names/found.ts";
import type { QualifiedName } from "./names/type-names.ts";
import { isTested } from "./tested-names.ts";
import { type Field, keyword, literal, objectShape, opaque, type Shape, union } from "./shape.ts";

/** Maximum nesting of values. A type is not made from a deeper constant. */
const maxDepth = 60;

export function typeOfName(name: QualifiedName, node: TS.Node, module: Module, context: TypeContext): Shape {
  return new ValueTypes(context, node, module).named(name, module, 0);
}

/** For one question: if any part of the answer is unknown, the whole `typeof` is opaque. */
class ValueTypes {
  readonly #context: TypeContext;
  readonly #doubt: Shape;
  readonly #reported: Shape;

  constructor(context: TypeContext, node: TS.Node, module: Module) {
    this.#context = context;
    this.#doubt = opaque(node, module);
    this.#reported = opaque(node, module, true);
  }

  named(name: QualifiedName, module: Module, depth: number): Shape {
    const { names } = this.#context;
    if (ts.isIdentifier(name)) return this.#found(names.find(name, module, "value"), name, module, depth);
    const isPath = ts.isQualifiedName(name) || ts.isPropertyAccessExpression(name);
    if (!isPath) return this.#doubt;
    const [left, right] = ts.isQualifiedName(name) ? [name.left, name.right] : [name.expression, name.name];
    const isNamed = ts.isEntityName(left) || ts.isPropertyAccessExpression(left);
    if (isNamed && names.find(left, module, "namespace")?.kind !== undefined)
      return this.#found(names.find(name, module, "value"), name, module, depth);
    const owner = this.#expression(left, module, false, depth + 1);
    return owner.kind === "opaque" ? owner : (indexed(owner, literal(right.text)) ?? this.#doubt);
  }

  #found(found: Found | undefined, name: TS.Node, module: Module, depth: number): Shape {
    if (depth > maxDepth) return this.#doubt;
    if (found?.kind === "json") return this.#json(found.value);
    if (found?.kind === "missing") return this.#reported;
    if (found?.kind !== "declared") return this.#doubt;
    const enums = found.declarations.map(({ node }) => node).filter(ts.isEnumDeclaration);
    if (enums.length === found.declarations.length) return this.#enumObject(enums);
    const [declared, ...others] = found.declarations;
    if (declared === undefined || others.length > 0) return this.#doubt;
    if (ts.isEnumMember(declared.node)) return this.#enumMember(declared.node, name, module);
    if (ts.isIdentifier(name) && isTested(name.text, module.tree)) return this.#doubt;
    return this.#variable(declared, depth);
  }

  #variable({ node, module }: Located, depth: number): Shape {
    const isVariable = ts.isVariableDeclaration(node) || ts.isParameter(node);
    if (!isVariable || !ts.isIdentifier(node.name)) return this.#doubt;
    const isConst = ts.isVariableDeclaration(node) && (node.parent.flags & ts.NodeFlags.Const) !== 0;
    if (node.type !== undefined) {
      if (ts.isParameter(node) && (node.questionToken ?? node.initializer ?? node.dotDotDotToken))
        return this.#doubt;
      const shape = this.#context.read(node.type, module, noArguments);
      // The assigned value narrows a union.
      const isNarrowed = node.initializer !== undefined || !isConst;
      return isNarrowed && (shape.kind === "union" || shape.kind === "boolean") ? this.#doubt : shape;
    }
    if (node.initializer === undefined || ts.isParameter(node)) return this.#doubt;
    const shape = this.#expression(node.initializer, module, false, depth + 1);
    if (isConst) return shape;
    const wide = widened(shape);
    return ["string", "number", "list", "tuple", "fields", "literal"].includes(wide.kind)
      ? wide
      : this.#doubt;
  }

  #enumObject(parts: readonly TS.EnumDeclaration[]): Shape {
    const members = enumMembers(parts);
    if (members === undefined) return this.#doubt;
    return objectShape([...members].map(([name, shape]) => [name, { shape, isOptional: false }]));
  }

  #enumMember(member: TS.EnumMember, name: TS.Node, module: Module): Shape {
    const isPath = ts.isQualifiedName(name) || ts.isPropertyAccessExpression(name);
    const owner = isPath ? (ts.isQualifiedName(name) ? name.left : name.expression) : undefined;
    const found = owner && this.#context.names.find(owner, module, "namespace");
    const parts =
      found?.kind === "declared"
        ? found.declarations.map(({ node }) => node).filter(ts.isEnumDeclaration)
        : [];
    const members = enumMembers(parts);
    const shape = members?.get("text" in member.name ? member.name.text : "");
    return members && shape ? { ...shape, widensTo: union([...members.values()]) } : this.#doubt;
  }

  /** `isConst`: inside `as const`. */
  #expression(node: TS.Expression | TS.EntityName, module: Module, isConst: boolean, depth: number): Shape {
    if (depth > maxDepth) return this.#doubt;
    this.#context.machine.step(node, { module });
    const inside = (part: TS.Expression) => this.#expression(part, module, isConst, depth + 1);
    if (ts.isParenthesizedExpression(node)) return inside(node.expression);
    if (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) {
      return ts.isConstTypeReference(node.type)
        ? this.#expression(node.expression, module, true, depth + 1)
        : this.#context.read(node.type, module, noArguments);
    }
    if (ts.isSatisfiesExpression(node)) {
      // The contextual type prevents widening; `as const` has already done so.
      return isConst || isConstAssertion(node.expression) ? inside(node.expression) : this.#doubt;
    }
    const value = literalValue(node);
    if (value !== undefined) {
      return isConst ? literal(value) : { ...literal(value), widensTo: keyword(typeof value as "string") };
    }
    if (node.kind === ts.SyntaxKind.NullKeyword) return keyword("null");
    if (ts.isArrayLiteralExpression(node)) return this.#list(node, isConst, inside);
    if (ts.isObjectLiteralExpression(node)) return this.#object(node, module, isConst, depth, inside);
    const isName = ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isQualifiedName(node);
    return isName ? this.named(node, module, depth + 1) : this.#doubt;
  }

  #list(
    { elements }: TS.ArrayLiteralExpression,
    isConst: boolean,
    inside: (part: TS.Expression) => Shape,
  ): Shape {
    if (
      elements.length === 0 ||
      elements.some((each) => ts.isSpreadElement(each) || ts.isOmittedExpression(each))
    )
      return this.#doubt;
    const shapes = elements.map(inside);
    const bad = shapes.find(({ kind }) => kind === "opaque");
    if (bad !== undefined) return bad;
    if (isConst) {
      return { kind: "tuple", items: shapes.map((shape) => ({ shape, isOptional: false })), rest: undefined };
    }
    return this.#listOf(shapes.map(widened));
  }

  /** TypeScript normalises lists of objects with different shapes, and reduces lists of them. */
  #listOf(shapes: readonly Shape[]): Shape {
    const element = union(shapes);
    const isPlain = ({ kind }: Shape) => ["string", "number", "boolean", "null", "literal"].includes(kind);
    const isSure = element.kind === "union" ? element.parts.every(isPlain) : element.kind !== "never";
    return isSure ? { kind: "list", element } : this.#doubt;
  }

  #object(
    node: TS.ObjectLiteralExpression,
    module: Module,
    isConst: boolean,
    depth: number,
    inside: (part: TS.Expression) => Shape,
  ): Shape {
    const fields = new Map<string, Field>();
    for (const property of node.properties) {
      if (ts.isSpreadAssignment(property)) {
        const spread = inside(property.expression);
        if (spread.kind !== "fields" || spread.others !== undefined) return this.#doubt;
        for (const [key, field] of spread.fields) {
          if (field.isOptional) return this.#doubt;
          fields.set(key, field);
        }
        continue;
      }
      const { name } = property;
      const isNamed = ts.isIdentifier(name) || ts.isStringLiteral(name);
      if (!isNamed || name.text === "__proto__") return this.#doubt;
      const shape = ts.isPropertyAssignment(property)
        ? inside(property.initializer)
        : ts.isShorthandPropertyAssignment(property)
          ? this.#shorthand(property, module, depth)
          : this.#doubt;
      fields.set(name.text, { shape: isConst ? shape : widened(shape), isOptional: false });
    }
    return objectShape(fields);
  }

  #shorthand({ name }: TS.ShorthandPropertyAssignment, module: Module, depth: number): Shape {
    return this.named(name, module, depth + 1);
  }

  #json(value: Json): Shape {
    if (value === null) return keyword("null");
    if (typeof value !== "object") return keyword(typeof value as "string");
    if (Array.isArray(value)) {
      const shapes = (value as readonly Json[]).map((each) => this.#json(each));
      return shapes.find(({ kind }) => kind === "opaque") ?? this.#listOf(shapes);
    }
    const fields = Object.entries(value).map(
      ([key, each]) => [key, { shape: this.#json(each as Json), isOptional: false }] as const,
    );
    return fields.some(([key]) => key === "__proto__") ? this.#doubt : objectShape(fields);
  }
}

function isConstAssertion(node: TS.Expression): boolean {
  let inner = node;
  while (ts.isParenthesizedExpression(inner)) inner = inner.expression;
  return ts.isAsExpression(inner) && ts.isConstTypeReference(inner.type);
}

function literalValue(node: TS.Node): string | number | boolean | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  const isNegative = ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken;
  return isNegative && ts.isNumericLiteral(node.operand) ? -Number(node.operand.text) : undefined;
}

function widened(shape: Shape): Shape {
  return shape.kind === "literal" ? (shape.widensTo ?? shape) : shape;
}
