/** `structuredClone`: a copy of lists, objects, Maps and Sets, which preserves shared and circular parts. */
import { describe, isError } from "../values/describe.ts";
import {
  array,
  type ErrorName,
  type MapValue,
  object,
  type ObjectValue,
  type Poison,
  type SetValue,
  type Value,
} from "../values/values.ts";
import { readProperty } from "../members/read-property.ts";
import { readMember } from "../members/access.ts";
import { joinText } from "../values/text.ts";
import { errorClass, isErrorName, ownOfError } from "./errors.ts";
import { identityOf } from "../values/identity.ts";
import { inheritRunKeys } from "../values/run-keys.ts";
import { argument, type BuiltinCall } from "./call.ts";
import { argumentOf, refuseArgument } from "./operand.ts";

export function structuredCloneOf(call: BuiltinCall): Value {
  const options = argument(call, 1);
  if (options.kind !== "known" || options.value !== undefined) {
    return call.machine.refuse("syntax-unsupported", argumentOf(call.site, 1), call.place, {
      construct: "structuredClone with a second argument",
    });
  }
  return new Copier(call).copy(argument(call, 0));
}

class Copier {
  readonly #call: BuiltinCall;
  readonly #copies = new Map<Value, Value>();
  #failed: Poison | undefined;

  constructor(call: BuiltinCall) {
    this.#call = call;
  }

  copy(value: Value): Value {
    const copied = this.#part(value);
    return this.#failed ?? copied;
  }

  /** References are carried: their value is JSON, which is the same after a copy. */
  #part(value: Value): Value {
    const { site, place, machine } = this.#call;
    machine.step(site.node, place);
    const earlier = this.#copies.get(value);
    if (earlier !== undefined) return earlier;
    switch (value.kind) {
      case "known":
      case "reference":
      case "text":
        return value;
      case "array": {
        machine.touch(value, false, site.node, place);
        machine.step(site.node, place, value.elements.length);
        const elements: Value[] = [];
        elements.length = value.elements.length;
        const named = object();
        const copy: Value = { ...array(elements), ...(value.named !== undefined && { named: named.fields }) };
        this.#copies.set(value, copy);
        value.elements.forEach((element, index) => (elements[index] = this.#part(element)));
        for (const [key, field] of Object.entries(value.named ?? {})) {
          // The `raw` of a template's strings is not copied.
          if (key !== "raw") named.fields[key] = this.#part(field);
        }
        return copy;
      }
      case "object": {
        if (isError(value)) return this.#error(value);
        // The copy has its keys in the same order.
        machine.enumerate(value, site.node, place);
        const copy = object();
        inheritRunKeys(copy, value);
        this.#copies.set(value, copy);
        for (const key of Object.keys(value.fields)) {
          const accessor = value.accessors?.get(key);
          const field =
            accessor === undefined
              ? value.fields[key]
              : readMember(accessor, value, { node: site.node, place, machine });
          if (field !== undefined) copy.fields[key] = this.#part(field);
        }
        return copy;
      }
      case "map":
        return this.#map(value);
      case "set":
        return this.#set(value);
      case "regexp": {
        const copy: Value = { kind: "regexp", value: new RegExp(value.value.source, value.value.flags) };
        this.#copies.set(value, copy);
        return copy;
      }
      case "poison":
      case "pending":
        return (this.#failed ??= refuseArgument("structuredClone", value, 0, this.#call));
      default:
        return (this.#failed ??= machine.throws("DataCloneError", "program-throws", site.node, place, {
          text: `${describe(value)} could not be cloned.`,
        }));
    }
  }

  /** Its class, message and cause: fields that a subclass adds to an error are not copied. */
  #error(value: ObjectValue): Value {
    const { site, place, machine } = this.#call;
    const read = (key: string) =>
      readProperty(value, { key, node: site.node, ownerNode: argumentOf(site), place, machine });
    const name = read("name");
    const isKind = name.kind === "known" && typeof name.value === "string" && isErrorName(name.value);
    const kind = isKind && name.value !== "AggregateError" ? (name.value as ErrorName) : "Error";
    const hidden = ownOfError(machine);
    const copy: ObjectValue = { ...object(), class: errorClass(kind, machine), hidden };
    this.#copies.set(value, copy);
    for (const key of ["message", "cause"]) {
      const own = value.fields[key] ?? value.hidden?.[key];
      if (own === undefined) continue;
      hidden[key] = key === "cause" ? this.#part(own) : own.kind === "unavailable" ? own : this.#text(own);
    }
    return copy;
  }

  #text(value: Value): Value {
    const { site, place, machine } = this.#call;
    return joinText([{ value, node: argumentOf(site) }], place, machine);
  }

  /** Keys are copied too, so they are different keys, unless they are primitives. */
  #map(value: MapValue): MapValue {
    const { site, place, machine } = this.#call;
    machine.touch(value, false, site.node, place);
    const copy: MapValue = { kind: "map", entries: new Map() };
    this.#copies.set(value, copy);
    for (const entry of value.entries.values()) {
      const key = this.#part(entry.key);
      copy.entries.set(identityOf(key)?.of, { key, value: this.#part(entry.value) });
    }
    return copy;
  }

  #set(value: SetValue): SetValue {
    const { site, place, machine } = this.#call;
    machine.touch(value, false, site.node, place);
    const copy: SetValue = { kind: "set", entries: new Map() };
    this.#copies.set(value, copy);
    for (const entry of value.entries.values()) {
      const element = this.#part(entry);
      copy.entries.set(identityOf(element)?.of, element);
    }
    return copy;
  }
}
