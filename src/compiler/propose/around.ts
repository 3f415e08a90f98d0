/** What is known around a node beyond its file. */
import type { Endpoint } from "../../endpoints/catalog.ts";
import type { Schema } from "../../schema/schema.ts";
import type { Span } from "../../diagnostics/span.ts";
import type { Caller } from "./caller.ts";
import type { FindWritten } from "./written-at.ts";

export interface Around {
  /** The calls that led there, outermost first. */
  readonly trail: readonly Span[];
  /** The last of them. */
  readonly caller: Caller | undefined;
  /** Where a value of a node was written. */
  readonly find: FindWritten;
  /** Of the workflow's input; `undefined` if it could not be read. */
  readonly inputSchema: Schema | undefined;
  /** By id: what the workflow declares itself, otherwise the catalogue's. */
  readonly endpoint: (id: string) => Endpoint | undefined;
}

/** If only the node's file is known. */
export const nothingAround: Around = {
  trail: [],
  caller: undefined,
  find: () => undefined,
  inputSchema: undefined,
  endpoint: () => undefined,
};
