/** The declarations of a type's name, if all are in the file that uses it. */
import type { Module } from "../../../1-parse/module.ts";
import type { TS } from "../../../typescript.ts";
import { type QualifiedName, TypeNames } from "./type-names.ts";

/** All parts, by scope; none for a name that comes from elsewhere, or may have parts there. */
export function declarationsInFile(name: QualifiedName, module: Module): readonly TS.Node[] {
  const found = new TypeNames(new Map([[module.path, module]])).find(name, module, "type");
  return found?.kind === "declared" ? found.declarations.map(({ node }) => node) : [];
}
