/**
 * Iterators of the author's own, seen like generators: what each call of `next` gave. And that an iteration that is left
 * before its end closes its iterator.
 */
import type { ObjectValue, Value } from "../../2-evaluate/values/values.ts";
import { undefinedValue } from "../../2-evaluate/values/values.ts";
import { drain, elementsOf, type Iterators, token } from "./contents.ts";
import type { Applied, Contents, Frame, Happened, Resumed } from "./frame.ts";
import { resumedIn } from "./frame.ts";
import { accessorOf, memberOf } from "./member-laws.ts";
import { isNothing, isSame, isTruthy } from "./same.ts";

/** The method `[Symbol.iterator]`, its own or inherited. */
export function iteratorMethod(owner: Value): Value | undefined {
  if (owner.kind !== "object") return undefined;
  if (owner.iterator !== undefined) return owner.iterator;
  for (let each = owner.class; each !== undefined; each = each.base) if (each.iterator) return each.iterator;
  return undefined;
}

/** After a call that is not written in the code: what an iterator gave by it, if it was one of an iterator's methods. */
export function stepOf({ callee, self, result }: Applied, frame: Frame): Resumed | undefined {
  if (self === undefined) return undefined;
  if (iteratorMethod(self) === callee && result.kind === "object") frame.iterators.add(result);
  if (!frame.iterators.has(self)) return undefined;
  if (isSame(callee, partOf(self, "next", frame.happened))) return given(self, result, frame.happened);
  if (!isSame(callee, partOf(self, "return", frame.happened))) return undefined;
  return { as: "resumed", value: undefinedValue, done: true, of: self, by: "return", sent: undefinedValue };
}

/** Its getters, if it has any, are called after this. */
function given(of: Value, result: Value, happened: readonly Happened[]): Resumed {
  const start = happened.length;
  const read = (key: string): (() => Value) => {
    const value = result.kind === "object" && accessorOf(result, key) ? undefined : memberOf(result, key);
    return () => value ?? partOf(result, key, happened.slice(start)) ?? undefinedValue;
  };
  const [done, value] = [read("done"), read("value")];
  return {
    as: "resumed",
    of,
    by: "next",
    sent: undefinedValue,
    get done() {
      return isTruthy(done());
    },
    get value() {
      return value();
    },
  };
}

/** A property that the code reads without naming it: what a getter gave, or what is there. */
function partOf(owner: Value, key: string, happened: readonly Happened[]): Value | undefined {
  const accessor = accessorOf(owner, key);
  if (accessor === undefined) return memberOf(owner, key);
  const isCall = (each: Happened): each is Applied =>
    each.as === "applied" && each.self === owner && each.callee === accessor.get;
  return happened.find(isCall)?.result ?? undefinedValue;
}

/** Whether its elements are known by what happens while they are asked for. */
export function isAsked({ kind }: Value): boolean {
  return kind === "generator" || kind === "object";
}

/** The elements that a generator or an object gave in what happened since; `undefined` if they are not known. */
export function givenIn(
  source: Value,
  happened: readonly Happened[],
  iterators: Iterators,
): readonly unknown[] | undefined {
  const method = iteratorMethod(source);
  const asked =
    method &&
    happened.findIndex((each) => each.as === "applied" && each.callee === method && each.self === source);
  if (asked === -1) return undefined;
  const applied = asked === undefined ? undefined : happened[asked];
  const iterator = applied?.as === "applied" ? applied.result : source;
  if (iterator.kind === "iterator") {
    const elements = elementsOf(iterator, iterators);
    return elements && drain(elements);
  }
  const steps = resumedIn(happened.slice(asked ?? 0));
  const own = steps.filter(({ of, by }) => by === "next" && of === steps[0]?.of);
  const end = own.findIndex(({ done }) => done);
  return (end < 0 ? own : own.slice(0, end)).map(({ value }) => token(value));
}

/** What is spread into a list or into arguments: what it holds now, or what it gives while it is asked. */
export function elementsNow(value: Value, iterators: Iterators, { happened }: Frame): Contents {
  if (isAsked(value)) {
    const start = happened.length;
    let given: readonly unknown[] | undefined;
    return {
      fields: undefined,
      /** To be read once all of them were given. */
      get elements() {
        return (given ??= givenIn(value, happened.slice(start), iterators));
      },
    };
  }
  const iterator = elementsOf(value, iterators);
  return { elements: iterator && drain(iterator), fields: undefined };
}

/** An iteration that stopped before its end, and did not say so to its iterator. */
export function findUnclosed(
  happened: readonly Happened[],
  isOver: (generator: object) => boolean,
): string | undefined {
  const last = new Map(resumedIn(happened).map((each) => [each.of, each]));
  const open = [...last.values()].some(({ of, done, by }) => {
    if (done || by !== "next" || isOver(of)) return false;
    return !("kind" in of) || !isNothing(partOf(of as ObjectValue, "return", happened));
  });
  return open ? "an iterator was not closed" : undefined;
}
