/**
 * `input.steps ?? 28`, `const { steps = 28 } = input`: the value that the workflow's code uses for a missing optional
 * field. A graph cannot decide that, but its interface can have the default; then every run has the field. Each use
 * of the field must have the same default; a use without one is refused at that use.
 */
import { isDeepStrictEqual } from "node:util";
import type { Schema } from "../../../schema/schema.ts";
import type { Span } from "../../../diagnostics/span.ts";
import type { Json } from "../../../lib/json.ts";
import type { TS } from "../../typescript.ts";
import type { ReferenceValue } from "../../evaluation.ts";

export interface InputDefault {
  readonly path: readonly (string | number)[];
  readonly value: Json;
  /** Whether the interface already has this default. */
  readonly isDeclared: boolean;
  /** The expressions with this default. */
  readonly nodes: TS.Node[];
  readonly span: Span;
}

export class InputDefaults {
  /** Of the whole input. */
  schema: Schema | undefined;
  /**
   * The workflow's function, if its input is a zod object: TypeScript treats the fields that zod fills in as present.
   */
  zodFor: TS.Node | undefined;
  readonly #defaults = new Map<string, InputDefault>();
  /** Objects and lists of the input that are passed on whole, and a default inside with them. */
  readonly #whole = new Map<string, Span>();
  /** Reads of fields whose default is already in the interface, and those of them with the default beside them. */
  readonly #reads = new Map<string, Set<TS.Node>>();
  readonly #stated = new Set<TS.Node>();

  /** Returns an earlier, different default, if any. */
  add(
    path: InputDefault["path"],
    value: Json,
    node: TS.Node,
    span: Span,
    isDeclared = false,
  ): InputDefault | undefined {
    const key = this.#keyOf(path);
    const known = this.#defaults.get(key);
    if (known === undefined) this.#defaults.set(key, { path, value, isDeclared, nodes: [node], span });
    else if (isDeepStrictEqual(known.value, value)) known.nodes.push(node);
    else return known;
    return undefined;
  }

  noteWhole({ root, path }: ReferenceValue, span: Span): void {
    if (root === "input" && !this.#whole.has(this.#keyOf(path))) this.#whole.set(this.#keyOf(path), span);
  }

  noteRead(path: InputDefault["path"], node: TS.Node): void {
    const key = this.#keyOf(path);
    const reads = this.#reads.get(key) ?? new Set();
    this.#reads.set(key, reads.add(node));
  }

  /** A read with the field's default beside it: `input.steps ?? 28`. */
  noteStated(read: TS.Node): void {
    this.#stated.add(read);
  }

  /** Whether every use of the field has its default, so that a direct call uses it too. */
  isStatedByAll(path: InputDefault["path"]): boolean {
    const reads = this.#reads.get(this.#keyOf(path));
    const isPassedOn = path.some((_, length) => this.#whole.has(this.#keyOf(path.slice(0, length))));
    return reads !== undefined && !isPassedOn && [...reads].every((read) => this.#stated.has(read));
  }

  /** The first default of a field whose object is also passed on whole. */
  findConflict(): InputDefault | undefined {
    return this.all().find(
      ({ path, isDeclared }) =>
        !isDeclared && path.some((_, length) => this.#whole.has(this.#keyOf(path.slice(0, length)))),
    );
  }

  all(): readonly InputDefault[] {
    return [...this.#defaults.values()];
  }

  /** All items of a list have the same schema; each element of a tuple has its own. */
  #keyOf(path: readonly (string | number)[]): string {
    let schema = this.schema;
    return path
      .map((step) => {
        const isOwn = typeof step === "number" && schema?.prefixItems?.[step] !== undefined;
        schema = schema && partOf(schema, step);
        return typeof step === "number" && !isOwn ? "[]" : `.${step}`;
      })
      .join("");
  }

  /** The input's schema with the defaults added. */
  addTo(schema: Schema): Schema {
    return this.all().reduce((all, { path, value }) => withDefaultAt(all, path, value) ?? all, schema);
  }
}

/** `undefined` if the path is not just fields of objects and items of lists or tuples: no run would fill it in there. */
export function withDefaultAt(
  schema: Schema,
  [key, ...rest]: readonly (string | number)[],
  value: Json,
): Schema | undefined {
  if (key === undefined) return { ...schema, default: value };
  if ([schema.anyOf, schema.oneOf, schema.allOf].some((part) => part !== undefined)) return undefined;
  const inner = partOf(schema, key);
  const filled = inner && withDefaultAt(inner, rest, value);
  if (filled === undefined) return undefined;
  const { prefixItems } = schema;
  if (typeof key === "number" && prefixItems?.[key] !== undefined) {
    // A run fills in the fields of an element that it was given, but no element.
    return rest.length === 0 ? undefined : { ...schema, prefixItems: prefixItems.with(key, filled) };
  }
  return typeof key === "number"
    ? { ...schema, items: filled }
    : { ...schema, properties: { ...schema.properties, [key]: filled } };
}

function partOf({ prefixItems, items, properties }: Schema, key: string | number): Schema | undefined {
  return typeof key === "number" ? (prefixItems?.[key] ?? items) : properties?.[key];
}
