/** What a value holds, as iteration or a spread sees it: read at the moment at which the code does. */
import { undefinedValue, type Value } from "../../2-evaluate/values/values.ts";
import type { Applied, Contents, Happened } from "./frame.ts";
import { partsOfText } from "./text-laws.ts";

/** Iterators that built-ins returned, with JavaScript's own iterators over the same. */
export type Iterators = WeakMap<Value, Iterator<unknown>>;

/** The keys that `for…in` goes through: those deleted meanwhile are left out. */
export function* keysOver(value: Value): Generator<string> {
  if (value.kind === "object") {
    for (const key of Object.keys(value.fields)) if (Object.hasOwn(value.fields, key)) yield key;
  } else if (value.kind === "array") {
    for (const key of Object.keys(value.elements)) if (Object.hasOwn(value.elements, key)) yield key;
    yield* Object.keys(value.named ?? {});
  } else if (value.kind === "known" && typeof value.value === "string") yield* Object.keys(value.value);
  else if (value.kind === "reference") yield* Object.keys(value.schema?.properties ?? {});
}

/** For a list in a template or a sum: later parts may change it. */
export function textNow(value: Value): Contents | undefined {
  return value.kind === "array"
    ? { elements: undefined, fields: undefined, text: partsOfText(value) }
    : undefined;
}

/** For a spread into an object: its getters are called while it is read, so that `happened` says what they gave. */
export function fieldsNow(value: Value, happened?: readonly Happened[]): Contents {
  const fields = fieldsOf(value);
  const start = happened?.length ?? 0;
  return {
    elements: undefined,
    get fields() {
      return fields && (happened === undefined ? fields : withGotten(value, fields, happened.slice(start)));
    },
  };
}

/** With what the getters of its literal gave. */
export function withGotten(
  owner: Value,
  fields: ReadonlyMap<string, Value | undefined>,
  happened: readonly Happened[],
): ReadonlyMap<string, Value | undefined> {
  if (owner.kind !== "object" || owner.accessors === undefined) return fields;
  const { accessors } = owner;
  const isCall = (each: Happened): each is Applied => each.as === "applied" && each.self === owner;
  const calls = happened.filter(isCall);
  const read = (key: string, field: Value | undefined) => {
    const accessor = accessors.get(key);
    if (accessor === undefined) return field;
    if (accessor.get === undefined) return undefinedValue;
    return calls.find(({ callee }) => callee === accessor.get)?.result;
  };
  return new Map([...fields].map(([key, field]) => [key, read(key, field)]));
}

/** The elements one by one, each read when it is needed; `undefined` if they are not known here. */
export function elementsOf(value: Value, iterators: Iterators): Iterator<unknown> | undefined {
  switch (value.kind) {
    case "array":
      return listElements(value.elements);
    case "known":
      return typeof value.value === "string" ? value.value[Symbol.iterator]() : undefined;
    case "map":
      return pairs(value.entries.values());
    case "set":
      return mapped(value.entries.values(), token);
    case "iterator":
      return iterators.get(value);
    default:
      return undefined;
  }
}

export function* listElements(elements: readonly Value[]): Generator<unknown> {
  for (let index = 0; index < elements.length; index++) yield token(elements[index]);
}

export function* pairs(
  entries: Iterable<{ readonly key: Value; readonly value: Value }>,
): Generator<unknown> {
  for (const { key, value } of entries) yield [token(key), token(value)];
}

export function* mapped<From>(all: Iterable<From>, show: (each: From) => unknown): Generator<unknown> {
  for (const each of all) yield show(each);
}

/** A known value itself; anything else is represented by its value. */
export function token(value: Value | undefined): unknown {
  if (value === undefined) return undefined;
  return value.kind === "known" ? value.value : value;
}

export function drain(iterator: Iterator<unknown>): readonly unknown[] {
  const all: unknown[] = [];
  for (let next = iterator.next(); next.done !== true; next = iterator.next()) all.push(next.value);
  return all;
}

function fieldsOf(value: Value): ReadonlyMap<string, Value | undefined> | undefined {
  switch (value.kind) {
    case "object":
      return new Map(
        Object.entries(value.fields).map(([key, field]) => [
          key,
          value.accessors?.has(key) === true ? undefined : field,
        ]),
      );
    case "array":
      return value.named === undefined ? new Map(Object.entries(value.elements)) : undefined;
    case "known":
      return typeof value.value === "string"
        ? new Map(Object.entries(value.value).map(([key, each]) => [key, { kind: "known", value: each }]))
        : new Map();
    case "map":
    case "set":
      return new Map();
    case "class":
      return new Map(Object.entries(value.statics.fields));
    case "function":
      return new Map(Object.entries(value.statics?.fields ?? {}));
    case "reference":
      return referenceFields(value);
    default:
      return undefined;
  }
}

/** All fields of an input or of a result that are always there; of others, the code must say more to spread them. */
function referenceFields(
  value: Extract<Value, { readonly kind: "reference" }>,
): ReadonlyMap<string, Value | undefined> | undefined {
  const { properties, required = [] } = value.schema ?? {};
  if (properties === undefined) return undefined;
  const isPresent = ([key, { default: stated }]: readonly [string, { readonly default?: unknown }]) =>
    required.includes(key) || (value.root === "input" && stated !== undefined);
  const present = Object.entries(properties).filter(isPresent);
  return new Map(present.map(([key, schema]) => [key, { ...value, path: [...value.path, key], schema }]));
}
