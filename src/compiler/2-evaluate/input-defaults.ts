/**
 * `input.steps ?? 28`, `const { steps = 28 } = input`: what the workflow's code says an optional field is when it is left
 * out. A graph cannot decide that, but its interface can have the default; then the field is there in every run. Each use of
 * the field has to say the same: one that says nothing is refused, where it stands.
 */
import { isDeepStrictEqual } from "node:util";
import type { Schema } from "../../catalog/schema.ts";
import type { Span } from "../../diagnostics/span.ts";
import type { Json } from "../../lib/json.ts";
import type { TS } from "../typescript.ts";
import type { ReferenceValue } from "./values.ts";

export interface InputDefault {
  readonly path: readonly (string | number)[];
  readonly value: Json;
  /** Whether the interface has it anyway. */
  readonly isDeclared: boolean;
  /** The expressions that say so. */
  readonly nodes: TS.Node[];
  readonly span: Span;
}

export class InputDefaults {
  /** The workflow's function, if its input is a zod object: what zod fills in, TypeScript calls present. */
  zodFor: TS.Node | undefined;
  readonly #defaults = new Map<string, InputDefault>();
  /** Objects and lists of the input that are handed on as they are: a default inside would be handed on with them. */
  readonly #whole = new Map<string, Span>();
  /** Reads of fields that the interface has a default for, and those of them that say it themselves. */
  readonly #reads = new Map<string, Set<TS.Node>>();
  readonly #stated = new Set<TS.Node>();

  /** The default that was said before, where it is another. */
  add(
    path: InputDefault["path"],
    value: Json,
    node: TS.Node,
    span: Span,
    isDeclared = false,
  ): InputDefault | undefined {
    const key = keyOf(path);
    const known = this.#defaults.get(key);
    if (known === undefined) this.#defaults.set(key, { path, value, isDeclared, nodes: [node], span });
    else if (isDeepStrictEqual(known.value, value)) known.nodes.push(node);
    else return known;
    return undefined;
  }

  noteWhole({ root, path }: ReferenceValue, span: Span): void {
    if (root === "input" && !this.#whole.has(keyOf(path))) this.#whole.set(keyOf(path), span);
  }

  noteRead(path: InputDefault["path"], node: TS.Node): void {
    const key = keyOf(path);
    const reads = this.#reads.get(key) ?? new Set();
    this.#reads.set(key, reads.add(node));
  }

  /** `input.steps ?? 28`, of a field with that default: the read itself says it. */
  noteStated(read: TS.Node): void {
    this.#stated.add(read);
  }

  /** Whether each use of the field says its default, so that a direct call sees it too. */
  isStatedByAll(path: InputDefault["path"]): boolean {
    const reads = this.#reads.get(keyOf(path));
    const isPassedOn = path.some((_, length) => this.#whole.has(keyOf(path.slice(0, length))));
    return reads !== undefined && !isPassedOn && [...reads].every((read) => this.#stated.has(read));
  }

  /** The first default of a field whose object is handed on as a whole, too. */
  findConflict(): InputDefault | undefined {
    return this.all().find(
      ({ path, isDeclared }) =>
        !isDeclared && path.some((_, length) => this.#whole.has(keyOf(path.slice(0, length)))),
    );
  }

  all(): readonly InputDefault[] {
    return [...this.#defaults.values()];
  }

  /** The input's schema with the defaults in it. */
  addTo(schema: Schema): Schema {
    return this.all().reduce((all, { path, value }) => withDefaultAt(all, path, value) ?? all, schema);
  }
}

/** `undefined` where the way to the field is more than objects' fields and lists' items: no run would fill it in there. */
export function withDefaultAt(
  schema: Schema,
  [key, ...rest]: readonly (string | number)[],
  value: Json,
): Schema | undefined {
  if (key === undefined) return { ...schema, default: value };
  if ([schema.anyOf, schema.oneOf, schema.allOf, schema.prefixItems].some((part) => part !== undefined))
    return undefined;
  const inner = typeof key === "number" ? schema.items : schema.properties?.[key];
  const filled = inner && withDefaultAt(inner, rest, value);
  if (filled === undefined) return undefined;
  return typeof key === "number"
    ? { ...schema, items: filled }
    : { ...schema, properties: { ...schema.properties, [key]: filled } };
}

/** All items of a list have one schema. */
function keyOf(path: readonly (string | number)[]): string {
  return path.map((step) => (typeof step === "number" ? "[]" : `.${step}`)).join("");
}
