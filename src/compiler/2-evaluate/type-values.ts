/** Types that are read off known values: `(typeof sizes)[number]`, `keyof typeof presets`, enums and their members. */
import type { Module } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";
import type { Machine } from "./machine.ts";
import type { Value } from "./values.ts";

export type PlainValue = string | number | boolean;

type ValueReader = Pick<Machine, "valueOf">;

type ValueType = TS.TypeQueryNode | TS.IndexedAccessTypeNode | TS.TypeOperatorNode;

export function asksForValues(node: TS.TypeNode): node is ValueType {
  return ts.isTypeQueryNode(node) || ts.isIndexedAccessTypeNode(node) || isKeyOf(node);
}

/** What a value of the type can be, in the order of the value that is asked; `undefined` when that is not known. */
export function valuesOfType(
  node: ValueType,
  module: Module,
  reader: ValueReader,
): readonly PlainValue[] | undefined {
  if (ts.isTypeQueryNode(node)) return plainValues([queriedValue(node, module, reader)]);
  const queried = (type: TS.TypeNode): Value | undefined => {
    const inner = withoutParentheses(type);
    return ts.isTypeQueryNode(inner) ? queriedValue(inner, module, reader) : undefined;
  };
  if (ts.isTypeOperatorNode(node)) {
    const owner = queried(node.type);
    return owner?.kind === "object" ? Object.keys(owner.fields) : undefined;
  }
  const owner = queried(node.objectType);
  const index = withoutParentheses(node.indexType);
  if (owner?.kind === "array") {
    return index.kind === ts.SyntaxKind.NumberKeyword ? plainValues(owner.elements) : undefined;
  }
  if (owner?.kind !== "object") return undefined;
  if (isKeyOf(index)) return plainValues(Object.values(owner.fields));
  const isName = ts.isLiteralTypeNode(index) && ts.isStringLiteral(index.literal);
  return isName ? plainValues([owner.fields[index.literal.text]]) : undefined;
}

export function valuesOfEnum(
  { name, members }: TS.EnumDeclaration,
  module: Module,
  reader: ValueReader,
): readonly PlainValue[] | undefined {
  const value = reader.valueOf(name.text, module);
  // The names of numbers can be looked up too, and are no members.
  return value?.kind === "object"
    ? plainValues(members.map((member) => value.fields["text" in member.name ? member.name.text : ""]))
    : undefined;
}

/** `Mood.Calm` */
export function valueOfMember(
  { left, right }: TS.QualifiedName,
  module: Module,
  reader: ValueReader,
): readonly PlainValue[] | undefined {
  const owner = ts.isIdentifier(left) ? reader.valueOf(left.text, module) : undefined;
  return owner?.kind === "object" ? plainValues([owner.fields[right.text]]) : undefined;
}

export function queriedValue(
  { exprName }: TS.TypeQueryNode,
  module: Module,
  reader: ValueReader,
): Value | undefined {
  return ts.isIdentifier(exprName) ? reader.valueOf(exprName.text, module) : undefined;
}

/** `undefined` when one of them is no known string, number or boolean. */
function plainValues(values: readonly (Value | undefined)[]): readonly PlainValue[] | undefined {
  const plain: PlainValue[] = [];
  for (const value of values) {
    if (value?.kind !== "known" || value.value === null || value.value === undefined) return undefined;
    plain.push(value.value);
  }
  return plain;
}

function isKeyOf(node: TS.TypeNode): node is TS.TypeOperatorNode {
  return ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.KeyOfKeyword;
}

function withoutParentheses(node: TS.TypeNode): TS.TypeNode {
  let inner = node;
  while (ts.isParenthesizedTypeNode(inner)) inner = inner.type;
  return inner;
}
