import { readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { countCalls } from "../support/count-calls.ts";
import { buildCatalog } from "../../src/endpoints/build/build-catalog.ts";
import { parseDocComment } from "../../src/endpoints/build/doc-comment.ts";
import { ownClient } from "../../src/endpoints/build/find-client.ts";
import type { NamedSchema } from "../../src/endpoints/build/named-schema.ts";
import { packCatalog } from "../../src/endpoints/build/pack-catalog.ts";
import { parseTypes } from "../../src/endpoints/build/parse-types.ts";
import { openCatalog, readBuilt } from "../../src/endpoints/lookup.ts";
import { parseHeader } from "../../src/endpoints/read-stored.ts";

describe("schemaOfType", () => {
  test.each([
    ["string", { type: "string" }],
    ["number", { type: "number" }],
    ["boolean", { type: "boolean" }],
    ["unknown", {}],
    ["any", {}],
    ["void", {}],
    ["null", { type: "null" }],
    ['"a"', { type: "string", enum: ["a"] }],
    ['"a" | "b"', { type: "string", enum: ["a", "b"] }],
    ["1 | -2", { type: "number", enum: [1, -2] }],
    ['"auto" | 1', { enum: ["auto", 1] }],
    ["number | number", { type: "number" }],
    ["string | null", { anyOf: [{ type: "string" }, { type: "null" }] }],
    ['"a" | null | "b"', { anyOf: [{ type: "string", enum: ["a", "b"] }, { type: "null" }] }],
    ['Size | "a" | "b"', { anyOf: [{ $ref: "Size" }, { type: "string", enum: ["a", "b"] }] }],
    ['"a" | string', { anyOf: [{ type: "string", enum: ["a"] }, { type: "string" }] }],
    ["Blob", { type: "string" }],
    ["string | Blob | File", { type: "string" }],
    ["Blob | File", { type: "string" }],
    ["File | string", { anyOf: [{ $ref: "File" }, { type: "string" }] }],
    [
      "Array<string | Blob | File> | string | Blob | File",
      { anyOf: [{ type: "array", items: { type: "string" } }, { type: "string" }] },
    ],
    ["Array<Size>", { type: "array", items: { $ref: "Size" } }],
    ["readonly string[]", { type: "array", items: { type: "string" } }],
    ["(string | number)[]", { type: "array", items: { anyOf: [{ type: "string" }, { type: "number" }] } }],
    [
      "[number, string]",
      { type: "array", prefixItems: [{ type: "number" }, { type: "string" }], minItems: 2, maxItems: 2 },
    ],
    ["Record<string, Size>", { type: "object", additionalProperties: { $ref: "Size" } }],
    ["Record<string, unknown>", { type: "object", additionalProperties: {} }],
    ["Record<string, never>", { type: "object", additionalProperties: false }],
    ["{ [key: string]: number }", { type: "object", additionalProperties: { type: "number" } }],
    ["A & B", { allOf: [{ $ref: "A" }, { $ref: "B" }] }],
    ["{}", { type: "object", properties: {} }],
    [
      '{ a: string; "b-c"?: number }',
      { type: "object", properties: { a: { type: "string" }, "b-c": { type: "number" } }, required: ["a"] },
    ],
  ])("%s", (type, schema) => {
    expect(typeOf(type)).toEqual(schema);
  });

  test.each([
    "keyof A",
    "A[]['length']",
    "typeof x",
    "() => void",
    "`a${string}`",
    "A extends B ? 1 : 2",
    "{ [K in A]: B }",
    "{ f(): void }",
    "Promise<A>",
    "Record<A, string>",
    "n.A",
    "[a?: string]",
    "never",
    "bigint",
    "Array<{ deep: { deeper: symbol } }>",
  ])("fails at %s, and names the type", (type) => {
    expect(() => typeOf(type)).toThrow(
      /In the type Some of @fal-ai\/client: Error: falc cannot read the \w+/,
    );
  });

  test("treats a property called __proto__ like any other", () => {
    expect(Object.keys(typeOf('{ "__proto__": string }')?.properties ?? {})).toEqual(["__proto__"]);
  });

  test("reads the comment before a property", () => {
    const schema = typeOf(
      '{\n/** How big. Default value: `small` */\nsize?: "small" | "big";\n/* no */\nn: number }',
    );
    expect(schema?.properties).toEqual({
      size: { type: "string", enum: ["small", "big"], description: "How big.", default: "small" },
      n: { type: "number" },
    });
  });
});

describe("parseTypes", () => {
  test("maps endpoints to type names", () => {
    const { endpoints } = parseTypes('export type EndpointTypeMap = { "a/b": { input: In; output: Out } };');
    expect([...endpoints]).toEqual([["a/b", [{ $ref: "In" }, { $ref: "Out" }]]]);
  });

  test("gives an empty schema for any in the map, as in client 1.9.0", () => {
    const { endpoints } = parseTypes('export type EndpointTypeMap = { "a/b": { input: In; output: any } };');
    expect([...endpoints]).toEqual([["a/b", [{ $ref: "In" }, {}]]]);
  });

  test.each([
    "export interface A { a: string }",
    "export type A<T> = T[];",
    'export * from "./other";',
    'export type EndpointTypeMap = { "a/b": { input: string; output: Out } };',
  ])("fails at %s", (text) => {
    expect(() => parseTypes(text)).toThrow("falc");
  });

  test.each(["export type A = { a: string", "export type A = { a: string /* and so", "<html>"])(
    "fails at a truncated or unrelated file: %s",
    (text) => {
      expect(() => parseTypes(text)).toThrow("not whole");
    },
  );
});

describe("parseDocComment", () => {
  test.each([
    ["/** How many. Default value: `1` */", { description: "How many.", default: 1 }],
    ["/** Default value: `[]` */", { default: [] }],
    ['/** Text. Default value: `"a, b"` */', { description: "Text.", default: "a, b" }],
    ["/** Where. Default value: `center` */", { description: "Where. Default value: `center`" }],
    ["/** Use @Image1 here. */", { description: "Use @Image1 here." }],
    [
      "/**\n     * One\n     * two. Default value: `true`\n     */",
      { description: "One\ntwo.", default: true },
    ],
    ["/** Default value: `1` is best. */", { description: "Default value: `1` is best." }],
    ["/** */", {}],
  ])("%j", (comment, said) => {
    expect(parseDocComment(comment)).toEqual(said);
  });

  test("reads a bare word as a string if it is one of the allowed values", () => {
    expect(parseDocComment("/** Default value: `square_hd` */", ["square", "square_hd"])).toEqual({
      default: "square_hd",
    });
    expect(parseDocComment("/** Default value: `5` */", ["5", "10"])).toEqual({ default: "5" });
  });

  test("keeps a long description whole", () => {
    const description = `Version 1.5 it is.${" Much more.".repeat(40)}`;
    expect(parseDocComment(`/** ${description} */`)).toEqual({ description });
  });
});

describe("packCatalog", () => {
  const source = `
    export type In = Alias; export type Alias = Real; export type Real = { file: string };
    export type Out = { file: Same }; export type Same = File; export type File = { url: string; note: "ü" };
    export type Unused = { a: string };
    export type EndpointTypeMap = { "b/b": { input: In; output: Out }; "a/a": { input: Real; output: File } };`;

  test("resolves aliases, and leaves out unreachable types", () => {
    expect(linesOf(source)).toEqual([
      { "a/a": [4, 2], "b/b": [4, 3] },
      {
        type: "object",
        properties: { url: 5, note: { type: "string", enum: ["ü"] } },
        required: ["url", "note"],
      },
      { type: "object", properties: { file: 2 }, required: ["file"] },
      { type: "object", properties: { file: 5 }, required: ["file"] },
      { type: "string" },
    ]);
  });

  test("writes a repeated property once, at any depth", () => {
    const size = "\n/** How big. */ size: {\n/** In pixels. */ width: number }";
    const [, a, b, ...shared] = linesOf(`
      export type A = { ${size} }; export type B = { all: Array<{ ${size} }>; one: A; other: A };
      export type EndpointTypeMap = { "a/a": { input: A; output: B } };`);
    expect(a).toEqual({ type: "object", properties: { size: 5 }, required: ["size"] });
    expect(b).toMatchObject({
      properties: { all: { items: { properties: { size: 5 } } }, one: 2, other: 2 },
    });
    expect(shared).toEqual([
      { type: "number", description: "In pixels." },
      { type: "object", description: "How big.", properties: { width: 4 }, required: ["width"] },
    ]);
  });

  test("writes pure ASCII", () => {
    expect(packCatalog(parseTypes(source))).toMatch(/^[\n\x20-\x7e]*"\\u00fc"[\n\x20-\x7e]*$/);
  });

  test("gives the same bytes for any order of the types", () => {
    const reversed = source
      .trim()
      .split(/(?<=;) (?=export)|\n\s*/)
      .reverse()
      .join("\n");
    expect(packCatalog(parseTypes(reversed))).toBe(packCatalog(parseTypes(source)));
  });

  test("fails at an undeclared name, and at a type that is its own alias", () => {
    const map = 'export type EndpointTypeMap = { "a/a": { input: A; output: A } };';
    expect(() => packCatalog(parseTypes(`export type A = { b: B }; ${map}`))).toThrow("the type B");
    expect(() => packCatalog(parseTypes(`export type A = B; export type B = A; ${map}`))).toThrow(
      "as itself",
    );
  });
});

describe("the built catalogue", () => {
  const { version = "", types = "" } = ownClient() ?? {};
  const source = readFileSync(types, "utf8");

  test("is what the builder makes from the installed client, and small", () => {
    const built = readBuilt();
    expect(built === buildCatalog(version, source), 'run "npm run build"').toBe(true);
    expect(parseHeader(built)?.client).toBe(version);
    expect(built.length).toBeLessThan(1_000_000);
  });

  test("parses only what is asked for", async () => {
    const parse = vi.spyOn(JSON, "parse");
    const calls = await countCalls(() => {
      const opened = openCatalog();
      for (const id of opened.ids().slice(0, 10)) expect(opened.find(id)).toBeDefined();
    });
    const parsed = parse.mock.calls.length;
    parse.mockRestore();
    expect({ calls: calls < 10_000, parsed: parsed < 200 }).toEqual({ calls: true, parsed: true });
  });

  test("matches the client's types for every endpoint", () => {
    const parsed = parseTypes(source);
    const catalog = openCatalog();
    for (const [id, [input, output]] of parsed.endpoints) {
      expect([id, catalog.find(id)?.input]).toEqual([id, resolved(input, parsed.types)]);
      expect([id, catalog.find(id)?.output]).toEqual([id, resolved(output, parsed.types)]);
    }
  });
});

test("buildCatalog fails for a file without the map", () => {
  expect(() => buildCatalog("1.0.0", "export type A = { a: string };")).toThrow("no endpoints");
});

/** Independent of the code under test: replaces every name by its type. None of the client's types is recursive. */
function resolved({ $ref, ...own }: NamedSchema, types: ReadonlyMap<string, NamedSchema>): object {
  const text = JSON.stringify(own, (_, value: NamedSchema | null) =>
    typeof value === "object" && value?.$ref !== undefined ? resolved(value, types) : value,
  );
  const target = $ref === undefined ? undefined : types.get($ref);
  return { ...(target && resolved(target, types)), ...(JSON.parse(text) as object) };
}

/** After the header; a schema's number is its index here plus one. */
function linesOf(source: string): unknown[] {
  return packCatalog(parseTypes(source))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
}

function typeOf(type: string) {
  return parseTypes(`export type Some = ${type};`).types.get("Some");
}
