/** Mistakes with values: texts, lists, objects, what is sent, and the interface. */
import { array, known, type Value } from "../../../src/compiler/2-evaluate/values/values.ts";
import type { Mutant } from "../../support/mutants/mutant.ts";

type Keyed = readonly [key: string, value: Value];

function isNullish(value: Value): boolean {
  return value.kind === "known" && (value.value ?? undefined) === undefined;
}

export const dataMutants: readonly Mutant[] = [
  {
    name: "texts are joined in reverse",
    of: "joinText",
    become:
      (join) =>
      (pieces, ...rest) =>
        join(pieces.toReversed(), ...rest),
  },
  {
    name: "neighbouring known parts are merged the wrong way round",
    of: "joinText",
    become:
      (join) =>
      (pieces, ...rest) => {
        const isKnown = (index: number) => pieces[index]?.value.kind === "known";
        const swapped = [...pieces];
        for (let index = 1; index < pieces.length; index += 2) {
          if (isKnown(index - 1) && isKnown(index))
            [swapped[index - 1], swapped[index]] = [pieces[index], pieces[index - 1]];
        }
        return join(swapped, ...rest);
      },
  },
  {
    name: "equal references make equal texts, whatever stands between them",
    of: "TextNodes.lower",
    become: (lower) => {
      const made = new WeakMap<object, Map<string, object>>();
      return function (this: object, data, path) {
        const all = made.get(this) ?? new Map<string, object>();
        made.set(this, all);
        const references = data.text.parts.filter((part: unknown) => typeof part !== "string");
        const key = references
          .map((each: { path: unknown[]; root: { index?: number } }) =>
            [each.root.index, ...each.path].join("."),
          )
          .join(" ");
        const earlier = all.get(key);
        if (earlier !== undefined) return { ...earlier, node: undefined };
        const lowered = lower.call(this, data, path);
        all.set(key, lowered);
        return lowered;
      };
    },
  },
  {
    name: "a list is copied when its name is read",
    of: "access:identifier",
    become:
      (read) =>
      (...args) => {
        const value = read(...args);
        return value.kind === "array" ? { ...value, elements: [...value.elements] } : value;
      },
  },
  {
    name: "a call's input is read at the end and not at the call",
    of: "snapshotSent",
    become:
      (snapshot) =>
      (...args) => {
        const taken = snapshot(...args);
        const late = { get: () => snapshot(...args).data.fields, enumerable: true };
        return taken.data.kind === "record"
          ? { ...taken, data: Object.create(taken.data, { fields: late }) }
          : taken;
      },
  },
  {
    name: "null is left out as undefined is",
    of: "Snapshot.#fields",
    become: (fields) =>
      function (this: unknown, value, ...rest) {
        const kept = Object.entries<Value>(value.fields).filter(([, field]) => !isNullish(field));
        return fields.call(this, { ...value, fields: Object.fromEntries(kept) }, ...rest);
      },
  },
  {
    name: "the rest of an object has what was taken",
    of: "restOfObject",
    become:
      (rest) =>
      (whole, _taken, ...others) =>
        rest(whole, new Set(), ...others),
  },
  {
    name: "the rest of a list lacks its first element",
    of: "restOfList",
    become:
      (rest) =>
      (...args) => {
        const list = rest(...args);
        return list.kind === "array" ? array(list.elements.slice(1)) : list;
      },
  },
  {
    name: "the first of two spread keys wins",
    of: "spreadFields",
    become:
      (spread) =>
      (node, target, ...rest) => {
        const before = { ...target.fields };
        const failed = spread(node, target, ...rest);
        Object.assign(target.fields, before);
        return failed;
      },
  },
  {
    name: "keys are in alphabetical order",
    of: "valuesNow",
    become:
      (valuesNow) =>
      (...args) =>
        (valuesNow(...args) as readonly Keyed[]).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  },
  {
    name: "reverse gives a new list",
    of: "changeMethods.reverse",
    become: (reverse) => (call) =>
      reverse({ ...call, list: { ...call.list, elements: [...call.list.elements] } }),
  },
  {
    name: "unshift adds at the end",
    of: "changeMethods.unshift",
    become: () => (call) => known(call.list.elements.push(...call.args)),
  },
  {
    name: "filter keeps the others",
    of: "callbackMethods.filter",
    become: (filter) => (call) => {
      const kept = filter(call);
      if (kept.kind !== "array") return kept;
      const left = [...kept.elements];
      return array(
        call.list.elements.filter((each: Value) => {
          const at = left.indexOf(each);
          if (at >= 0) left.splice(at, 1);
          return at < 0;
        }),
      );
    },
  },
  {
    name: "numbers are sorted as numbers without being told",
    of: "sortByText",
    become: (sort) => (call, elements) => {
      const sorted = sort(call, elements);
      const isNumber = (each: Value) => each?.kind === "known" && typeof each.value === "number";
      if ("kind" in sorted || !sorted.every(isNumber)) return sorted;
      return sorted.toSorted((a: { value: number }, b: { value: number }) => a.value - b.value);
    },
  },
  {
    name: "delete deletes nothing",
    of: "membership:deleted",
    become: () => () => known(true),
  },
  {
    name: "keys that a copy has from a result may be gone through",
    of: "inheritRunKeys",
    become: () => () => undefined,
  },
  {
    name: "what is inside a spread result is looked for beside it",
    of: "expand:fieldOf",
    become:
      (fieldOf) =>
      (owner, ...rest) =>
        fieldOf({ ...owner, path: [] }, ...rest),
  },
  {
    name: "a default in the body is not the interface's",
    of: "InputDefaults.addTo",
    become: () => (schema) => schema,
  },
  {
    name: "two defaults of one field need not be the same",
    of: "InputDefaults.add",
    become: (add) =>
      function (this: unknown, ...args) {
        add.apply(this, args);
        return undefined;
      },
  },
];
