/** What `falc/compiler` returns for each workflow. Only types: they are the package's, and refer to nothing inside falc. */
import type { JsonObject } from "../lib/json.ts";
import type { Schema } from "../schema/schema.ts";

export type CompiledWorkflow = Workflow | FailedWorkflow;

export interface AnyWorkflow {
  /** `hero`; `ads/hero` for `workflows/ads/hero.ts`. */
  readonly name: string;
  /** Its file. Like all paths here, relative to the root, with `/`. */
  readonly file: string;
  /** Every source file that was read for it, its own among them. */
  readonly sources: readonly string[];
}

/** A workflow with errors, which are among the diagnostics. */
export interface FailedWorkflow extends AnyWorkflow {
  readonly kind: "failed";
}

export interface Workflow extends AnyWorkflow {
  readonly kind: "compiled";
  /** What fal's `workflows/execute` takes as `workflow`. */
  readonly graph: JsonObject;
  readonly interface: WorkflowInterface;
  /** The files that `falc compile` writes, byte for byte: `dist-workflows/hero.json`, `dist-workflows/hero.schema.json`. */
  readonly artifacts: readonly { readonly path: string; readonly text: string }[];
  /** By id of the graph's nodes. */
  readonly nodes: Readonly<Record<string, NodePlace>>;
  /** How many nodes call a model; the others cost nothing. */
  readonly modelCalls: number;
}

/** The content of the `.schema.json`. */
export interface WorkflowInterface {
  readonly title: string;
  readonly description?: string;
  readonly input: Schema;
  readonly output: Schema;
}

/** Counted from 1. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where a node was written; for one in a helper, also the calls that led there, outermost first. */
export interface NodePlace extends SourcePlace {
  readonly calledFrom?: readonly SourcePlace[];
}
