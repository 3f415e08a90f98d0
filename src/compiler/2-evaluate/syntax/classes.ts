/** Classes: created where they are defined, with what their instances inherit; `instances.ts` creates the instances. */
import { hasModifier, isAmbientDeclaration } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { nameAt } from "../members/function-members.ts";
import { defineField } from "../members/instances.ts";
import {
  type ExpressionRule,
  type Machine,
  normal,
  type Place,
  type StatementRule,
} from "../machine/machine.ts";
import { innerPlace } from "../machine/scope.ts";
import {
  type ClassValue,
  type FieldKey,
  type FunctionValue,
  known,
  type Member,
  object,
  type Poison,
  type SymbolValue,
} from "../values/values.ts";
import { functionValue } from "./calls.ts";
import { memberKey } from "./literals.ts";
import { exportDeclared } from "./namespaces.ts";

export const classExpression: ExpressionRule<TS.ClassExpression> = (node, place, machine) =>
  classValue(node, place, machine);

/** The name cannot be read before this. */
export const classDeclaration: StatementRule<TS.ClassDeclaration> = (node, place, machine) => {
  const declared = place.scope.own(node.name?.text ?? "default");
  if (declared !== undefined && !isAmbientDeclaration(node)) {
    declared.value = classValue(node, place, machine);
    exportDeclared(node, place, machine);
  }
  return normal;
};

function classValue(node: TS.ClassLikeDeclaration, around: Place, machine: Machine): ClassValue | Poison {
  const name = nameAt(node);
  const refuse = (at: TS.Node, part: string) =>
    machine.refuse("class-unsupported", at, around, { part, name: node.name?.text });
  const place = innerPlace(around);
  if (node.name !== undefined) place.scope.declare(node.name.text, true);
  const extended = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
    ?.types[0];
  const base = extended && machine.evaluate(extended.expression, place);
  if (base?.kind === "poison") return base;
  if (extended !== undefined && base?.kind === "known" && base.value !== null) {
    const text = `Class extends value ${String(base.value)} is not a constructor or null`;
    return machine.throws("TypeError", "program-throws", extended, around, { text });
  }
  if (isDecorated(node)) return refuse(node.name ?? node, decorator);
  if (name === undefined) return refuse(node, "a class without a fixed name");
  if (base !== undefined && base.kind !== "class") {
    return refuse(extended ?? node, `extending ${machine.textOf(extended?.expression ?? node, around)}`);
  }
  const fields: { key: FieldKey; node: TS.PropertyDeclaration }[] = [];
  const privates = new Map<string, Member>();
  const own = {
    node,
    place,
    fields,
    privates,
    constructor: undefined as FunctionValue | undefined,
  };
  const result: ClassValue = {
    kind: "class",
    name,
    base,
    own,
    members: new Map(),
    staticMembers: new Map(),
    statics: { ...object(), privates: new Map() },
  };
  place.scope.declare("super", true, result);
  // Unique for each evaluation of a class.
  const mark = machine.mark();
  for (const member of node.members) {
    if (member.name !== undefined && ts.isPrivateIdentifier(member.name)) {
      place.scope.declare(member.name.text, true, known(`${member.name.text} ${mark}`));
    }
  }
  const steps: (() => void)[] = [];
  for (const member of node.members) {
    if (isErasedMember(member)) continue;
    if (isDecorated(member)) return refuse(member, decorator);
    if (hasModifier(member, ts.SyntaxKind.AccessorKeyword)) return refuse(member, "an `accessor` field");
    const isStatic = hasModifier(member, ts.SyntaxKind.StaticKeyword);
    if (ts.isConstructorDeclaration(member)) {
      if (isStatic) return refuse(member, "a static constructor");
      if (mixesParameters(member, node)) return refuse(member, mixedParameters);
      own.constructor = functionValue(member, place);
    } else if (ts.isClassStaticBlockDeclaration(member)) {
      steps.push(() => runBlock(member, result, place, machine));
    } else {
      const key = member.name && keyOf(member.name, place, machine);
      if (key === undefined) return refuse(member, unknownMember);
      if ("kind" in key && key.kind === "symbol") {
        if (isStatic || !ts.isMethodDeclaration(member)) return refuse(member, "this use of Symbol.iterator");
        result.iterator = functionValue(member, place);
        continue;
      }
      if ("kind" in key) return key;
      if (ts.isPropertyDeclaration(member)) {
        if (isStatic) steps.push(() => defineField(result.statics, key, member, place, machine, result));
        else fields.push({ key, node: member });
      } else if (ts.isMethodDeclaration(member) || ts.isAccessor(member)) {
        const shared = isStatic ? result.staticMembers : result.members;
        const owned = isStatic ? (result.statics.privates ?? privates) : privates;
        addMember(member, key.name, key.isPrivate ? owned : shared, place, machine);
      } else return refuse(member, unknownMember);
    }
  }
  const declared = node.name && place.scope.own(node.name.text);
  if (declared !== undefined) declared.value = result;
  for (const step of steps) step();
  return result;
}

const decorator = "a decorator";
const unknownMember = "this member";
const mixedParameters = "a parameter property beside a field whose initializer reads `this`";

/** Signatures, and what exists only for the type checker. */
function isErasedMember(member: TS.ClassElement): boolean {
  if (ts.isIndexSignatureDeclaration(member) || ts.isSemicolonClassElement(member)) return true;
  const isSignature =
    (ts.isMethodDeclaration(member) || ts.isConstructorDeclaration(member) || ts.isAccessor(member)) &&
    member.body === undefined;
  return isSignature || isAmbientDeclaration(member) || hasModifier(member, ts.SyntaxKind.AbstractKeyword);
}

function isDecorated(node: TS.Node): boolean {
  return ts.canHaveDecorators(node) && (ts.getDecorators(node)?.length ?? 0) > 0;
}

/**
 * `constructor(readonly size: number)` together with a field whose initializer reads `this`: which of the two comes
 * first depends on an option of the project.
 */
function mixesParameters(
  constructor: TS.ConstructorDeclaration,
  { members }: TS.ClassLikeDeclaration,
): boolean {
  const readsThis = (node: TS.Node): boolean =>
    node.kind === ts.SyntaxKind.ThisKeyword ||
    (ts.isFunctionLike(node) && !ts.isArrowFunction(node)
      ? // Its `this` is its own, except in a method's computed name: `{ [this.key]() {} }`.
        node.name !== undefined && readsThis(node.name)
      : (ts.forEachChild(node, (child) => readsThis(child) || undefined) ?? false));
  return (
    constructor.parameters.some((parameter) => ts.isParameterPropertyDeclaration(parameter, constructor)) &&
    members.some(
      (member) =>
        ts.isPropertyDeclaration(member) && member.initializer !== undefined && readsThis(member.initializer),
    )
  );
}

function keyOf(name: TS.PropertyName, place: Place, machine: Machine): FieldKey | Poison | SymbolValue {
  if (ts.isPrivateIdentifier(name)) {
    const value = place.scope.find(name.text)?.value;
    return { name: value?.kind === "known" ? String(value.value) : name.text, isPrivate: true };
  }
  const key = memberKey(name, place, machine);
  return typeof key === "string" ? { name: key, isPrivate: false } : key;
}

function addMember(
  member: TS.MethodDeclaration | TS.AccessorDeclaration,
  key: string,
  members: Map<string, Member>,
  place: Place,
  machine: Machine,
): void {
  if (ts.isMethodDeclaration(member)) {
    members.set(key, { kind: "method", value: functionValue(member, place) });
    return;
  }
  const known = members.get(key);
  const accessor = known?.kind === "accessor" ? known : { kind: "accessor" as const };
  const fn = functionValue(member, place);
  members.set(key, ts.isGetAccessor(member) ? { ...accessor, get: fn } : { ...accessor, set: fn });
}

function runBlock(
  block: TS.ClassStaticBlockDeclaration,
  self: ClassValue,
  place: Place,
  machine: Machine,
): void {
  const inside = innerPlace(place);
  inside.scope.declare("this", true, self);
  machine.executeAll(block.body.statements, inside);
}
