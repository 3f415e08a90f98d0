/** `Object`'s functions, copies, and promises. */
import type { Value } from "../../2-evaluate/values/values.ts";
import type { Application, Check } from "./application.ts";
import { drain, elementsOf, fieldsNow } from "./contents.ts";
import type { Ledger } from "./ledger.ts";
import { accessorOf } from "./member-laws.ts";
import { Native } from "./native.ts";
import { isSame } from "./same.ts";

/** `undefined` for the other functions. */
export function objectLaw({ name, self, args }: Application, ledger: Ledger): Check | undefined {
  const [first] = args;
  switch (name) {
    case "Object.keys":
    case "Object.values":
    case "Object.entries":
      return first && listLaw(name, first);
    case "Object.fromEntries":
      return first && fromEntriesLaw(first, ledger);
    case "Object.assign":
      return assignLaw(args);
    case "Object.freeze":
      return (result) => (isSame(result, first) ? undefined : "freeze gave something else");
    case "structuredClone":
      return (result) =>
        first === undefined || isCopy(first, result, 0) ? undefined : "a copy lacks a part";
    case "Promise.all":
      return first && allLaw(first, ledger);
    case "Promise.resolve":
      return (result) => {
        const value = result.kind === "pending" && first?.kind !== "pending" ? result.value : result;
        return first === undefined || isSame(value, first) ? undefined : "a promise has another value";
      };
    // What these say is compared with JavaScript by their own tests, and drops nothing.
    case "Object":
    case "Object.isFrozen":
    case "Object.hasOwn":
    case "Object.is":
    case "hasOwnProperty":
    case "toString":
      return () => undefined;
    case "valueOf":
    case "[Symbol.iterator]":
      return (result) => (isSame(result, self) ? undefined : "an object became another");
    default:
      return undefined;
  }
}

function listLaw(name: string, owner: Value): Check {
  const { fields } = fieldsNow(owner);
  const isWhole = owner.kind !== "reference" && fields !== undefined;
  return (result) => {
    if (!isWhole) return undefined;
    if (result.kind !== "array" || result.elements.length !== fields.size) return `${name} lacks an entry`;
    const entries = [...fields];
    const isEach = result.elements.every((element, index) => {
      const [key = "", value] = entries[index] ?? [];
      if (name === "Object.keys") return isSame(element, { kind: "known", value: key });
      if (name === "Object.values") return value === undefined || isSame(element, value);
      const pair = element.kind === "array" ? element.elements : [];
      return (
        isSame(pair[0], { kind: "known", value: key }) && (value === undefined || isSame(pair[1], value))
      );
    });
    return isEach ? undefined : `${name} gives something else`;
  };
}

function fromEntriesLaw(source: Value, ledger: Ledger): Check {
  const elements = elementsOf(source, ledger.iterators);
  const read = elements && drain(elements);
  const data = new Native();
  const given = read?.map((pair) => (Array.isArray(pair) ? (pair as unknown) : data.of(pair as Value, 1)));
  const isKnown = given?.every((pair) => Array.isArray(pair) && typeof pair[0] !== "object") === true;
  const expected = isKnown ? Object.fromEntries(given as [string, unknown][]) : undefined;
  return (result) =>
    expected === undefined || data.holds(expected, result) ? undefined : "an entry is not in the object";
}

function assignLaw([target, ...sources]: readonly Value[]): Check {
  const expected = new Map<string, Value | undefined>();
  if (target?.kind === "object")
    for (const [key, value] of Object.entries(target.fields)) expected.set(key, value);
  const given = sources.flatMap((source) => [...(fieldsNow(source).fields ?? [])]);
  for (const [key, value] of given) expected.set(key, value);
  // A setter may change anything else.
  const isSet = target !== undefined && given.some(([key]) => accessorOf(target, key) !== undefined);
  return (result) => {
    if (target === undefined || result !== target) return "Object.assign gives something else";
    if (isSet) return undefined;
    const lost = [...expected].find(([key, value]) => {
      if (value === undefined) return false;
      const held = target.kind === "object" ? (target.fields[key] ?? target.hidden?.[key]) : undefined;
      return target.kind === "object" && !isSame(held, value);
    });
    return lost === undefined ? undefined : `Object.assign lost ${lost[0]}`;
  };
}

/** Whether it has equal parts, down to what can be shared. */
function isCopy(from: Value, copy: Value, depth: number): boolean {
  if (depth > 60) return true;
  const isEach = (a: readonly Value[], b: readonly Value[]) =>
    a.length === b.length &&
    a.every((each, index) => b[index] !== undefined && isCopy(each, b[index], depth + 1));
  switch (from.kind) {
    case "array":
      return copy.kind === "array" && copy !== from && isEach(from.elements, copy.elements);
    case "object": {
      if (copy.kind !== "object" || copy === from) return false;
      // An error keeps its message only; a getter is called.
      if (from.hidden !== undefined || from.accessors !== undefined) return true;
      const keys = Object.keys(from.fields);
      return (
        keys.join("\n") === Object.keys(copy.fields).join("\n") &&
        isEach(Object.values(from.fields), Object.values(copy.fields))
      );
    }
    case "map": {
      if (copy.kind !== "map") return false;
      const [a, b] = [from, copy].map(({ entries }) =>
        [...entries.values()].flatMap(({ key, value }) => [key, value]),
      );
      return a !== undefined && b !== undefined && isEach(a, b);
    }
    case "set":
      return copy.kind === "set" && isEach([...from.entries.values()], [...copy.entries.values()]);
    case "regexp":
      return copy.kind === "regexp" && String(copy.value) === String(from.value);
    default:
      return isSame(from, copy);
  }
}

function allLaw(list: Value, ledger: Ledger): Check {
  const elements = elementsOf(list, ledger.iterators);
  const read = elements && drain(elements);
  return (result) => {
    if (result.kind !== "pending" || result.rejected !== undefined || read === undefined) return undefined;
    const { value } = result;
    const settled = read.map((each) => {
      const element = each as Value | undefined;
      return typeof element === "object" && element?.kind === "pending" ? element.value : element;
    });
    const isEach =
      value.kind === "array" &&
      value.elements.length === settled.length &&
      value.elements.every((element, index) => {
        const expected = settled[index];
        return (
          new Native().matches(expected, element) ||
          (typeof expected === "object" && isSame(expected, element))
        );
      });
    return isEach ? undefined : "Promise.all lacks a result";
  };
}
