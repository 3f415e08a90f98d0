/** Kinds of syntax that no rule compiles, each with its own code; a kind that is missing here is refused too. */
import { ts, type TS } from "../typescript.ts";
import type { Machine, Place } from "./machine.ts";
import type { Poison } from "./values.ts";

type Refusal<Node extends TS.Node = never> = (node: Node, place: Place, machine: Machine) => Poison;

export const refusals: ReadonlyMap<TS.SyntaxKind, Refusal> = new Map<TS.SyntaxKind, Refusal>([
  [
    ts.SyntaxKind.BigIntLiteral,
    (node, place, machine) =>
      machine.refuse("bigint-unsupported", node, place, { text: machine.textOf(node, place) }),
  ],
  [ts.SyntaxKind.DebuggerStatement, (node, place, machine) => refuseSyntax(node, place, machine, "debugger")],
  [
    ts.SyntaxKind.ExpressionWithTypeArguments,
    (node, place, machine) => refuseSyntax(node, place, machine, "type arguments without a call"),
  ],
  [
    ts.SyntaxKind.NamespaceExportDeclaration,
    (node, place, machine) => refuseSyntax(node, place, machine, "export as namespace"),
  ],
]);

function refuseSyntax(node: TS.Node, place: Place, machine: Machine, construct: string): Poison {
  return machine.refuse("syntax-unsupported", node, place, { construct });
}
