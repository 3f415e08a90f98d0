/** Runs the compiler and TypeScript on the same files at the same time, and merges what they find into one list. */
import { inFileOrder } from "../../diagnostics/collector.ts";
import { compileSelected, type Selected } from "../compile/compile-selected.ts";
import type { Compiler } from "../compile/open-compiler.ts";
import { selectFiles } from "../compile/select.ts";
import type { Environment } from "../environment.ts";
import { Project } from "../project/project.ts";
import { isSource } from "../project/source-files.ts";
import { withoutRepeated } from "../types/same-mistake.ts";
import { checkTypes, type TypeCheck } from "../types/type-check.ts";
import { typeDiagnostics } from "../types/type-diagnostics.ts";
import { withoutKeys } from "../without-keys.ts";

export interface Checked extends Selected {
  readonly types: TypeCheck;
  /** How many of TypeScript's errors are left out, because falc reports them itself. */
  readonly repeated: number;
}

export interface CheckExtras {
  readonly coverage: boolean;
  readonly types: boolean;
}

/** For one run of TypeScript. On 1,000 workflows, the slowest takes 10. */
const timeoutSeconds = 120;

/** Throws a WorkspaceError if the words mean no workflow. */
export async function compileAndCheckTypes(
  words: readonly string[],
  extras: CheckExtras,
  { cwd, env }: { readonly cwd: string; readonly env: Environment },
  compiler: Compiler,
): Promise<Checked> {
  const project = new Project(cwd);
  const files = [...new Set(selectFiles(project, words, cwd).map(({ path }) => path))].filter(isSource);
  const stop = new AbortController();
  try {
    // TypeScript first: it is a separate process, and works while this one continues.
    const [types, selected] = await Promise.all([
      extras.types
        ? checkTypes(project, files, { env: withoutKeys(env), timeoutSeconds, signal: stop.signal })
        : off,
      compileSelected(words, cwd, compiler, { coverage: extras.coverage }),
    ]);
    return { ...selected, types, ...merge(selected, types) };
  } finally {
    // If there is nothing to compile after all, the types are not needed.
    stop.abort();
  }
}

const off: TypeCheck = { status: "off" };

function merge(
  { project, workflows, diagnostics }: Selected,
  types: TypeCheck,
): Pick<Checked, "diagnostics" | "repeated"> {
  const errors = "errors" in types ? types.errors : [];
  const sources = workflows.flatMap((workflow) => workflow.sources);
  const shown = withoutRepeated(typeDiagnostics(errors, sources, project), diagnostics);
  return {
    diagnostics: inFileOrder([...diagnostics, ...shown.map(({ diagnostic }) => diagnostic)]),
    repeated: errors.length - shown.length,
  };
}
