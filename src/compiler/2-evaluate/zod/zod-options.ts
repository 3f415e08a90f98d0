/** zod's options that its JSON Schema omits, or expresses differently. */

/** The refused part, as code, and the reason: `.meta({ minimum })`. */
export interface InexactOption {
  readonly name: string;
  readonly reason: string;
}

/** Options that affect validation, but are not in the JSON Schema that zod writes. */
const unwritten: ReadonlySet<string> = new Set(["hostname", "protocol", "normalize", "position"]);

/**
 * Keywords with a meaning in JSON Schema. Added to the schema that zod validates with, they would say something
 * different.
 */
const keywords: ReadonlySet<string> = new Set([
  "type", "enum", "const", "default", "format", "pattern", "nullable", "not", "if", "then", "else",
  "anyOf", "oneOf", "allOf", "properties", "required", "additionalProperties", "patternProperties", "propertyNames",
  "items", "prefixItems", "contains", "minContains", "maxContains", "uniqueItems", "minItems", "maxItems",
  "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength",
  "minProperties", "maxProperties", "dependencies", "dependentRequired", "dependentSchemas", "definitions",
  "unevaluatedItems", "unevaluatedProperties", "discriminator",
]); // prettier-ignore

/** For the arguments of one call, as zod gets them. `name` is `.min` or `z.string`. */
export function inexactOption(name: string, args: readonly unknown[]): InexactOption | undefined {
  const [first] = args;
  if (name === ".meta") return metaProblem(first);
  const options = args.at(-1);
  if (!isFormat(name) || typeof options !== "object" || options === null) return undefined;
  const found = Object.keys(options).find((key) => unwritten.has(key));
  return found === undefined
    ? undefined
    : { name: `${name}({ ${found} })`, reason: "JSON Schema has no exact equivalent" };
}

/** A name whose last argument is options; in `z.object({ position: … })`, it is the author's fields. */
function isFormat(name: string): boolean {
  return /^(?:z\.url|\.(?:url|includes))$/.test(name);
}

function metaProblem(meta: unknown): InexactOption | undefined {
  if (typeof meta !== "object" || meta === null)
    return { name: ".meta()", reason: "metadata cannot be read back" };
  const found = Object.keys(meta).find(
    (key) => keywords.has(key) || (key.startsWith("$") && key !== "$comment"),
  );
  return found === undefined
    ? undefined
    : { name: `.meta({ ${found} })`, reason: "zod does not use it for validation" };
}
