/** The helper functions of a generated program: sync and async, as declarations and as arrows, in terms of each other. */
import type { Layout } from "./layout.ts";
import type { Writer } from "./writing/writer.ts";
/** Writes up to four helpers, each of which may call those before it. They are left in `writer.helpers`. */
export declare function writeHelpers(writer: Writer, layout: Layout): string[];
