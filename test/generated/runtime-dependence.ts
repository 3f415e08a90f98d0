/**
 * Replaces a known value of a program by an input: falc has to refuse decisions that depend on it, and pass it on
 * everywhere else. The graph must not stay unchanged, crash the compiler, or differ from the function.
 */
import { ts, type TS } from "../../src/compiler/typescript.ts";
import type { JsonObject } from "../../src/lib/json.ts";
import { judge, Mismatch, print } from "./judge.ts";
import type { Program } from "./program.ts";
import { applyChanges, listNodes, parseFile, replacing, workflowOf } from "./refactorings/source-edit.ts";

/** Several, because a difference may show only for an empty string, a zero or false. */
const otherInputs: readonly JsonObject[] = [
  { subject: "a lamp", mood: "", steps: 0, loud: false },
  { subject: "sun", mood: "sun", steps: 1, loud: true },
];

export type Dependent = "accepted" | "refused";

/** `undefined` if the unmodified program is refused, or has no literal to replace. Throws a `Mismatch`. */
export async function checkDependence(program: Program, where: number): Promise<Dependent | undefined> {
  const { graph } = await judge(program.files, program.given);
  if (graph === undefined) return undefined;
  const tree = parseFile(program.files["main.ts"] ?? "");
  const places = literalsOf(tree);
  const literal = places[where % places.length];
  if (literal === undefined) return undefined;
  const name = program.inputs[typeOf(literal)];
  const files = { ...program.files, "main.ts": applyChanges(tree.text, [replacing(literal, name)]) };
  const inputs = program.given.flatMap((given) => otherInputs.map((other) => ({ ...given, ...other })));
  const verdict = await judge(files, [...program.given, ...inputs]);
  if (verdict.codes.includes("evaluation-limit")) {
    throw new Mismatch(`what does not end is no answer to an unknown value\n${print(files)}`);
  }
  return verdict.graph === undefined ? "refused" : "accepted";
}

function typeOf(literal: TS.Node): "string" | "number" | "boolean" {
  if (ts.isStringLiteralLike(literal)) return "string";
  return ts.isNumericLiteral(literal) ? "number" : "boolean";
}

/** In the workflow's body, where its input is in scope. */
function literalsOf(tree: TS.SourceFile): readonly TS.Node[] {
  const { body } = workflowOf(tree);
  if (body === undefined) return [];
  return listNodes(body, (node): node is TS.Node => isLiteral(node) && standsForValue(node));
}

function isLiteral(node: TS.Node): boolean {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isNumericLiteral(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword
  );
}

function standsForValue(literal: TS.Node): boolean {
  const { parent } = literal;
  if (ts.isTypeNode(parent) || ts.isTaggedTemplateExpression(parent)) return false;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === literal;
  // `"fixed" as const` is allowed only for literals.
  return !ts.isAsExpression(parent);
}
