/** The file of a node, with what is known there beyond its syntax. */
import type { Endpoint } from "../../endpoints/catalog.ts";
import type { Schema } from "../../schema/schema.ts";
import type { Span } from "../../diagnostics/span.ts";
import type { Located, Module } from "../1-parse/module.ts";
import type { TS } from "../typescript.ts";

/** What the evaluation of the workflow showed. */
export interface KnownOfWorkflow {
  /** Every file that the workflow reaches, by path. */
  readonly modules: ReadonlyMap<string, Module>;
  /** The workflow function; `undefined` if there is none. */
  readonly fn: Located<TS.SignatureDeclaration> | undefined;
  /** The type or the zod expression that declares its input; `undefined` if there is none. */
  readonly inputDeclaration: Located | undefined;
  /** `undefined` if it could not be read. */
  readonly inputSchema: Schema | undefined;
  /** By id: what the workflow declares itself, otherwise the catalogue's. */
  readonly endpoint: (id: string) => Endpoint | undefined;
}

export interface Here extends Module, KnownOfWorkflow {
  /** The calls that led there, outermost first. */
  readonly trail: readonly Span[];
  /** The last of them. */
  readonly caller: Located | undefined;
}

export function hereIn(
  module: Module,
  trail: readonly Span[],
  known: KnownOfWorkflow,
  caller?: Located | undefined,
): Here {
  return { ...known, ...module, trail, caller: trail.length === 0 ? undefined : caller };
}
