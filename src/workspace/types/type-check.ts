/**
 * Checks the types of workflow files with the project's own TypeScript, in a process beside the compiler. TypeScript
 * 5.9, 6 and 7 have only the command line in common; 7 has no other stable interface.
 */
import { realpathSync } from "node:fs";
import type { Project } from "../project/project.ts";
import { systemError } from "../system-error.ts";
import { WorkspaceError } from "../workspace-error.ts";
import { checkGroup } from "./check-group.ts";
import { groupByConfiguration } from "./configuration.ts";
import type { TypeScriptError } from "./parse-errors.ts";
import { findTypeScript } from "./project-typescript.ts";
import type { ProgramOptions } from "./run-program.ts";

export type TypeCheck =
  | {
      readonly status: "checked";
      readonly version: string;
      /** Without duplicates. Files are relative to the project; those in other folders start with `../`. */
      readonly errors: readonly TypeScriptError[];
      readonly ms: number;
    }
  /** There is no suitable TypeScript. */
  | { readonly status: "skipped"; readonly reason: string; readonly hint: string }
  /** Not requested. */
  | { readonly status: "off" }
  | {
      readonly status: "failed";
      readonly version: string;
      readonly reason: string;
      readonly hint?: string;
      /** About configurations, and about the files whose configuration has none. */
      readonly errors: readonly TypeScriptError[];
    };

/**
 * Also true if types were not requested, or could not be checked: that is reported separately. `repeated`: how many
 * of the errors falc reports itself; they count even if falc only warns.
 */
export function hasRightTypes(types: TypeCheck, repeated: number): boolean {
  return types.status !== "failed" && (types.status !== "checked" || types.errors.length === repeated);
}

/** `files`: relative to the project. TypeScript is already running when the promise is returned. */
export async function checkTypes(
  project: Project,
  files: readonly string[],
  options: Omit<ProgramOptions, "cwd">,
): Promise<TypeCheck> {
  const started = performance.now();
  // With links resolved: TypeScript prints paths relative to its real working folder.
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
    const known = error instanceof WorkspaceError ? error : systemError(error);
    if (known === undefined) throw error;
    const { message: reason, advice } = known;
    return { status: "failed", version, reason, ...(advice !== undefined && { hint: advice }), errors: [] };
  }
}

/** A file imported under two configurations is checked under both. */
function distinct(errors: readonly TypeScriptError[]): readonly TypeScriptError[] {
  return [...new Map(errors.map((error) => [JSON.stringify(error), error])).values()];
}
