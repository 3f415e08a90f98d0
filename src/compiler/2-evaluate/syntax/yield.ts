/** A `yield` at which its generator cannot stop. All others are evaluated by `generators/stopping.ts`. */
import type { ExpressionRule } from "../machine/machine.ts";
import type { TS } from "../../typescript.ts";

export const yieldExpression: ExpressionRule<TS.YieldExpression> = (node, place, machine) => {
  if (node.expression !== undefined) machine.evaluate(node.expression, place);
  // Code that is only explored does not stop.
  if (machine.isExploring) return machine.alreadyReported;
  return machine.refuse("generator-unsupported", node, place, {
    construct: "a `yield` in this position",
  });
};
