/** The result of the parse stage: a file with a default export and every file it can reach, as syntax trees. */
import type { AliasFacts } from "../../diagnostics/codes/source.ts";
import type { SourceText, Span } from "../../diagnostics/span.ts";
import type { Json } from "../../lib/json.ts";
import type { TS } from "../typescript.ts";
import type { DefaultExport } from "./default-export.ts";

/** The target of an import. */
export type ImportTarget =
  | { readonly kind: "module"; readonly path: string }
  | { readonly kind: "json"; readonly path: string; readonly value: Json }
  /** `falc` itself. */
  | { readonly kind: "authoring" }
  | { readonly kind: "zod" }
  /** `alias`: the author's own code outside the project, which may be unused like a package. */
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
  /** Imports and re-exports that are erased: they do not make a file run. */
  readonly erased: ReadonlySet<TS.Statement>;
  /** Where names that are only types stay when the file runs, unless marked with `type`: then it does not load. */
  readonly keepsTypes: KeepsTypes;
}

export interface KeepsTypes {
  readonly imports: boolean;
  readonly exports: boolean;
}

export interface ParsedWorkflow {
  /** The file's path below the workflows folder without extension: `product-shot`. */
  readonly name: string;
  readonly entry: Module;
  readonly modules: ReadonlyMap<string, Module>;
  /** What makes the file a workflow. */
  readonly exported: DefaultExport;
}

export interface Located<Node extends TS.Node = TS.Node> {
  readonly node: Node;
  readonly module: Module;
}

export type WorkflowFunction = TS.FunctionDeclaration | TS.ArrowFunction | TS.FunctionExpression;

/** The span of a node without the white space and comments before it. */
export function spanOf({ source, tree }: Pick<Module, "source" | "tree">, node: TS.Node): Span {
  return { source, start: node.getStart(tree), end: node.getEnd() };
}

/** The file of a node. */
export function moduleOf(node: TS.Node, modules: ReadonlyMap<string, Module>): Module | undefined {
  return modules.get(node.getSourceFile().fileName.slice("/".length));
}
