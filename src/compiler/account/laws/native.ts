/**
 * Values as JavaScript's own data, so that JavaScript itself says what an operation must give. What exists only at run
 * time is represented by itself: an object that is carried and compared, never read.
 */
import type { Value } from "../../2-evaluate/values/values.ts";

export class Native {
  readonly #origins = new Map<unknown, Value>();
  /** One value is one object, as often as it occurs. */
  readonly #converted = new Map<Value, { readonly depth: number; readonly native: unknown }>();

  /** `depth`: how many levels of lists and objects are converted; what is deeper is represented by itself. */
  of(value: Value, depth = 1): unknown {
    if (value.kind === "known") return value.value;
    if (depth <= 0) return value;
    const known = this.#converted.get(value);
    return known?.depth === depth ? known.native : this.#convert(value, depth);
  }

  #note(value: Value, depth: number, native: unknown): void {
    this.#origins.set(native, value);
    this.#converted.set(value, { depth, native });
  }

  #convert(value: Value, depth: number): unknown {
    switch (value.kind) {
      case "array": {
        const list: unknown[] = [];
        this.#note(value, depth, list);
        list.length = value.elements.length;
        value.elements.forEach((element, index) => (list[index] = this.of(element, depth - 1)));
        for (const [key, field] of Object.entries(value.named ?? {})) {
          Object.defineProperty(list, key, { value: this.of(field, depth - 1), enumerable: key !== "raw" });
        }
        return list;
      }
      case "object": {
        const record = Object.create(value.bare === true ? null : Object.prototype) as Record<
          string,
          unknown
        >;
        this.#note(value, depth, record);
        for (const [key, field] of Object.entries(value.fields))
          define(record, key, this.of(field, depth - 1));
        return record;
      }
      case "map": {
        const map = new Map<unknown, unknown>();
        this.#note(value, depth, map);
        for (const { key, value: held } of value.entries.values())
          map.set(this.of(key, 0), this.of(held, depth - 1));
        return map;
      }
      case "set": {
        const set = new Set<unknown>();
        this.#note(value, depth, set);
        for (const element of value.entries.values()) set.add(this.of(element, depth - 1));
        return set;
      }
      case "regexp": {
        const pattern = new RegExp(value.value.source, value.value.flags);
        pattern.lastIndex = value.value.lastIndex;
        this.#note(value, depth, pattern);
        return pattern;
      }
      default:
        return value;
    }
  }

  /** Whether the value is what the native operation gave. */
  matches(native: unknown, value: Value): boolean {
    const origin = this.#origins.get(native);
    return origin === undefined
      ? native === value || holdsSame(native, value, (a, b) => this.matches(a, b))
      : origin === value;
  }

  /** Whether a native operation made it, rather than passing something on. */
  isNew(native: unknown): boolean {
    const isData = Array.isArray(native) || native instanceof Map || native instanceof Set;
    return isData && !this.#origins.has(native);
  }

  /** Whether the value holds what its native counterpart holds now, after an operation that changed both. */
  holds(native: unknown, value: Value): boolean {
    return holdsSame(native, value, (a, b) => this.matches(a, b));
  }
}

function define(record: object, key: string, value: unknown): void {
  Object.defineProperty(record, key, { value, enumerable: true, writable: true, configurable: true });
}

function holdsSame(
  native: unknown,
  value: Value,
  matches: (native: unknown, value: Value) => boolean,
): boolean {
  switch (value.kind) {
    case "known":
      return Object.is(native, value.value);
    case "array":
      return (
        Array.isArray(native) &&
        native.length === value.elements.length &&
        Object.keys(value.elements).length ===
          Object.keys(native).filter((key) => /^\d+$/.test(key)).length &&
        value.elements.every(
          (element, index) => Object.hasOwn(native, index) && matches(native[index], element),
        )
      );
    case "object": {
      if (!isRecord(native)) return false;
      const [keys, others] = [Object.keys(value.fields), Object.keys(native)];
      return (
        keys.length === others.length &&
        keys.every((key, index) => {
          const field = value.fields[key];
          return key === others[index] && field !== undefined && matches(native[key], field);
        })
      );
    }
    case "map": {
      if (!(native instanceof Map) || native.size !== value.entries.size) return false;
      const given = [...(native as Map<unknown, unknown>)];
      return [...value.entries.values()].every(
        (entry, index) => matches(given[index]?.[0], entry.key) && matches(given[index]?.[1], entry.value),
      );
    }
    case "set": {
      if (!(native instanceof Set) || native.size !== value.entries.size) return false;
      const given = [...(native as Set<unknown>)];
      return [...value.entries.values()].every((element, index) => matches(given[index], element));
    }
    case "regexp":
      return (
        native instanceof RegExp &&
        String(native) === String(value.value) &&
        native.lastIndex === value.value.lastIndex
      );
    default:
      return false;
  }
}

function isRecord(native: unknown): native is Record<string, unknown> {
  return typeof native === "object" && native !== null && !Array.isArray(native);
}

/** Whether all of it is known, so that JavaScript can be asked about its content. */
export function isKnownThrough(value: Value, depth = 40): boolean {
  if (value.kind === "known" || value.kind === "regexp") return true;
  if (depth <= 0) return false;
  if (value.kind === "array") return value.elements.every((each) => isKnownThrough(each, depth - 1));
  if (value.kind !== "object" || value.class !== undefined || value.accessors !== undefined) return false;
  return Object.values(value.fields).every((each) => isKnownThrough(each, depth - 1));
}
