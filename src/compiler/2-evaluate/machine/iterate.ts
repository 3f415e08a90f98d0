/** Iterates over the elements of a value: `for…of`, spread, list patterns, `Promise.all`. */
import type { TS } from "../../typescript.ts";
import { type Next, quietly } from "./iteration.ts";
import { type Machine, type Place, ThrownToCatch } from "./machine.ts";
import { iteratorOf } from "../members/members.ts";
import { originOf } from "../values/origin.ts";
import { ownIterator } from "./own-iterator.ts";
import { describe } from "../values/describe.ts";
import {
  array,
  type FunctionValue,
  type GeneratorValue,
  known,
  type MapValue,
  type Poison,
  type SetValue,
  undefinedValue,
  type Value,
} from "../values/values.ts";

/**
 * Like JavaScript, reads a list during the iteration: elements appended meanwhile are visited too. Holes are
 * undefined.
 */
export function iterate(value: Value, node: TS.Node, place: Place, machine: Machine): Next | Poison {
  switch (value.kind) {
    case "array": {
      let index = 0;
      let ended = false;
      return () => {
        machine.step(node, place);
        machine.touch(value, false, node, place);
        // Once at the end it stays there, even if the list grows.
        ended ||= index >= value.elements.length;
        return ended ? undefined : (value.elements[index++] ?? undefinedValue);
      };
    }
    case "map":
      return live(
        value,
        value.entries.values(),
        (entry) => array([entry.key, entry.value]),
        node,
        place,
        machine,
      );
    case "set":
      return live(value, value.entries.values(), (element) => element, node, place, machine);
    case "iterator":
      return () => {
        // Taking an element affects all other users of the iterator.
        machine.touch(value, true, node, place);
        return value.next();
      };
    case "object": {
      const method = iteratorOf(value);
      if (method === undefined) break;
      return iterateBy(method, value, node, place, machine);
    }
    case "generator":
      if (value.isAsync) break;
      return generatorElements(value, node, place, machine);
    case "known":
      if (typeof value.value === "string") {
        machine.step(node, place, value.value.length);
        const characters = value.value[Symbol.iterator]();
        return () => {
          const { done, value: character } = characters.next();
          return done === true ? undefined : known(character);
        };
      }
      break;
    case "poison":
      return value;
    case "reference":
    case "text":
      return machine.refuse("loop-unknown", node, place, {
        text: machine.textOf(node, place),
        ...originOf(value, node, place, machine),
      });
    case "pending":
      return machine.refuse("await-missing", node, place, { text: machine.textOf(node, place) });
    default:
  }
  const text = `${machine.textOf(node, place)} is ${describe(value)}, which is not iterable`;
  return machine.throws("TypeError", "program-throws", node, place, { text });
}

/** By the author's own `[Symbol.iterator]`. */
function iterateBy(
  method: FunctionValue,
  owner: Value,
  node: TS.Node,
  place: Place,
  machine: Machine,
): Next | Poison {
  const site = { node, module: place.module };
  const iterator = machine.apply(method, [], site, place, owner);
  switch (iterator.kind) {
    case "object":
      return ownIterator(iterator, node, place, machine);
    case "iterator":
      return iterate(iterator, node, place, machine);
    case "generator":
      if (!iterator.isAsync) return iterate(iterator, node, place, machine);
      break;
    case "poison":
      return iterator;
    case "reference":
    case "text":
      return machine.refuse("loop-unknown", node, place, { text: machine.textOf(node, place) });
    default:
  }
  const text = `The method [Symbol.iterator] of ${machine.textOf(node, place)} returns ${describe(iterator)}, which is not an iterator`;
  return machine.throws("TypeError", "program-throws", node, place, { text });
}

/** Also for an async generator, in `for await`. */
export function generatorElements(
  { resume }: GeneratorValue,
  node: TS.Node,
  place: Place,
  machine: Machine,
): Next {
  const site = { node, module: place.module };
  let last: Value = undefinedValue;
  const next = (sent: Value = undefinedValue): Value | undefined => {
    machine.step(node, place);
    const { value, done } = resume({ kind: "next", value: sent }, site, place);
    if (done) last = value;
    return done ? undefined : value;
  };
  const close = () => void resume({ kind: "return", value: undefinedValue }, site, place);
  const end = (value: Value): Value => {
    const step = resume({ kind: "return", value }, site, place);
    const construct = "a return() that does not end a yield*";
    return step.done ? step.value : machine.refuse("generator-unsupported", node, place, { construct });
  };
  return Object.assign(next, { close, closeQuietly: quietly(close, machine), returned: () => last, end });
}

/** Reads the current state of a Map or Set at each step, with the real iterator of the real Map behind it. */
export function live<Entry, Shown>(
  owner: MapValue | SetValue,
  entries: Iterator<Entry>,
  show: (entry: Entry) => Shown,
  node: TS.Node,
  place: Place,
  machine: Machine,
): () => Shown | undefined {
  return () => {
    machine.step(node, place);
    machine.touch(owner, false, node, place);
    const { done, value } = entries.next() as IteratorResult<Entry, undefined>;
    return done === true ? undefined : show(value);
  };
}

/** For work that may stop before the end, or throw: a generator then runs its `finally` blocks. */
export function closingAfter<Result>(elements: Next, work: (next: Next) => Result): Result {
  let isAtEnd = false;
  const next = (): Value | undefined => {
    // If this throws, or reaches the end, there is nothing to close.
    isAtEnd = true;
    const element = elements();
    isAtEnd = element === undefined;
    return element;
  };
  let result: Result;
  try {
    result = work(next);
  } catch (error) {
    if (error instanceof ThrownToCatch && !isAtEnd) elements.closeQuietly?.();
    throw error;
  }
  if (!isAtEnd) elements.close?.();
  return result;
}

/** All elements at once. */
export function listElements(
  value: Value,
  node: TS.Node,
  place: Place,
  machine: Machine,
): readonly Value[] | Poison {
  const next = iterate(value, node, place, machine);
  if (typeof next !== "function") return next;
  const elements: Value[] = [];
  for (let element = next(); element !== undefined; element = next()) elements.push(element);
  return elements;
}

/** The elements that `...x` adds to a list or to arguments. */
export function spreadElements(
  value: Value,
  node: TS.Node,
  place: Place,
  machine: Machine,
): readonly Value[] | Poison {
  if (value.kind !== "reference" && value.kind !== "text") return listElements(value, node, place, machine);
  return machine.refuse("spread-unknown", node, place, {
    text: machine.textOf(node, place),
    ...originOf(value, node, place, machine),
  });
}
