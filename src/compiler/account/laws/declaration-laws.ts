/** That a namespace runs its code and holds what it exports, and that enums, aliases and default exports have their values. */
import { hasModifier } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import type { Place } from "../../2-evaluate/machine/machine.ts";
import type { Value } from "../../2-evaluate/values/values.ts";
import { type Frame, valueIn } from "./frame.ts";
import { memberOf } from "./member-laws.ts";
import { isSame } from "./same.ts";
import { executed, skipped } from "./sequence.ts";

/** `undefined` for other statements, too. */
export function findLostDeclaration(node: TS.Statement, frame: Frame): string | undefined {
  const { place } = frame;
  if (place === undefined || hasModifier(node, ts.SyntaxKind.DeclareKeyword)) return undefined;
  if (ts.isModuleDeclaration(node)) return findSkipped(node, frame);
  if (ts.isEnumDeclaration(node)) return findLostMember(node, frame, place);
  if (ts.isImportEqualsDeclaration(node)) return findLostAlias(node, frame, place);
  if (ts.isExportAssignment(node)) {
    const value = place.scope.own("default")?.value;
    return isSame(value, valueIn(frame, node.expression))
      ? undefined
      : "the default export has another value";
  }
  const isDeclared = ts.isFunctionDeclaration(node) ? node.body !== undefined : ts.isClassDeclaration(node);
  return isDeclared ? findUnexported(node as TS.FunctionDeclaration | TS.ClassDeclaration, place) : undefined;
}

/** Everything in it that is not only a type. */
function findSkipped({ body }: TS.ModuleDeclaration, { happened }: Frame): string | undefined {
  const statements =
    body === undefined ? [] : ts.isModuleBlock(body) ? [...body.statements] : [body as TS.Statement];
  const done = new Set(executed(happened).map(({ node }) => node));
  // One without code does not exist, and nothing in it is executed.
  const isCode = (each: TS.Statement) =>
    ts.isExpressionStatement(each) || ts.isVariableStatement(each) || ts.isClassDeclaration(each);
  return statements.some((each) => isCode(each) && !isAmbient(each) && !done.has(each)) ? skipped : undefined;
}

function isAmbient(node: TS.Statement): boolean {
  return hasModifier(node, ts.SyntaxKind.DeclareKeyword);
}

/** A function or a class that a namespace exports is a property of its object. */
function findUnexported(
  node: TS.FunctionDeclaration | TS.ClassDeclaration,
  { scope }: Place,
): string | undefined {
  const { name } = node;
  const isMember = ts.isModuleBlock(node.parent) && hasModifier(node, ts.SyntaxKind.ExportKeyword);
  if (!isMember || name === undefined || scope.holder === undefined) return undefined;
  const value = scope.own(name.text)?.value;
  return value === undefined || isSame(memberOf(scope.holder, name.text), value)
    ? undefined
    : `${name.text} is not in its namespace`;
}

/** What the name of an enum or an alias stands for now. */
function named(name: string, { scope }: Place): Value | undefined {
  const variable = scope.find(name);
  return variable?.holder === undefined ? variable?.value : memberOf(variable.holder, name);
}

function findLostMember(node: TS.EnumDeclaration, frame: Frame, place: Place): string | undefined {
  const members = named(node.name.text, place);
  if (members?.kind !== "object") return "an enum is missing";
  const expected = new Map<string, Value>();
  let next: number | undefined = 0;
  for (const { name, initializer } of node.members) {
    const value: Value | undefined =
      initializer !== undefined ? valueIn(frame, initializer) : { kind: "known", value: next };
    if (value === undefined) return "a member of an enum was not evaluated";
    const key = ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;
    if (key !== undefined) expected.set(key, value);
    next = value.kind === "known" && typeof value.value === "number" ? value.value + 1 : undefined;
    if (next !== undefined && key !== undefined)
      expected.set(String(next - 1), { kind: "known", value: key });
  }
  const lost = [...expected].find(([key, value]) => !isSame(members.fields[key], value));
  return lost === undefined ? undefined : `the enum's ${lost[0]} has another value`;
}

/** `import soft = Styles.soft`; one that only types use was erased. */
function findLostAlias(node: TS.ImportEqualsDeclaration, frame: Frame, place: Place): string | undefined {
  if (node.isTypeOnly || place.module.erased.has(node)) return undefined;
  const { moduleReference } = node;
  if (ts.isExternalModuleReference(moduleReference)) return undefined;
  let first: TS.EntityName = moduleReference;
  while (ts.isQualifiedName(first)) first = first.left;
  if (valueIn(frame, first) === undefined) return "an alias was not evaluated";
  const expected = entityIn(moduleReference, frame);
  const value = named(node.name.text, place);
  return expected === undefined || isSame(value, expected)
    ? undefined
    : `${node.name.text} did not get its value`;
}

function entityIn(node: TS.EntityName, frame: Frame): Value | undefined {
  if (ts.isIdentifier(node)) return valueIn(frame, node);
  const owner = entityIn(node.left, frame);
  return owner && memberOf(owner, node.right.text);
}
