/** An expression that contains a `yield`: its own rule evaluates it once the parts that can stop have their values. */
import { settle } from "../machine/await-value.ts";
import { type Flow, pauseAt, valueOf } from "../machine/flow.ts";
import { iterate } from "../machine/iterate.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { expressionRow } from "../machine/rules.ts";
import { hasModifier } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { type GeneratorValue, type Resumption, undefinedValue, type Value } from "../values/values.ts";
import { partsOf } from "./parts.ts";

/** Thrown when the consumer calls `return`, up to the statement around the `yield`. */
export class ReturnAsked extends Error {
  readonly value: Value;
  readonly node: TS.YieldExpression;

  constructor(value: Value, node: TS.YieldExpression) {
    super();
    this.value = value;
    this.node = node;
  }
}

export function* stoppingFlow(node: TS.Expression, place: Place, machine: Machine): Flow<Value> {
  const { boundTo } = machine;
  const { parts: held } = place.activation;
  const heldHere: TS.Expression[] = [];
  const hold = (part: TS.Expression, value: Value): void => {
    held?.set(part, { value, owner: machine.owner, isWhole: part === node });
    heldHere.push(part);
  };
  machine.boundTo = undefined;
  try {
    const flow = expressionRow(node)?.flow?.(node as never); // a row is for its kind
    if (ts.isYieldExpression(node)) hold(node, yield* yieldFlow(node, place, machine));
    else if (flow !== undefined)
      hold(node, yield* flow(node as never, place, machine)); // the same
    else {
      for (const { node: part, now } of partsOf(node) ?? []) {
        const value = yield* valueOf(part, place);
        hold(part, now === undefined ? value : now(value, place, machine));
      }
    }
    machine.boundTo = boundTo;
    return machine.evaluate(node, place);
  } finally {
    for (const part of heldHere) held?.delete(part);
  }
}

function* yieldFlow(node: TS.YieldExpression, place: Place, machine: Machine): Flow<Value> {
  const { expression } = node;
  const operand = expression === undefined ? undefinedValue : yield* valueOf(expression, place);
  if (node.asteriskToken !== undefined) return yield* delegate(node, operand, place, machine);
  const value = isInAsync(node) ? settle(operand, expression ?? node, place, machine) : operand;
  machine.notePause(node);
  return received(yield* pauseAt(node, value), node, place, machine);
}

function received(sent: Resumption, node: TS.YieldExpression, place: Place, machine: Machine): Value {
  if (sent.kind === "throw") return machine.raise(sent.thrown);
  if (sent.kind === "next") return sent.value;
  throw new ReturnAsked(isInAsync(node) ? settle(sent.value, node, place, machine) : sent.value, node);
}

/** `yield* list`, `yield* other()`. The value is what the other generator or iterator returns; for a list, undefined. */
function* delegate(node: TS.YieldExpression, list: Value, place: Place, machine: Machine): Flow<Value> {
  const source = node.expression ?? node;
  if (list.kind === "generator" && (!list.isAsync || isInAsync(node))) {
    return yield* delegateToGenerator(node, list, place, machine);
  }
  const next = iterate(list, source, place, machine);
  if (typeof next !== "function") return next;
  let given: Value = undefinedValue;
  for (let element = next(given); element !== undefined; element = next(given)) {
    const value = isInAsync(node) ? settle(element, source, place, machine) : element;
    machine.notePause(node);
    const sent = yield* pauseAt(node, value);
    // An object's iterator may have a `throw` of its own.
    if (sent.kind === "throw" && list.kind === "object") {
      const construct = "throwing into a yield* over an object";
      return machine.refuse("generator-unsupported", node, place, { construct });
    }
    if (sent.kind === "throw") {
      const text = "The iterator does not provide a 'throw' method";
      return machine.throws("TypeError", "program-throws", node, place, { text });
    }
    if (sent.kind === "return") {
      const value = next.end?.(sent.value) ?? sent.value;
      received({ ...sent, value }, node, place, machine);
    } else given = sent.value;
  }
  return next.returned?.() ?? undefinedValue;
}

/** What the consumer sends is passed to the other generator. */
function* delegateToGenerator(
  node: TS.YieldExpression,
  generator: GeneratorValue,
  place: Place,
  machine: Machine,
): Flow<Value> {
  const site = { node: node.expression ?? node, module: place.module };
  let sent: Resumption = { kind: "next", value: undefinedValue };
  for (;;) {
    machine.step(node, place);
    const { value, done } = generator.resume(sent, site, place);
    if (done) return sent.kind === "return" ? received({ ...sent, value }, node, place, machine) : value;
    const settled = isInAsync(node) && !generator.isAsync ? settle(value, site.node, place, machine) : value;
    machine.notePause(node);
    sent = yield* pauseAt(node, settled);
  }
}

function isInAsync(node: TS.Node): boolean {
  let around: TS.Node = node;
  while (!ts.isFunctionLike(around)) around = around.parent;
  return hasModifier(around, ts.SyntaxKind.AsyncKeyword);
}
