/**
 * A TypeScript type → JSON Schema. Names are resolved as TypeScript resolves them (`names/`), types are read from
 * their syntax into shapes (`read-type.ts`), and shapes become a schema (`to-schema.ts`).
 */
import type { Schema } from "../../../schema/schema.ts";
import type { Module } from "../../1-parse/module.ts";
import type { TS } from "../../typescript.ts";
import { noArguments, type TypeReader } from "./context.ts";
import { TypeReading } from "./read-type.ts";
import { toSchema } from "./to-schema.ts";

/** Called with a type that has no schema, and its file. `isReported`: it comes from a file that could not be read. */
export type OnUnsupported = (node: TS.Node, module: Module, isReported: boolean) => void;

/** `undefined` if any part has no schema, after calling `unsupported` with that part. */
export function typeToSchema(
  node: TS.TypeNode,
  module: Module,
  machine: TypeReader,
  unsupported: OnUnsupported,
): Schema | undefined {
  const shape = new TypeReading(machine).read(node, module, noArguments);
  if (shape.kind === "present") return { type: "object", properties: {}, additionalProperties: false };
  return toSchema(shape, (problem) => {
    if (problem === "whole") unsupported(node, module, false);
    else unsupported(problem.node, problem.module, problem.isReported);
  });
}
