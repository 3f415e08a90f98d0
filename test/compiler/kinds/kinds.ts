/**
 * The promise, kind by kind: what falc does with each kind of syntax that TypeScript has, and the fixture that shows
 * it. Rules are looked up in `machine/rules.ts`; this table guarantees that nothing is missing there.
 * `syntax-kinds.test.ts` reads TypeScript's own list of kinds and of children, and fails for a kind without a
 * row, for a child that no row mentions, and for a claim that its fixture does not support.
 */
import { declarationKinds } from "./declarations.ts";
import { erasedKinds } from "./erased.ts";
import { expressionKinds } from "./expressions.ts";
import { operatorKinds } from "./operators.ts";
import type { KindRows } from "./row.ts";
import { statementKinds } from "./statements.ts";
import { unreachableKinds } from "./unreachable.ts";

export type { KindName, KindRow, KindRows, Positions } from "./row.ts";

export const kindRows: KindRows = [
  ...expressionKinds,
  ...operatorKinds,
  ...statementKinds,
  ...declarationKinds,
  ...erasedKinds,
  ...unreachableKinds,
];
