/**
 * What to send for the required fields that a call lacks: the workflow's input field of that name, or the only
 * accepted value. Any other value would be made up, and is described in words.
 */
import type { Here } from "./here.ts";
import { allowedValues } from "../../schema/allowed-values.ts";
import { fitOf } from "../../schema/can-fit.ts";
import { describeAsThing } from "../../schema/path.ts";
import type { Schema } from "../../schema/schema.ts";
import { orOf, tick } from "../../diagnostics/wording.ts";
import { isIdentifierKey } from "../../graph/reference.ts";
import { ts, type TS } from "../typescript.ts";
import { declarationSeen } from "../2-evaluate/types/names/value-names.ts";
import { elementOf } from "./input.ts";
import { parameterOfDeclared, workflowAround } from "./workflow.ts";

/** Name → schema of the required fields. */
export type RequiredFields = ReadonlyMap<string, Schema>;

/** For fields whose value is certain: name → code. `node`: where they are added. */
export function certainValues(
  fields: RequiredFields,
  node: TS.Node | undefined,
  here: Here | undefined,
): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const [field, expected] of fields) {
    const code = onlyValue(expected) ?? (node && here && inputField(field, expected, node, here));
    if (code !== undefined) values.set(field, code);
  }
  return values;
}

/** `prompt` (a string) and `mode` ("fast" or "slow"). */
export function describeFields(
  fields: RequiredFields,
  certain: ReadonlyMap<string, string> = new Map(),
): string {
  const described = Array.from(fields, ([field, expected]) => {
    const code = certain.get(field);
    if (code !== undefined) return tick(code === field ? field : `${field}: ${code}`);
    return `${tick(field)} (${describeValue(expected)})`;
  });
  const last = described.pop() ?? "";
  return described.length === 0 ? last : `${described.join(", ")} and ${last}`;
}

function describeValue(expected: Schema): string {
  const choice = valuesOf(expected);
  return choice.length === 0 ? describeAsThing(expected) : orOf(choice);
}

function onlyValue(expected: Schema): string | undefined {
  const [value, ...others] = valuesOf(expected);
  return others.length === 0 ? value : undefined;
}

function valuesOf(expected: Schema): readonly string[] {
  return allowedValues(expected).flatMap((value) => (value === null ? [] : [JSON.stringify(value)]));
}

/** `undefined` if the input field is not in scope, may be missing or may not fit. */
function inputField(field: string, expected: Schema, node: TS.Node, module: Here): string | undefined {
  const { properties = {}, required = [] } = module.inputSchema ?? {};
  const given = Object.hasOwn(properties, field) ? properties[field] : undefined;
  const isGiven = given !== undefined && (required.includes(field) || given.default !== undefined);
  return isGiven && fitOf(given, expected) === "always" ? fieldCode(field, node, module) : undefined;
}

/** How to refer to the workflow's input field there; `undefined` if it is not in scope. */
export function fieldCode(field: string, node: TS.Node, module: Here): string | undefined {
  const parameter = workflowAround(node, module)?.parameters[0];
  if (parameter === undefined || !isIdentifierKey(field)) return undefined;
  const seen = declarationSeen(field, node);
  if (seen !== undefined) {
    const from = seen.end <= node.pos ? parameterOfDeclared(seen) : undefined;
    return from?.parameter === parameter && from.path.join(".") === field ? field : undefined;
  }
  const declared = elementOf({ parameter }, field) ?? parameter;
  const { name } = declared;
  if (!ts.isIdentifier(name) || declarationSeen(name.text, node) !== declared) return undefined;
  return declared === parameter ? `${name.text}.${field}` : name.text;
}
