/** Statements in a sequence, and how things end: what the laws of all statements share. */
import { ts, type TS } from "../../typescript.ts";
import type { Completion } from "../../2-evaluate/machine/machine.ts";
import { undefinedValue } from "../../2-evaluate/values/values.ts";
import { type Frame, type Happened, valueIn } from "./frame.ts";
import { isSame } from "./same.ts";

export const skipped = "a statement was not executed";

export type Executed = Extract<Happened, { readonly as: "statement" }>;

export function executed(happened: readonly Happened[]): readonly Executed[] {
  return happened.filter((each) => each.as === "statement");
}

/** One after the other, up to one that jumps; `ended` is how all of them ended. */
export function findWrongSequence(
  nodes: readonly TS.Statement[],
  { happened }: Pick<Frame, "happened">,
  ended: Completion,
): string | undefined {
  const done = executed(happened);
  const last = done.at(-1);
  if (done.some(({ node }, index) => node !== nodes[index]))
    return "statements were executed in another order";
  const isLeft = last?.completion !== undefined && last.completion.kind !== "normal";
  if (!isLeft && done.length < nodes.length) return skipped;
  if (done.slice(0, -1).some(({ completion }) => completion?.kind !== "normal"))
    return "a jump did not take place";
  return endsWith(ended, last?.completion ?? { kind: "normal" });
}

export function endsWith(given: Completion, expected: Completion | undefined): string | undefined {
  if (expected === undefined) return undefined;
  const isEqual =
    given.kind === expected.kind &&
    (given.kind !== "return" || expected.kind !== "return" || isSame(given.value, expected.value)) &&
    (!("label" in given) || !("label" in expected) || given.label === expected.label);
  return isEqual ? undefined : `it ends with ${given.kind} instead of ${expected.kind}`;
}

/** Each name of a declaration gets the value of its initializer. */
export function findUnbound(list: TS.VariableDeclarationList, { happened }: Frame): string | undefined {
  const isVar = (ts.getCombinedNodeFlags(list) & ts.NodeFlags.BlockScoped) === 0;
  for (const { name, initializer } of list.declarations) {
    if (initializer === undefined && isVar) continue;
    const bound = happened.find((each) => each.as === "bound" && each.name === name);
    const value = initializer === undefined ? undefinedValue : valueIn({ happened } as Frame, initializer);
    if (bound?.as !== "bound" || !isSame(bound.value, value))
      return `${name.getText()} did not get its value`;
  }
  return undefined;
}
