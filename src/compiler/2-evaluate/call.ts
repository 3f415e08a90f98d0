/** A model call that the evaluator met: what becomes a node. */
import type { Span } from "../../diagnostics/span.ts";
import type { RecordData } from "./data.ts";
import type { BoundName } from "./values.ts";

export interface Call {
  /** Counts from 0 in the order of evaluation, which is the order of the nodes. */
  readonly index: number;
  readonly endpoint: string;
  readonly span: Span;
  /** The calls of helpers that led here, outermost first. */
  readonly trail: readonly Span[];
  readonly input: RecordData;
  /** Calls that have to be finished first though no data flows from them. */
  readonly after: readonly Call[];
  /** Given by `{ id }`. */
  readonly id: string | undefined;
  /** The callee's own name, with the helpers' prefixes: the name when no variable holds the result. */
  readonly callee: BoundName;
  /** The first variable that held the whole result. */
  name: BoundName | undefined;
  /** The first variable that held the promise: the name when no variable holds the result. */
  promiseName: BoundName | undefined;
  awaited: boolean;
  /** Whether any node or the output refers to it, or waits for it. */
  used: boolean;
}
