/** Statements, and syntax that occurs only inside them. */
import { evaluated, type KindRows, part, refused } from "./row.ts";

const statements = "2-evaluate/syntax/statements.ts";
const loops = "2-evaluate/syntax/loops.ts";
const tries = "2-evaluate/syntax/try.ts";
const switches = "2-evaluate/syntax/switch.ts";

export const statementKinds: KindRows = [
  ["Block", evaluated(statements, "syntax-statements", { reads: ["statements"] })],
  ["EmptyStatement", evaluated(statements, "syntax-statements")],
  ["ExpressionStatement", evaluated(statements, "syntax-statements", { reads: ["expression"] })],
  [
    "IfStatement",
    evaluated(statements, "syntax-statements", { reads: ["expression", "thenStatement", "elseStatement"] }),
  ],
  [
    ["DoStatement", "WhileStatement"],
    evaluated(loops, "syntax-statements", { reads: ["expression", "statement"] }),
  ],
  [
    "ForStatement",
    evaluated(loops, "syntax-statements", {
      reads: ["initializer", "condition", "incrementor", "statement"],
    }),
  ],
  [
    "ForInStatement",
    evaluated(loops, "syntax-statements", { reads: ["initializer", "expression", "statement"] }),
  ],
  [
    "ForOfStatement",
    evaluated(loops, "await-loop", { reads: ["awaitModifier", "initializer", "expression", "statement"] }),
  ],
  ["AwaitKeyword", part(loops, "await-loop")],
  [["BreakStatement", "ContinueStatement"], evaluated(statements, "loop-labels", { reads: ["label"] })],
  ["LabeledStatement", evaluated(statements, "loop-labels", { reads: ["label", "statement"] })],
  ["ReturnStatement", evaluated(statements, "helper-inlined", { reads: ["expression"] })],
  // If reached, it ends the compilation with the author's message; otherwise, it is a branch not taken.
  ["ThrowStatement", evaluated(tries, "syntax-statements", { reads: ["expression"] })],
  ["SwitchStatement", evaluated(switches, "syntax-statements", { reads: ["expression", "caseBlock"] })],
  ["CaseBlock", part(switches, "syntax-statements", { reads: ["clauses"] })],
  ["CaseClause", part(switches, "syntax-statements", { reads: ["expression", "statements"] })],
  ["DefaultClause", part(switches, "syntax-statements", { reads: ["statements"] })],
  ["TryStatement", evaluated(tries, "try-known", { reads: ["tryBlock", "catchClause", "finallyBlock"] })],
  ["CatchClause", part(tries, "try-known", { reads: ["variableDeclaration", "block"] })],
  ["DebuggerStatement", refused("syntax-unsupported", "syntax-kinds-refused")],
  ["WithStatement", refused("syntax-error", "syntax-early-errors")],
];
