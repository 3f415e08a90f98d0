import { isRecord, isReference } from "./types.ts";
import type { GraphValue, Reference } from "./types.ts";

/**
 * Every reference inside a value, in source order. Uses an explicit stack, because values may be deeply
 * nested. Linear.
 */
export function listReferences(value: GraphValue): Reference[] {
  const found: Reference[] = [];
  const stack: GraphValue[] = [value];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (isReference(next)) found.push(next);
    else if (isRecord(next)) pushReversed(stack, [...next.fields.values()]);
    else if (Array.isArray(next)) pushReversed(stack, next);
  }
  return found;
}

/** Not `push(...values)`: a call takes at most about 100,000 arguments. */
function pushReversed(stack: GraphValue[], values: readonly GraphValue[]): void {
  for (let index = values.length - 1; index >= 0; index -= 1) {
    const value = values[index];
    if (value !== undefined) stack.push(value);
  }
}
