/** `Object`: keys, values and entries of known objects and lists. */
import { listElements } from "../iterate.ts";
import type { Machine, Place } from "../machine.ts";
import {
  array,
  builtin,
  describe,
  known,
  type NamespaceValue,
  object,
  undefinedValue,
  type Value,
} from "../values.ts";
import { argumentOf } from "./operand.ts";

export function objectNamespace(place: Place, machine: Machine): NamespaceValue {
  const over = (name: string, make: (fields: [string, Value][]) => Value): [string, Value] => [
    name,
    builtin(`Object.${name}`, ([value = undefinedValue], site) => {
      if (value.kind === "poison") return value;
      if (value.kind === "object" || value.kind === "array") {
        machine.touch(value, false, site.node, place);
        const { length } = value.kind === "object" ? Object.keys(value.fields) : value.elements;
        machine.step(site.node, place, length);
        return make(Object.entries(value.kind === "object" ? value.fields : value.elements));
      }
      if (value.kind === "reference") {
        const text = machine.textOf(argumentOf(site), place);
        return machine.refuse("method-on-reference", site.node, place, { method: `Object.${name}`, text });
      }
      return machine.refuse("method-unsupported", site.node, place, {
        method: `Object.${name}`,
        what: describe(value),
      });
    }),
  ];
  const members = new Map([
    over("keys", (fields) => array(fields.map(([key]) => known(key)))),
    over("values", (fields) => array(fields.map(([, value]) => value))),
    over("entries", (fields) => array(fields.map(([key, value]) => array([known(key), value])))),
  ]);
  members.set(
    "fromEntries",
    builtin("Object.fromEntries", ([list = undefinedValue], site) => {
      const pairs = listElements(list, argumentOf(site), place, machine);
      if ("kind" in pairs) return pairs;
      const entries: [string, Value][] = [];
      for (const pair of pairs) {
        if (pair.kind === "poison") return pair;
        if (pair.kind === "array") machine.touch(pair, false, site.node, place);
        const [key, value = undefinedValue] = pair.kind === "array" ? pair.elements : [];
        if (key?.kind !== "known") {
          return machine.refuse("key-unknown", argumentOf(site), place, {
            text: machine.textOf(argumentOf(site), place),
          });
        }
        entries.push([String(key.value), value]);
      }
      return object(entries);
    }),
  );
  return { kind: "namespace", name: "Object", members };
}
