/** The rewrite of a fault: the author's lines as the endpoint takes them. `undefined` where nothing can be proposed. */
import { fitOf } from "../../catalog/can-fit.ts";
import { allowedValues } from "../../catalog/allowed-values.ts";
import { nearestValue } from "../../catalog/nearest-value.ts";
import { validateInput } from "../../catalog/validate.ts";
import type { Schema } from "../../catalog/schema.ts";
import { typesOf } from "../../catalog/schema-types.ts";
import { isUrlName } from "../../catalog/url-name.ts";
import { sampleValue } from "../../catalog/sample-value.ts";
import { printLiteral } from "../../graph/print-literal.ts";
import { isIdentifierKey } from "../../graph/reference.ts";
import { textAt } from "../../diagnostics/in-place.ts";
import { overlap, type Rewrite } from "../../diagnostics/rewrite.ts";
import { unreachable } from "../../lib/unreachable.ts";
import type { Data } from "../2-evaluate/values.ts";
import {
  type DataPlace,
  fieldName,
  operand,
  rewriteKey,
  rewriteValue,
  rewriteWhole,
  rewriteWith,
  valueCode,
} from "./data-place.ts";
import type { Fault } from "./find-faults.ts";
import type { NearestField } from "./nearest-field.ts";

export function repair(fault: Fault): Rewrite | undefined {
  const { place } = fault;
  switch (fault.kind) {
    case "unknown":
      return (
        rewriteWhole(place, fault.valid) ??
        (fault.nearest === undefined ? undefined : asField(place, fault.nearest))
      );
    case "missing": {
      const values = Array.from(
        fault.fields,
        ([field, wanted]) => [field, printLiteral(sampleValue(field, wanted))] as const,
      );
      return rewriteWith(place.data.span, new Map(values));
    }
    case "value": {
      const value = allowedInstead(fault);
      return value === undefined ? undefined : rewriteValue(place, value);
    }
    case "type": {
      const code = ofRightType(place, fault.wanted);
      return code === undefined ? undefined : rewriteValue(place, code);
    }
    case "uncertain":
      return undefined;
    default:
      return unreachable(fault);
  }
}

/** The nearest field, and its name of the value where it has another: `image_size: "landscape_16_9"`. */
function asField(place: DataPlace, { name, wanted }: NearestField): Rewrite | undefined {
  const renamed = rewriteKey(place, name);
  const { data } = place;
  const isRefused = data.kind === "literal" && validateInput(wanted, data.value).length > 0;
  const value = isRefused ? nearestValue(data.value, allowedValues(wanted)) : undefined;
  const filled = value === undefined ? undefined : rewriteValue(place, JSON.stringify(value));
  if (renamed === undefined || filled === undefined) return renamed;
  const edits = [...renamed.edits, ...filled.edits];
  return overlap(edits) ? renamed : { ...renamed, edits };
}

function allowedInstead({ place, problem, wanted }: Extract<Fault, { kind: "value" }>): string | undefined {
  const { data } = place;
  const value = data.kind === "literal" ? data.value : undefined;
  const allowed = allowedValues(wanted);
  if (allowed.length > 0) {
    const near = value === undefined ? undefined : nearestValue(value, allowed);
    return JSON.stringify(near ?? allowed[0]);
  }
  const limit = Object.values(problem.ctx ?? {})[0];
  if (problem.type === "int_from_float" && typeof value === "number") return String(Math.round(value));
  return typeof limit === "number" && /_equal$/.test(problem.type) ? String(limit) : undefined;
}

function ofRightType(place: DataPlace, wanted: Schema): string | undefined {
  const { data, path } = place;
  const text = valueCode(place);
  if (text === undefined) return undefined;
  switch (data.kind) {
    case "literal": {
      if (passes(wanted, String(data.value)) && data.value !== null)
        return JSON.stringify(String(data.value));
      return isList(wanted) ? `[${text}]` : undefined;
    }
    case "reference": {
      const { schema = {}, path: source } = data.reference;
      const inside = pathInside(schema, wanted, fieldName({ path }), fieldName({ path: source }));
      if (inside === undefined) return undefined;
      const code = inside.path === "" ? text : operand(text) + inside.path;
      return inside.isItem ? `[${code}]` : code;
    }
    case "text":
      return isList(wanted) ? `[${text}]` : undefined;
    case "list": {
      const [first] = data.items;
      return first !== undefined && !isList(wanted) && isApart(first, data) ? textAt(first.span) : undefined;
    }
    case "record":
      return isList(wanted) ? `[${text}]` : undefined;
    default:
      return unreachable(data);
  }
}

function isApart(item: Data, list: Data): boolean {
  return item.span.start !== list.span.start || item.span.end !== list.span.end;
}

function passes(schema: Schema, value: string): boolean {
  return validateInput(schema, value).length === 0;
}

function isList(schema: Schema): boolean {
  return typesOf(schema).includes("array") || (schema.anyOf ?? schema.oneOf ?? []).some(isList);
}

interface Inside {
  /** `[0].url`; empty for the value itself. */
  readonly path: string;
  /** Whether it is to be an item of a list. */
  readonly isItem: boolean;
}

/**
 * The nearest part of the value that will do: `.url` of a file, `[0]` of a list, `.images[0].url` of a whole result.
 * Where an address is wanted, only fields of that name count.
 */
function pathInside(source: Schema, wanted: Schema, field: string, name: string): Inside | undefined {
  const item = wanted.items;
  let waiting: { readonly schema: Schema; readonly path: string; readonly name: string }[] = [
    { schema: source, path: "", name },
  ];
  for (let depth = 0; depth < 5; depth++) {
    for (const { schema, path, name } of waiting) {
      if (
        typesOf(schema).length === 0 ||
        (isUrlName(field) && path.includes(".") && isString(schema) && !isUrlName(name))
      )
        continue;
      if (path !== "" && fitOf(schema, wanted) === "always") return { path, isItem: false };
      if (item !== undefined && fitOf(schema, item) === "always") return { path, isItem: true };
    }
    waiting = waiting.flatMap(({ schema, path, name }) => [
      ...(schema.items === undefined ? [] : [{ schema: schema.items, path: `${path}[0]`, name }]),
      ...Object.entries(schema.properties ?? {})
        .filter(([key]) => isIdentifierKey(key))
        .map(([key, inner]) => ({ schema: inner, path: `${path}.${key}`, name: key })),
    ]);
  }
  return undefined;
}

function isString(schema: Schema): boolean {
  return typesOf(schema).includes("string");
}
