/** zod expressions for tests: schemas of an input's field, and values to try. */

/** Each compiles, and means what zod means. */
export const acceptedSchemas: readonly string[] = [
  "z.string()", "z.string().min(2)", "z.string().max(1)", "z.string().length(2)", "z.string().nonempty()",
  String.raw`z.string().regex(/^[\w-.]+$/)`, String.raw`z.string().regex(/^\d\-\d$/)`, "z.string().regex(/^.$/)",
  "z.string().regex(/^[^a]{1,2}$/)", String.raw`z.string().regex(/^\p{L}$/u)`, String.raw`z.string().regex(/^[\p{L}.]$/u)`,
  "z.string().regex(/^a+$/u)", String.raw`z.string().regex(/^\u{1F600}$/u)`, String.raw`z.string().regex(/^\p{Lu}$/v)`,
  "z.string().regex(/a/).regex(/b/)", `z.string().startsWith("a.")`, `z.string().endsWith(".b")`,
  `z.string().includes("b")`, "z.string().lowercase()", "z.string().uppercase()",
  "z.url()", "z.string().url()", "z.email()", "z.string().email()", "z.uuid()", "z.string().uuid()", "z.uuidv4()",
  "z.string().uuidv4()", "z.uuidv6()", "z.string().uuidv6()", "z.uuidv7()", "z.string().uuidv7()",
  `z.uuid({ version: "v7" })`, "z.guid()", "z.string().guid()", "z.emoji()", "z.string().emoji()", "z.nanoid()",
  "z.string().nanoid()", "z.cuid()", "z.string().cuid()", "z.cuid2()", "z.string().cuid2()", "z.ulid()",
  "z.string().ulid()", "z.xid()", "z.string().xid()", "z.ksuid()", "z.string().ksuid()", "z.ipv4()",
  "z.string().ipv4()", "z.cidrv4()", "z.string().cidrv4()", "z.mac()", `z.mac({ delimiter: "-" })`, "z.base64()",
  "z.string().base64()", "z.base64url()", "z.string().base64url()", "z.e164()", "z.string().e164()", "z.hostname()",
  "z.hex()", `z.hash("sha256")`, "z.currencyCode()", `z.stringFormat("x", /^x+$/)`,
  `z.templateLiteral(["a", z.number(), z.enum(["x", "y"])])`,
  "z.iso.date()", "z.iso.time()", "z.iso.datetime()", "z.iso.duration()", "z.iso.datetime({ offset: true })",
  "z.iso.datetime({ local: true })", "z.iso.datetime({ precision: 3 })", "z.iso.time({ precision: -1 })",
  "z.string().datetime()", "z.string().date()", "z.string().time()", "z.string().duration()",
  "z.number()", "z.int()", "z.number().int()", "z.float32()", "z.float64()", "z.int32()", "z.uint32()",
  "z.number().multipleOf(0.1)", "z.number().multipleOf(2).multipleOf(3)", "z.number().step(5)", "z.number().gt(1).lt(5)",
  "z.number().gte(1).lte(5)", "z.number().min(1).max(5)", "z.number().positive()", "z.number().negative()",
  "z.number().nonnegative()", "z.number().nonpositive()", "z.number().safe()", "z.number().finite()",
  "z.boolean()", "z.null()", `z.literal("a")`, `z.literal(["a", 1, true, null])`, "z.literal(0)", `z.enum(["a", "b"])`,
  `z.enum({ A: "a", N: 5 })`, "z.nativeEnum(Word)", "z.nativeEnum(Count)", "z.enum(Count)",
  `z.enum(["a", "b"]).exclude(["a"])`, `z.enum(["a", "b"]).extract(["a"])`, `z.enum(z.enum(["a", "b"]).options)`,
  "z.array(z.string())", "z.string().array()", "z.array(z.number()).min(1).max(2)", "z.array(z.any()).length(2)",
  "z.array(z.string()).nonempty()", "z.array(z.string().max(1)).element",
  "z.tuple([z.string(), z.number()])", "z.tuple([])", "z.tuple([z.string()], z.number())",
  "z.tuple([z.string()]).rest(z.number())", "z.tuple([z.string(), z.number().optional()])",
  "z.object({ a: z.string() })", "z.object({ a: z.string().optional(), b: z.number().default(3) })", "z.object({})",
  "z.object({ a: z.any(), b: z.unknown() })", "z.object(z.object({ a: z.string() }).shape)",
  "z.strictObject({ a: z.string() })", "z.object({ a: z.string() }).strict()", "z.strictObject({ a: z.string() }).strip()",
  "z.looseObject({ a: z.string() })", "z.object({ a: z.string() }).loose()", "z.object({ a: z.string() }).passthrough()",
  "z.object({ a: z.string() }).catchall(z.number())", "z.object({ a: z.string() }).merge(z.object({ b: z.number() }))",
  "z.object({ a: z.string() }).extend({ b: z.number() })", "z.object({ a: z.string() }).safeExtend({ b: z.number() })",
  "z.object({ a: z.string(), b: z.number() }).partial()", "z.object({ a: z.string(), b: z.number() }).partial({ a: true })",
  "z.object({ a: z.string().optional() }).required()", "z.object({ a: z.string(), b: z.number() }).pick({ a: true })",
  "z.object({ a: z.string(), b: z.number() }).omit({ a: true })", "z.object({ a: z.string(), b: z.number() }).keyof()",
  "z.keyof(z.object({ a: z.string() }))", "z.object({ a: z.object({ b: z.number().default(3) }).default({ b: 4 }) })",
  "z.object({ a: z.object({ b: z.number().default(3) }).prefault({}) })", "z.array(z.object({ b: z.number().default(3) }))",
  "z.union([z.string(), z.number()])", "z.string().or(z.number())",
  "z.union([z.object({ a: z.string() }), z.object({ a: z.string(), b: z.number() })])",
  `z.discriminatedUnion("k", [z.object({ k: z.literal("a"), n: z.number() }), z.object({ k: z.literal(["b", "c"]), s: z.string() })])`,
  "z.object({ a: z.string() }).and(z.object({ b: z.number() }))",
  "z.intersection(z.object({ a: z.string() }), z.object({ b: z.number().default(3) }))",
  "z.intersection(z.string().min(2), z.string().max(3))", "z.strictObject({ a: z.string() }).and(z.strictObject({ b: z.number() }))",
  "z.object({ a: z.string() }).and(z.union([z.object({ b: z.number() }), z.object({ n: z.number() })]))",
  "z.record(z.string(), z.number())", `z.record(z.enum(["a", "b"]), z.number())`, "z.record(z.string().regex(/^a/), z.number())",
  `z.partialRecord(z.enum(["a", "b"]), z.number())`, "z.record(z.number(), z.string())", `z.record(z.literal(["a", "b"]), z.number())`,
  "z.record(z.string(), z.object({ b: z.number().default(3) }))",
  "z.string().optional()", "z.optional(z.string())", "z.string().exactOptional()", "z.exactOptional(z.string())",
  "z.string().nullable()", "z.nullable(z.string())", "z.string().nullish()", "z.nullish(z.string())", `z.string().default("x")`,
  `z.string().prefault("x")`, `z.prefault(z.string(), "x")`, "z.string().optional().nonoptional()",
  "z.nonoptional(z.string().optional())", "z.string().nullable().default(null)", "z.string().optional().unwrap()",
  "z.array(z.string()).readonly()", "z.readonly(z.string())", `z.string().brand<"Prompt">()`, `z.string().describe("a word")`,
  `z.string().meta({ title: "T", examples: ["a"] })`,
  // An id makes zod write a `$ref` in place of the schema.
  `z.number().meta({ id: "Prompt" })`, `z.array(z.object({ a: z.string().meta({ id: "Name" }) }).meta({ id: "Item" }))`,
  `z.record(z.enum(["a", "b"]).meta({ id: "Key" }), z.number().meta({ id: "Value" }))`,
  `z.object({ a: z.string().meta({ id: "Twice" }), b: z.string().meta({ id: "Twice" }) })`,
]; // prettier-ignore

/** What zod checks or changes beyond JSON Schema → the code that refuses it. */
export const refusedSchemas: readonly (readonly [expression: string, code: string])[] = [
  ...[
    "z.jwt()", "z.creditCard()", "z.iban()", "z.ipv6()", "z.cidrv6()", "z.httpUrl()", "z.file()", "z.stringbool()",
    "z.coerce.number()", "z.date()", "z.bigint()", "z.undefined()", "z.never()", "z.nan()", "z.xor([z.string(), z.number()])",
    "z.json()", "z.string().jwt()", "z.string().ipv6()", "z.string().trim()", "z.string().toLowerCase()", `z.string().catch("x")`,
    "z.url({ protocol: /^https$/ })", "z.url({ hostname: /a/ })", "z.url({ normalize: true })", "z.string().url({ protocol: /^https$/ })",
    `z.string().includes("b", { position: 2 })`, "z.looseRecord(z.string(), z.number())",
    "z.string().regex(/a/i)", "z.string().regex(/^.$/u)", String.raw`z.string().regex(/^\p{L}$/)`, "z.string().regex(/[a--b]/v)",
    `z.string().meta({ minLength: 3 })`, `z.string().meta({ type: "number" })`, `z.string().meta({ nullable: true })`,
    `z.string().meta({ $ref: "#/x" })`, `z.string().meta({ default: "x" })`, "z.string().meta()",
    "z.registry()", "z.globalRegistry", "z.toJSONSchema(z.string())", "z.iso.week()",
  ].map((expression) => [expression, "schema-method"] as const),
  ...[
    "z.string().refine((text) => text.length > 1)", "z.lazy(() => z.string())", "z.string().transform((text) => text)",
    "z.preprocess((text) => text, z.string())", "z.string().default(() => `x`)", "z.custom((each) => each === 1)",
    "z.stringFormat(`x`, (text) => text.length > 1)",
  ].map((expression) => [expression, /default|stringFormat/.test(expression) ? "schema-callback" : "schema-method"] as const),
  ...[
    "z.union([z.string().default(`x`), z.number()])", "z.tuple([z.string(), z.number().default(3)])",
    "z.object({ b: z.number().default(3) }).nullable()", "z.enum([])", "z.string().default(`x`).nonoptional()", "z.intersection(z.string().default(`x`), z.string())", "z.literal([])", "z.record(z.number().min(5), z.string())",
  ].map((expression) => [expression, "schema-inexact"] as const),
  [`z.discriminatedUnion("k", [z.object({ k: z.literal("a") }), z.object({ k: z.string() })])`, "schema-invalid"],
]; // prettier-ignore

const texts = [
  "", "a", "b", "c", "ab", "abc", "A", "aB", "a.", "a.b", "x.b", "bab", "aab", "abb", "1-2", "a-b", "😀", "😀😀", "a😀", "ä", "\n",
  "a\nb", "x", "xx", "a1x", "a12y", "a1.5x", "ax", "5", "1.5", "https://a.b/c", "http://a.b", "ftp://a.b/x", "https:a.b",
  "mailto:a@b.c", "not a url", "//x", "data:text/plain,hi", "https://a b", "a@b.co", "a@b", "a.b+c@d-e.co", "A@B.CO", "ä@b.co",
  "550e8400-e29b-41d4-a716-446655440000", "550e8400-e29b-71d4-a716-446655440000", "550E8400-E29B-41D4-A716-446655440000",
  "1ec9414c-232a-6b00-b3c8-9e6bdeced846", "00000000-0000-0000-0000-000000000000", "V1StGXR8_Z5jdHi6B-myT",
  "cjld2cjxh0000qzrmn831i7rn", "tz4a98xxat96iws9zmbrgj3a", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "9m4e2mr0ui3e8a215n4g",
  "1srOrx2ZWZBpBUvZwXKQmoEYga2", "127.0.0.1", "256.1.1.1", "1.2.3", "::1", "00:1A:2B:3C:4D:5E", "00-1A-2B-3C-4D-5E", "10.0.0.0/8",
  "10.0.0.0/33", "aGk=", "aGk", "aGkx", "a_k-", "YQ==", "YQ", "A=", "====", "+4915112345678", "+12", "localhost", "example.com",
  "-a.com", "a..b", "deadbeef", "DEADBEEF", "abcg", "USD", "usd", "XXZ",
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "2024-01-02", "2024-02-30", "10:20:30", "10:20", "25:00:00",
  "10:20:30.123", "2024-01-02T10:20:30Z", "2024-01-02T10:20:30.123Z", "2024-01-02T10:20:30+02:00", "2024-01-02T10:20:30",
  "2024-01-02T10:20Z", "P1D", "P", "PT5M",
]; // prettier-ignore

const numbers = [
  0, 1, 2, 3, 4, 5, 6, 7, 10, 12, 15, -1, -5, 0.1, 0.2, 0.3, 0.5, 0.7, 1.1, 1.5, 2.03, 1e21, 1e39, -1e39, 2 ** 31, 2 ** 31 - 1,
  -(2 ** 31), -(2 ** 31) - 1, 2 ** 32, 2 ** 32 - 1, 2 ** 53, 2 ** 53 - 1, 1e-7, 0.30000001,
]; // prettier-ignore

/** Each is tried with each schema. */
export const triedValues: readonly unknown[] = [
  ...texts, ...numbers, true, false, null, [], ["a"], ["a", "b"], ["a", 1], ["a", 1, 2], ["a", null], [1], [1, 2], [1, 2, 3],
  ["a", "b", "c"], {}, { a: "x" }, { a: 1 }, { b: 2 }, { b: "x" }, { a: "x", b: 2 }, { a: "x", b: "y" }, { a: "x", n: 2 },
  { a: 1, b: 2 }, { a: null }, { a: null, b: null }, { a: "x", z: 3 }, { a: "x", z: "s" }, { k: "a", n: 1 }, { k: "b", s: "x" },
  { k: "c", s: "x" }, { k: "d", s: "x" }, { k: "a", s: "x" }, { k: "a", n: 1, s: "x" }, { 1: "x" }, { 1.5: "x" }, { ab: 1 },
  { ab: "x" }, { a: {} }, { a: { b: 5 } }, [{}], [{ b: 1 }], [{ a: "x" }], [{ a: 1 }], { q: {} }, { q: { b: 1 } }, { a: [] }, [[]],
]; // prettier-ignore
