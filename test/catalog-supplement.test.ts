import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { NamedSchema } from "../src/catalog/build/named-schema.ts";
import { parseTypes } from "../src/catalog/build/parse-types.ts";
import { openCatalog } from "../src/catalog/lookup.ts";
import type { Schema } from "../src/catalog/schema.ts";

import { supplement } from "../src/catalog/supplement.ts";

const source = new URL("../src/catalog/supplement-types.ts", import.meta.url);
const { types } = parseTypes(readFileSync(source, "utf8"));
const map = types.get("SupplementTypeMap")?.properties ?? {};

describe("the supplement", () => {
  test("has the endpoints of SupplementTypeMap", () => {
    expect(supplement.map(({ id }) => id)).toEqual(Object.keys(map));
  });

  test.each(supplement.map((endpoint) => [endpoint.id, endpoint] as const))(
    "%s is as its types say",
    (id, endpoint) => {
      expect(shapeOf(endpoint.input)).toEqual(shapeOf(map[id]?.properties?.["input"]));
      expect(shapeOf(endpoint.output)).toEqual(shapeOf(map[id]?.properties?.["output"]));
    },
  );

  test("has nothing that the client has by now", () => {
    const catalog = openCatalog();
    for (const endpoint of supplement) expect(catalog.find(endpoint.id)).toBe(endpoint);
  });
});

/** What a TypeScript type can say too: names, types, and which fields are required. */
function shapeOf(schema: Schema | NamedSchema = {}): unknown {
  if ("$ref" in schema && schema.$ref !== undefined) return shapeOf(types.get(schema.$ref));
  const { type, properties = {}, required = [], items } = schema;
  const shapes = Object.entries(properties).map(([name, field]) => [name, shapeOf(field)]);
  return {
    type,
    required,
    properties: Object.fromEntries(shapes) as unknown,
    ...(items && { items: shapeOf(items) }),
  };
}
