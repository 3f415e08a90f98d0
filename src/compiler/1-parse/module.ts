/** What the parse stage hands on: a file with a default export and every file it can reach, as syntax trees. */
import type { AliasFacts } from "../../diagnostics/catalogue/source.ts";
import type { SourceText, Span } from "../../diagnostics/span.ts";
import type { Json } from "../../lib/json.ts";
import type { TS } from "../typescript.ts";
import type { DefaultExport } from "./default-export.ts";

/** Where an import leads. */
export type ImportTarget =
  | { readonly kind: "module"; readonly path: string }
  | { readonly kind: "json"; readonly path: string; readonly value: Json }
  /** `falc` itself. */
  | { readonly kind: "authoring" }
  | { readonly kind: "zod" }
  /** `alias`: code of the author's that lies outside the project, which may go unused as a package may. */
  | { readonly kind: "package"; readonly alias?: AliasFacts }
  /** Already reported. */
  | { readonly kind: "missing" };

export interface Module {
  /** Relative to the project, with `/`. */
  readonly path: string;
  readonly source: SourceText;
  readonly tree: TS.SourceFile;
  /** By specifier as written. */
  readonly imports: ReadonlyMap<string, ImportTarget>;
  /** Imports and re-exports that are left out when the file runs: for them, no file runs. */
  readonly erased: ReadonlySet<TS.Statement>;
}

export interface ParsedWorkflow {
  /** The file's path below the workflows folder without ending: `product-shot`. */
  readonly name: string;
  readonly entry: Module;
  readonly modules: ReadonlyMap<string, Module>;
  /** What makes the file a workflow. */
  readonly exported: DefaultExport;
}

export type WorkflowFunction = TS.FunctionDeclaration | TS.ArrowFunction | TS.FunctionExpression;

/** The span of a node without the white space and comments before it. */
export function spanOf(module: Module, node: TS.Node): Span {
  return { source: module.source, start: node.getStart(module.tree), end: node.getEnd() };
}
