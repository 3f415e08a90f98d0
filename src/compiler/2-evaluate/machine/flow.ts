/**
 * Rules whose parts run one after the other, written once for two ways of running them. A flow yields the part it needs
 * and receives its result. Outside generators, `answered` evaluates every part immediately; inside one, a part may stop at
 * a `yield` and continue when a consumer asks for the next value: see `generators/steps.ts`.
 */
import type { TS } from "../../typescript.ts";
import type { Completion, Machine, Place } from "./machine.ts";
import type { Resumption, Value } from "../values/values.ts";

/** A part of the statement or expression: `optional` as in `Machine.evaluateOptional`. */
export type Part =
  | { readonly as: "value" | "optional"; readonly node: TS.Expression; readonly place: Place }
  | { readonly as: "statement"; readonly node: TS.Statement; readonly place: Place }
  /** In a generator: it stops here and passes the value to its consumer. */
  | { readonly as: "pause"; readonly node: TS.YieldExpression; readonly value: Value };

/** The result of a part; for a pause, what the consumer sends. */
export type Answer = Value | Completion | Resumption;

export type Flow<Result> = Generator<Part, Result, Answer>;

export type StatementFlow<Node extends TS.Statement = never> = (
  node: Node,
  place: Place,
  machine: Machine,
) => Flow<Completion>;

export type ExpressionFlow<Node extends TS.Expression = never> = (
  node: Node,
  place: Place,
  machine: Machine,
) => Flow<Value>;

// The casts below hold because whatever drives a flow answers each part with its own kind of result.

export function* valueOf(node: TS.Expression, place: Place): Flow<Value> {
  return (yield { as: "value", node, place }) as Value;
}

export function* optionalValueOf(node: TS.Expression, place: Place): Flow<Value> {
  return (yield { as: "optional", node, place }) as Value;
}

export function* completionOf(node: TS.Statement, place: Place): Flow<Completion> {
  return (yield { as: "statement", node, place }) as Completion;
}

export function* pauseAt(node: TS.YieldExpression, value: Value): Flow<Resumption> {
  return (yield { as: "pause", node, value }) as Resumption;
}

/** The result of a flow whose parts are all evaluated immediately. If a part throws, it throws inside the flow. */
export function answered<Result>(flow: Flow<Result>, machine: Machine): Result {
  let step = flow.next();
  while (step.done !== true) {
    let answer: Answer;
    try {
      answer = answerNow(step.value, machine);
    } catch (error) {
      step = flow.throw(error);
      continue;
    }
    step = flow.next(answer);
  }
  return step.value;
}

export function answerNow(part: Part, machine: Machine): Answer {
  switch (part.as) {
    case "value":
      return machine.evaluate(part.node, part.place);
    case "optional":
      return machine.evaluateOptional(part.node, part.place);
    case "statement":
      return machine.execute(part.node, part.place);
    case "pause":
      throw new Error("falc: only a generator stops");
  }
}
