/** `Map`: stored in a real one, so that order and iteration during changes are JavaScript's own. */
import { beginChange } from "../values/change.ts";
import { identityOf } from "../values/identity.ts";
import { live } from "../machine/iterate.ts";
import type { Machine } from "../machine/machine.ts";
import type { TS } from "../../typescript.ts";
import {
  array,
  type IteratorValue,
  known,
  type MapValue,
  type Poison,
  undefinedValue,
  type Value,
} from "../values/values.ts";
import { argument, type BuiltinCall, method } from "./call.ts";
import { callbackOf, repeating } from "./callback.ts";
import { argumentOf } from "./operand.ts";
import { refuseComparison } from "./comparison.ts";
import { addPairs } from "./pair.ts";

interface MapCall extends BuiltinCall {
  readonly map: MapValue;
}

const methods: ReadonlyMap<string, (call: MapCall) => Value> = new Map<string, (call: MapCall) => Value>([
  ["get", (call) => withKey(".get", call, (key) => call.map.entries.get(key)?.value ?? undefinedValue)],
  ["has", (call) => withKey(".has", call, (key) => known(call.map.entries.has(key)))],
  [
    "set",
    (call) =>
      change(call) ??
      put(".set", call.map, argument(call, 0), argument(call, 1), argumentOf(call.site), call) ??
      call.map,
  ],
  [
    "delete",
    (call) => change(call) ?? withKey(".delete", call, (key) => known(call.map.entries.delete(key))),
  ],
  [
    "clear",
    (call) => {
      const failed = change(call);
      if (failed !== undefined) return failed;
      call.map.entries.clear();
      return undefinedValue;
    },
  ],
  ["forEach", forEach],
  ["entries", (call) => mapIterator(call, (key, value) => array([key, value]))],
  ["keys", (call) => mapIterator(call, (key) => key)],
  ["values", (call) => mapIterator(call, (_, value) => value)],
]);

/** The member of a Map; `undefined` if falc does not know it. */
export function mapMember(map: MapValue, name: string, machine: Machine): Value | undefined {
  if (name === "size") return known(map.entries.size);
  const apply = methods.get(name);
  if (apply === undefined) return undefined;
  return method(
    name,
    (call) => {
      machine.touch(map, false, call.site.node, call.place);
      return apply({ ...call, map });
    },
    machine,
  );
}

/** `new Map(pairs)` */
export function makeMap(call: BuiltinCall): Value {
  const map: MapValue = { kind: "map", entries: new Map() };
  const pairs = argument(call, 0);
  if (pairs.kind === "known" && (pairs.value ?? undefined) === undefined) return map;
  const failed = addPairs(pairs, call, ({ key, value }, node) => put("new Map", map, key, value, node, call));
  return failed ?? map;
}

function mapIterator(
  { map, site, place, machine }: MapCall,
  show: (key: Value, value: Value) => Value,
): IteratorValue {
  const next = live(
    map,
    map.entries.values(),
    ({ key, value }) => show(key, value),
    site.node,
    place,
    machine,
  );
  return { kind: "iterator", next };
}

function forEach(call: MapCall): Value {
  const { map, site, place, machine } = call;
  const callback = callbackOf(call);
  if (typeof callback !== "function") return callback;
  const next = live(map, map.entries.values(), (entry) => entry, site.node, place, machine);
  repeating(call, () => {
    for (let entry = next(); entry !== undefined; entry = next()) callback(entry.value, entry.key, map);
  });
  return undefinedValue;
}

function change({ map, site, place, machine }: MapCall): Poison | undefined {
  return beginChange(map, site.node, place, machine);
}

function withKey(operator: string, call: MapCall, use: (key: unknown) => Value): Value {
  const key = argument(call, 0);
  const identity = identityOf(key);
  return identity === undefined
    ? refuseComparison(operator, key, argumentOf(call.site), call)
    : use(identity.of);
}

/** Keeps the position of an existing key. `node` is the key's expression. */
function put(
  operator: string,
  map: MapValue,
  key: Value,
  value: Value,
  node: TS.Node,
  call: BuiltinCall,
): Poison | undefined {
  const identity = identityOf(key);
  if (identity === undefined) return refuseComparison(operator, key, node, call);
  // As a key, -0 becomes 0.
  map.entries.set(identity.of, { key: Object.is(identity.of, -0) ? known(0) : key, value });
  return undefined;
}
