/** What the parts of the type reader share: the names, and the way back into the reader. */
import type { Module } from "../../1-parse/module.ts";
import type { TS } from "../../typescript.ts";
import type { Machine } from "../machine/machine.ts";
import type { TypeNames } from "./names/type-names.ts";
import type { Shape } from "./shape.ts";

/** The source of types: the files, and the values that zod's types need. */
export type TypeReader = Pick<Machine, "modules" | "step" | "valueOf">;

/** The type arguments of a generic type at one use. */
export type TypeArguments = ReadonlyMap<TS.Node, Shape>;

export const noArguments: TypeArguments = new Map();

export interface TypeContext {
  readonly machine: TypeReader;
  readonly names: TypeNames;
  read(node: TS.TypeNode, module: Module, given: TypeArguments): Shape;
}
