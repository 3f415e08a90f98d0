/** What became of one location that was reached. */
import { isDeepStrictEqual } from "node:util";
import { addTo } from "../../lib/add-to.ts";
import type { Json } from "../../lib/json.ts";
import type { Schema } from "../../schema/schema.ts";
import { ts, type TS } from "../typescript.ts";
import type { Call, ReferenceValue } from "../evaluation.ts";
import { describe } from "../2-evaluate/values/describe.ts";
import type { Value } from "../2-evaluate/values/values.ts";
import type { Comparison, Found } from "./artifact.ts";
import type { CoveredPlace } from "./coverage.ts";
import { traceBack } from "./flow.ts";
import type { Interface } from "./interface.ts";
import type { Recording } from "./recording.ts";
import { quote } from "./steps.ts";

export type Verdict = Pick<CoveredPlace, "fate" | "reason" | "at">;

const maxPlaces = 6;

export class Fates {
  readonly #recording: Recording;
  readonly #comparison: Comparison;
  readonly #found: Found;
  readonly #traced: Found;
  /** The references in the artifact to each call's result, and to the input. */
  readonly #references = new Map<ReferenceValue["root"], ReferenceValue[]>();
  readonly #calls = new Map<TS.Node, Call[]>();
  readonly #givenToZod = new Set<Value>();
  readonly #interface: Schema;
  /** The workflow's own parameter, whose defaults are the interface's. */
  readonly #parameter: TS.ParameterDeclaration | undefined;

  constructor(recording: Recording, comparison: Comparison, { input }: Interface) {
    this.#recording = recording;
    this.#comparison = comparison;
    this.#found = new Map([...comparison.found, ...interfaceValues(recording)]);
    this.#traced = traceBack(this.#found, recording);
    for (const value of [...this.#found.keys(), ...this.#traced.keys()]) {
      if (value.kind !== "reference") continue;
      addTo(this.#references, value.root, value);
    }
    for (const { node, call } of recording.calls) addTo(this.#calls, node, call);
    for (const [value, sources] of recording.sources) {
      if (value.kind === "zod") for (const source of sources) this.#givenToZod.add(source);
    }
    this.#interface = input;
    this.#parameter = recording.workflow?.parameters[0];
  }

  call(node: TS.Node): Verdict {
    const nodes = (this.#calls.get(node) ?? []).map((call) => this.#comparison.nodes.get(call) ?? "");
    // The comparison has already reported a call without a node.
    if (nodes.includes("")) return unaccounted("it calls a model, but the graph has no node for it");
    if (nodes.length > 0) return { fate: "artifact", reason: undefined, at: nodes.slice(0, maxPlaces) };
    const callee = ts.isCallExpression(node) ? this.#recording.values.get(node.expression) : undefined;
    const isOwn = [...(callee ?? [])].some(({ kind }) => kind === "function");
    const verdict = this.operand(node);
    if (!isOwn || verdict.fate === "unaccounted") return verdict;
    return { fate: "computed", reason: "the function's own code is listed instead", at: verdict.at };
  }

  operand(node: TS.Node): Verdict {
    const inInterface = this.#defaultOf(node);
    if (inInterface !== undefined) return inInterface;
    if (ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) return this.#templatePart(node);
    // The text of a tagged template is passed to its tag.
    const { parent } = node;
    if (ts.isTaggedTemplateExpression(parent) && parent.template === node) return this.operand(parent);
    const values = this.#recording.values.get(node);
    if (values === undefined && this.#recording.threw.has(node))
      return { fate: "computed", reason: "it throws", at: [] };
    if (values === undefined) return unaccounted("it was never evaluated, for no known reason");
    const direct = placesOf(values, this.#found);
    const isData = [...values].some((value) => isCarried(value) || value.kind === "known");
    if (direct.length > 0 && isData) return { fate: "artifact", reason: undefined, at: direct };
    const made = [...direct, ...placesOf(values, this.#traced)].slice(0, maxPlaces);
    const isRead = [...values].some(isCarried);
    if (made.length === 0) made.push(...this.#partsOf(values));
    if (made.length > 0) {
      return isRead
        ? { fate: "artifact", reason: undefined, at: made }
        : { fate: "computed", reason: this.#what(values), at: made };
    }
    // What it waits for is accounted for call by call, and its result part by part.
    const isJoin = [...values].every((value) => value.kind === "pending" && value.value.kind !== "reference");
    if (isJoin)
      return { fate: "computed", reason: "it only waits; calls and results are listed themselves", at: [] };
    if (isRead) return { fate: "unused", reason: "nothing in the graph or the output uses it", at: [] };
    return { fate: "computed", reason: this.#decides(node) ?? this.#what(values), at: [] };
  }

  /** Where the parts of a value are found: of a destructured result, of the results of `Promise.all`. */
  #partsOf(values: ReadonlySet<Value>): readonly string[] {
    const inner = new Set<Value>();
    for (const value of values) {
      const whole = value.kind === "pending" ? value.value : value;
      if (whole.kind === "array") for (const element of whole.elements) inner.add(element);
      if (whole.kind !== "reference") continue;
      for (const other of this.#references.get(whole.root) ?? []) {
        if (whole.path.every((key, index) => key === other.path[index])) inner.add(other);
      }
    }
    return [...placesOf(inner, this.#found), ...placesOf(inner, this.#traced)].slice(0, maxPlaces);
  }

  key(node: TS.PropertyName): Verdict {
    const property = node.parent as TS.ObjectLiteralElementLike;
    const objects = this.#recording.values.get(property.parent) ?? new Set();
    const name = this.#nameOf(node);
    const at: string[] = [];
    let isLeftOut = false;
    for (const object of objects) {
      if (name === undefined)
        at.push(...[...(this.#comparison.keys.get(object)?.values() ?? [])].flatMap((s) => [...s]));
      else at.push(...(this.#comparison.keys.get(object)?.get(name) ?? []));
      isLeftOut ||= name !== undefined && this.#comparison.leftOut.get(object)?.has(name) === true;
    }
    if (at.length > 0) return { fate: "artifact", reason: undefined, at: at.slice(0, maxPlaces) };
    if (isLeftOut) return { fate: "computed", reason: "it is undefined, which JSON omits", at: [] };
    const inInterface = this.#fieldOf(name, objects);
    if (inInterface !== undefined) return inInterface;
    const value = ts.isPropertyAssignment(property) ? property.initializer : property.name;
    const values = (value && this.#recording.values.get(value)) ?? new Set<Value>();
    const places = [
      ...placesOf(values, this.#found),
      ...placesOf(values, this.#traced),
      ...placesOf(objects, this.#traced),
    ];
    if (places.length > 0) {
      const reason = "the object is destructured, and this value is used";
      return { fate: "computed", reason, at: [...new Set(places)].slice(0, maxPlaces) };
    }
    const wasSent = placesOf(objects, this.#found).length > 0;
    return {
      fate: "computed",
      reason: wasSent
        ? "it was removed or replaced before the object was sent"
        : "the object itself is never sent",
      at: [],
    };
  }

  /** `({ steps = 28 }: Input)`: the pattern's default is the interface's. */
  #defaultOf(node: TS.Node): Verdict | undefined {
    for (const { path, value, nodes } of this.#recording.inputDefaults) {
      const stated = nodes.find((each) => isInside(node, each));
      if (stated === undefined) continue;
      const [only, ...others] = this.#recording.values.get(stated) ?? [];
      const isOther = others.length === 0 && only?.kind === "known" && only.value !== value;
      return isOther ? unaccounted("the interface has another default") : this.#defaultAt(path, value);
    }
    const parameter = this.#parameter;
    if (parameter === undefined || !ts.isObjectBindingPattern(parameter.name)) return undefined;
    for (const element of parameter.name.elements) {
      const { initializer, name, propertyName = name } = element;
      if (initializer === undefined || !isInside(node, initializer)) continue;
      if (!("text" in propertyName)) return undefined;
      const property = this.#interface.properties?.[propertyName.text];
      if (property?.default === undefined) return undefined;
      const [value] = this.#recording.values.get(initializer) ?? [];
      const isSame = value?.kind !== "known" || value.value === property.default;
      const at = `schema.input.properties.${propertyName.text}.default`;
      return isSame
        ? { fate: "artifact", reason: undefined, at: [at] }
        : unaccounted("the interface has a different default");
    }
    return undefined;
  }

  /** `input.steps ?? 28`: a default in the body is in the interface too. */
  #defaultAt(path: readonly (string | number)[], value: Json): Verdict {
    let schema: Schema | undefined = this.#interface;
    let at = "schema.input";
    for (const step of path) {
      const element: Schema | undefined = typeof step === "number" ? schema?.prefixItems?.[step] : undefined;
      if (element !== undefined) at += `.prefixItems.${step}`;
      else at += typeof step === "number" ? ".items" : `.properties.${step}`;
      schema = element ?? (typeof step === "number" ? schema?.items : schema?.properties?.[step]);
    }
    return isDeepStrictEqual(schema?.default, value)
      ? { fate: "artifact", reason: undefined, at: [`${at}.default`] }
      : unaccounted("the interface does not have this default");
  }

  /** A part of a text: it is where the text is. */
  #templatePart(node: TS.TemplateHead | TS.TemplateMiddle | TS.TemplateTail): Verdict {
    const template = ts.isTemplateHead(node) ? node.parent : node.parent.parent;
    if (ts.isTaggedTemplateExpression(template.parent)) return this.operand(template.parent);
    const values = this.#recording.values.get(template);
    if (values === undefined) return unaccounted("it was never evaluated, for no known reason");
    const at = [...placesOf(values, this.#found), ...placesOf(values, this.#traced)];
    if (at.length > 0) return { fate: "artifact", reason: undefined, at: at.slice(0, maxPlaces) };
    const isRead = [...values].some(isCarried);
    return isRead
      ? { fate: "unused", reason: "nothing in the graph or the output uses it", at: [] }
      : { fate: "computed", reason: this.#decides(template) ?? this.#what(values), at: [] };
  }

  /** A key of a `z.object({ … })` that the interface is made from. */
  #fieldOf(name: string | undefined, objects: ReadonlySet<Value>): Verdict | undefined {
    const isZod = [...objects].some((object) => this.#givenToZod.has(object));
    if (!isZod || name === undefined) return undefined;
    const paths = pathsTo(name, this.#interface, "schema.input");
    return paths.length > 0
      ? { fate: "artifact", reason: undefined, at: paths.slice(0, maxPlaces) }
      : undefined;
  }

  #nameOf(node: TS.PropertyName): string | undefined {
    if (ts.isNumericLiteral(node)) return String(Number(node.text));
    if (!ts.isComputedPropertyName(node)) return "text" in node ? node.text : undefined;
    const values = [...(this.#recording.values.get(node.expression) ?? [])];
    const [only] = values;
    return values.length === 1 && only?.kind === "known" ? String(only.value) : undefined;
  }

  /** What a known value decides, if it is a condition or part of one. */
  #decides(node: TS.Node): string | undefined {
    for (let inner = node, outer = node.parent; outer !== undefined; inner = outer, outer = outer.parent) {
      const isCondition =
        ((ts.isIfStatement(outer) || ts.isSwitchStatement(outer) || ts.isIterationStatement(outer, false)) &&
          "expression" in outer &&
          outer.expression === inner) ||
        (ts.isForStatement(outer) && outer.condition === inner) ||
        (ts.isConditionalExpression(outer) && outer.condition === inner) ||
        (ts.isCaseClause(outer) && outer.expression === inner);
      if (isCondition) return `it decides ${quote(inner)}`;
      if (ts.isStatement(outer) || ts.isFunctionLike(outer)) return undefined;
    }
    return undefined;
  }

  #what(values: ReadonlySet<Value>): string {
    const [first = "known", ...others] = new Set([...values].map(wordsFor));
    return `it is ${first}${others.length === 0 ? "" : `, or ${others.length} others`}`;
  }
}

function wordsFor(value: Value): string {
  if (value.kind !== "known") return describe(value);
  const text = JSON.stringify(value.value) ?? "undefined";
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** The file's export `input` is in the artifact as the interface. */
function interfaceValues({ exports }: Recording): Found {
  const input = exports.get("input");
  return new Map(input?.kind === "zod" ? [[input, new Set(["schema.input"])]] : []);
}

function unaccounted(reason: string): Verdict {
  return { fate: "unaccounted", reason, at: [] };
}

/** Known only at run time. */
function isCarried({ kind }: Value): boolean {
  return kind === "reference" || kind === "optional" || kind === "text" || kind === "pending";
}

function placesOf(values: ReadonlySet<Value>, found: Found): readonly string[] {
  const places = new Set<string>();
  for (const value of values) {
    for (const place of found.get(value) ?? []) {
      if (places.size >= maxPlaces) return [...places];
      places.add(place);
    }
  }
  return [...places];
}

function pathsTo(name: string, schema: Schema, path: string): readonly string[] {
  const found: string[] = [];
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    const place = `${path}.properties.${key}`;
    if (key === name) found.push(place);
    found.push(...pathsTo(name, property, place));
  }
  if (schema.items !== undefined) found.push(...pathsTo(name, schema.items, `${path}.items`));
  for (const [index, element] of (schema.prefixItems ?? []).entries()) {
    found.push(...pathsTo(name, element, `${path}.prefixItems.${index}`));
  }
  for (const branch of [...(schema.anyOf ?? []), ...(schema.allOf ?? []), ...(schema.oneOf ?? [])]) {
    found.push(...pathsTo(name, branch, path));
  }
  return found;
}

function isInside(node: TS.Node, outer: TS.Node): boolean {
  for (let each: TS.Node | undefined = node; each !== undefined; each = each.parent)
    if (each === outer) return true;
  return false;
}
