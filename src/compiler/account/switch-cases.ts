/**
 * Which cases of a `switch` are compared and entered: computed anew each time it runs, because in a loop both sides
 * may change.
 */
import { ts, type TS } from "../typescript.ts";
import type { Value } from "../2-evaluate/values/values.ts";

export interface SwitchCases {
  readonly compared: ReadonlySet<TS.CaseOrDefaultClause>;
  readonly entered: ReadonlySet<TS.CaseOrDefaultClause>;
}

export const noCases: SwitchCases = { compared: new Set(), entered: new Set() };

/** `valueOf`: an expression's value this time. `before`: the results of earlier times. */
export function withCases(
  { expression, caseBlock: { clauses } }: TS.SwitchStatement,
  valueOf: (node: TS.Expression) => Value | undefined,
  before: SwitchCases = noCases,
): SwitchCases {
  const subject = valueOf(expression);
  if (subject === undefined) return before;
  const compared = new Set(before.compared);
  for (const clause of clauses) {
    if (!ts.isCaseClause(clause)) continue;
    compared.add(clause);
    const candidate = valueOf(clause.expression);
    // Not evaluated: the walk reports that, unless something was thrown.
    if (candidate === undefined) return { compared, entered: before.entered };
    if (isSame(subject, candidate)) return { compared, entered: new Set([...before.entered, clause]) };
  }
  const other = clauses.filter(ts.isDefaultClause);
  return { compared, entered: new Set([...before.entered, ...other]) };
}

function isSame(a: Value, b: Value): boolean {
  return a === b || (a.kind === "known" && b.kind === "known" && a.value === b.value);
}
