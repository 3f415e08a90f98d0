/**
 * The promise, kind by kind: what falc does with each kind of syntax that TypeScript has, and the fixture that shows
 * it. Rules are looked up in `rules.ts`; this table guarantees that nothing is missing there.
 * `test/compiler/syntax-kinds.test.ts` reads TypeScript's own list of kinds and of children, and fails for a kind without a
 * row, for a child that no row mentions, and for a claim that its fixture does not support.
 */
import { declarationKinds } from "./kinds/declarations.ts";
import { erasedKinds } from "./kinds/erased.ts";
import { expressionKinds } from "./kinds/expressions.ts";
import { operatorKinds } from "./kinds/operators.ts";
import type { KindRows } from "./kinds/row.ts";
import { statementKinds } from "./kinds/statements.ts";
import { unreachableKinds } from "./kinds/unreachable.ts";

export type { KindName, KindRow, KindRows, Positions } from "./kinds/row.ts";

export const kindRows: KindRows = [
  ...expressionKinds,
  ...operatorKinds,
  ...statementKinds,
  ...declarationKinds,
  ...erasedKinds,
  ...unreachableKinds,
];
