/** `Set`: stored in a real Map, keyed by identity, so that order and iteration are JavaScript's own. */
import { beginChange } from "../values/change.ts";
import { identityOf } from "../values/identity.ts";
import { iterate, live } from "../machine/iterate.ts";
import type { Machine } from "../machine/machine.ts";
import { elementNodes } from "../calls/snapshot.ts";
import type { TS } from "../../typescript.ts";
import {
  array,
  type IteratorValue,
  known,
  type Poison,
  type SetValue,
  undefinedValue,
  type Value,
} from "../values/values.ts";
import { argument, type BuiltinCall, method } from "./call.ts";
import { callbackOf, repeating } from "./callback.ts";
import { refuseComparison } from "./comparison.ts";
import { argumentOf } from "./operand.ts";

interface SetCall extends BuiltinCall {
  readonly set: SetValue;
}

const methods: ReadonlyMap<string, (call: SetCall) => Value> = new Map<string, (call: SetCall) => Value>([
  ["has", (call) => withElement(".has", call, (element) => known(call.set.entries.has(element)))],
  [
    "add",
    (call) =>
      change(call) ?? put(".add", call.set, argument(call, 0), argumentOf(call.site), call) ?? call.set,
  ],
  [
    "delete",
    (call) =>
      change(call) ?? withElement(".delete", call, (element) => known(call.set.entries.delete(element))),
  ],
  [
    "clear",
    (call) => {
      const failed = change(call);
      if (failed !== undefined) return failed;
      call.set.entries.clear();
      return undefinedValue;
    },
  ],
  ["forEach", forEach],
  ["entries", (call) => setIterator(call, (element) => array([element, element]))],
  ["keys", (call) => setIterator(call, (element) => element)],
  ["values", (call) => setIterator(call, (element) => element)],
]);

/** The member of a Set; `undefined` if falc does not know it. */
export function setMember(set: SetValue, name: string, machine: Machine): Value | undefined {
  if (name === "size") return known(set.entries.size);
  const apply = methods.get(name);
  if (apply === undefined) return undefined;
  return method(
    name,
    (call) => {
      machine.touch(set, false, call.site.node, call.place);
      return apply({ ...call, set });
    },
    machine,
  );
}

/** `new Set(elements)` */
export function makeSet(call: BuiltinCall): Value {
  const set: SetValue = { kind: "set", entries: new Map() };
  const elements = argument(call, 0);
  if (elements.kind === "known" && (elements.value ?? undefined) === undefined) return set;
  const { site, place, machine } = call;
  const node = argumentOf(site);
  const next = iterate(elements, node, place, machine);
  if (typeof next !== "function") return next;
  const nodes = elementNodes(node);
  let index = 0;
  for (let element = next(); element !== undefined; element = next()) {
    const failed = put("new Set", set, element, nodes[index] ?? node, call);
    if (failed !== undefined) return failed;
    index += 1;
  }
  return set;
}

function setIterator({ set, site, place, machine }: SetCall, show: (element: Value) => Value): IteratorValue {
  return { kind: "iterator", next: live(set, set.entries.values(), show, site.node, place, machine) };
}

function forEach(call: SetCall): Value {
  const { set, site, place, machine } = call;
  const callback = callbackOf(call);
  if (typeof callback !== "function") return callback;
  const next = live(set, set.entries.values(), (element) => element, site.node, place, machine);
  repeating(call, () => {
    for (let element = next(); element !== undefined; element = next()) callback(element, element, set);
  });
  return undefinedValue;
}

function change({ set, site, place, machine }: SetCall): Poison | undefined {
  return beginChange(set, site.node, place, machine);
}

function withElement(operator: string, call: SetCall, use: (element: unknown) => Value): Value {
  const element = argument(call, 0);
  const identity = identityOf(element);
  return identity === undefined
    ? refuseComparison(operator, element, argumentOf(call.site), call)
    : use(identity.of);
}

/** `node` is the element's expression. */
function put(
  operator: string,
  set: SetValue,
  element: Value,
  node: TS.Node,
  call: BuiltinCall,
): Poison | undefined {
  const identity = identityOf(element);
  if (identity === undefined) return refuseComparison(operator, element, node, call);
  // An existing element keeps its position; -0 becomes 0.
  set.entries.set(identity.of, Object.is(identity.of, -0) ? known(0) : element);
  return undefined;
}
