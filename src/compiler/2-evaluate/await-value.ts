/** The value of a promise. What ran beside the awaiting code is finished from here on. */
import { ts, type TS } from "../typescript.ts";
import { inheritedFrom } from "./members.ts";
import type { Machine, Place } from "./machine.ts";
import type { Poison, Value } from "./values.ts";

/** `node` is the expression that gave the value. A value that is no promise is given back, one turn later. */
export function awaitValue(value: Value, node: TS.Node, place: Place, machine: Machine): Value {
  const { task } = place.activation;
  task.resumed = true;
  if (value.kind !== "pending") return refuseThenable(value, node, place, machine) ?? value;
  for (const other of value.tasks) other.join(task);
  for (const call of value.calls) {
    call.awaited = true;
    call.awaitedBy ??= task;
  }
  if (value.rejected !== undefined) {
    machine.handle(value.rejected);
    machine.raise(value.rejected);
  }
  if (value.calls.length > 0) machine.noteAwait();
  return value.value;
}

/** What an async function returns: a promise is waited for, anything else is its value. */
export function settle(value: Value, node: TS.Node, place: Place, machine: Machine): Value {
  if (value.kind === "pending") return awaitValue(value, node, place, machine);
  return refuseThenable(value, node, place, machine) ?? value;
}

/** JavaScript takes for a promise whatever has a function named `then`, and would call it. */
export function refuseThenable(
  value: Value,
  node: TS.Node,
  place: Place,
  machine: Machine,
): Poison | undefined {
  const member = value.kind === "object" ? inheritedFrom(value.class, "then") : undefined;
  const inherited = member === undefined || member.kind === "accessor" ? undefined : member.value;
  const then = value.kind === "object" ? (value.fields.then ?? inherited) : undefined;
  if (then === undefined || !["function", "builtin", "model"].includes(then.kind)) return undefined;
  const returned = ts.isReturnStatement(node) ? (node.expression ?? node) : node;
  return machine.refuse("thenable-awaited", returned, place, { text: machine.textOf(returned, place) });
}
