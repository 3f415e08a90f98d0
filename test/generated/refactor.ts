/** A program and an edit that preserves its meaning: the graph's bytes must not change. */
import { isDeepStrictEqual } from "node:util";
import { judge, Mismatch, observeProgram, print } from "./judge.ts";
import type { Program } from "./program.ts";
import { applyChanges, parseFile } from "./refactorings/source-edit.ts";
import { refactorings } from "./refactorings/table.ts";

/** Decides which refactoring is applied, and where. */
export interface RefactoringChoice {
  readonly which: number;
  readonly where: number;
}

export type Refactored =
  /** `changed`: the edit was not a refactoring here, because the function itself behaves differently. */
  { readonly name: string; readonly outcome: "same" | "changed" } | undefined;

/** `undefined` for a refused program. Throws a `Mismatch`. */
export async function checkRefactoring(
  { files, given }: Program,
  choice: RefactoringChoice,
): Promise<Refactored> {
  const { graph } = await judge(files, given);
  if (graph === undefined) return undefined;
  const tree = parseFile(files["main.ts"] ?? "");
  const site = { tree, ids: Object.keys(JSON.parse(graph) as object) };
  const possible = Object.entries(refactorings)
    .map(([name, refactoring]) => ({ name, places: refactoring(site) }))
    .filter(({ places }) => places.length > 0);
  const { name, places } = possible[choice.which % possible.length] ?? { name: "", places: [] };
  const edit = places[choice.where % places.length];
  if (edit === undefined) return undefined;
  const edited = { ...files, ...edit.added, "main.ts": applyChanges(tree.text, edit.changes) };
  const direct = await observeProgram(files, given[0]);
  const after = await observeProgram(edited, given[0]).catch((error: unknown) => error);
  if (!isDeepStrictEqual(direct, after)) return { name, outcome: "changed" };
  const { graph: bytes, codes } = await judge(edited, given);
  if (bytes === graph) return { name, outcome: "same" };
  const what = bytes === undefined ? `refuses it (${codes.join(", ")})` : `gives another graph`;
  throw new Mismatch(
    `${name} ${what}\n${print(files)}\n--- after\n${print(edited)}\n--- graphs\n${graph}\n${bytes ?? ""}`,
  );
}
