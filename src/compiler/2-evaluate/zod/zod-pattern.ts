/**
 * Regular expressions in schemas. JSON Schema's patterns have no flags, so a run decides from the pattern alone
 * whether it is compiled with `u` (`schema/schema-pattern.ts`); patterns whose meaning would change are refused.
 */
import { needsUnicode } from "../../../schema/schema-pattern.ts";

export type Pattern = Pick<RegExp, "source" | "flags">;

/** Why a pattern cannot be in JSON Schema, as the end of a sentence; `undefined` if it can. */
export function patternProblem({ source, flags }: Pattern): string | undefined {
  if (/[^uv]/.test(flags)) return "JSON Schema's patterns have no flags";
  const isUnicode = flags !== "";
  if (!isUnicode) return needsUnicode(source) ? "it means something else without the flag u" : undefined;
  // Sets in brackets have different syntax with `v`.
  if (flags.includes("v") && source.includes("[")) return "JSON Schema's patterns have no flag v";
  return needsUnicode(source) || !dependsOnSurrogates(source)
    ? undefined
    : "JSON Schema's patterns have no flag u";
}

/** Whether the flag matters for characters that JavaScript counts as two: `.`, `[^a]`, `\W`, the emoji itself. */
function dependsOnSurrogates(source: string): boolean {
  return (
    /\\[WDS]|\\u[dD][89a-fA-F]|\[\^|[\ud800-\udfff]/.test(source) || /(?:^|[^\\])(?:\\\\)*\./.test(source)
  );
}
