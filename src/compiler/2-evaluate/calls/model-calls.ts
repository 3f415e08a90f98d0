/** `model(…)` and calls of its result. A call becomes a node; its result is a reference. */
import type { DiagnosticFacts } from "../../../diagnostics/diagnostic.ts";
import { kindOfPath } from "../../../schema/file-kind.ts";
import { listUnknownFields } from "../../../schema/list-unknown-fields.ts";
import { isSameEndpoint, nearestEndpoint } from "../../../guess/nearest-endpoint.ts";
import type { Endpoint } from "../../../endpoints/catalog.ts";
import type { Schema } from "../../../schema/schema.ts";
import { isUrlName } from "../../../schema/url-name.ts";
import { isEndpointId } from "../../../graph/endpoint-id.ts";
import { printPath } from "../../../graph/print-path.ts";
import { type Module, spanOf } from "../../1-parse/module.ts";
import { isMisspelling } from "../../../guess/suggest.ts";
import { unwrap } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { argumentOf } from "../builtins/operand.ts";
import { expandWhole } from "./expand.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { boundName } from "./naming.ts";
import { originOf } from "../values/origin.ts";
import { finishedCalls, noteRegistration } from "./server-order.ts";
import { snapshotSent } from "./snapshot.ts";
import { stringsInside } from "../values/text.ts";
import { typeToSchema } from "../types/type-schema.ts";
import type { Call, RecordData } from "../../evaluation.ts";
import { describe } from "../values/describe.ts";
import {
  builtin,
  type BuiltinValue,
  type CallSite,
  type ModelValue,
  type Poison,
  undefinedValue,
  type Value,
} from "../values/values.ts";
import { zodToJsonSchema } from "../zod/zod-json-schema.ts";

/** The function `model` of the authoring API. */
export function modelFunction(machine: Machine): BuiltinValue {
  // Each lookup goes through all ids, and a loop may repeat the same one.
  const nearest = new Map<string, string | undefined>();
  const nearestTo = (id: string) => {
    if (!nearest.has(id)) nearest.set(id, nearestEndpoint(id, machine.catalog.ids()));
    const near = nearest.get(id);
    return { id, nearest: near, isSure: near !== undefined && isSameEndpoint(id, near) };
  };
  return builtin("model", ([id = undefinedValue, schemas], site) => {
    if (id.kind === "poison") return id;
    const node = argumentOf(site);
    if (id.kind === "known" && typeof id.value !== "string") {
      const text = machine.textOf(node, site);
      const facts = { id: text, what: describe(id), nearest: undefined, isSure: false };
      return machine.refuse("model-id-invalid", node, site, facts);
    }
    if (id.kind !== "known" || typeof id.value !== "string") {
      return machine.refuse("model-id-unknown", node, site, {
        text: machine.textOf(unwrap(node), site),
        ...originOf(id, node, site, machine),
      });
    }
    const endpoint = id.value;
    if (!isEndpointId(endpoint)) {
      return machine.refuse("model-id-invalid", node, site, nearestTo(endpoint), id);
    }
    const declared =
      schemas === undefined ? fromTypes(endpoint, site, machine) : fromSchemas(endpoint, schemas);
    const found = machine.catalog.find(endpoint);
    if (declared !== undefined) {
      machine.declared.set(endpoint, declared);
      if (found !== undefined) warnIfDifferent(declared, found, node, site, machine);
    }
    const known = declared ?? found;
    if (known === undefined) {
      machine.unknownEndpoints.add(endpoint);
      machine.warn("endpoint-unknown", node, site, nearestTo(endpoint), id);
    }
    const value: ModelValue = { kind: "model", endpoint, known };
    return value;
  });
}

/**
 * The declaration wins, because fal may be ahead of the catalogue. Fields that match the catalogue are not mentioned.
 */
function warnIfDifferent(
  declared: Endpoint,
  found: Endpoint,
  node: TS.Node,
  site: CallSite,
  machine: Machine,
): void {
  machine.step(node, site, 100);
  const fieldsOf = (side: "input" | "output") =>
    listUnknownFields(declared[side], found[side]).map(printPath);
  const [input, output] = [found.isPartial === true ? [] : fieldsOf("input"), fieldsOf("output")];
  if (input.length + output.length > 0)
    machine.warn("declaration-differs", node, site, { id: declared.id, input, output });
}

/** `model<Input, Output>("…")` */
function fromTypes(id: string, site: CallSite, machine: Machine): Endpoint | undefined {
  const [input, output] = (ts.isCallExpression(site.node) && site.node.typeArguments) || [];
  if (output === undefined) return undefined;
  // A type without JSON Schema leaves it unknown; the editor still checks it.
  const schemaOf = (type: TS.TypeNode | undefined) =>
    (type && typeToSchema(type, site.module, machine, () => undefined)) ?? {};
  return { id, input: schemaOf(input), output: schemaOf(output), saysNull: true };
}

/** `model("…", { input, output })` */
function fromSchemas(id: string, schemas: Value): Endpoint {
  const schemaOf = (name: string): Schema => {
    const value = schemas.kind === "object" ? schemas.fields[name] : undefined;
    const converted = value?.kind === "zod" ? zodToJsonSchema(value) : undefined;
    return converted !== undefined && "schema" in converted ? converted.schema : {};
  };
  return { id, input: schemaOf("input"), output: schemaOf("output"), saysNull: true };
}

/** Calls a model: its input is copied now, so that later changes to the author's objects do not affect it. */
export function callModel(
  callee: ModelValue,
  args: readonly Value[],
  site: CallSite,
  place: Place,
  machine: Machine,
): Value {
  const { node } = site;
  const calleeNode = calleeOf(site);
  const [input = undefinedValue, options] = args;
  if (!machine.running) {
    return machine.refuse("model-call-outside", node, site, { text: machine.textOf(node, site) });
  }
  const { data: sent, isWhole } = readSent(input, callee, calleeNode, site, place, machine);
  // The other arguments of a template tag or a callback are not options, and their use was already reported.
  const { id, after, reuse } = readOptions(
    ts.isTaggedTemplateExpression(node) || (sent.kind === "poison" && site.firstArgument !== undefined)
      ? undefined
      : options,
    site,
    place,
    machine,
  );
  const call: Call = {
    index: machine.calls.length,
    endpoint: callee.endpoint,
    known: callee.known,
    node,
    span: spanOf(site.module, node),
    trail: machine.trail(),
    // A problem with the input does not affect the result: reads from it are still checked.
    input: sent.kind === "poison" ? nothingSent(node, site.module) : sent,
    trust: sent.kind === "poison" ? "none" : isWhole || machine.trust === "none" ? machine.trust : "present",
    after,
    id,
    reuse,
    callee: boundName(calleeName(calleeNode, callee.endpoint), place.activation),
    name: undefined,
    promiseName: undefined,
    awaited: false,
    awaitedBy: undefined,
    finishedBefore: finishedCalls(callee.endpoint, place, machine),
    used: false,
  };
  machine.calls.push(call);
  noteRegistration(call, machine);
  return {
    kind: "pending",
    value: { kind: "reference", root: call, path: [], schema: callee.known?.output, mayBeMissing: false },
    calls: [call],
    tasks: [],
  };
}

/** `flux` in `flux({ … })`, and in `flux.call(undefined, { … })`. */
function calleeOf({ node, skipped = 0 }: CallSite): TS.Expression {
  if (ts.isTaggedTemplateExpression(node)) return node.tag;
  const { expression } = node as TS.CallExpression; // a model is neither constructed nor a getter
  return skipped > 0 && ts.isPropertyAccessExpression(expression) ? expression.expression : expression;
}

function nothingSent(node: TS.Node, module: Module): RecordData {
  return { kind: "record", fields: new Map(), keys: new Map(), node, span: spanOf(module, node) };
}

/** The first argument as of now; `isWhole` is false if fields of it were refused. */
function readSent(
  input: Value,
  callee: ModelValue,
  calleeNode: TS.Expression,
  site: CallSite,
  place: Place,
  machine: Machine,
): { readonly data: RecordData | Poison; readonly isWhole: boolean } {
  const node = argumentOf(site);
  const refused = (data: Poison) => ({ data, isWhole: false });
  if (input.kind === "poison") return refused(input);
  if (input.kind === "pending") {
    return refused(machine.refuse("await-missing", node, site, { text: machine.textOf(node, site) }));
  }
  const whole = expandWhole(input, node, { ...place, module: site.module }, machine) ?? input;
  if (whole.kind === "poison") return refused(whole);
  if (whole.kind === "object") return snapshotSent(whole, node, { ...place, module: site.module }, machine);
  const callback = site.firstArgument === undefined ? undefined : callbackAt(site.node);
  const problem = machine.refuse("model-input", callback ?? node, site, {
    callee: machine.textOf(callback ?? calleeNode, site),
    what: describe(input),
    endpoint: callee.endpoint,
    isCallback: callback !== undefined,
    fits: fieldFor(input, callee),
  });
  return refused(problem);
}

/** The required field that the value, or its part, fits. */
function fieldFor(
  value: Value,
  { known: endpoint }: ModelValue,
): { readonly field: string; readonly part: string } | undefined {
  const { required = [] } = endpoint?.input ?? {};
  const isGiven = value.kind === "text" || value.kind === "reference" || isKnownText(value);
  const fitting = required.filter((field) => isUrlName(field) === isFile(value));
  const [field, ...others] = required.length === 1 ? required : fitting;
  if (!isGiven || field === undefined || others.length > 0) return undefined;
  const parts = value.kind === "reference" && value.schema !== undefined ? stringsInside(value.schema) : [];
  if (parts.length > 1) return undefined;
  return { field, part: parts[0] ?? "" };
}

function isKnownText(value: Value): boolean {
  return value.kind === "known" && value.value !== null && value.value !== undefined;
}

/** By its name, or its first characters. */
function isFile(value: Value): boolean {
  if (value.kind === "known") return /^(?:https?|data):/.test(String(value.value));
  if (value.kind !== "reference") return false;
  const names = value.path.filter((step) => typeof step === "string");
  return isUrlName(names.at(-1) ?? "") || kindOfPath(names) !== undefined;
}

/** The model itself, as it is handed to `map`. */
function callbackAt(call: TS.Node): TS.Expression | undefined {
  return ts.isCallExpression(call) ? call.arguments[0] : undefined;
}

function calleeName(expression: TS.Expression, endpoint: string): string {
  if (ts.isIdentifier(expression)) return expression.text;
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text;
  return endpoint.split("/").at(-1) ?? "node";
}

type Option = "id" | "after" | "reuse";

const optionNames: readonly string[] = ["id", "after", "reuse"] satisfies readonly Option[];

/** Which option the key stands for: another word for it, with a value that it can have. */
function optionFor(key: string, value: Value | undefined): Option | undefined {
  const isText = value?.kind === "known" && typeof value.value === "string";
  if (isText && /^(?:id|ide|ids|name|key|label|as|node|node_?id)$/i.test(key)) return "id";
  const isYesOrNo = value?.kind === "known" && typeof value.value === "boolean";
  if (
    isYesOrNo &&
    (/^(?:re-?us(?:able|eable)|cach(?:e|ed|able|eable)|memo(?:ize)?)$/i.test(key) ||
      isMisspelling(key, "reuse"))
  )
    return "reuse";
  const isAfter = /^(?:depends(?:_?on)?|wait(?:_?for)?|needs)$/i.test(key) || isMisspelling(key, "after");
  return value?.kind === "array" && isAfter ? "after" : undefined;
}

function readOptions(
  options: Value | undefined,
  site: CallSite,
  place: Place,
  machine: Machine,
): Pick<Call, Option> {
  const none = { id: undefined, after: [], reuse: true };
  if (options === undefined || options.kind === "poison") return none;
  const written = argumentOf(site, 1);
  const refuse = (text: string, facts: Omit<DiagnosticFacts<"model-options">, "text"> = {}) => {
    machine.refuse("model-options", written, site, { text, ...facts });
    return none;
  };
  if (options.kind === "known" && options.value === undefined) return none;
  if (options.kind !== "object") return refuse(`they must be an object, not ${describe(options)}`);
  machine.touch(options, false, written, place);
  const unknown = Object.keys(options.fields).find((key) => !optionNames.includes(key));
  if (unknown !== undefined) {
    const meant = optionFor(unknown, options.fields[unknown]);
    const isFree = meant !== undefined && !(meant in options.fields);
    return refuse(`there is no option \`${unknown}\``, {
      unknown: { key: unknown, meant: isFree ? meant : undefined },
    });
  }
  const { id, after, reuse } = options.fields;
  const idKnown =
    id === undefined || (id.kind === "known" && (typeof id.value === "string" || id.value === undefined));
  if (!idKnown) return refuse("`id` must be a string known at compile time");
  const text = id?.kind === "known" ? (id.value as string | undefined) : undefined;
  machine.step(site.node, site, (text?.length ?? 0) >> 5);
  if (text !== undefined && !/^(?!(?:input|output)$)[A-Za-z][A-Za-z0-9_]*$/.test(text)) {
    machine.refuse("id-invalid", written, site, { id: text });
  }
  if (reuse?.kind === "poison") return none;
  const isReused = readReused(reuse);
  if (isReused === undefined) {
    const meant = reuse?.kind === "known" ? asBoolean(reuse.value) : undefined;
    return refuse("`reuse` must be true or false, known at compile time", { reuse: { meant } });
  }
  if (after === undefined || (after.kind === "known" && after.value === undefined))
    return { id: text, after: [], reuse: isReused };
  if (after.kind !== "array") {
    return after.kind === "pending" || after.kind === "reference"
      ? refuse("`after` must be an array", { isSingle: true })
      : refuse("`after` must be an array of results");
  }
  const calls: Call[] = [];
  machine.step(site.node, site, after.elements.length);
  for (const element of after.elements) {
    if (element.kind === "poison") return none;
    // A helper's promise covers everything that the helper waits for, which is more than the calls it returns.
    if (element.kind === "pending" && element.tasks.length > 0) {
      return refuse("`after` takes results or promises of model calls, not the promise of a function");
    }
    if (element.kind === "pending") calls.push(...element.calls);
    else if (element.kind === "reference" && element.root !== "input") calls.push(element.root);
    else return refuse("`after` takes results or promises of model calls");
  }
  for (const call of calls) call.used = call.awaited = true;
  return { id: text, after: calls, reuse: isReused };
}

/** `undefined` if it is not an option's value. */
function readReused(value: Value | undefined): boolean | undefined {
  if (value === undefined) return true;
  if (value.kind !== "known") return undefined;
  const { value: given = true } = value;
  return typeof given === "boolean" ? given : undefined;
}

/** What is meant by another known value. */
function asBoolean(value: unknown): boolean | undefined {
  const word = String(value).toLowerCase();
  if (/^(?:false|no|never|off|0|null)$/.test(word)) return false;
  return /^(?:true|yes|always|on|1)$/.test(word) ? true : undefined;
}

/** The option written as `name: value` in an object literal. */
