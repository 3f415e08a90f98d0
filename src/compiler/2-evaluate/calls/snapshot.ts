/**
 * A value → its data at this moment, as it would be sent: undefined keys are dropped, as in JSON. Anything that JSON
 * would silently change or drop is refused, at its own expression if that is written out.
 */
import type { NotJson } from "../../../diagnostics/codes/models.ts";
import type { Span } from "../../../diagnostics/span.ts";
import { spanOf } from "../../1-parse/module.ts";
import { unwrap, writtenName } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import type { Data, ListData, RecordData, TextData, Written } from "../../evaluation.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { inheritedFrom } from "../members/members.ts";
import { warnIfUnsure } from "../values/presence.ts";
import type { ReferenceValue, TextValue } from "../../evaluation.ts";
import { describe, isError } from "../values/describe.ts";
import {
  type ArrayValue,
  type Known,
  type ObjectValue,
  type Poison,
  undefinedValue,
  type Value,
} from "../values/values.ts";

/** The purpose of the data, as the end of a sentence: "cannot be …". */
export type Purpose = "sent to a model" | "returned by a workflow" | "a default";

/** For a default. `node` is the expression that gave the value. */
export function snapshot(value: Value, node: TS.Node, place: Place, machine: Machine): Data | Poison {
  return new Snapshot(place, machine, "a default").take(value, node);
}

/** Like `snapshot`, for the object that a call sends or a workflow returns. */
export function snapshotRecord(
  value: ObjectValue,
  node: TS.Node,
  place: Place,
  machine: Machine,
  purpose: Purpose,
): RecordData | Poison {
  return new Snapshot(place, machine, purpose).record(value, node);
}

/** No model takes deeper JSON, which would overflow the stack of whatever reads it. */
const maxDepth = 100;

/** As a power of two. Sending a string twice costs nothing, but the artifact contains it each time. */
const lettersPerStep = 5;

/** What a call sends, as far as known: refused fields are left out. */
export function snapshotSent(
  value: ObjectValue,
  node: TS.Node,
  place: Place,
  machine: Machine,
): { readonly data: RecordData | Poison; readonly isWhole: boolean } {
  const snapshot = new Snapshot(place, machine, "sent to a model");
  const data = snapshot.record(value, node);
  return { data, isWhole: snapshot.isWhole };
}

class Snapshot {
  readonly #place: Place;
  readonly #machine: Machine;
  readonly #purpose: Purpose;
  readonly #inside = new Set<ArrayValue | ObjectValue>();
  /** Whether nothing in it was refused. */
  isWhole = true;

  constructor(place: Place, machine: Machine, purpose: Purpose) {
    this.#place = place;
    this.#machine = machine;
    this.#purpose = purpose;
  }

  /** `isInside`: whether the node is what contains the value, for lack of an expression of its own. */
  take(value: Value, node: TS.Node, isInside = false): Data | Poison {
    this.#machine.step(node, this.#place, 4);
    switch (value.kind) {
      case "known":
        return this.#literal(value, node);
      case "text":
        return this.#text(value, node);
      case "reference":
        markUsed(value);
        this.#machine.inputDefaults.noteWhole(value, this.#span(node));
        warnIfUnsure(value, node, this.#place, this.#machine);
        return { kind: "reference", reference: value, ...this.#written(node) };
      case "array":
        return this.#enter(value, node, () => this.#list(value, node, isInside));
      case "object":
        return this.record(value, node, isInside);
      case "pending":
        return this.#machine.refuse("await-missing", node, this.#place, {
          text: this.#machine.textOf(node, this.#place),
        });
      case "poison":
        return value;
      case "unavailable":
        return value.refuse(node, this.#place.module);
      default:
        return this.#refuse(describe(value), isPassedOn(value.kind) ? value.kind : "other", node);
    }
  }

  #text(text: TextValue, node: TS.Node): TextData | Poison {
    for (const part of text.parts) {
      if (typeof part === "string") this.#machine.step(node, this.#place, part.length >> lettersPerStep);
      if (typeof part !== "string") markUsed(part);
      // Each part is a separate value in the node that joins them.
      else if (part.startsWith("$")) {
        return this.#machine.refuse("string-starts-with-dollar", node, this.#place, { text: part });
      }
    }
    return { kind: "text", text, ...this.#written(node) };
  }

  #literal({ value, written }: Known, node: TS.Node): Data | Poison {
    if (typeof value === "string") this.#machine.step(node, this.#place, value.length >> lettersPerStep);
    if (typeof value === "string" && value.startsWith("$")) {
      return this.#machine.refuse("string-starts-with-dollar", node, this.#place, { text: value });
    }
    if (value === undefined) return this.#refuse("undefined", "undefined", node);
    // JSON would turn it into null, which was not meant; nor was any other number.
    if (typeof value === "number" && !Number.isFinite(value))
      return this.#refuse(String(value), "number", node);
    if (Object.is(value, -0)) return this.#refuse("-0", "-0", node);
    return { kind: "literal", value, written, ...this.#written(node) };
  }

  record(value: ObjectValue, node: TS.Node, isInside = false): RecordData | Poison {
    // JSON would send none of its content, or the result of its `toJSON`.
    if (isError(value)) return this.#refuse("an error", "error", node);
    if (inheritedFrom(value.class, "toJSON") !== undefined)
      return this.#refuse("an object with a toJSON of its own", "to-json", node);
    return this.#enter(value, node, () => this.#fields(value, node, isInside));
  }

  #enter<Taken extends Data>(
    value: ArrayValue | ObjectValue,
    node: TS.Node,
    take: () => Taken | Poison,
  ): Taken | Poison {
    if (this.#inside.has(value)) {
      return this.#refuse("A circular structure", "other", node);
    }
    if (this.#inside.size >= maxDepth) {
      return this.#refuse(`A structure nested ${maxDepth} levels deep`, "other", node);
    }
    this.#machine.touch(value, false, node, this.#place);
    this.#inside.add(value);
    const data = take();
    this.#inside.delete(value);
    return data;
  }

  #list(value: ArrayValue, node: TS.Node, isInside: boolean): ListData | Poison {
    const items: Data[] = [];
    const nodes = elementNodes(node);
    let failed: Poison | undefined;
    for (let index = 0; index < value.elements.length; index++) {
      const written = nodes[index];
      const element = value.elements[index] ?? undefinedValue;
      const data = this.take(element, written ?? node, isInside || written === undefined);
      if (data.kind === "poison") failed = data;
      else items.push(data);
    }
    return failed ?? { kind: "list", items, ...this.#written(node) };
  }

  #fields(value: ObjectValue, node: TS.Node, isInside: boolean): RecordData | Poison {
    const fields = new Map<string, Data>();
    const keys = new Map<string, Span>();
    const properties = propertiesOf(node);
    const unwritten = onlySpread(node) ?? node;
    const refused = new Map<string, Written>();
    let failed: Poison | undefined;
    for (const [key, field] of Object.entries(value.fields)) {
      if (field.kind === "known" && field.value === undefined) continue;
      this.#machine.step(node, this.#place, key.length >> lettersPerStep);
      // `{ seed: 1, ...settings }`: the value written here is overwritten.
      const property = value.writtenOver?.has(key) === true ? undefined : properties.get(key);
      const written = property === undefined ? unwritten : valueNode(property);
      const data =
        field.kind === "unavailable"
          ? field.refuse(written, this.#place.module, isInside)
          : this.take(field, written, isInside || property === undefined);
      keys.set(key, this.#span(property?.name ?? unwritten));
      if (data.kind === "poison") {
        failed = data;
        refused.set(key, this.#written(written));
      } else fields.set(key, data);
    }
    if (failed !== undefined) this.isWhole = false;
    // Without a refused item, a list's other items would move; an object is checked without the refused field.
    if (failed !== undefined && this.#purpose !== "sent to a model") return failed;
    return { kind: "record", fields, keys, ...(refused.size > 0 && { refused }), ...this.#written(node) };
  }

  #refuse(what: string, value: NotJson, node: TS.Node): Poison {
    return this.#machine.refuse("value-not-json", node, this.#place, {
      what: what.charAt(0).toUpperCase() + what.slice(1),
      purpose: this.#purpose,
      value,
    });
  }

  /** Without casts, so that a rewrite can append to it. */
  #written(node: TS.Node): Written {
    return { node: unwrap(node), span: this.#span(node) };
  }

  #span(node: TS.Node): Span {
    return spanOf(this.#place.module, unwrap(node));
  }
}

/** Kinds of values that another expression turns into JSON. */
function isPassedOn(kind: Value["kind"]): kind is Extract<NotJson, Value["kind"]> {
  return ["function", "map", "set", "iterator", "generator"].includes(kind);
}

function markUsed({ root }: ReferenceValue): void {
  if (root !== "input") root.used = true;
}

function valueNode(property: TS.ObjectLiteralElementLike): TS.Node {
  return ts.isPropertyAssignment(property) ? property.initializer : property;
}

/** `name: value` and `name` in an object literal; for each name the last one, which wins. */
function propertiesOf(node: TS.Node): ReadonlyMap<string, TS.ObjectLiteralElementLike> {
  const properties = new Map<string, TS.ObjectLiteralElementLike>();
  const literal = unwrap(node);
  if (!ts.isObjectLiteralExpression(literal)) return properties;
  for (const property of literal.properties) {
    const { name } = property;
    const text = name && writtenName(name);
    if (text !== undefined) properties.set(text, property);
  }
  return properties;
}

/** `...photo`: the source of the fields that are not written out. `undefined` if there are several. */
function onlySpread(node: TS.Node): TS.Node | undefined {
  const literal = unwrap(node);
  if (!ts.isObjectLiteralExpression(literal)) return undefined;
  const [spread, ...more] = literal.properties.filter(ts.isSpreadAssignment);
  return more.length === 0 ? spread : undefined;
}

/** For a list literal without spreads, which would shift the indices. */
export function elementNodes(node: TS.Node): readonly TS.Node[] {
  const literal = unwrap(node);
  if (!ts.isArrayLiteralExpression(literal) || literal.elements.some(ts.isSpreadElement)) return [];
  return literal.elements;
}
