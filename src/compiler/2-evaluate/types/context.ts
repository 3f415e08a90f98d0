/** What the parts of the reader of types are given: the names, and the way back into the reader. */
import type { Module } from "../../1-parse/module.ts";
import type { TS } from "../../typescript.ts";
import type { Machine } from "../machine.ts";
import type { TypeNames } from "./names/type-names.ts";
import type { Shape } from "./shape.ts";

/** What types are read with: the files, and the values that zod's types ask for. */
export type TypeReader = Pick<Machine, "modules" | "step" | "valueOf">;

/** What the parameters of a generic type stand for where it is used. */
export type TypeArguments = ReadonlyMap<TS.Node, Shape>;

export const noArguments: TypeArguments = new Map();

export interface TypeContext {
  readonly machine: TypeReader;
  readonly names: TypeNames;
  read(node: TS.TypeNode, module: Module, given: TypeArguments): Shape;
}
