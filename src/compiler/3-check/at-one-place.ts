/**
 * What is wrong at one location, for everything that runs it: all callers of a helper, all iterations of a loop. One
 * diagnostic names each mistake:
 *
 *     const draw = (size: string) => flux({ prompt, image_size: size });  // draw("sqare"); draw("landscape_43");
 */
import type { Found } from "./found.ts";

/** Those with different problems: a loop sends the same value once per iteration. */
export function differentOf(found: readonly Found[]): readonly Found[] {
  const different = new Map<string, Found>();
  for (const each of found) {
    const [fact] = each.facts;
    const problem = `${fact?.endpoint} ${fact?.field} ${fact?.given}`;
    if (!different.has(problem)) different.set(problem, each);
  }
  return [...different.values()];
}
