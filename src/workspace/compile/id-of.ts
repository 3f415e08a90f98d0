import type { WorkflowFile } from "../../compiler/pipeline.ts";
import type { Compilation } from "./compilation.ts";

/** One file may be several workflows, if links lead to it. */
export function idOf({ path, name }: WorkflowFile): string {
  return `${name} ${path}`;
}

/** The compilations of the files, in their order. */
export function inOrder(
  files: readonly WorkflowFile[],
  compilations: readonly Compilation[],
): readonly Compilation[] {
  const all = new Map(compilations.map((each) => [idOf(each.compiled.file), each]));
  return files.flatMap((file) => all.get(idOf(file)) ?? []);
}

/** The files that none of the compilations is of. */
export function filesWithout(
  files: readonly WorkflowFile[],
  compilations: Iterable<Compilation>,
): readonly WorkflowFile[] {
  const done = new Set(Array.from(compilations, ({ compiled }) => idOf(compiled.file)));
  return files.filter((file) => !done.has(idOf(file)));
}
