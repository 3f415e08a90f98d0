/** Loops. The number of iterations is known, or they are refused. */
import { hasOwn, ownKeys } from "../builtins/own-entries.ts";
import { expandWhole } from "../calls/expand.ts";
import { completionOf, type Flow, type StatementFlow, valueOf } from "../machine/flow.ts";
import { generatorElements, iterate } from "../machine/iterate.ts";
import type { Next } from "../machine/iteration.ts";
import { type Completion, type Machine, normal, type Place, ThrownToCatch } from "../machine/machine.ts";
import { originOf } from "../values/origin.ts";
import { refuseRunKeys } from "../values/run-keys.ts";
import { innerPlace } from "../machine/scope.ts";
import { truthiness } from "../values/truth.ts";
import { namesIn } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { describe } from "../values/describe.ts";
import { known, type Value } from "../values/values.ts";
import { awaitValue } from "../machine/await-value.ts";
import { refuseAtTop } from "./calls.ts";
import { assignTo } from "./assignment-pattern.ts";
import { declareKind, declareVariables } from "./declarations.ts";
import { declareNames } from "./hoist.ts";
import { variableKind } from "../../bindings.ts";

export const whileStatement: StatementFlow<TS.WhileStatement> = (node, place, machine) =>
  repeat(
    node,
    place,
    function* () {
      if (!(yield* continues(node.expression, node.statement, place, machine))) return undefined;
      return yield* completionOf(node.statement, place);
    },
    machine,
  );

export const doStatement: StatementFlow<TS.DoStatement> = (node, place, machine) => {
  let first = true;
  return repeat(
    node,
    place,
    function* () {
      if (!first && !(yield* continues(node.expression, undefined, place, machine))) return undefined;
      first = false;
      return yield* completionOf(node.statement, place);
    },
    machine,
  );
};

/** Every iteration has its own copy of the loop's variables, so that a closure keeps that iteration's value. */
export const forStatement: StatementFlow<TS.ForStatement> = function* (node, place, machine) {
  let round = innerPlace(place);
  const { initializer, condition, incrementor, statement } = node;
  const names: string[] = [];
  if (initializer !== undefined && ts.isVariableDeclarationList(initializer)) {
    const kind = variableKind(initializer);
    // `var` belongs to the function, and is shared by all iterations.
    if (kind !== "var") {
      for (const { name } of initializer.declarations) {
        for (const { text } of namesIn(name)) names.push(text);
        declareNames(name, kind !== "let", round.scope);
      }
    }
    yield* declareVariables(initializer, round, machine);
  } else if (initializer !== undefined) yield* valueOf(initializer, round);
  let first = true;
  return yield* repeat(
    node,
    place,
    function* () {
      // Also before the first iteration: a function created in the head keeps the initial variables.
      const next = innerPlace(place);
      for (const name of names) {
        const variable = round.scope.own(name);
        if (variable !== undefined) machine.touch(variable, false, node, place);
        next.scope.declare(name, variable?.constant ?? false, variable?.value);
      }
      round = next;
      if (!first && incrementor !== undefined) yield* valueOf(incrementor, round);
      first = false;
      if (condition !== undefined && !(yield* continues(condition, statement, round, machine)))
        return undefined;
      return yield* completionOf(statement, round);
    },
    machine,
  );
};

export const forOfStatement: StatementFlow<TS.ForOfStatement> = function* (node, place, machine) {
  if (node.awaitModifier !== undefined && refuseAtTop(node.awaitModifier, place, machine)) return normal;
  const list = yield* valueOf(node.expression, headPlace(node.initializer, place));
  const next =
    list.kind === "generator" && node.awaitModifier !== undefined
      ? generatorElements(list, node.expression, place, machine)
      : iterate(list, node.expression, place, machine);
  if (typeof next !== "function") {
    machine.explore(() => {
      const round = innerPlace(place);
      bindLoopVariable(node.initializer, next, round, machine);
      machine.execute(node.statement, round);
    });
    return normal;
  }
  let isAtEnd = false;
  const rounds = repeat(
    node,
    place,
    function* () {
      isAtEnd = true;
      const element = next();
      if (element === undefined) return undefined;
      isAtEnd = false;
      const value =
        node.awaitModifier === undefined ? element : awaitValue(element, node.expression, place, machine);
      const round = innerPlace(place);
      bindLoopVariable(node.initializer, value, round, machine);
      return yield* completionOf(node.statement, round);
    },
    machine,
  );
  return yield* closing(next, rounds, () => isAtEnd);
};

/** Closes the iterator if the loop is left before its end; if by a throw, that takes precedence over errors while closing. */
function* closing(next: Next, rounds: Flow<Completion>, isAtEnd: () => boolean): Flow<Completion> {
  let completion: Completion;
  try {
    completion = yield* rounds;
  } catch (error) {
    if (error instanceof ThrownToCatch && !isAtEnd()) next.closeQuietly?.();
    throw error;
  }
  if (!isAtEnd()) next.close?.();
  return completion;
}

export const forInStatement: StatementFlow<TS.ForInStatement> = function* (node, place, machine) {
  const whole = yield* valueOf(node.expression, headPlace(node.initializer, place));
  const value = expandWhole(whole, node.expression, place, machine) ?? whole;
  const keys = keysOf(value, node.expression, place, machine);
  let index = 0;
  return yield* repeat(
    node,
    place,
    function* () {
      const key = keys[index++];
      if (key === undefined) return undefined;
      // Keys deleted meanwhile are not visited.
      if ((value.kind === "object" || value.kind === "array") && hasOwn(value, key) === false) return normal;
      const round = innerPlace(place);
      bindLoopVariable(node.initializer, known(key), round, machine);
      return yield* completionOf(node.statement, round);
    },
    machine,
  );
};

function keysOf(value: Value, node: TS.Expression, place: Place, machine: Machine): readonly string[] {
  switch (value.kind) {
    case "object":
    case "array": {
      if (refuseRunKeys(value, node, place, machine) !== undefined) return [];
      machine.enumerate(value, node, place);
      const keys = ownKeys(value);
      machine.step(node, place, keys.length);
      return keys;
    }
    case "known":
      return typeof value.value === "string" ? Object.keys(value.value) : [];
    case "reference":
    case "text":
      machine.refuse("loop-unknown", node, place, {
        text: machine.textOf(node, place),
        ...originOf(value, node, place, machine),
      });
      return [];
    case "pending":
      machine.refuse("await-missing", node, place, { text: machine.textOf(node, place) });
      return [];
    case "poison":
      return [];
    default:
      machine.refuse("syntax-unsupported", node, place, { construct: `for…in over ${describe(value)}` });
      return [];
  }
}

/** The scope of the iterated expression: the loop's own variables exist, but are not yet readable. */
function headPlace(initializer: TS.ForInitializer, place: Place): Place {
  if (!ts.isVariableDeclarationList(initializer) || variableKind(initializer) === "var") return place;
  const head = innerPlace(place);
  for (const { name } of initializer.declarations) declareNames(name, true, head.scope);
  return head;
}

/** Runs iterations until one returns `undefined` or ends the loop. */
function* repeat(
  node: TS.IterationStatement,
  place: Place,
  round: () => Flow<Completion | undefined>,
  machine: Machine,
): Flow<Completion> {
  const labels = labelsOf(node);
  const own = (label: string | undefined) => label === undefined || labels.has(label);
  place.activation.repeats += 1;
  try {
    for (;;) {
      machine.step(node, place);
      const { exploredJumps } = machine;
      const completion = yield* round();
      // This iteration may have left the loop, and its other exit may never be reached.
      if (machine.exploredJumps !== exploredJumps) return normal;
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

/**
 * After a report about the condition, the loop ends, because what it would do next is unknown; its body is evaluated
 * once, to find further problems in it.
 */
function* continues(
  condition: TS.Expression,
  body: TS.Statement | undefined,
  place: Place,
  machine: Machine,
): Flow<boolean> {
  const truth = truthiness(yield* valueOf(condition, place), condition, place, machine);
  if (typeof truth === "boolean") return truth;
  if (body !== undefined) machine.explore(() => machine.execute(body, place));
  machine.forget();
  return false;
}

function bindLoopVariable(
  initializer: TS.ForInitializer,
  value: Value,
  place: Place,
  machine: Machine,
): void {
  if (!ts.isVariableDeclarationList(initializer)) {
    assignTo(initializer, value, initializer, place, machine);
    return;
  }
  const kind = declareKind(initializer, place, machine);
  for (const { name } of initializer.declarations) {
    if (kind !== "var") declareNames(name, kind === "const", place.scope);
    machine.bind(name, value, name, place, kind);
  }
}
