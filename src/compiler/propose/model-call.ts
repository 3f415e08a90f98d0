/** Calls of a model: an object for what is passed, and its options. */
import type { Here } from "./here.ts";
import type { DiagnosticFacts } from "../../diagnostics/diagnostic.ts";
import type { Suggestion } from "../../diagnostics/suggestion.ts";
import { unwrap, writtenName } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { printKey } from "../../graph/print-literal.ts";
import { memberCode } from "./fields.ts";
import { calledWithOne } from "./method.ts";
import { certainValues, describeFields } from "./required-fields.ts";
import { codeOf, insertion, replaced } from "./source.ts";
import { wellKnownCallee } from "./well-known.ts";

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

/** `model("our-team/writer")` → `model<Record<string, unknown>, { text: string }>("our-team/writer")` */
export function declaredOutput(
  module: Here,
  { endpoint, root, steps = [] }: DiagnosticFacts<"text-type-unknown">,
): Suggestion | undefined {
  const calls: TS.CallExpression[] = [];
  const visit = (node: TS.Node): void => {
    const id = ts.isCallExpression(node) ? node.arguments[0] : undefined;
    const isOne = id !== undefined && ts.isStringLiteralLike(id) && id.text === endpoint;
    if (isOne && wellKnownCallee(node, module) === "falc.model") calls.push(node as TS.CallExpression);
    ts.forEachChild(node, visit);
  };
  visit(module.tree);
  const [call, ...others] = calls;
  const isOnly = call !== undefined && others.length === 0 && call.typeArguments === undefined;
  if (!isOnly || root !== "call" || steps.length === 0) return undefined;
  const types = `<Record<string, unknown>, ${shapeOf(steps)}>`;
  return {
    edits: [insertion(call.expression.end, types, module)],
    note: "declare all of its inputs and outputs",
  };
}

/** A type for an answer with a string at the path: `["text"]` gives `{ text: string }`. */
function shapeOf(steps: readonly (string | number)[]): string {
  return steps.reduceRight<string>(
    (type, step) => (typeof step === "number" ? `${type}[]` : `{ ${printKey(step)}: ${type} }`),
    "string",
  );
}

export function rightOptions(
  node: TS.Node,
  module: Here,
  facts: DiagnosticFacts<"model-options">,
): Suggestion | undefined {
  return calledWithOne(node, module) ?? rightOption(node, module, facts);
}

function rightOption(
  options: TS.Node,
  module: Here,
  { unknown, isSingle, reuse }: DiagnosticFacts<"model-options">,
): Suggestion | undefined {
  if (unknown !== undefined) {
    const { key, meant } = unknown;
    const name = meant && propertyAt(options, key)?.name;
    return meant && name
      ? replaced(name, meant, module)
      : { words: `The options are \`id\`, \`after\` and \`reuse\`: correct the name, or remove \`${key}\`.` };
  }
  if (reuse !== undefined) {
    const { meant } = reuse;
    const value = meant === undefined ? undefined : propertyAt(options, "reuse")?.initializer;
    return value === undefined
      ? { words: "Write `reuse: false`, or leave it out and decide at the run: `falc run --again <node>`." }
      : replaced(value, String(meant), module);
  }
  const value = isSingle ? propertyAt(options, "after")?.initializer : undefined;
  return value && replaced(value, `[${codeOf(value, module)}]`, module);
}

/** Another id in the options, if it is written out there. */
export function otherId(
  options: TS.Node | undefined,
  id: string,
  other: string,
  module: Here,
): Suggestion | undefined {
  const given = options && propertyAt(options, "id")?.initializer;
  const value = given && unwrap(given);
  const isWritten = value !== undefined && ts.isStringLiteralLike(value) && value.text === id;
  return isWritten ? replaced(value, JSON.stringify(other), module) : undefined;
}

/** An id that fal accepts: `my id` becomes `my_id`. */
export function validId(id: string): string {
  const legal = id.replace(/[^A-Za-z0-9_]+/g, "_").replace(/^_+|_+$/g, "");
  return /^(?!(?:input|output)$)[A-Za-z]/.test(legal) ? legal : `node_${legal}`;
}

function propertyAt(options: TS.Node, name: string): TS.PropertyAssignment | undefined {
  const inner = unwrap(options);
  if (!ts.isObjectLiteralExpression(inner)) return undefined;
  return inner.properties.filter(ts.isPropertyAssignment).find((each) => writtenName(each.name) === name);
}
