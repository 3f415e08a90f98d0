/**
 * `console`: prints when the function runs, and does nothing in a graph. Its arguments are evaluated, but not
 * inspected.
 */
import type { Machine } from "../machine/machine.ts";
import { type NamespaceValue, undefinedValue, type Value } from "../values/values.ts";
import { libraryFunction } from "./call.ts";

const methods = [
  "assert", "clear", "count", "countReset", "debug", "dir", "dirxml", "error", "group", "groupCollapsed", "groupEnd",
  "info", "log", "table", "time", "timeEnd", "timeLog", "trace", "warn",
]; // prettier-ignore

export function consoleNamespace(machine: Machine): NamespaceValue {
  const members = methods.map((name): [string, Value] => [
    name,
    { ...libraryFunction(`console.${name}`, () => undefinedValue, machine), takesAnything: true },
  ]);
  return { kind: "namespace", name: "console", members: new Map(members) };
}
