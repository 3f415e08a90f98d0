/** Classes: known by name, refused where they are used. */
import { type ExpressionRule, type Machine, normal, type Place, type StatementRule } from "../machine.ts";
import { hasModifier } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import type { Poison, Value } from "../values.ts";

export const classExpression: ExpressionRule<TS.ClassExpression> = (node, place, machine) =>
  classValue(node, place, machine);

/** The name is not readable before this. */
export const classDeclaration: StatementRule<TS.ClassDeclaration> = (node, place, machine) => {
  const declared = place.scope.own(node.name?.text ?? "default");
  if (declared !== undefined && !isAmbientDeclaration(node))
    declared.value = classValue(node, place, machine);
  return normal;
};

/** A file may hold a class that the workflow has no use for; but one that runs code when it is defined is refused at once. */
function classValue(node: TS.ClassLikeDeclaration, place: Place, machine: Machine): Value {
  if (runsCode(node, place)) return refuseClass(node, node.name ?? node, place, machine);
  return {
    kind: "unavailable",
    refuse: (use, module) => refuseClass(node, use, { ...place, module }, machine),
  };
}

/** `declare …`: exists for the type checker only. */
export function isAmbientDeclaration(node: TS.Node): boolean {
  return hasModifier(node, ts.SyntaxKind.DeclareKeyword);
}

function refuseClass(node: TS.ClassLikeDeclaration, use: TS.Node, place: Place, machine: Machine): Poison {
  return machine.refuse("class-unsupported", use, place, { name: node.name?.text });
}

function runsCode(node: TS.ClassLikeDeclaration, place: Place): boolean {
  const isDecorated = (part: TS.Node) =>
    ts.canHaveDecorators(part) && (ts.getDecorators(part)?.length ?? 0) > 0;
  const extended = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  return (
    isDecorated(node) ||
    (extended !== undefined &&
      !extended.types.every(({ expression }) => isDefinedClass(expression, place))) ||
    node.members.some(
      (member) =>
        isDecorated(member) ||
        ts.isClassStaticBlockDeclaration(member) ||
        (member.name !== undefined && ts.isComputedPropertyName(member.name)) ||
        (ts.isPropertyDeclaration(member) &&
          member.initializer !== undefined &&
          hasModifier(member, ts.SyntaxKind.StaticKeyword)),
    )
  );
}

/** Whether naming it after `extends` does nothing more: a class that was defined before, or one of the language's. */
function isDefinedClass(base: TS.Expression, place: Place): boolean {
  if (!ts.isIdentifier(base)) return false;
  const variable = place.scope.find(base.text);
  return variable === undefined ? base.text === "Error" : variable.value?.kind === "unavailable";
}
