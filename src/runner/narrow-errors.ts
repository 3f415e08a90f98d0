import type { ErrorObject } from "ajv/dist/2020.js";
import { addTo } from "../lib/add-to.ts";

/**
 * The errors worth showing. For a failed `anyOf`, ajv reports every branch: a number for `string | null`
 * gives "must be string", "must be null" and "must match a schema in anyOf". If the value fits one branch
 * better than the others, only that branch's errors remain; otherwise only the `anyOf` error itself. Linear:
 * ajv puts the errors of the branches directly before that of their `anyOf`.
 */
export function narrowErrors(errors: readonly ErrorObject[]): ErrorObject[] {
  const kept: ErrorObject[] = [];
  for (const error of errors) {
    if (error.keyword !== "anyOf" && error.keyword !== "oneOf") {
      if (!isRepetition(error, kept.at(-1))) kept.push(error);
      continue;
    }
    let start = kept.length;
    while (start > 0 && isInside(kept[start - 1], error)) start -= 1;
    kept.push(...(chooseBranch(kept.splice(start), error) ?? [error]));
  }
  return kept;
}

/** A value of the wrong type also fails the `enum`. */
function isRepetition(error: ErrorObject, last: ErrorObject | undefined): boolean {
  const isChoice = error.keyword === "enum" || error.keyword === "const";
  return isChoice && last?.keyword === "type" && last.instancePath === error.instancePath;
}

function isInside(error: ErrorObject | undefined, union: ErrorObject): boolean {
  return (
    error !== undefined &&
    error.schemaPath.startsWith(`${union.schemaPath}/`) &&
    error.instancePath.startsWith(union.instancePath)
  );
}

/** The errors of the closest branch, if there is exactly one. */
function chooseBranch(
  errors: readonly ErrorObject[],
  union: ErrorObject,
): readonly ErrorObject[] | undefined {
  const branches = new Map<string, ErrorObject[]>();
  for (const error of errors) {
    const branch = error.schemaPath.slice(union.schemaPath.length + 1).split("/", 1)[0] ?? "";
    addTo(branches, branch, error);
  }
  const near = [...branches.values()].filter((branch) => !branch.some((error) => isMismatch(error, union)));
  if (near.length <= 1) return near[0];
  // For objects discriminated by a field, `kind: "a"`, the branch whose field matches.
  const right = near.filter(
    (branch) => !branch.some(({ keyword }) => keyword === "const" || keyword === "enum"),
  );
  return right.length === 1 ? right[0] : undefined;
}

/** The value as a whole has the wrong type for the branch. */
function isMismatch(error: ErrorObject, union: ErrorObject): boolean {
  return (
    error.instancePath === union.instancePath && ["type", "enum", "const", "anyOf"].includes(error.keyword)
  );
}
