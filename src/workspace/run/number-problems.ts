import { printPath } from "../../graph/print-path.ts";
import type { InputProblem } from "../../lib/input-problem.ts";
import { isJsonObject, type Json, type JsonObject } from "../../lib/json.ts";
import type { Schema } from "../../schema/schema.ts";
import { validateInput } from "../../schema/validate.ts";
import { takesWholeNumbers } from "../../schema/whole-numbers.ts";
import type { InputPath, ReachedField, ReachedFields } from "./reached-fields.ts";

/**
 * Numbers that an endpoint is known to reject. The workflow's own schema says nothing about an input that is a plain
 * `number` in TypeScript, but the endpoint fields that receive it may accept only integers, or have limits.
 */
export function findNumberProblems(input: JsonObject, reached: ReachedFields): readonly InputProblem[] {
  const problems: InputProblem[] = [];
  const places: { readonly value: Json; readonly path: InputPath }[] = [{ value: input, path: [] }];
  for (const { value, path } of places) {
    if (typeof value === "number") {
      for (const field of reached(path)) {
        const problem = findProblem(value, field);
        if (problem === undefined) continue;
        problems.push({ path: printPath(path), message: problem });
        break;
      }
    } else if (isJsonObject(value)) {
      for (const [key, inner] of Object.entries(value)) places.push({ value: inner, path: [...path, key] });
    } else if (Array.isArray(value)) {
      for (const [index, item] of (value as readonly Json[]).entries())
        places.push({ value: item, path: [...path, index] });
    }
  }
  return problems;
}

function findProblem(value: number, { app, name, schema }: ReachedField): string | undefined {
  if (!Number.isInteger(value) && takesWholeNumbers(name, schema)) {
    return `must be a whole number, got ${value}: it goes to ${name} of ${app}`;
  }
  const limit = schema && findLimit(schema, value);
  return limit && `goes to ${name} of ${app}, which does not accept ${value}: ${limit}`;
}

function findLimit(schema: Schema, value: number): string | undefined {
  const details = validateInput(schema, value);
  return details.every(({ type }) => limits.has(type)) ? details[0]?.msg : undefined;
}

const limits: ReadonlySet<string> = new Set([
  "greater_than",
  "greater_than_equal",
  "less_than",
  "less_than_equal",
  "multiple_of",
]);
