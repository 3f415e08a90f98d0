/**
 * An endpoint → the declaration file that types `model("<id>")`. The text is TypeScript, unformatted: prettier does
 * that. The document is untrusted: whatever names and texts it contains, the file contains only types.
 */
import { wrapText } from "../../lib/wrap-text.ts";
import type { Endpoint } from "../catalog.ts";
import type { Schema } from "../../schema/schema.ts";
import { typesOf } from "../../schema/schema-types.ts";
import { tidyText } from "../tidy-text.ts";
import { docComment, fieldComment } from "./doc-comment.ts";
import { quoteJson } from "./quote-json.ts";
import { TypeNames } from "./type-names.ts";

/**
 * The same endpoint gives the same text. Recursive on the depth of the schemas, which their readers limit. Types are
 * interfaces local to the file, named as in fal's document: inside `declare module "falc"`, they would be shared with
 * all other such files, and the `Image` of one endpoint would merge with that of another.
 */
export function printTypes({ id, description, input, output }: Endpoint): string {
  const names = new TypeNames();
  const [inputName, outputName] = [
    names.take(input.title ?? "", "Input"),
    names.take(output.title ?? "", "Output"),
  ];
  const roots = [
    printRoot(inputName, input, new TypePrinter("input", names)),
    printRoot(outputName, output, new TypePrinter("output", names)),
  ];
  return `${header(id)}
export {};

declare module "falc" {
  interface DeclaredEndpoints {
${docComment(tidyText(description ?? ""), 4)}    ${quoteJson(id)}: { input: ${inputName}; output: ${outputName} };
  }
}

${[...roots, ...names.declarations()].join("\n")}`;
}

function header(id: string): string {
  const name = id.slice(id.lastIndexOf("/") + 1);
  const text = `The types of ${id} for editors, made by "falc models add" from ${name}.json beside this file, which is what counts. They are not exported, so that the Image of another endpoint is another type.`;
  return wrapText(text, 77)
    .map((line) => `// ${line}\n`)
    .join("");
}

function printRoot(name: string, schema: Schema, printer: TypePrinter): string {
  const comment = docComment(tidyText(schema.description ?? ""), 0);
  return isPlainObject(schema)
    ? `${comment}interface ${name} ${printer.members(schema, 0)}\n`
    : `${comment}type ${name} = ${printer.print(schema, 0)};\n`;
}

class TypePrinter {
  readonly #side: "input" | "output";
  readonly #names: TypeNames;

  constructor(side: "input" | "output", names: TypeNames) {
    this.#side = side;
    this.#names = names;
  }

  /** A type for any position, `depth` levels inside the file's own types. */
  print(schema: Schema, depth: number): string {
    if (schema.title !== undefined && isPlainObject(schema)) return this.#named(schema.title, schema);
    const types = typesOf(schema);
    const values = schema.const === undefined ? schema.enum : [schema.const];
    const parts = [
      ...(values !== undefined
        ? [either(values.map(literal))]
        : types.length > 0
          ? [either(types.map((type) => this.#printAs(type, schema, depth)))]
          : []),
      ...[schema.anyOf, schema.oneOf]
        .filter((branches) => branches !== undefined)
        .map((branches) => either(branches.map((branch) => this.print(branch, depth + 1)))),
      ...(schema.allOf ?? []).map((part) => this.print(part, depth + 1)),
    ].filter((part) => part !== "unknown");
    const [only = "unknown", ...others] = new Set(parts);
    return others.length === 0 ? only : [only, ...others].map((part) => `(${part})`).join(" & ");
  }

  /** `{ … }`, with a doc comment on each field. */
  members(schema: Schema, depth: number): string {
    const { properties = {}, required = [], additionalProperties: others = false } = schema;
    const indent = (depth + 1) * 2;
    const fields = Object.entries(properties).map(([key, field]) => {
      const isFilledIn = this.#side === "input" && field.default !== undefined;
      const isOptional = !required.includes(key) || isFilledIn;
      const type = this.print(field, depth + 1);
      // A call drops it, as JSON does; `exactOptionalPropertyTypes` would reject it.
      const orUndefined = isOptional && this.#side === "input" && type !== "unknown" ? " | undefined" : "";
      return `${fieldComment(field, indent)}${" ".repeat(indent)}${printKey(key)}${isOptional ? "?" : ""}: ${type}${orUndefined};\n`;
    });
    // With fields of other types, only unknown is compatible with all of them.
    const rest = others === false ? "" : `${" ".repeat(indent)}[key: string]: unknown;\n`;
    return `{\n${fields.join("")}${rest}}`;
  }

  #named(title: string, schema: Schema): string {
    return this.#names.declare(title, this.members(schema, 0));
  }

  #printAs(type: string, schema: Schema, depth: number): string {
    if (type === "array") return this.#printList(schema, depth);
    if (type === "object") return this.#printObject(schema, depth);
    return type === "integer" ? "number" : type;
  }

  #printList({ items, prefixItems, minItems, maxItems }: Schema, depth: number): string {
    if (prefixItems !== undefined && minItems === prefixItems.length && maxItems === minItems)
      return `[${prefixItems.map((item) => this.print(item, depth + 1)).join(", ")}]`;
    const kinds = [
      ...(prefixItems ?? []),
      ...(items === undefined && prefixItems !== undefined ? [] : [items ?? {}]),
    ];
    return `(${either(kinds.map((kind) => this.print(kind, depth + 1)))})[]`;
  }

  #printObject(schema: Schema, depth: number): string {
    if (schema.properties !== undefined) return this.members(schema, depth);
    const others = schema.additionalProperties ?? true;
    const type = others === true ? "unknown" : others === false ? "never" : this.print(others, depth + 1);
    return `{ [key: string]: ${type} }`;
  }
}

/** Whether fields are all that it has, so that it can be an interface. */
function isPlainObject(schema: Schema): boolean {
  const { properties, anyOf, oneOf, allOf, enum: values, const: value } = schema;
  const isMore = [anyOf, oneOf, allOf, values, value].some((each) => each !== undefined);
  return properties !== undefined && !isMore && typesOf(schema).join() === "object";
}

/** Without the parentheses that an array or intersection of them needs. */
function either(types: readonly string[]): string {
  const distinct = [...new Set(types)];
  if (distinct.includes("unknown")) return "unknown";
  return distinct.length === 0 ? "never" : distinct.join(" | ");
}

/** Other JSON values are of no use as literal types. */
function literal(value: unknown): string {
  if (typeof value === "string") return quoteJson(value);
  return typeof value === "object" && value !== null ? "unknown" : String(value);
}

function printKey(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoteJson(key);
}
