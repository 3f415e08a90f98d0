import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseDocComment } from "../src/catalog/build/doc-comment.ts";
import { locateTypes } from "../src/catalog/build/locate-types.ts";
import { packCatalog } from "../src/catalog/build/pack-catalog.ts";
import { parseTypes } from "../src/catalog/build/parse-types.ts";
import { catalogFolder, indexFile, typesFile } from "../src/catalog/stored.ts";

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
  ])("fails at %s, and says in which type", (type) => {
    expect(() => typeOf(type)).toThrow(
      /In the type Some of @fal-ai\/client: Error: falc cannot read the \w+/,
    );
  });

  test("keeps a property called __proto__ as a property", () => {
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
  test("gives the map by names", () => {
    const { endpoints } = parseTypes('export type EndpointTypeMap = { "a/b": { input: In; output: Out } };');
    expect([...endpoints]).toEqual([["a/b", ["In", "Out"]]]);
  });

  test.each([
    "export interface A { a: string }",
    "export type A<T> = T[];",
    'export * from "./other";',
    'export type EndpointTypeMap = { "a/b": { input: string; output: Out } };',
  ])("fails at %s", (text) => {
    expect(() => parseTypes(text)).toThrow("falc");
  });
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

  test("takes a bare word for a string where it is one of the allowed", () => {
    expect(parseDocComment("/** Default value: `square_hd` */", ["square", "square_hd"])).toEqual({
      default: "square_hd",
    });
    expect(parseDocComment("/** Default value: `5` */", ["5", "10"])).toEqual({ default: "5" });
  });

  test("keeps the first sentence of a long description", () => {
    expect(parseDocComment(`/** Version 1.5 it is. ${"Much more. ".repeat(40)}*/`)).toEqual({
      description: "Version 1.5 it is.",
    });
  });
});

describe("packCatalog", () => {
  const source = `
    export type In = Alias; export type Alias = Real; export type Real = { file: string };
    export type Out = { file: Same }; export type Same = File; export type File = { url: string; note: "ü" };
    export type Unused = { a: string };
    export type EndpointTypeMap = { "b/b": { input: In; output: Out }; "a/a": { input: Real; output: File } };`;

  test("resolves aliases, leaves out what no endpoint reaches, and counts bytes", () => {
    const { index, types } = packCatalog("1.0.0", parseTypes(source));
    const lines = types.trimEnd().split("\n");
    expect(JSON.parse(index)).toEqual({
      client: "1.0.0",
      endpoints: { "a/a": ["Real", "File"], "b/b": ["Real", "Out"] },
      types: {
        File: [0, Buffer.byteLength(lines[0] ?? "")],
        Out: [Buffer.byteLength(`${lines[0] ?? ""}\n`), Buffer.byteLength(lines[1] ?? "")],
        Real: [
          Buffer.byteLength(`${lines[0] ?? ""}\n${lines[1] ?? ""}\n`),
          Buffer.byteLength(lines[2] ?? ""),
        ],
      },
    });
    expect(lines[1]).toContain('{"$ref":"File"}');
  });

  test("gives the same bytes whatever the order of the types", () => {
    const reversed = source
      .trim()
      .split(/(?<=;) (?=export)|\n\s*/)
      .reverse()
      .join("\n");
    expect(packCatalog("1", parseTypes(reversed))).toEqual(packCatalog("1", parseTypes(source)));
  });

  test("fails at a name that is nowhere declared, and at a type that is itself", () => {
    const map = 'export type EndpointTypeMap = { "a/a": { input: A; output: A } };';
    expect(() => packCatalog("1", parseTypes(`export type A = { b: B }; ${map}`))).toThrow("the type B");
    expect(() => packCatalog("1", parseTypes(`export type A = B; export type B = A; ${map}`))).toThrow(
      "as itself",
    );
  });
});

test("the built catalogue is what the builder makes of the installed client", () => {
  const { file, version } = locateTypes();
  const { index, types } = packCatalog(version, parseTypes(readFileSync(file, "utf8")));
  const built = (name: string) => readFileSync(new URL(name, catalogFolder), "utf8");
  expect(built(indexFile) === index && built(typesFile) === types, 'run "npm run build"').toBe(true);
  expect(Buffer.byteLength(index + types)).toBeLessThan(1.5 * 1024 * 1024);
});

function typeOf(type: string) {
  return parseTypes(`export type Some = ${type};`).types.get("Some");
}
