/** Changes of one element of a list, a Map or a Set, and iterators over them: checked without looking at all the others. */
import { known, undefinedValue, type Value } from "../../2-evaluate/values/values.ts";
import type { Application, Check } from "./application.ts";
import { listElements, mapped, pairs, token } from "./contents.ts";
import type { Ledger } from "./ledger.ts";
import { isSame, isUndefined } from "./same.ts";

/** `undefined` for the other methods. */
export function elementLaw({ self, name, args }: Application, ledger: Ledger): Check | undefined {
  if (name === "entries" || name === "keys" || name === "values" || name === "[Symbol.iterator]") {
    const elements = self && iteratorOver(self, name);
    return (result) => {
      if (elements !== undefined && result.kind === "iterator") ledger.iterators.set(result, elements);
      return result.kind === "iterator" ? undefined : "an iterator is missing";
    };
  }
  if (self?.kind === "array" && name === "push") return pushLaw(self, args);
  if (self?.kind === "array" && name === "pop") return popLaw(self);
  if (self?.kind === "map") return mapLaw(self, name, args);
  return self?.kind === "set" ? setLaw(self, name, args) : undefined;
}

function iteratorOver(self: Value, name: string): Iterator<unknown> | undefined {
  if (self.kind === "array") {
    const { elements } = self;
    if (name === "entries") return mapped(listKeys(elements), (index) => [index, token(elements[index])]);
    return name === "keys" ? listKeys(elements) : listElements(elements);
  }
  if (self.kind === "map") {
    if (name === "keys") return mapped(self.entries.values(), ({ key }) => token(key));
    if (name === "values") return mapped(self.entries.values(), ({ value }) => token(value));
    return pairs(self.entries.values());
  }
  if (self.kind !== "set") return undefined;
  const show = (element: Value) => (name === "entries" ? [token(element), token(element)] : token(element));
  return mapped(self.entries.values(), show);
}

function* listKeys(elements: readonly Value[]): Generator<number> {
  for (let index = 0; index < elements.length; index++) yield index;
}

function pushLaw(self: Extract<Value, { readonly kind: "array" }>, args: readonly Value[]): Check {
  const { length } = self.elements;
  const [first] = self.elements;
  return (result) => {
    const isThere =
      (length === 0 || self.elements[0] === first) &&
      args.every((arg, index) => isSame(self.elements[length + index], arg));
    const isCounted =
      self.elements.length === length + args.length && isSame(result, known(self.elements.length));
    return isThere && isCounted ? undefined : "push did not add its arguments";
  };
}

function popLaw(self: Extract<Value, { readonly kind: "array" }>): Check {
  const { length } = self.elements;
  const last = self.elements.at(-1) ?? undefinedValue;
  return (result) =>
    isSame(result, last) && self.elements.length === Math.max(0, length - 1)
      ? undefined
      : "pop took something else";
}

function mapLaw(
  self: Extract<Value, { readonly kind: "map" }>,
  name: string,
  args: readonly Value[],
): Check | undefined {
  const { entries } = self;
  const key = token(args[0]);
  const { size } = entries;
  const before = entries.get(key);
  const value = args[1] ?? undefinedValue;
  const first = entries.entries().next().value;
  const heldFirst = first?.[1].value;
  switch (name) {
    case "get":
      return (result) =>
        isSame(result, before?.value ?? undefinedValue) ? undefined : "get found something else";
    case "set":
      return (result) =>
        result === self &&
        isSame(entries.get(key)?.value, value) &&
        entries.size === size + (before ? 0 : 1) &&
        // The first stands for all the others, which are not looked at.
        (first === undefined ||
          (entries.keys().next().value === first[0] &&
            (first[0] === key || isSame(first[1].value, heldFirst))))
          ? undefined
          : "set did not keep its value";
    default:
      return commonLaw(entries, key, before !== undefined, name);
  }
}

function setLaw(
  self: Extract<Value, { readonly kind: "set" }>,
  name: string,
  args: readonly Value[],
): Check | undefined {
  const { entries } = self;
  const key = token(args[0]);
  const { size } = entries;
  const had = entries.has(key);
  const first = had || size > 0 ? entries.keys().next().value : key;
  if (name !== "add") return commonLaw(entries, key, had, name);
  return (result) =>
    result === self &&
    entries.has(key) &&
    entries.size === size + (had ? 0 : 1) &&
    entries.keys().next().value === first
      ? undefined
      : "add did not add";
}

function commonLaw(
  entries: ReadonlyMap<unknown, unknown>,
  key: unknown,
  had: boolean,
  name: string,
): Check | undefined {
  const { size } = entries;
  switch (name) {
    case "has":
      return (result) => (isSame(result, known(had)) ? undefined : "has says something else");
    case "delete":
      return (result) =>
        isSame(result, known(had)) && !entries.has(key) && entries.size === size - (had ? 1 : 0)
          ? undefined
          : "delete did not delete";
    case "clear":
      return (result) => (isUndefined(result) && entries.size === 0 ? undefined : "clear left something");
    case "forEach": {
      const all = [...entries];
      return (_, { happened }) => {
        const calls = happened.filter((each) => each.as === "applied");
        // The function itself may add or remove some.
        const isChanged = entries.size !== all.length || calls.length > all.length;
        const isEach =
          calls.length === all.length && calls.every(({ args }, index) => isEntry(args, all[index]));
        return isChanged || isEach ? undefined : "forEach left out an element";
      };
    }
    default:
      return undefined;
  }
}

/** Of a Map, with its key; of a Set, the element. */
function isEntry([value, key]: readonly Value[], entry: readonly [unknown, unknown] | undefined): boolean {
  const held = entry?.[1] as Value | { readonly key: Value; readonly value: Value } | undefined;
  if (held === undefined) return false;
  const [heldValue, heldKey] = "kind" in held ? [held, held] : [held.value, held.key];
  return isSame(heldValue, value) && isSame(heldKey, key);
}
