import { isJsonObject, type Json } from "../../lib/json.ts";

/** A location where two JSON values differ. `undefined`: nothing is there. */
export interface ValueDifference {
  readonly path: readonly (string | number)[];
  readonly inFunction: Json | undefined;
  readonly inGraph: Json | undefined;
}

/**
 * Every location where two values differ, in the order of the first one's keys; none if they are equal. As in JSON,
 * the order of keys does not matter.
 */
export function listDifferences(
  inFunction: Json | undefined,
  inGraph: Json | undefined,
  path: readonly (string | number)[] = [],
): readonly ValueDifference[] {
  if (isList(inFunction) && isList(inGraph)) {
    const length = Math.max(inFunction.length, inGraph.length);
    return Array.from({ length }, (_, index) =>
      listDifferences(inFunction[index], inGraph[index], [...path, index]),
    ).flat();
  }
  if (isJsonObject(inFunction) && isJsonObject(inGraph)) {
    const keys = new Set([...Object.keys(inFunction), ...Object.keys(inGraph)]);
    return [...keys].flatMap((key) =>
      listDifferences(ownField(inFunction, key), ownField(inGraph, key), [...path, key]),
    );
  }
  return inFunction === inGraph ? [] : [{ path, inFunction, inGraph }];
}

function ownField(record: { readonly [key: string]: Json }, key: string): Json | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** `Array.isArray` does not narrow a union with a readonly array. */
function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
