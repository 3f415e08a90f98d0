/** Statements that are no loops: blocks, conditions, returns, jumps. Conditions are known, or the statement is refused. */
import { AuthorThrow, normal, type Place, type StatementRule } from "../machine.ts";
import { innerPlace } from "../scope.ts";
import { truthiness } from "../truth.ts";
import { ts, type TS } from "../../typescript.ts";
import { known, undefinedValue } from "../values.ts";

export const block: StatementRule<TS.Block> = (node, place, machine) =>
  machine.executeAll(node.statements, innerPlace(place));

export const expressionStatement: StatementRule<TS.ExpressionStatement> = (node, place, machine) => {
  machine.evaluate(node.expression, place);
  return normal;
};

export const nothing: StatementRule<TS.Statement> = () => normal;

export const returnStatement: StatementRule<TS.ReturnStatement> = (node, place, machine) => ({
  kind: "return",
  value: node.expression === undefined ? undefinedValue : machine.evaluate(node.expression, place),
  node,
});

export const ifStatement: StatementRule<TS.IfStatement> = (node, place, machine) => {
  const value = machine.evaluate(node.expression, place);
  const truth = truthiness(value, node.expression, place, machine);
  if (typeof truth !== "boolean") {
    // Both branches, to find what else is wrong in them; where they lead is not known.
    const { thenStatement, elseStatement } = node;
    machine.explore(() => machine.execute(thenStatement, place));
    if (elseStatement !== undefined) machine.explore(() => machine.execute(elseStatement, place));
    return normal;
  }
  const taken = truth ? node.thenStatement : node.elseStatement;
  return taken === undefined ? normal : machine.execute(taken, place);
};

export const throwStatement: StatementRule<TS.ThrowStatement> = (node, place, machine) => {
  const thrown = node.expression;
  // `new Error("…")`, or `Error("…")`, is read and not evaluated: nobody catches what is thrown.
  const argument = makesError(thrown, place) ? thrown.arguments?.[0] : thrown;
  const value = argument === undefined ? known("") : machine.evaluate(argument, place);
  // What was to be thrown was refused, and nobody catches it.
  if (value.kind === "poison") throw new AuthorThrow();
  const text = value.kind === "known" ? String(value.value) : machine.textOf(thrown, place);
  machine.refuse("thrown", node, place, { text });
  throw new AuthorThrow();
};

function makesError(thrown: TS.Expression, { scope }: Place): thrown is TS.NewExpression | TS.CallExpression {
  if (ts.isNewExpression(thrown)) return true;
  if (!ts.isCallExpression(thrown) || !ts.isIdentifier(thrown.expression)) return false;
  const { text } = thrown.expression;
  return (
    /^(Aggregate|Eval|Range|Reference|Syntax|Type|URI)?Error$/.test(text) && scope.find(text) === undefined
  );
}

export const breakStatement: StatementRule<TS.BreakStatement> = (node) => ({
  kind: "break",
  label: node.label?.text,
});

export const continueStatement: StatementRule<TS.ContinueStatement> = (node) => ({
  kind: "continue",
  label: node.label?.text,
});

export const labeledStatement: StatementRule<TS.LabeledStatement> = (node, place, machine) => {
  const completion = machine.execute(node.statement, place);
  const here = completion.kind === "break" && completion.label === node.label.text;
  return here ? normal : completion;
};
