/** `Object`'s functions, copies, and promises. */
import type { Value } from "../../2-evaluate/values/values.ts";
import type { Application, Check } from "./application.ts";
import { drain, elementsOf, fieldsNow, withGotten } from "./contents.ts";
import { appliedIn, type Happened } from "./frame.ts";
import { givenIn, isAsked } from "./iteration-laws.ts";
import type { Ledger } from "./ledger.ts";
import { accessorOf, keyOf, memberOf } from "./member-laws.ts";
import { Native } from "./native.ts";
import { isNothing, isSame } from "./same.ts";
import { isTextOf, partsOfText } from "./text-laws.ts";

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
      return (result) => {
        const isLeft = first !== undefined && isFrozen(first) === false;
        return isSame(result, first) && !isLeft ? undefined : "freeze gave something else";
      };
    case "structuredClone":
      return (result, { happened }) =>
        first === undefined || isCopy(first, result, happened) ? undefined : "a copy lacks a part";
    case "Promise.all":
      return first && allLaw(first, ledger);
    case "Promise.resolve":
      return (result) => {
        const value = result.kind === "pending" && first?.kind !== "pending" ? result.value : result;
        return first === undefined || isSame(value, first) ? undefined : "a promise has another value";
      };
    case "Object":
      return (result) => {
        const isMade =
          isNothing(first) && result.kind === "object" && Object.keys(result.fields).length === 0;
        return isMade || isSame(result, first) ? undefined : "Object gives something else";
      };
    case "Object.isFrozen":
      return answering(first && isFrozen(first));
    case "Object.hasOwn":
      return answering(first && hasOwn(first, keyOf(args[1])));
    case "hasOwnProperty":
      return answering(self && hasOwn(self, keyOf(first)));
    case "Object.is":
      return answering(first && args[1] && isIdentical(first, args[1]));
    case "toString":
      return self && errorLaw(self);
    case "valueOf":
    case "[Symbol.iterator]":
      return (result) => (isSame(result, self) ? undefined : "an object became another");
    default:
      return undefined;
  }
}

/** A question with a known answer. */
function answering(answer: boolean | undefined): Check {
  return (result) =>
    answer === undefined || isSame(result, { kind: "known", value: answer })
      ? undefined
      : "JavaScript gives another answer here";
}

/** `undefined` for what only a run knows. */
function isFrozen(value: Value): boolean | undefined {
  if (value.kind === "known") return true;
  return value.kind === "object" || value.kind === "array" ? value.frozen === true : undefined;
}

export function hasOwn(owner: Value, key: string | undefined): boolean | undefined {
  if (key === undefined) return undefined;
  switch (owner.kind) {
    case "object": {
      const has = Object.hasOwn(owner.fields, key) || Object.hasOwn(owner.hidden ?? {}, key);
      return has || owner.runKeys !== "others" ? has : undefined;
    }
    case "array":
      return key === "length" || Object.hasOwn(owner.elements, key) || Object.hasOwn(owner.named ?? {}, key);
    case "known":
      return isNothing(owner) ? undefined : Object.hasOwn(Object(owner.value) as object, key);
    default:
      return undefined;
  }
}

function isIdentical(a: Value, b: Value): boolean | undefined {
  if (a === b) return true;
  if (a.kind === "known" && b.kind === "known") return Object.is(a.value, b.value);
  const isHeld = ({ kind }: Value) => ["array", "object", "map", "set", "function", "class"].includes(kind);
  return (isHeld(a) || a.kind === "known") && (isHeld(b) || b.kind === "known") ? false : undefined;
}

function errorLaw(self: Value): Check {
  const parts = partsOfText(self);
  return (result) =>
    parts === undefined || isTextOf(result, parts) ? undefined : "an error became another text";
}

function listLaw(name: string, owner: Value): Check {
  const { fields: held } = fieldsNow(owner);
  return (result, { happened }) => {
    if (owner.kind === "reference" || held === undefined) return undefined;
    const fields = withGotten(owner, held, happened);
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
  return (result, { happened }) => {
    const all = read ?? (isAsked(source) ? givenIn(source, happened, ledger.iterators) : undefined);
    const data = new Native();
    const given = all?.map((pair) => (Array.isArray(pair) ? (pair as unknown) : data.of(pair as Value, 1)));
    const isKnown = given?.every((pair) => Array.isArray(pair) && typeof pair[0] !== "object") === true;
    const expected = isKnown ? Object.fromEntries(given as [string, unknown][]) : undefined;
    return expected === undefined || data.holds(expected, result)
      ? undefined
      : "an entry is not in the object";
  };
}

function assignLaw([target, ...sources]: readonly Value[]): Check {
  const before = target?.kind === "object" || target?.kind === "array" ? fieldsNow(target).fields : undefined;
  const held = sources.map((source) => [source, fieldsNow(source).fields ?? new Map()] as const);
  return (result, { happened }) => {
    if (target === undefined || result !== target) return "Object.assign gives something else";
    const given = held.flatMap(([source, fields]) => [...withGotten(source, fields, happened)]);
    const calls = appliedIn({ happened });
    const set = given.map(([key]) => accessorOf(target, key)?.set).filter((each) => each !== undefined);
    if (set.some((each) => !calls.some(({ callee, self }) => callee === each && self === target)))
      return "Object.assign did not call a setter";
    const last = given.findLastIndex(([key]) => accessorOf(target, key) !== undefined);
    const isField = ([key]: readonly [string, unknown]) => accessorOf(target, key) === undefined;
    const expected = new Map([...(before ?? []), ...given.filter(isField)]);
    const after = new Set(given.slice(last + 1).map(([key]) => key));
    const lost = [...expected].find(([key, value]) => {
      const now =
        target.kind === "object" ? (target.fields[key] ?? target.hidden?.[key]) : memberOf(target, key);
      // A setter may change any field that was assigned before it.
      const isKnown = value !== undefined && (last < 0 || after.has(key));
      return now === undefined || (isKnown && !isSame(now, value));
    });
    return lost === undefined ? undefined : `Object.assign lost ${lost[0]}`;
  };
}

/** Whether it has equal parts, down to what can be shared. */
function isCopy(from: Value, copy: Value, happened: readonly Happened[], depth = 0): boolean {
  if (depth > 60) return true;
  const isEach = (a: readonly Value[], b: readonly Value[]) =>
    a.length === b.length &&
    a.every((each, index) => b[index] !== undefined && isCopy(each, b[index], happened, depth + 1));
  switch (from.kind) {
    case "array":
      return copy.kind === "array" && copy !== from && isEach(from.elements, copy.elements);
    case "object": {
      if (copy.kind !== "object" || copy === from) return false;
      // Of an error, only what JavaScript knows is copied.
      if (from.hidden !== undefined) return isSame(from.hidden.message, copy.hidden?.message);
      const fields = [...withGotten(from, fieldsNow(from).fields ?? new Map(), happened)];
      const copies = Object.entries(copy.fields);
      return (
        fields.length === copies.length &&
        fields.every(([key, field], index) => {
          const [copied, value] = copies[index] ?? [];
          const isKnown = field !== undefined && value !== undefined;
          return key === copied && (!isKnown || isCopy(field, value, happened, depth + 1));
        })
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
  const before = elements && drain(elements);
  return (result, { happened }) => {
    const read = before ?? (isAsked(list) ? givenIn(list, happened, ledger.iterators) : undefined);
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
