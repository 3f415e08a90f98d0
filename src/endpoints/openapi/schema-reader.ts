/** Converts a document's schemas to self-contained ones, with only what falc reads. */
import { isJsonObject, type Json, type JsonObject } from "../../lib/json.ts";
import { type Schema, schemaTypes, type SchemaType } from "../../schema/schema.ts";
import { BrokenDocument } from "./broken-document.ts";
import { compactNull } from "./compact-null.ts";
import { findPointer } from "./find-pointer.ts";
import { withFittingDefault } from "./fitting-default.ts";
import { mergeSchemas, splitSchema } from "./merge-schemas.ts";
import { readLimits } from "./read-limits.ts";
import { tidyText } from "../tidy-text.ts";

/**
 * The largest of the 1,210 known endpoints has 208 parts and 33,000 characters. prettier is slow with thousands of
 * fields.
 */
const maxSize = { parts: 2_000, characters: 300_000, levels: 50 } as const;

/** Longer ones tell readers of the declaration little. */
const maxExampleLength = 300;

/** The location of a schema. */
interface SchemaPosition {
  /** For messages: `input.loras[].path`. */
  readonly at: string;
  readonly depth: number;
}

/** Reads both schemas of one endpoint, which together must not exceed `maxSize`. */
export class SchemaReader {
  readonly #document: unknown;
  readonly #note: (text: string) => void;
  /** References that are being followed. */
  readonly #underway = new Set<string>();
  #parts = 0;
  #characters = 0;
  #isInput = false;

  constructor(document: unknown, note: (text: string) => void) {
    this.#document = document;
    this.#note = note;
  }

  /** Throws BrokenDocument, also if the whole input or output is a dangling reference. */
  read(side: "input" | "output", schema: unknown): Schema {
    this.#isInput = side === "input";
    const reference = isJsonObject(schema) ? schema["$ref"] : undefined;
    if (typeof reference === "string" && findPointer(this.#document, reference) === undefined)
      throw new BrokenDocument(`its ${side} is ${JSON.stringify(reference)}, which is not in the document`);
    return this.#expand(schema, { at: side, depth: 0 });
  }

  #expand(schema: unknown, { at, depth }: SchemaPosition): Schema {
    if (schema === true) return {};
    if (!isJsonObject(schema)) throw new BrokenDocument(`${at} is not described by an object`);
    if (depth > maxSize.levels) throw new BrokenDocument(`it is nested deeper than ${maxSize.levels} levels`);
    this.#assertRoom(1);
    this.#parts += 1;
    const inner: SchemaPosition = { at, depth: depth + 1 };
    const anyOf = this.#list(schema, "anyOf", inner);
    const oneOf = this.#list(schema, "oneOf", inner);
    const merged = mergeSchemas([
      ...(schema["$ref"] === undefined ? [] : [this.#follow(schema["$ref"], inner)]),
      ...(this.#list(schema, "allOf", inner) ?? []),
      // A single alternative is not a choice.
      ...[anyOf, oneOf].flatMap((branches) => (branches?.length === 1 ? branches : [])),
      {
        ...this.#own(schema, inner),
        ...(anyOf !== undefined && anyOf.length > 1 && { anyOf }),
        ...(oneOf !== undefined && oneOf.length > 1 && { oneOf }),
        ...this.#object(schema, inner),
        ...this.#items(schema, inner),
      },
    ]);
    const sent = this.#isInput ? withoutFilledIn(merged) : merged;
    const whole = compactNull(schema["nullable"] === true ? orNull(sent) : sent);
    return withFittingDefault(whole, (text) => this.#note(`${at}: ${text}`));
  }

  /** `{}` for a dangling reference, and for a schema inside itself. */
  #follow(reference: Json, place: SchemaPosition): Schema {
    if (typeof reference !== "string") throw new BrokenDocument(`${place.at}: "$ref" is not a string`);
    if (this.#underway.has(reference)) return {};
    const found = findPointer(this.#document, reference);
    if (found === undefined) {
      const name = JSON.stringify(reference);
      this.#note(`${place.at}: ${name} is not in the document, so falc knows nothing about it`);
      return {};
    }
    this.#underway.add(reference);
    const schema = this.#expand(found, place);
    this.#underway.delete(reference);
    const name = reference.slice(reference.lastIndexOf("/") + 1);
    const isNamed = schema.properties !== undefined && /^[A-Za-z_]\w*$/.test(name);
    return isNamed ? { title: name, ...schema } : schema;
  }

  /** Descriptions and limits that apply to any type. Titles are dropped: they repeat the field's name. */
  #own(schema: JsonObject, { at }: SchemaPosition): Schema {
    const { description, default: initial, const: constant, enum: values, format, pattern } = schema;
    const text = typeof description === "string" ? tidyText(description) : "";
    if (values !== undefined && !Array.isArray(values))
      throw new BrokenDocument(`${at}: "enum" is not an array`);
    const types = typesIn(schema, at);
    return {
      ...(types !== undefined && { type: types }),
      ...(text !== "" && { description: this.#literal(text, at) }),
      ...(constant !== undefined && { const: this.#literal(constant, at) }),
      ...(values !== undefined &&
        constant === undefined && { enum: [...new Set(this.#literal(values as readonly Json[], at))] }),
      ...(initial !== undefined && initial !== null && { default: this.#literal(initial, at) }),
      ...this.#examples(schema, at),
      ...(typeof format === "string" && { format: this.#literal(format, at) }),
      ...(typeof pattern === "string" && { pattern: this.#literal(pattern, at) }),
      ...readLimits(schema, at),
    };
  }

  /** The first one, for inputs only: it shows what a value looks like. */
  #examples({ examples, example }: JsonObject, at: string): Pick<Schema, "examples"> {
    const first: Json | undefined = Array.isArray(examples) ? (examples as readonly Json[])[0] : example;
    if (!this.#isInput || first === undefined || first === null) return {};
    const value = this.#literal(first, at);
    return JSON.stringify(value).length > maxExampleLength ? {} : { examples: [value] };
  }

  #object(schema: JsonObject, { at, depth }: SchemaPosition): Schema {
    const { properties, required, additionalProperties: others, "x-fal-order-properties": order } = schema;
    if (properties !== undefined && !isJsonObject(properties))
      throw new BrokenDocument(`${at}: "properties" is not an object`);
    this.#assertRoom(Object.keys(properties ?? {}).length);
    const needed = required === undefined ? [] : textsIn(required, `${at}: "required"`);
    // A required name is a field, even if it is not described.
    const all = new Map<string, Json>(needed.map((name) => [name, {}]));
    for (const [name, property] of Object.entries(properties ?? {})) all.set(name, property);
    const first = Array.isArray(order)
      ? (order as readonly Json[]).filter((name) => typeof name === "string")
      : [];
    const names = [
      ...new Set([...first.filter((name) => all.has(name)), ...Object.keys(properties ?? {}), ...needed]),
    ];
    const fields = names.map((name): [string, Schema] => {
      if (name === "__proto__") throw new BrokenDocument(`${at} has a field named "__proto__"`);
      this.#literal(name, at);
      return [name, this.#field(name, all.get(name) ?? {}, { at: `${at}.${name}`, depth })];
    });
    const insisted = names.filter((name) => needed.includes(name) && !this.#isFilledIn(all.get(name)));
    return {
      ...(properties !== undefined || fields.length > 0 ? { properties: Object.fromEntries(fields) } : {}),
      ...(insisted.length > 0 && { required: insisted }),
      ...(others !== undefined && {
        additionalProperties:
          typeof others === "boolean" ? others : this.#expand(others, { at: `${at}.*`, depth }),
      }),
    };
  }

  /** The title serves as description if there is no other, unless it repeats the name. */
  #field(name: string, property: Json, place: SchemaPosition): Schema {
    const schema = this.#expand(property, place);
    const title = isJsonObject(property) ? property["title"] : undefined;
    if (schema.description !== undefined || typeof title !== "string") return schema;
    const text = tidyText(title);
    const isNoise = text === "" || lettersOf(text) === lettersOf(name);
    return isNoise ? schema : { ...schema, description: this.#literal(text, place.at) };
  }

  /** A default of null is dropped when the schema is read. */
  #isFilledIn(property: Json | undefined): boolean {
    return this.#isInput && isJsonObject(property) && property["default"] !== undefined;
  }

  #items({ items, prefixItems }: JsonObject, { at, depth }: SchemaPosition): Schema {
    const place: SchemaPosition = { at: `${at}[]`, depth };
    // Drafts before 2020 wrote the items of a tuple under `items`.
    const tuple = Array.isArray(prefixItems) ? prefixItems : Array.isArray(items) ? items : undefined;
    const rest = Array.isArray(items) ? undefined : items;
    return {
      ...(rest !== undefined && { items: this.#expand(rest, place) }),
      ...(tuple !== undefined && {
        prefixItems: (tuple as readonly Json[]).map((item) => this.#expand(item, place)),
      }),
    };
  }

  #list(
    schema: JsonObject,
    key: "anyOf" | "oneOf" | "allOf",
    place: SchemaPosition,
  ): readonly Schema[] | undefined {
    const list = schema[key];
    if (list === undefined) return undefined;
    if (!Array.isArray(list) || list.length === 0)
      throw new BrokenDocument(`${place.at}: "${key}" is not an array of schemas`);
    return (list as readonly Json[]).map((each) => this.#expand(each, place));
  }

  /** Throws if `more` parts exceed the limit. */
  #assertRoom(more: number): void {
    if (this.#parts + more > maxSize.parts)
      throw new BrokenDocument(`it expands to more than ${maxSize.parts.toLocaleString("en")} parts`);
  }

  /** The value, after counting its characters: a text that a thousand fields share is written a thousand times. */
  #literal<Value extends Json>(value: Value, at: string): Value {
    this.#characters += sizeOf(value, at, maxSize.characters - this.#characters);
    if (this.#characters > maxSize.characters)
      throw new BrokenDocument(
        `it expands to more than ${maxSize.characters.toLocaleString("en")} characters`,
      );
    return value;
  }
}

const knownTypes: ReadonlySet<unknown> = new Set(schemaTypes);

function typesIn({ type }: JsonObject, at: string): Schema["type"] {
  if (type === undefined) return undefined;
  const types = [...new Set([type].flat() as readonly Json[])];
  const wrong = types.find((each) => !knownTypes.has(each));
  if (wrong !== undefined) throw new BrokenDocument(`${at}: there is no type ${JSON.stringify(wrong)}`);
  const [only, ...others] = types as readonly SchemaType[];
  return others.length === 0 ? only : (types as readonly SchemaType[]);
}

function textsIn(value: Json, what: string): readonly string[] {
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) return [...new Set(value)];
  throw new BrokenDocument(`${what} is not an array of names`);
}

/** A field with a default is optional, even if the document says `required` too. */
function withoutFilledIn({ required, ...schema }: Schema): Schema {
  const needed = required?.filter((name) => schema.properties?.[name]?.default === undefined) ?? [];
  return { ...schema, ...(needed.length > 0 && { required: needed }) };
}

/** OpenAPI 3.0 writes `nullable` where 3.1 has a union with null. */
function orNull(schema: Schema): Schema {
  const { title, about, limits } = splitSchema(schema);
  return { ...about, anyOf: [{ ...title, ...limits }, { type: "null" }] };
}

/** `Num Images` and `num_images` are the same. */
function lettersOf(name: string): string {
  return name.replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase();
}

/** Approximate, in characters; stops counting above `enough`. */
function sizeOf(value: Json, at: string, enough: number, depth = 0): number {
  if (depth > maxSize.levels)
    throw new BrokenDocument(`${at} has a value nested deeper than ${maxSize.levels} levels`);
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 4;
  let size = 2;
  for (const key in value) {
    size += key.length + sizeOf((value as JsonObject)[key] ?? null, at, enough - size, depth + 1);
    if (size > enough) break;
  }
  return size;
}
