/** The mutant that is active now, in a compiler built by `mutable-compiler.ts`. */
import type { Mutant, Replaced } from "./mutant.ts";

let active: Mutant | undefined;
/** Made once, so that a mutant can keep state, such as a count. */
let replacement: Replaced | undefined;

/** What an addressed function is replaced by: itself, unless its mutant is active. */
export function seam(address: string, original: unknown): Replaced {
  if (typeof original !== "function") throw new Error(`${address} is not a function, so it has no mutants`);
  return function (this: unknown, ...args: readonly unknown[]): unknown {
    if (active?.of !== address) return Reflect.apply(original, this, args) as unknown;
    replacement ??= active.become(function (this: unknown, ...given: readonly unknown[]): unknown {
      return Reflect.apply(original, this, given) as unknown;
    });
    return Reflect.apply(replacement, this, args) as unknown;
  };
}

/** Runs code with a mutant, or with none. */
export async function withMutant<Result>(
  mutant: Mutant | undefined,
  run: () => Result | Promise<Result>,
): Promise<Result> {
  [active, replacement] = [mutant, undefined];
  try {
    return await run();
  } finally {
    [active, replacement] = [undefined, undefined];
  }
}
