import { isDeepStrictEqual } from "node:util";
import type { Endpoint } from "../catalog.ts";
import type { Schema } from "../../schema/schema.ts";
import { byType, type Kind } from "./by-type.ts";
import type { Change } from "./change.ts";
import { added, compareDefaults, compareNeed, isNeeded, removed } from "./field-changes.ts";
import { inside, type Pair } from "./pair.ts";
import { compareLimits, compareTypes, compareValues, compareWhole } from "./value-changes.ts";

/**
 * Every difference that can matter to a caller, input first, in the order of the fields; descriptions do not count.
 * An endpoint may accept more and promise more; anything else breaks someone.
 */
export function listChanges(was: Endpoint, now: Endpoint): readonly Change[] {
  return (["input", "output"] as const).flatMap((side) =>
    compare({ side, path: [], was: was[side], now: now[side] }),
  );
}

/** No declaration is nested deeper: see `findSchemaProblem`. */
const maxDepth = 200;

function compare(pair: Pair): readonly Change[] {
  const { path, was, now } = pair;
  if (path.length > maxDepth || isDeepStrictEqual(was, now)) return [];
  const before = byType(was);
  const after = byType(now);
  if (before === undefined || after === undefined) return compareWhole(pair);
  const gone = [...before.keys()].filter((type) => !after.has(type));
  const come = [...after.keys()].filter((type) => !before.has(type));
  const changes = [...compareTypes(pair, gone, come)];
  for (const [type, schema] of before) {
    const other = after.get(type);
    if (other !== undefined) changes.push(...compareAs(type, { ...pair, was: schema, now: other }));
  }
  return changes;
}

function compareAs(type: Kind, pair: Pair): readonly Change[] {
  const own = [...compareValues(pair), ...compareLimits(pair)];
  if (type === "object") return [...own, ...compareFields(pair)];
  return type === "array" ? [...own, ...compareItems(pair)] : own;
}

/** Item by item, if at least one side is a tuple. */
function compareItems(pair: Pair): readonly Change[] {
  const { was, now } = pair;
  const item = ({ prefixItems = [], items = {} }: Schema, index: number) => prefixItems[index] ?? items;
  const places = Math.max(was.prefixItems?.length ?? 0, now.prefixItems?.length ?? 0);
  const own = Array.from({ length: places }, (_, index) =>
    compare(inside(pair, index, item(was, index), item(now, index))),
  );
  return [...own.flat(), ...compare(inside(pair, null, was.items ?? {}, now.items ?? {}))];
}

function compareFields(pair: Pair): readonly Change[] {
  const { was, now } = pair;
  const [before, after] = [was.properties ?? {}, now.properties ?? {}];
  const [anyBefore, anyAfter] = [anyFieldOf(was), anyFieldOf(now)];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changes: Change[] = [];
  for (const key of keys) {
    const schema = Object.hasOwn(before, key) ? before[key] : anyBefore;
    const other = Object.hasOwn(after, key) ? after[key] : anyAfter;
    if (schema === undefined && other !== undefined) changes.push(added(pair, key, other));
    if (schema !== undefined && other === undefined) changes.push(removed(pair, key, schema));
    if (schema === undefined || other === undefined) continue;
    // A call that sends it still works; whoever reads it has to look.
    if (pair.side === "input" && !Object.hasOwn(after, key) && isEmpty(other)) continue;
    const field: Pair = {
      ...inside(pair, key, schema, other),
      ...(pair.side === "input" && !isNeeded(now, key) && { mayBeLeftOut: true }),
    };
    changes.push(...compareNeed(pair, key, field), ...compareDefaults(field), ...compare(field));
  }
  const others = { but: keys };
  if (anyBefore !== undefined && anyAfter !== undefined)
    changes.push(...compare(inside(pair, others, anyBefore, anyAfter)));
  if (anyBefore !== undefined && anyAfter === undefined) {
    // If nothing was known about an object, nobody knows what it had.
    const effect = was.additionalProperties === undefined ? "behaviour" : "breaking";
    changes.push(removed(pair, others, anyBefore, effect));
  }
  return changes;
}

/** The schema of unlisted fields; `undefined` if there are none. */
function anyFieldOf({ properties, additionalProperties: others }: Schema): Schema | undefined {
  if (typeof others === "object") return others;
  return (others ?? properties === undefined) ? {} : undefined;
}

function isEmpty(schema: Schema): boolean {
  return Object.keys(schema).length === 0;
}
