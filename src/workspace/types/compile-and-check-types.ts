/** Runs the compiler and TypeScript on the same files at the same time, and merges what they find into one list. */
import { inFileOrder } from "../../diagnostics/collector.ts";
import { compileSelected, type Selected } from "../compile/compile-selected.ts";
import type { Compiler } from "../compile/compiler-thread.ts";
import { isSource } from "../project/source-files.ts";
import { selectFiles } from "../compile/select.ts";
import type { Io } from "../../cli/io.ts";
import { Project } from "../project/project.ts";
import { withoutKeys } from "../without-keys.ts";
import { withoutRepeated } from "./same-mistake.ts";
import { checkTypes, type TypeCheck } from "./type-check.ts";
import { typeDiagnostics } from "./type-diagnostics.ts";

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

/** Throws a CommandError if the words mean no workflow. */
export async function compileAndCheckTypes(
  words: readonly string[],
  extras: CheckExtras,
  { cwd, env }: Io,
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
