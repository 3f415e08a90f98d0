/** Statements: conditions, loops, returns. Conditions and lengths are known, or the statement is refused. */
import {
  type Completion,
  EvaluationEnded,
  type Machine,
  normal,
  type Place,
  type StatementRule,
} from "../machine.ts";
import { Scope } from "../scope.ts";
import { truthiness } from "../truth.ts";
import { ts, type TS } from "../../typescript.ts";
import { awaitValue } from "./calls.ts";
import { describe, known, undefinedValue, type Value } from "../values.ts";

export const block: StatementRule<TS.Block> = (node, place, machine) =>
  machine.executeAll(node.statements, inner(place));

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
  if (truth === undefined) {
    // Both branches, to find what else is wrong in them; where they lead is not known.
    machine.execute(node.thenStatement, place);
    if (node.elseStatement !== undefined) machine.execute(node.elseStatement, place);
    return normal;
  }
  const taken = truth ? node.thenStatement : node.elseStatement;
  return taken === undefined ? normal : machine.execute(taken, place);
};

export const throwStatement: StatementRule<TS.ThrowStatement> = (node, place, machine) => {
  const thrown = node.expression;
  // `new Error("…")` is read, not evaluated: classes are not part of the language here.
  const argument = ts.isNewExpression(thrown) ? thrown.arguments?.[0] : thrown;
  const value = argument === undefined ? known("") : machine.evaluate(argument, place);
  const text = value.kind === "known" ? String(value.value) : machine.textOf(thrown, place);
  machine.refuse("thrown", node, place, { text });
  throw new EvaluationEnded();
};

export const breakStatement: StatementRule<TS.BreakStatement> = (node) => ({
  kind: "break",
  label: node.label?.text,
});

export const continueStatement: StatementRule<TS.ContinueStatement> = (node) => ({
  kind: "continue",
  label: node.label?.text,
});

export const whileStatement: StatementRule<TS.WhileStatement> = (node, place, machine) =>
  repeat(
    node,
    place,
    () => {
      if (!holds(node.expression, place, machine)) return undefined;
      return machine.execute(node.statement, place);
    },
    machine,
  );

export const doStatement: StatementRule<TS.DoStatement> = (node, place, machine) => {
  let first = true;
  return repeat(
    node,
    place,
    () => {
      if (!first && !holds(node.expression, place, machine)) return undefined;
      first = false;
      return machine.execute(node.statement, place);
    },
    machine,
  );
};

/** Every round has its own copy of the loop's variables, so that a closure made in it keeps that round's value. */
export const forStatement: StatementRule<TS.ForStatement> = (node, place, machine) => {
  let round = inner(place);
  const { initializer, condition, incrementor, statement } = node;
  const names: string[] = [];
  if (initializer !== undefined && ts.isVariableDeclarationList(initializer)) {
    const kind = declareKind(initializer);
    if (kind === "var") refuseVar(initializer, place, machine);
    for (const { name, initializer: start } of initializer.declarations) {
      if (ts.isIdentifier(name)) names.push(name.text);
      machine.bind(name, start === undefined ? undefinedValue : machine.evaluate(start, round), round, kind);
    }
  } else if (initializer !== undefined) machine.evaluate(initializer, round);
  let first = true;
  return repeat(
    node,
    place,
    () => {
      if (!first) {
        const next = inner(place);
        for (const name of names) {
          const variable = round.scope.own(name);
          next.scope.declare(name, variable?.constant ?? false, variable?.value);
        }
        round = next;
        if (incrementor !== undefined) machine.evaluate(incrementor, round);
      }
      first = false;
      if (condition !== undefined && !holds(condition, round, machine)) return undefined;
      return machine.execute(statement, round);
    },
    machine,
  );
};

export const forOfStatement: StatementRule<TS.ForOfStatement> = (node, place, machine) => {
  const list = elementsOf(machine.evaluate(node.expression, place), node.expression, place, machine);
  let index = 0;
  return repeat(
    node,
    place,
    () => {
      // The list is read as it goes: what the body appends is visited too.
      if (index >= list.length) return undefined;
      const element = list[index++] ?? undefinedValue;
      const value = node.awaitModifier === undefined ? element : awaitValue(element, place);
      const round = inner(place);
      bindLoopVariable(node.initializer, value, round, machine);
      return machine.execute(node.statement, round);
    },
    machine,
  );
};

export const forInStatement: StatementRule<TS.ForInStatement> = (node, place, machine) => {
  const value = machine.evaluate(node.expression, place);
  const keys: string[] = [];
  if (value.kind === "object" || value.kind === "array") {
    machine.touch(value, false, node.expression, place);
    keys.push(...Object.keys(value.kind === "object" ? value.fields : value.elements));
  } else if (value.kind === "reference") {
    machine.refuse("loop-unknown", node.expression, place, { text: machine.textOf(node.expression, place) });
  } else if (value.kind !== "poison") {
    machine.refuse("syntax-unsupported", node.expression, place, {
      construct: `for…in over ${describe(value)}`,
    });
  }
  let index = 0;
  return repeat(
    node,
    place,
    () => {
      const key = keys[index++];
      if (key === undefined) return undefined;
      const gone = value.kind === "object" && !Object.hasOwn(value.fields, key);
      if (gone) return normal;
      const round = inner(place);
      bindLoopVariable(node.initializer, known(key), round, machine);
      return machine.execute(node.statement, round);
    },
    machine,
  );
};

export const labeledStatement: StatementRule<TS.LabeledStatement> = (node, place, machine) => {
  const completion = machine.execute(node.statement, place);
  const here = completion.kind === "break" && completion.label === node.label.text;
  return here ? normal : completion;
};

export const switchStatement: StatementRule<TS.SwitchStatement> = (node, place, machine) => {
  const subject = machine.evaluate(node.expression, place);
  if (subject.kind !== "known") {
    truthiness(subject, node.expression, place, machine);
    if (subject.kind === "array" || subject.kind === "object") {
      machine.refuse("syntax-unsupported", node.expression, place, {
        construct: `switch over ${describe(subject)}`,
      });
    }
    for (const { statements } of node.caseBlock.clauses) machine.executeAll(statements, inner(place));
    return normal;
  }
  const { clauses } = node.caseBlock;
  let start = -1;
  for (const [index, clause] of clauses.entries()) {
    if (!ts.isCaseClause(clause)) continue;
    const candidate = machine.evaluate(clause.expression, place);
    if (candidate.kind === "reference" || candidate.kind === "text") {
      truthiness(candidate, clause.expression, place, machine);
      return normal;
    }
    if (candidate.kind === "known" && candidate.value === subject.value) {
      start = index;
      break;
    }
  }
  if (start < 0) start = clauses.findIndex(ts.isDefaultClause);
  if (start < 0) return normal;
  const statements = clauses.slice(start).flatMap((clause) => [...clause.statements]);
  const completion = machine.executeAll(statements, inner(place));
  return completion.kind === "break" && completion.label === undefined ? normal : completion;
};

/** Runs rounds until one returns `undefined` or ends the loop. */
function repeat(
  node: TS.IterationStatement,
  place: Place,
  round: () => Completion | undefined,
  machine: Machine,
): Completion {
  const labels = labelsOf(node);
  const own = (label: string | undefined) => label === undefined || labels.has(label);
  place.activation.repeats += 1;
  try {
    for (;;) {
      machine.step(node, place);
      const completion = round();
      if (completion === undefined) return normal;
      if (completion.kind === "break" && own(completion.label)) return normal;
      if (completion.kind === "continue" && own(completion.label)) continue;
      if (completion.kind !== "normal") return completion;
    }
  } finally {
    place.activation.repeats -= 1;
  }
}

function labelsOf(node: TS.Node): ReadonlySet<string> {
  const labels = new Set<string>();
  for (let outer = node.parent; outer !== undefined && ts.isLabeledStatement(outer); outer = outer.parent) {
    labels.add(outer.label.text);
  }
  return labels;
}

/** After a report about the condition the loop is left: what it would do next is not known. */
function holds(condition: TS.Expression, place: Place, machine: Machine): boolean {
  return truthiness(machine.evaluate(condition, place), condition, place, machine) ?? false;
}

function elementsOf(value: Value, node: TS.Expression, place: Place, machine: Machine): readonly Value[] {
  const text = machine.textOf(node, place);
  switch (value.kind) {
    case "array":
      machine.touch(value, false, node, place);
      return value.elements;
    case "poison":
      return [];
    case "known":
      if (typeof value.value === "string") return [...value.value].map(known);
      break;
    case "reference":
    case "text":
      machine.refuse("loop-unknown", node, place, { text });
      return [];
    case "pending":
      machine.refuse("await-missing", node, place, { text });
      return [];
    default:
  }
  machine.refuse("program-throws", node, place, { text: `${text} is not iterable` });
  return [];
}

function bindLoopVariable(
  initializer: TS.ForInitializer,
  value: Value,
  place: Place,
  machine: Machine,
): void {
  const declaration = ts.isVariableDeclarationList(initializer) ? initializer.declarations[0] : undefined;
  if (declaration === undefined || !ts.isVariableDeclarationList(initializer)) {
    machine.refuse("syntax-unsupported", initializer, place, {
      construct: "a loop that assigns to an existing variable",
      rewrite: `for (const ${machine.textOf(initializer, place)} of …) { … }`,
    });
    return;
  }
  const kind = declareKind(initializer);
  if (kind === "var") refuseVar(initializer, place, machine);
  machine.bind(declaration.name, value, place, kind);
}

function declareKind(list: TS.VariableDeclarationList): "const" | "let" | "var" {
  if ((list.flags & ts.NodeFlags.Const) !== 0) return "const";
  return (list.flags & ts.NodeFlags.Let) !== 0 ? "let" : "var";
}

function refuseVar(node: TS.Node, place: Place, machine: Machine): void {
  machine.refuse("syntax-unsupported", node, place, {
    construct: "var",
    rewrite: machine.textOf(node, place).replace(/^var\b/, "let"),
  });
}

function inner(place: Place): Place {
  return { ...place, scope: new Scope(place.scope) };
}
