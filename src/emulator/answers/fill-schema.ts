/**
 * A value of the output schema with every property filled in: files where files belong, counts and echoes from the
 * input, otherwise plausible plain values. The caller supplies the files, so that a handler can insert its own.
 */
import type { Schema } from "../../schema/schema.ts";
import { isUrlName } from "../../schema/url-name.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import type { MadeFile } from "../media/made-file.ts";
import type { AnswerContext } from "./answer-context.ts";
import { fileValue, publish } from "./file-value.ts";
import { isFileSchema, type FileSlot } from "./file-slot.ts";
import { numberFor, stringFor } from "./plain-values.ts";
import { countOf } from "./count-of.ts";

export type MakeFile = (slot: FileSlot) => Promise<MadeFile>;

export function fillSchema(context: AnswerContext, makeFile: MakeFile): Promise<Json> {
  const fill = async (schema: Schema, name: string, path: string): Promise<Json> => {
    const plain = pickAlternative(schema);
    if (plain.const !== undefined) return plain.const;
    if (plain.enum !== undefined) return plain.enum[0] ?? null;
    if (isFileSchema(plain)) return fillFile(plain, name, path);
    switch (typeOf(plain)) {
      case "object":
        return fillObject(plain, path);
      case "array":
        return fillArray(plain, name, path);
      case "string":
        if (!isUrlName(name)) return stringFor(name, path, plain, context);
        return publish(await makeFile({ name, path, schema: plain }), context);
      case "integer":
      case "number":
        return numberFor(name, plain, context);
      case "boolean":
        return name === "success";
      case "null":
        return null;
      default:
        return {};
    }
  };

  const fillObject = async (schema: Schema, path: string): Promise<JsonObject> => {
    const required = new Set(schema.required);
    const included = Object.entries(schema.properties ?? {})
      // A filled-in `error` would mean that the call failed.
      .filter(([name]) => name !== "error" || required.has(name));
    const filled = included.map(async ([name, property]) => {
      return [name, await fill(property, name, join(path, name))] as const;
    });
    return Object.fromEntries(await Promise.all(filled));
  };

  const fillFile = async (schema: Schema, name: string, path: string): Promise<JsonObject> => {
    const known = fileValue(schema, await makeFile({ name, path, schema }), context);
    const missing = (schema.required ?? []).filter((property) => !Object.hasOwn(known, property));
    const rest = await fillObject({ ...schema, properties: selected(schema, missing) }, path);
    return { ...known, ...rest };
  };

  const fillArray = (schema: Schema, name: string, path: string): Promise<Json> => {
    const items = schema.prefixItems ?? repeat(schema.items ?? {}, countOf(name, schema, context));
    return Promise.all(items.map((item, index) => fill(item, name, join(path, String(index)))));
  };

  return fill(context.endpoint.output, "", "");
}

/** One of `anyOf` or `oneOf`: an object before anything else, null last. `allOf` is merged. */
function pickAlternative(schema: Schema): Schema {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) {
    const plain = choices.map(pickAlternative);
    const real = plain.filter((choice) => typeOf(choice) !== "null");
    const best = real.find((choice) => typeOf(choice) === "object") ?? real[0] ?? plain[0] ?? {};
    return { ...(schema.description === undefined ? {} : { description: schema.description }), ...best };
  }
  if (schema.allOf === undefined) return schema;
  const parts = schema.allOf.map(pickAlternative);
  return {
    ...schema,
    ...Object.assign({}, ...parts),
    properties: Object.assign({}, ...parts.map((part) => part.properties), schema.properties),
    required: [...parts.flatMap((part) => part.required ?? []), ...(schema.required ?? [])],
  };
}

function typeOf(schema: Schema): string | undefined {
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  const named = types.find((type) => type !== "null") ?? types[0];
  return named ?? (schema.properties ? "object" : schema.items || schema.prefixItems ? "array" : undefined);
}

function selected({ properties = {} }: Schema, names: readonly string[]): Readonly<Record<string, Schema>> {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name)));
}

function repeat<T>(item: T, count: number): readonly T[] {
  return Array.from({ length: count }, () => item);
}

function join(path: string, step: string): string {
  return path === "" ? step : `${path}.${step}`;
}
