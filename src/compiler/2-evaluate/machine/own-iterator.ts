/** Iterates by an iterator of the author's own: an object with `next`, and maybe `return`. */
import type { TS } from "../../typescript.ts";
import { type Next, quietly } from "./iteration.ts";
import type { Machine, Place } from "./machine.ts";
import { truthiness } from "../values/truth.ts";
import { describe } from "../values/describe.ts";
import type { ObjectValue, Poison, Value } from "../values/values.ts";

/** As in JavaScript, `next` is read once, `return` when the iteration stops before the end. */
export function ownIterator(
  iterator: ObjectValue,
  node: TS.Node,
  place: Place,
  machine: Machine,
): Next | Poison {
  const site = { node, module: place.module };
  const read = (owner: Value, key: string) => machine.read(owner, key, node, place);
  const throws = (text: string) => machine.throws("TypeError", "program-throws", node, place, { text });
  const method = read(iterator, "next");
  if (method.kind === "poison") return method;
  let isOver = false;
  const next = (): Value | undefined => {
    if (isOver) return undefined;
    machine.step(node, place);
    const result = machine.apply(method, [], site, place, iterator);
    const element = elementOf(result);
    // After a problem it ends, with the poison as its last element.
    isOver = element === undefined || element.kind === "poison";
    return element;
  };
  const elementOf = (result: Value): Value | undefined => {
    if (result.kind === "poison") return result;
    if (result.kind !== "object")
      return throws(`The iterator's next() returns ${describe(result)}, not an object`);
    const done = truthiness(read(result, "done"), node, place, machine);
    if (typeof done !== "boolean") return done;
    return done ? undefined : read(result, "value");
  };
  const close = () => {
    const ending = read(iterator, "return");
    const isMissing = ending.kind === "known" && (ending.value === undefined || ending.value === null);
    if (isMissing || ending.kind === "poison") return;
    const result = machine.apply(ending, [], site, place, iterator);
    if (result.kind === "known") throws("The iterator's return() does not return an object");
  };
  return Object.assign(next, { close, closeQuietly: quietly(close, machine) });
}
