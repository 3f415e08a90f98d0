/** `model(…)` and the calls of what it returns. A call becomes a node; its result is a reference. */
import type { Endpoint, Schema } from "../../catalog/schema.ts";
import { isEndpointId } from "../../graph/endpoint-id.ts";
import { suggest } from "../../lib/suggest.ts";
import { spanOf } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";
import type { Call } from "./values.ts";
import { expandInput } from "./expand.ts";
import type { Machine, Place } from "./machine.ts";
import { boundName } from "./naming.ts";
import { fieldNode, snapshotRecord } from "./snapshot.ts";
import { stringInside } from "./text.ts";
import { typeToSchema } from "./type-schema.ts";
import {
  builtin,
  type BuiltinValue,
  type CallSite,
  describe,
  type ModelValue,
  undefinedValue,
  type Value,
} from "./values.ts";
import { zodToJsonSchema } from "./zod.ts";

/** The function `model` of the authoring API. */
export function modelFunction(place: Place, machine: Machine): BuiltinValue {
  return builtin("model", ([id = undefinedValue, schemas], site) => {
    if (id.kind === "poison") return id;
    const node = "arguments" in site.node ? (site.node.arguments[0] ?? site.node) : site.node;
    if (id.kind !== "known" || typeof id.value !== "string") {
      return machine.refuse("model-id-unknown", node, site, { text: machine.textOf(node, site) });
    }
    const endpoint = id.value;
    if (!isEndpointId(endpoint)) {
      return machine.refuse("model-id-invalid", node, site, {
        id: endpoint,
        nearest: suggest(endpoint, machine.catalog.ids()),
      });
    }
    const declared =
      schemas === undefined ? fromTypes(endpoint, site, machine) : fromSchemas(endpoint, schemas);
    if (declared !== undefined) machine.declared.set(endpoint, declared);
    const known = declared ?? machine.catalog.find(endpoint);
    if (known === undefined) {
      machine.warn("endpoint-unknown", node, site, {
        id: endpoint,
        nearest: suggest(endpoint, machine.catalog.ids()),
      });
    }
    const value: ModelValue = { kind: "model", endpoint, output: known?.output };
    return value;
  });
}

/** `model<Input, Output>("…")` */
function fromTypes(id: string, site: CallSite, machine: Machine): Endpoint | undefined {
  const [input, output] = (ts.isCallExpression(site.node) && site.node.typeArguments) || [];
  if (output === undefined) return undefined;
  // A type that JSON Schema cannot say leaves it unknown; the editor still checks it.
  const schemaOf = (type: TS.TypeNode | undefined) =>
    (type && typeToSchema(type, site.module, machine.modules, () => undefined)) ?? {};
  return { id, input: schemaOf(input), output: schemaOf(output) };
}

/** `model("…", { input, output })` */
function fromSchemas(id: string, schemas: Value): Endpoint {
  const schemaOf = (name: string): Schema => {
    const value = schemas.kind === "object" ? schemas.fields[name] : undefined;
    const converted = value?.kind === "zod" ? zodToJsonSchema(value) : undefined;
    return converted !== undefined && "schema" in converted ? converted.schema : {};
  };
  return { id, input: schemaOf("input"), output: schemaOf("output") };
}

/** Calls a model: what it sends is copied now, so that later changes to the author's objects do not reach it. */
export function callModel(
  callee: ModelValue,
  args: readonly Value[],
  site: CallSite,
  place: Place,
  machine: Machine,
): Value {
  const node = site.node as TS.CallExpression;
  const calleeText = machine.textOf(node.expression, site);
  const [input = undefinedValue, options] = args;
  const inputNode = node.arguments[0] ?? node;
  if (input.kind === "poison") return input;
  if (!machine.running) {
    return machine.refuse("model-call-outside", node, site, { text: machine.textOf(node, site) });
  }
  if (input.kind === "pending") {
    return machine.refuse("await-missing", inputNode, site, { text: machine.textOf(inputNode, site) });
  }
  const whole = expandInput(input, inputNode, { ...place, module: site.module }, machine) ?? input;
  if (whole.kind === "poison") return whole;
  if (whole.kind !== "object") {
    return machine.refuse("model-input", inputNode, site, {
      callee: calleeText,
      what: describe(input),
      rewrite: fieldFor(input, callee, machine.textOf(inputNode, site), machine),
    });
  }
  const data = snapshotRecord(whole, inputNode, { ...place, module: site.module }, machine);
  const { id, after } = readOptions(options, node, site, place, machine);
  if (data.kind === "poison") return data;
  const call: Call = {
    index: machine.calls.length,
    endpoint: callee.endpoint,
    span: spanOf(site.module, node),
    trail: machine.trail(),
    input: data,
    after,
    id,
    callee: boundName(calleeName(node.expression, callee.endpoint), place.activation),
    name: undefined,
    promiseName: undefined,
    awaited: false,
    used: false,
  };
  machine.calls.push(call);
  return {
    kind: "pending",
    value: { kind: "reference", root: call, path: [], schema: callee.output, mayBeMissing: false },
    calls: [call],
    tasks: [],
  };
}

/** The value as the field that the endpoint cannot do without: `prompt` gives `{ prompt }`. */
function fieldFor(value: Value, callee: ModelValue, text: string, machine: Machine): string | undefined {
  const schema = (machine.declared.get(callee.endpoint) ?? machine.catalog.find(callee.endpoint))?.input;
  const [field] = schema?.required ?? [];
  if (field === undefined || !["known", "text", "reference"].includes(value.kind)) return undefined;
  const inside =
    value.kind === "reference" && value.schema !== undefined ? stringInside(value.schema) : undefined;
  const whole = inside === undefined ? text : text + inside;
  return whole === field ? `{ ${field} }` : `{ ${field}: ${whole} }`;
}

function calleeName(expression: TS.Expression, endpoint: string): string {
  if (ts.isIdentifier(expression)) return expression.text;
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text;
  return endpoint.split("/").at(-1) ?? "node";
}

function readOptions(
  options: Value | undefined,
  node: TS.CallExpression,
  site: CallSite,
  place: Place,
  machine: Machine,
): Pick<Call, "id" | "after"> {
  const none = { id: undefined, after: [] };
  if (options === undefined || options.kind === "poison") return none;
  const written = node.arguments[1] ?? node;
  const refuse = (text: string, from?: string, to?: string) => {
    const rewrite =
      from === undefined ? undefined : machine.textOf(written, site).replace(from, () => to ?? "");
    machine.refuse("model-options", written, site, { text, rewrite });
    return none;
  };
  if (options.kind === "known" && options.value === undefined) return none;
  if (options.kind !== "object") return refuse(`they are ${describe(options)}`);
  machine.touch(options, false, node, place);
  const unknown = Object.keys(options.fields).find((key) => key !== "id" && key !== "after");
  if (unknown !== undefined) {
    return refuse(`there is no option ${unknown}`, unknown, suggest(unknown, ["id", "after"]) ?? "after");
  }
  const { id, after } = options.fields;
  const idKnown =
    id === undefined || (id.kind === "known" && (typeof id.value === "string" || id.value === undefined));
  if (!idKnown) return refuse("id is not a known string");
  const text = id?.kind === "known" ? (id.value as string | undefined) : undefined;
  if (text !== undefined && !/^(?!(?:input|output)$)[A-Za-z][A-Za-z0-9_]*$/.test(text)) {
    machine.refuse("id-invalid", node.arguments[1] ?? node, site, { id: text });
  }
  if (after === undefined || (after.kind === "known" && after.value === undefined))
    return { id: text, after: [] };
  if (after.kind !== "array") {
    const given = machine.textOf(fieldNode(written, "after"), site);
    return refuse("after is not a list", `after: ${given}`, `after: [${given}]`);
  }
  const calls: Call[] = [];
  for (const element of after.elements) {
    if (element.kind === "poison") return none;
    // A helper's promise stands for all that the helper waits for, which is more than the calls it hands on.
    if (element.kind === "pending" && element.tasks.length > 0) {
      return refuse("after takes results or promises of model calls, and this is a promise of a function");
    }
    if (element.kind === "pending") calls.push(...element.calls);
    else if (element.kind === "reference" && element.root !== "input") calls.push(element.root);
    else return refuse("after takes results or promises of calls");
  }
  for (const call of calls) call.used = call.awaited = true;
  return { id: text, after: calls };
}
