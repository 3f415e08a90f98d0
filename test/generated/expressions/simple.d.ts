/** The plainest expression of each kind, where no name holds one: what everything shrinks to. */
import type { Kind } from "../writing/kinds.ts";
import type { Writer } from "../writing/writer.ts";
export declare function simple(kind: Kind, writer: Writer): string;
