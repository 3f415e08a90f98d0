/** The value of a promise. From here on, the code that ran in parallel is finished. */
import { ts, type TS } from "../../typescript.ts";
import { inheritedFrom } from "../members/members.ts";
import type { Machine, Place } from "./machine.ts";
import type { Poison, Value } from "../values/values.ts";

/** `node` is the expression that gave the value. Anything but a promise is returned unchanged, one turn later. */
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

/** The result of an async function: a promise is awaited, anything else is the value. */
export function settle(value: Value, node: TS.Node, place: Place, machine: Machine): Value {
  if (value.kind === "pending") return awaitValue(value, node, place, machine);
  return refuseThenable(value, node, place, machine) ?? value;
}

/** JavaScript treats any object with a function named `then` as a promise, and would call it. */
function refuseThenable(value: Value, node: TS.Node, place: Place, machine: Machine): Poison | undefined {
  const member = value.kind === "object" ? inheritedFrom(value.class, "then") : undefined;
  const inherited = member === undefined || member.kind === "accessor" ? undefined : member.value;
  if (value.kind === "object" && value.accessors?.has("then") === true) {
    return machine.refuse("thenable-awaited", node, place, { text: machine.textOf(node, place) });
  }
  const then = value.kind === "object" ? (value.fields.then ?? inherited) : undefined;
  if (then === undefined || !["function", "builtin", "model"].includes(then.kind)) return undefined;
  const returned = ts.isReturnStatement(node) ? (node.expression ?? node) : node;
  return machine.refuse("thenable-awaited", returned, place, { text: machine.textOf(returned, place) });
}
