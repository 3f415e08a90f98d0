import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { openCatalog, readBuilt } from "../../src/endpoints/lookup.ts";
import { schemaReader } from "../../src/endpoints/read-stored.ts";
import type { Schema } from "../../src/schema/schema.ts";
import type { StoredObject } from "../../src/endpoints/stored.ts";

describe("openCatalog", () => {
  const catalog = openCatalog();

  test("knows the client's endpoints and the supplement's, sorted", () => {
    const ids = catalog.ids();
    expect(ids.length).toBeGreaterThan(1200);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(ids).toContain("fal-ai/flux/dev");
    expect(ids).toContain("fal-ai/text-concat");
  });

  test("returns wire types, defaults and descriptions", () => {
    const { input, output } = catalog.find("fal-ai/flux/dev") ?? expect.fail();
    expect(input.required).toEqual(["prompt"]);
    expect(input.properties?.["num_images"]).toEqual({
      type: "number",
      description: "The number of images to generate.",
      default: 1,
    });
    expect(input.properties?.["image_size"]).toMatchObject({
      anyOf: [{ type: "object" }, { type: "string", enum: expect.arrayContaining(["square_hd"]) as unknown }],
      default: "landscape_4_3",
    });
    expect(output.properties?.["images"]?.items?.required).toEqual(["url"]);
  });

  test("treats a file that the client would upload as a string", () => {
    expect(catalog.find("fal-ai/imageutils/rembg")?.input.properties?.["image_url"]?.type).toBe("string");
  });

  test("gives only schemas without references", () => {
    for (const id of catalog.ids()) {
      const endpoint = catalog.find(id) ?? expect.fail(id);
      expect(JSON.stringify(endpoint)).not.toContain('"$ref"');
    }
  });

  test("returns the same object twice", () => {
    expect(catalog.find("fal-ai/flux/dev")).toBe(catalog.find("fal-ai/flux/dev"));
  });

  test.each(["__proto__", "constructor", "toString", "", "fal-ai/flux/dev/", "FAL-AI/flux/dev"])(
    "does not know %j",
    (id) => {
      expect(catalog.find(id)).toBeUndefined();
    },
  );

  test("says what to do if it was not built, but only on first access", () => {
    const missing = openCatalog(() => readBuilt(pathToFileURL("/nonexistent/endpoints.jsonl")));
    expect(() => missing.ids()).toThrow("npm run build");
    expect(() => missing.find("fal-ai/flux/dev")).toThrow("npm run build");
  });
});

describe("schemaReader", () => {
  test("adds keywords beside a reference to the schema it names", () => {
    const read = readerOf(
      { type: "object", description: "An image.", properties: { url: { type: "string" } } },
      { type: "object", properties: { mask: { $ref: 2, description: "The mask." }, image: 2 } },
    );
    const { mask, image } = read(3).properties ?? {};
    expect(mask).toEqual({ ...read(2), description: "The mask." });
    expect(image).toBe(read(2));
  });

  test("follows a reference wherever a schema is allowed", () => {
    const read = readerOf(
      { type: "string" },
      { anyOf: [2, { type: "null" }], allOf: [2] },
      { items: 2, prefixItems: [2], additionalProperties: 2 },
      { additionalProperties: false },
    );
    const string = { type: "string" };
    expect(read(3)).toEqual({ anyOf: [string, { type: "null" }], allOf: [string] });
    expect(read(4)).toEqual({ items: string, prefixItems: [string], additionalProperties: string });
    expect(read(5)).toEqual({ additionalProperties: false });
  });

  test("ends a recursive schema in {}", () => {
    const read = readerOf({ type: "object", properties: { children: { type: "array", items: 2 } } });
    expect(read(2)).toEqual({ type: "object", properties: { children: { type: "array", items: {} } } });
  });

  test("expands mutually recursive schemas once, whichever is read first", () => {
    const read = readerOf({ type: "object", properties: { b: 3 } }, { type: "object", properties: { a: 2 } });
    expect(read(2).properties?.["b"]?.properties?.["a"]).toEqual({});
    expect(read(3).properties?.["a"]?.properties?.["b"]).toBeDefined();
  });

  test.each([1, 0, -1, 99, 0.5])("knows of no schema on line %j", (line) => {
    expect(() => readerOf({})(line)).toThrow(`no schema on line ${line}`);
  });
});

/** The first schema is on line 2. */
function readerOf(...schemas: readonly StoredObject[]): (line: number) => Schema {
  return schemaReader(["", "", ...schemas.map((schema) => JSON.stringify(schema))]);
}
