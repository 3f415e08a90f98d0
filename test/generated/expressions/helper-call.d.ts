/** Calling a function of the generated program, with all its arguments or without those that may be left out. */
import type { Kind } from "../writing/kinds.ts";
import type { Writer } from "../writing/writer.ts";
/** `undefined` when no helper gives this kind here. */
export declare function callOf(kind: Kind, writer: Writer): string | undefined;
