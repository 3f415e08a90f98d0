/** Calls of a model: an object for what is passed, and its options. */
import type { Here } from "./here.ts";
import type { DiagnosticFacts } from "../../diagnostics/diagnostic.ts";
import type { Suggestion } from "../../diagnostics/suggestion.ts";
import { unwrap, writtenName } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { memberCode } from "./fields.ts";
import { calledWithOne } from "./method.ts";
import { certainValues, describeFields } from "./required-fields.ts";
import { codeOf, insertion, replaced } from "./source.ts";

export function inObject(
  node: TS.Node,
  module: Here,
  { endpoint, isCallback, fits }: DiagnosticFacts<"model-input">,
): Suggestion | undefined {
  if (fits === undefined) return isCallback ? undefined : withFields(node, module, endpoint);
  if (isCallback) return inFunction(node, module, fits.field);
  const whole = codeOf(unwrap(node), module) + fits.part;
  return replaced(node, `{ ${memberCode(fits.field, whole)} }`, module);
}

/** `prompts.map(flux)` → `prompts.map((prompt) => flux({ prompt }))` */
function inFunction(callback: TS.Node, module: Here, field: string): Suggestion | undefined {
  const name = unwrap(callback);
  if (!ts.isIdentifier(name) || field === name.text || !/^[a-z]\w*$/.test(field)) return undefined;
  return replaced(callback, `(${field}) => ${name.text}({ ${field} })`, module);
}

/** `flux()` → `flux({ prompt })`, where the workflow's input has what the endpoint requires. */
function withFields(call: TS.Node, module: Here, id: string): Suggestion | undefined {
  const { required = [], properties = {} } = module.endpoint(id)?.input ?? {};
  const isEmpty = ts.isCallExpression(call) && call.arguments.length === 0;
  if (!isEmpty || required.length === 0) return undefined;
  const fields = new Map(required.map((field) => [field, properties[field] ?? {}] as const));
  const certain = certainValues(fields, call, module);
  if (certain.size < fields.size) return { words: `Pass an object with ${describeFields(fields, certain)}.` };
  const members = Array.from(certain, ([field, code]) => memberCode(field, code));
  return { edits: [insertion(call.end - 1, `{ ${members.join(", ")} }`, module)] };
}

export function rightOptions(
  node: TS.Node,
  module: Here,
  { unknown, isSingle }: DiagnosticFacts<"model-options">,
): Suggestion | undefined {
  return calledWithOne(node, module) ?? rightOption(node, module, unknown, isSingle === true);
}

function rightOption(
  options: TS.Node,
  module: Here,
  unknown: DiagnosticFacts<"model-options">["unknown"],
  isSingle: boolean,
): Suggestion | undefined {
  if (unknown !== undefined) {
    const { key, meant } = unknown;
    const name = meant && propertyAt(options, key)?.name;
    return meant && name
      ? replaced(name, meant, module)
      : { words: `The options are \`id\` and \`after\`: correct the name, or remove \`${key}\`.` };
  }
  const value = isSingle ? propertyAt(options, "after")?.initializer : undefined;
  return value && replaced(value, `[${codeOf(value, module)}]`, module);
}

function propertyAt(options: TS.Node, name: string): TS.PropertyAssignment | undefined {
  const inner = unwrap(options);
  if (!ts.isObjectLiteralExpression(inner)) return undefined;
  return inner.properties.filter(ts.isPropertyAssignment).find((each) => writtenName(each.name) === name);
}
