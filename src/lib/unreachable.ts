/** Ends a switch over a union. The type checker proves that it is never called; a cast can still reach it. */
export function unreachable(value: never): never {
  throw new Error(`falc: unexpected ${JSON.stringify(value)}`);
}
