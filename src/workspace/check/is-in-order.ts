import { isComplete } from "../../compiler/account/coverage.ts";
import type { Generated } from "../artifacts/list-outdated.ts";
import { hasRightTypes } from "../types/type-check.ts";
import type { Checked } from "./compile-and-check-types.ts";

/**
 * Whether a project can be merged as it is: everything compiles, has the right types and matches its generated files,
 * and, if coverage was asked for, nothing in the source is unaccounted for.
 */
export function isInOrder(
  { workflows, types, repeated }: Pick<Checked, "workflows" | "types" | "repeated">,
  { outcomes, orphans, staleTypes }: Required<Generated>,
): boolean {
  return (
    orphans.length === 0 &&
    outcomes.every(({ status }) => status === "unchanged") &&
    hasRightTypes(types, repeated) &&
    staleTypes.length === 0 &&
    workflows.every(({ coverage }) => coverage === undefined || isComplete(coverage))
  );
}
