/** A `yield` that its generator cannot stop at: where it can, `generators/stopping.ts` evaluates it. */
import type { ExpressionRule } from "../machine.ts";
import type { TS } from "../../typescript.ts";

export const yieldExpression: ExpressionRule<TS.YieldExpression> = (node, place, machine) => {
  if (node.expression !== undefined) machine.evaluate(node.expression, place);
  // Code that is only explored is not stopped in.
  if (machine.isExploring) return machine.alreadyReported;
  return machine.refuse("generator-unsupported", node, place, {
    construct: "a `yield` in this place",
    rewrite: { words: "Put it into a variable first: `const value = yield …;`." },
  });
};
