/**
 * The types of workflow files, checked by the project's own TypeScript in a process beside the compiler. The command
 * line is what TypeScript 5.9, 6 and 7 have in common; 7 has no stable interface besides.
 */
import { realpathSync } from "node:fs";
import { CommandError } from "../io.ts";
import type { Project } from "../project.ts";
import { systemError } from "../system-error.ts";
import { checkGroup } from "./check-group.ts";
import { groupByConfiguration } from "./configuration.ts";
import type { TypeScriptError } from "./parse-errors.ts";
import { findTypeScript } from "./project-typescript.ts";
import type { ProgramOptions } from "./run-program.ts";

export type TypeCheck =
  | {
      readonly status: "checked";
      readonly version: string;
      /** Each once. Files are relative to the project; those of other folders start with `../`. */
      readonly errors: readonly TypeScriptError[];
      readonly ms: number;
    }
  /** There is no TypeScript that could. */
  | { readonly status: "skipped"; readonly reason: string; readonly hint: string }
  /** Nobody wants it. */
  | { readonly status: "off" }
  | {
      readonly status: "failed";
      readonly version: string;
      readonly reason: string;
      readonly hint?: string;
      /** Of configurations, and of the files whose configuration has none. */
      readonly errors: readonly TypeScriptError[];
    };

/**
 * Also where nobody wanted to know, or nothing could check them: that is said apart. `repeated`: how many of the errors falc
 * reports itself; what it only warns of counts as that.
 */
export function hasRightTypes(types: TypeCheck, repeated: number): boolean {
  return types.status !== "failed" && (types.status !== "checked" || types.errors.length === repeated);
}

/** `files`: relative to the project. TypeScript is running when the promise is returned. */
export async function checkTypes(
  project: Project,
  files: readonly string[],
  options: Omit<ProgramOptions, "cwd">,
): Promise<TypeCheck> {
  const started = performance.now();
  // Without links: TypeScript prints paths relative to where it believes to be.
  const cwd = realpathSync(project.root);
  const typescript = findTypeScript(cwd);
  if ("missing" in typescript) {
    return { status: "skipped", reason: typescript.missing, hint: typescript.hint };
  }
  const { version } = typescript;
  try {
    const errors: TypeScriptError[] = [];
    const misconfigured: string[] = [];
    for (const group of groupByConfiguration(project, files)) {
      const found = await checkGroup(project, typescript, group, { ...options, cwd });
      errors.push(...found.errors);
      if (found.kind === "misconfigured") misconfigured.push(group.governing ?? "the configuration");
    }
    if (misconfigured.length === 0) {
      return { status: "checked", version, errors: distinct(errors), ms: performance.now() - started };
    }
    const reason = `there are errors in ${misconfigured.join(", ")}`;
    return { status: "failed", version, reason, errors: distinct(errors) };
  } catch (error) {
    const known = error instanceof CommandError ? error : systemError(error);
    if (known === undefined) throw error;
    const { message: reason, hint } = known;
    return { status: "failed", version, reason, ...(hint !== undefined && { hint }), errors: [] };
  }
}

/** A file that is imported under two configurations is checked under both. */
function distinct(errors: readonly TypeScriptError[]): readonly TypeScriptError[] {
  return [...new Map(errors.map((error) => [JSON.stringify(error), error])).values()];
}
