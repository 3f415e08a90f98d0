/** Iterates by an iterator of the author's own: an object with `next`, and maybe `return`. */
import type { TS } from "../../typescript.ts";
import { type Next, quietly } from "./iteration.ts";
import type { Machine, Place } from "./machine.ts";
import { truthiness } from "../values/truth.ts";
import { describe } from "../values/describe.ts";
import { type ObjectValue, type Poison, undefinedValue, type Value } from "../values/values.ts";

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
  let last: Value | undefined;
  const next = (sent?: Value): Value | undefined => {
    if (isOver) return undefined;
    machine.step(node, place);
    const result = machine.apply(method, sent === undefined ? [] : [sent], site, place, iterator);
    last = result;
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
  /** `undefined` if it has no `return`. */
  const stop = (args: readonly Value[]): Value | undefined => {
    const ending = read(iterator, "return");
    const isMissing = ending.kind === "known" && (ending.value === undefined || ending.value === null);
    if (isMissing || ending.kind === "poison") return undefined;
    const result = machine.apply(ending, args, site, place, iterator);
    return result.kind === "known" ? throws("The iterator's return() does not return an object") : result;
  };
  const close = () => void stop([]);
  const end = (value: Value): Value => {
    const result = stop([value]);
    if (result === undefined || result.kind === "poison") return result ?? value;
    const done = truthiness(read(result, "done"), node, place, machine);
    if (typeof done !== "boolean") return done;
    const construct = "a return() that does not end a yield*";
    return done ? read(result, "value") : machine.refuse("generator-unsupported", node, place, { construct });
  };
  const returned = () => (last === undefined ? undefinedValue : read(last, "value"));
  return Object.assign(next, { close, closeQuietly: quietly(close, machine), returned, end });
}
