/** The shape of the tables of generated constructs. A row's name is counted in the distribution of constructs. */
import type { Kind } from "./kinds.ts";
import type { Writer } from "./writer.ts";

/** Name → how it is written; `undefined` if it cannot be written here. The first row is the simplest. */
export type Rows<Written> = Readonly<Record<string, (writer: Writer) => Written | undefined>>;

/** An expression may be an operand of anything: it brings its own parentheses if needed. */
export type ExpressionTable = Readonly<Record<Kind, Rows<string>>>;

/** `false` if nothing was written. */
export type StatementTable = Rows<void | false>;
