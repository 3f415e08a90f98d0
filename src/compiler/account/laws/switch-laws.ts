/** Which clause of a `switch` is entered, and that what follows it is executed up to a jump. */
import { ts, type TS } from "../../typescript.ts";
import type { Completion } from "../../2-evaluate/machine/machine.ts";
import type { Value } from "../../2-evaluate/values/values.ts";
import { type Frame, valueIn } from "./frame.ts";
import { endsWith, executed } from "./sequence.ts";

export function findWrongSwitch(
  node: TS.SwitchStatement,
  frame: Frame,
  completion: Completion,
): string | undefined {
  const { clauses } = node.caseBlock;
  const subject = valueIn(frame, node.expression);
  if (subject === undefined) return "the value of a switch was not evaluated";
  const cases = clauses.filter(ts.isCaseClause);
  const taken = cases.find((clause) => isEqual(subject, valueIn(frame, clause.expression)));
  const compared = taken === undefined ? cases : cases.slice(0, cases.indexOf(taken) + 1);
  if (compared.some((clause) => valueIn(frame, clause.expression) === undefined))
    return "a case was not compared";
  const start = taken ?? clauses.find(ts.isDefaultClause);
  const entered = start === undefined ? [] : clauses.slice(clauses.indexOf(start));
  const expected = entered.flatMap(({ statements }) => [...statements]);
  const done = executed(frame.happened);
  const last = done.at(-1)?.completion;
  const isLeft = last !== undefined && last.kind !== "normal";
  const isSameOrder = done.every((each, index) => each.node === expected[index]);
  if (!isSameOrder || (!isLeft && done.length < expected.length)) return "a switch left out statements";
  const isOwn = last?.kind === "break" && last.label === undefined;
  return endsWith(completion, isLeft && !isOwn ? last : { kind: "normal" });
}

function isEqual(a: Value, b: Value | undefined): boolean {
  return a === b || (a.kind === "known" && b?.kind === "known" && a.value === b.value);
}
