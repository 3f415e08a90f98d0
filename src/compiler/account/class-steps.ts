/**
 * What is reached in a class: keys and static parts at its definition, fields with each object, methods when they are
 * called.
 */
import { hasModifier } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { functionSteps } from "./function-steps.ts";
import type { Recording } from "./recording.ts";
import { either, part, type Step, value } from "./steps.ts";

export function classSteps(node: TS.ClassLikeDeclaration, recording: Recording): readonly Step[] {
  return [
    ...(node.heritageClauses ?? [])
      .filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
      .flatMap(({ types }) => types.flatMap(({ expression }) => value(expression))),
    ...node.members.flatMap((member) => memberSteps(member, node, recording)),
  ];
}

function memberSteps(
  member: TS.ClassElement,
  node: TS.ClassLikeDeclaration,
  recording: Recording,
): readonly Step[] {
  if (hasModifier(member, ts.SyntaxKind.DeclareKeyword)) return [];
  const { name } = member;
  const key = name !== undefined && ts.isComputedPropertyName(name) ? part(name) : [];
  if (ts.isPropertyDeclaration(member)) {
    const isStatic = hasModifier(member, ts.SyntaxKind.StaticKeyword);
    const isReached = isStatic || recording.made.has(node);
    return [...key, ...either(member.initializer, isReached, "no object of this class is made")];
  }
  if (ts.isMethodDeclaration(member) || ts.isAccessor(member) || ts.isConstructorDeclaration(member)) {
    return [...key, ...functionSteps(member, recording)];
  }
  if (ts.isClassStaticBlockDeclaration(member)) return part(member.body);
  return key;
}
