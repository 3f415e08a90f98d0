import { compilerProgram } from "../../assets.ts";
import { type LoadedProgram, loadProgram } from "../cache/code-cache.ts";
import type * as Program from "./program.ts";

/** The compiler's program, from the package. Takes 100 ms, or 600 without cached code. */
export function loadCompiler(
  codeCache: string | undefined,
): LoadedProgram & { readonly exports: typeof Program } {
  const program = loadProgram(compilerProgram, codeCache);
  return { ...program, exports: program.exports as typeof Program };
}
