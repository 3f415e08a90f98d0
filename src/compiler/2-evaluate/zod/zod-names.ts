/**
 * The parts of zod that JSON Schema can express exactly. An allowlist, because a schema object also leads to
 * `constructor` and `parse`; `test/compiler/2-evaluate/zod-schemas.test.ts` compares each with zod itself. Left out because zod's code
 * checks more than it writes: jwt, creditCard, iban, ipv6, cidrv6, httpUrl, file, xor.
 */
const formats = [
  "url", "email", "uuid", "uuidv4", "uuidv6", "uuidv7", "guid", "emoji", "nanoid", "cuid", "cuid2", "ulid", "xid",
  "ksuid", "ipv4", "cidrv4", "base64", "base64url", "e164",
]; // prettier-ignore

/** `z.string()`, `z.object({ … })` */
export const constructors: ReadonlySet<string> = new Set([
  ...formats, "mac", "hostname", "hex", "hash", "currencyCode", "stringFormat", "templateLiteral",
  "string", "number", "int", "int32", "uint32", "float32", "float64", "boolean", "null", "any", "unknown",
  "literal", "enum", "nativeEnum", "keyof", "array", "tuple", "object", "strictObject", "looseObject",
  "union", "discriminatedUnion", "intersection", "record", "partialRecord",
  "optional", "exactOptional", "nullable", "nullish", "nonoptional", "readonly", "prefault",
]); // prettier-ignore

/** `z.iso.datetime()` */
export const isoConstructors: ReadonlySet<string> = new Set(["date", "time", "datetime", "duration"]);

/** `z.string().min(1)` */
export const methods: ReadonlySet<string> = new Set([
  ...formats, ...isoConstructors,
  "min", "max", "length", "nonempty", "regex", "startsWith", "endsWith", "includes", "lowercase", "uppercase",
  "int", "finite", "safe", "positive", "nonnegative", "negative", "nonpositive", "multipleOf", "step", "gt", "gte",
  "lt", "lte",
  "default", "prefault", "describe", "meta", "optional", "exactOptional", "nullable", "nullish", "nonoptional",
  "readonly", "brand", "array", "or", "and", "unwrap",
  "extend", "safeExtend", "merge", "pick", "omit", "partial", "required", "strict", "loose", "passthrough", "strip",
  "catchall", "keyof", "rest", "exclude", "extract",
]); // prettier-ignore
