/** `.next()` of the iterators that `.entries()`, `.keys()`, `.values()` and `.matchAll()` return. */
import type { Machine } from "../machine/machine.ts";
import { describe } from "../values/describe.ts";
import {
  type GeneratorValue,
  type IteratorValue,
  known,
  object,
  type Resumption,
  undefinedValue,
  type Value,
} from "../values/values.ts";
import { argument, type BuiltinCall, method } from "./call.ts";
import { argumentOf } from "./operand.ts";

/** The member of an iterator; `undefined` for the others, which Node 20 lacks. */
export function iteratorMember(iterator: IteratorValue, name: string, machine: Machine): Value | undefined {
  if (name !== "next") return undefined;
  const next = ({ site, place }: BuiltinCall): Value => {
    // Taking an element affects all other users of the iterator.
    machine.touch(iterator, true, site.node, place);
    const value = iterator.next();
    return result(value ?? undefinedValue, value === undefined);
  };
  return method(name, next, machine);
}

export function generatorMember(
  generator: GeneratorValue,
  name: string,
  machine: Machine,
): Value | undefined {
  if (name !== "next" && name !== "return" && name !== "throw") return undefined;
  const resume = (call: BuiltinCall): Value => {
    const { site, place } = call;
    if (generator.isAsync) {
      const construct = `calling .${name}() of an async generator`;
      return machine.refuse("generator-unsupported", site.node, place, { construct });
    }
    const { value, done } = generator.resume(resumption(name, call), site, place);
    return result(value, done);
  };
  return method(name, resume, machine);
}

function resumption(name: "next" | "return" | "throw", call: BuiltinCall): Resumption {
  const value = argument(call, 0);
  if (name !== "throw") return { kind: name, value };
  const { site, place, machine } = call;
  const text = () => `${describe(value)} thrown into a generator: ${machine.textOf(argumentOf(site), place)}`;
  const report = () => machine.refuse("thrown", site.node, place, { text: text() });
  return { kind: "throw", thrown: { value, report } };
}

function result(value: Value, done: boolean): Value {
  return value.kind === "poison"
    ? value
    : object([
        ["value", value],
        ["done", known(done)],
      ]);
}
