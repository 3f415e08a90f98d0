/** Kinds of syntax that no rule compiles, each with its own code; a kind that is not here is refused too, by its name. */
import { ts, type TS } from "../typescript.ts";
import type { Machine, Place } from "./machine.ts";
import type { Poison } from "./values.ts";

type Refusal<Node extends TS.Node = never> = (node: Node, place: Place, machine: Machine) => Poison;

export const refusals: ReadonlyMap<TS.SyntaxKind, Refusal> = new Map<TS.SyntaxKind, Refusal>([
  [
    ts.SyntaxKind.YieldExpression,
    (node, place, machine) => machine.refuse("generator-unsupported", node, place, undefined),
  ],
  [
    ts.SyntaxKind.BigIntLiteral,
    (node, place, machine) =>
      machine.refuse("bigint-unsupported", node, place, { text: machine.textOf(node, place) }),
  ],
  [
    ts.SyntaxKind.DebuggerStatement,
    (node, place, machine) => machine.refuse("syntax-unsupported", node, place, { construct: "debugger" }),
  ],
]);
