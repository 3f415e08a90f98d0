/** The shape of the tables of what can be generated. A row's name is what the distribution of constructs counts. */
import type { Kind } from "./kinds.ts";
import type { Writer } from "./writer.ts";
/** Name → how it is written; `undefined` where it cannot be written here. The first row is the simplest. */
export type Rows<Written> = Readonly<Record<string, (writer: Writer) => Written | undefined>>;
/** An expression stands as an operand of anything: what needs parentheses brings its own. */
export type ExpressionTable = Readonly<Record<Kind, Rows<string>>>;
/** `false` where nothing was written. */
export type StatementTable = Rows<void | false>;
