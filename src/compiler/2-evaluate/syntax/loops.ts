/** Loops. How often they run is known, or they are refused. */
import { iterate } from "../iterate.ts";
import { type Completion, type Machine, normal, type Place, type StatementRule } from "../machine.ts";
import { innerPlace } from "../scope.ts";
import { truthiness } from "../truth.ts";
import { ts, type TS } from "../../typescript.ts";
import { describe, known, undefinedValue, type Value } from "../values.ts";
import { awaitValue } from "./calls.ts";
import { declareNames, namesIn } from "./declarations.ts";

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
  let round = innerPlace(place);
  const { initializer, condition, incrementor, statement } = node;
  const names: string[] = [];
  if (initializer !== undefined && ts.isVariableDeclarationList(initializer)) {
    const kind = declareKind(initializer);
    if (kind === "var") refuseVar(initializer, place, machine);
    for (const { name, initializer: start } of initializer.declarations) {
      for (const { text } of namesIn(name)) names.push(text);
      declareNames(name, kind === "const", round.scope);
      const value = start === undefined ? undefinedValue : machine.evaluate(start, round);
      machine.bind(name, value, start ?? name, round, kind);
    }
  } else if (initializer !== undefined) machine.evaluate(initializer, round);
  let first = true;
  return repeat(
    node,
    place,
    () => {
      if (!first) {
        const next = innerPlace(place);
        for (const name of names) {
          const variable = round.scope.own(name);
          if (variable !== undefined) machine.touch(variable, false, node, place);
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
  const list = machine.evaluate(node.expression, place);
  const next = iterate(list, node.expression, place, machine);
  if (typeof next !== "function") {
    machine.explore(() => {
      const round = innerPlace(place);
      bindLoopVariable(node.initializer, next, round, machine);
      machine.execute(node.statement, round);
    });
    return normal;
  }
  return repeat(
    node,
    place,
    () => {
      const element = next();
      if (element === undefined) return undefined;
      const { task } = place.activation;
      const value = node.awaitModifier === undefined ? element : awaitValue(element, task);
      const round = innerPlace(place);
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
      const round = innerPlace(place);
      bindLoopVariable(node.initializer, known(key), round, machine);
      return machine.execute(node.statement, round);
    },
    machine,
  );
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
  const truth = truthiness(machine.evaluate(condition, place), condition, place, machine);
  if (typeof truth === "boolean") return truth;
  machine.explore(() => undefined);
  return false;
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
  declareNames(declaration.name, kind === "const", place.scope);
  machine.bind(declaration.name, value, declaration.name, place, kind);
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
