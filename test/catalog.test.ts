import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { openCatalog } from "../src/catalog/lookup.ts";
import { readTypes } from "../src/catalog/read-types.ts";
import type { Schema } from "../src/catalog/schema.ts";
import type { StoredSchema } from "../src/catalog/stored.ts";

describe("openCatalog", () => {
  const catalog = openCatalog();

  test("knows the client's endpoints and the supplement's, sorted", () => {
    const ids = catalog.ids();
    expect(ids.length).toBeGreaterThan(1200);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(ids).toContain("fal-ai/flux/dev");
    expect(ids).toContain("fal-ai/text-concat");
  });

  test("answers with the wire's types, the defaults and the descriptions", () => {
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

  test("takes a file that the client would upload for the string it is on the wire", () => {
    expect(catalog.find("fal-ai/imageutils/rembg")?.input.properties?.["image_url"]?.type).toBe("string");
  });

  test("gives schemas without references, all of them", () => {
    for (const id of catalog.ids()) {
      const endpoint = catalog.find(id) ?? expect.fail(id);
      expect(JSON.stringify(endpoint)).not.toContain('"$ref"');
    }
  });

  test("answers the same object twice", () => {
    expect(catalog.find("fal-ai/flux/dev")).toBe(catalog.find("fal-ai/flux/dev"));
  });

  test.each(["__proto__", "constructor", "toString", "", "fal-ai/flux/dev/", "FAL-AI/flux/dev"])(
    "does not know %j",
    (id) => {
      expect(catalog.find(id)).toBeUndefined();
    },
  );

  test("says what to do when it was not built, and not before it is asked", () => {
    const missing = openCatalog(pathToFileURL("/nonexistent/"));
    expect(() => missing.ids()).toThrow("npm run build");
    expect(() => missing.find("fal-ai/flux/dev")).toThrow("npm run build");
  });
});

describe("readTypes", () => {
  test("puts what stands beside a reference on top of the type it names", () => {
    const read = readerOf({
      Image: { type: "object", description: "An image.", properties: { url: { type: "string" } } },
      Output: { type: "object", properties: { mask: { $ref: "Image", description: "The mask." } } },
    });
    expect(read("Output").properties?.["mask"]).toEqual({ ...read("Image"), description: "The mask." });
  });

  test("ends a recursive type in {}", () => {
    const read = readerOf({
      Tree: { type: "object", properties: { children: { type: "array", items: { $ref: "Tree" } } } },
    });
    expect(read("Tree")).toEqual({ type: "object", properties: { children: { type: "array", items: {} } } });
  });

  test("of types that contain each other, shows one whole turn, whichever is read first", () => {
    const read = readerOf({
      A: { type: "object", properties: { b: { $ref: "B" } } },
      B: { type: "object", properties: { a: { $ref: "A" } } },
    });
    expect(read("A").properties?.["b"]?.properties?.["a"]).toEqual({});
    expect(read("B").properties?.["a"]?.properties?.["b"]).toBeDefined();
  });

  test("reads what is not ASCII at the right place", () => {
    const read = readerOf({ A: { description: "größer – 大" }, B: { type: "string" } });
    expect([read("A").description, read("B").type]).toEqual(["größer – 大", "string"]);
  });
});

function readerOf(schemas: Record<string, StoredSchema>): (name: string) => Schema {
  const types: Record<string, [number, number]> = {};
  let lines = Buffer.alloc(0);
  for (const [name, schema] of Object.entries(schemas)) {
    const line = Buffer.from(`${JSON.stringify(schema)}\n`);
    types[name] = [lines.length, line.length - 1];
    lines = Buffer.concat([lines, line]);
  }
  return readTypes({ client: "0", endpoints: {}, types }, lines);
}
