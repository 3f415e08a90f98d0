/** Converts a type of TypeScript's checker to the form that is compared; `undefined` if JSON cannot express it. */
import { ts, type TS } from "../../../src/compiler/typescript.ts";
import { absent, type Canonical, either } from "./canonical.ts";

const { TypeFlags } = ts;

export function canonicalType(type: TS.Type, checker: TS.TypeChecker, depth = 0): Canonical | undefined {
  if (depth > 30) return undefined;
  const inner = (part: TS.Type) => canonicalType(part, checker, depth + 1);
  const { flags } = type;
  if (flags & TypeFlags.Any) return isError(type) ? undefined : { is: "unknown" };
  if (flags & TypeFlags.Unknown) return { is: "unknown" };
  if (flags & TypeFlags.Never) return { is: "never" };
  if (flags & TypeFlags.Null) return { is: "null" };
  if (flags & TypeFlags.Undefined) return absent;
  if (type.isUnion()) {
    const parts = type.types.map(inner);
    return parts.includes(undefined) ? undefined : either(parts as Canonical[]);
  }
  if (flags & TypeFlags.String) return { is: "string" };
  if (flags & TypeFlags.Number) return { is: "number" };
  if (flags & TypeFlags.Boolean) return { is: "boolean" };
  if (flags & TypeFlags.BooleanLiteral) return { is: "literal", value: nameOf(type) === "true" };
  if (type.isStringLiteral() || type.isNumberLiteral()) return { is: "literal", value: type.value };
  if (flags & TypeFlags.NonPrimitive) return { is: "object" };
  if (type.isIntersection()) {
    // `string & {}`
    const [first, ...others] = type.types.filter((part) => !isEmpty(part, checker));
    if (first !== undefined && others.length === 0) return inner(first);
  }
  if (flags & (TypeFlags.Object | TypeFlags.Intersection)) return objectOf(type, checker, depth);
  return undefined;
}

function nameOf(type: TS.Type): string | undefined {
  return (type as TS.Type & { readonly intrinsicName?: string }).intrinsicName;
}

function isError(type: TS.Type): boolean {
  return nameOf(type) === "error";
}

function isEmpty(type: TS.Type, checker: TS.TypeChecker): boolean {
  const isObject = (type.flags & TypeFlags.Object) !== 0;
  return isObject && type.getProperties().length === 0 && checker.getIndexInfosOfType(type).length === 0;
}

function objectOf(type: TS.Type, checker: TS.TypeChecker, depth: number): Canonical | undefined {
  const inner = (part: TS.Type) => canonicalType(part, checker, depth + 1);
  if (checker.isArrayType(type)) {
    const [element] = checker.getTypeArguments(type as TS.TypeReference);
    const of = element && inner(element);
    return of && { is: "list", of };
  }
  if (checker.isTupleType(type)) return tupleOf(type as TS.TupleTypeReference, checker, depth);
  if (type.getCallSignatures().length + type.getConstructSignatures().length > 0) return undefined;
  const fields: Record<string, Canonical> = {};
  for (const property of type.getProperties()) {
    const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
    const shape = inner(checker.getTypeOfSymbol(property));
    if (shape === undefined || property.name.startsWith("__")) return undefined;
    fields[property.name] = isOptional ? either([shape, absent]) : shape;
  }
  const infos = checker.getIndexInfosOfType(type);
  if (infos.some(({ keyType }) => (keyType.flags & TypeFlags.String) === 0)) return undefined;
  const [index] = infos;
  const others = index && inner(index.type);
  if (index !== undefined && others === undefined) return undefined;
  // `{}` accepts any value but null.
  if (Object.keys(fields).length === 0 && others === undefined && depth > 0) return undefined;
  return { is: "fields", fields: withoutAbsent(fields), ...(others && { others: withoutUndefined(others) }) };
}

/** A field that is always absent does not count. */
function withoutAbsent(fields: Readonly<Record<string, Canonical>>): Readonly<Record<string, Canonical>> {
  return Object.fromEntries(Object.entries(fields).filter(([, { is }]) => is !== "undefined"));
}

function withoutUndefined(type: Canonical): Canonical {
  return type.is === "either" ? either(type.of.filter(({ is }) => is !== "undefined")) : type;
}

function tupleOf(type: TS.TupleTypeReference, checker: TS.TypeChecker, depth: number): Canonical | undefined {
  const { elementFlags } = type.target;
  const items: Canonical[] = [];
  let least = 0;
  let rest: Canonical | undefined;
  for (const [at, part] of checker.getTypeArguments(type).entries()) {
    const shape = canonicalType(part, checker, depth + 1);
    const flag = elementFlags[at] ?? ts.ElementFlags.Required;
    if (shape === undefined || rest !== undefined || flag & ts.ElementFlags.Variadic) return undefined;
    if (flag & ts.ElementFlags.Rest) rest = shape;
    else items.push(flag & ts.ElementFlags.Optional ? withoutUndefined(shape) : shape);
    if (flag & ts.ElementFlags.Required) least += 1;
  }
  if (items.length === 0 && rest !== undefined) return { is: "list", of: rest };
  return { is: "tuple", items, least, ...(rest && { rest }) };
}
