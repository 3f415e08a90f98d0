/**
 * A value → the data it holds at this moment, as it would travel: undefined keys are left out, as JSON does. What JSON
 * would change or drop without a word is refused, at the expression it stands in where that is written out.
 */
import type { Span } from "../../diagnostics/span.ts";
import { spanOf } from "../1-parse/module.ts";
import { unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import type { Data, ListData, RecordData } from "./values.ts";
import type { Machine, Place } from "./machine.ts";
import { type ArrayValue, describe, type ObjectValue, type Value } from "./values.ts";

/** `undefined` after a report. `node` is the expression that gave the value. */
export function snapshot(value: Value, node: TS.Node, place: Place, machine: Machine): Data | undefined {
  return new Snapshot(place, machine).take(value, node);
}

/** JSON nested deeper than this is no model's input, and would overflow the stack of whoever reads it. */
const deepest = 100;

class Snapshot {
  readonly #place: Place;
  readonly #machine: Machine;
  readonly #inside = new Set<ArrayValue | ObjectValue>();

  constructor(place: Place, machine: Machine) {
    this.#place = place;
    this.#machine = machine;
  }

  take(value: Value, node: TS.Node): Data | undefined {
    switch (value.kind) {
      case "known":
        return this.#literal(value.value, node);
      case "text":
        return { kind: "text", text: value, span: this.#span(node) };
      case "reference":
        if (value.root !== "input") value.root.used = true;
        return { kind: "reference", reference: value, span: this.#span(node) };
      case "array":
      case "object":
        return this.#structure(value, node);
      case "pending":
        this.#machine.refuse("await-missing", node, this.#place, {
          text: this.#machine.textOf(node, this.#place),
        });
        return undefined;
      case "poison":
        return undefined;
      default:
        return this.#refuse(
          describe(value),
          `prompt: "a red chair"   // JSON: text, numbers, lists, objects`,
          node,
        );
    }
  }

  #literal(value: string | number | boolean | null | undefined, node: TS.Node): Data | undefined {
    const span = this.#span(node);
    if (typeof value === "string" && value.startsWith("$")) {
      this.#machine.refuse("string-starts-with-dollar", node, this.#place, { text: value });
      return undefined;
    }
    if (value === undefined) return this.#refuse("undefined", "null", node);
    if (typeof value === "number" && !Number.isFinite(value)) return this.#refuse(String(value), "0", node);
    if (Object.is(value, -0)) return this.#refuse("-0", "0", node);
    return { kind: "literal", value, span };
  }

  #structure(value: ArrayValue | ObjectValue, node: TS.Node): ListData | RecordData | undefined {
    if (this.#inside.has(value)) {
      this.#refuse("A structure that contains itself", "{ prompt }   // without the cycle", node);
      return undefined;
    }
    if (this.#inside.size >= deepest) {
      this.#refuse(`A structure nested ${deepest} deep`, "{ prompt }   // a flatter structure", node);
      return undefined;
    }
    this.#machine.touch(value, false, node, this.#place);
    this.#inside.add(value);
    const data = value.kind === "array" ? this.#list(value, node) : this.#record(value, node);
    this.#inside.delete(value);
    return data;
  }

  #list(value: ArrayValue, node: TS.Node): ListData | undefined {
    const items: Data[] = [];
    for (let index = 0; index < value.elements.length; index++) {
      const element = value.elements[index] ?? { kind: "known", value: undefined };
      const data = this.take(element, elementNode(node, index));
      if (data !== undefined) items.push(data);
    }
    return items.length === value.elements.length ? { kind: "list", items } : undefined;
  }

  #record(value: ObjectValue, node: TS.Node): RecordData | undefined {
    const fields = new Map<string, Data>();
    let complete = true;
    for (const [key, field] of Object.entries(value.fields)) {
      if (field.kind === "known" && field.value === undefined) continue;
      const data = this.take(field, fieldNode(node, key));
      if (data === undefined) complete = false;
      else fields.set(key, data);
    }
    return complete ? { kind: "record", fields } : undefined;
  }

  #refuse(what: string, rewrite: string, node: TS.Node): undefined {
    this.#machine.refuse("value-not-json", node, this.#place, {
      what: what.charAt(0).toUpperCase() + what.slice(1),
      rewrite,
    });
  }

  #span(node: TS.Node): Span {
    return spanOf(this.#place.module, node);
  }
}

/** The expression of a field, where the object is written out; else the whole expression. */
export function fieldNode(node: TS.Node, key: string): TS.Node {
  const literal = ts.isExpression(node) ? unwrap(node) : node;
  if (!ts.isObjectLiteralExpression(literal)) return node;
  for (const property of literal.properties) {
    const { name } = property;
    if (name === undefined || !(ts.isIdentifier(name) || ts.isStringLiteral(name)) || name.text !== key)
      continue;
    return ts.isPropertyAssignment(property) ? property.initializer : property;
  }
  return node;
}

function elementNode(node: TS.Node, index: number): TS.Node {
  const literal = ts.isExpression(node) ? unwrap(node) : node;
  if (!ts.isArrayLiteralExpression(literal) || literal.elements.some(ts.isSpreadElement)) return node;
  return literal.elements[index] ?? node;
}
