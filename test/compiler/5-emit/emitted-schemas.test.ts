/** Every interface that falc writes is valid, self-contained JSON Schema 2020-12. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";

const files = ["test/fixtures", "dist-workflows"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("schema.json"))
    .map((file) => path.join(folder, file)),
);

describe("every emitted schema", () => {
  test.each(files)("%s", (file) => {
    const ajv = new Ajv2020({ strict: false, logger: false });
    // The cast: an artifact's own form.
    const { input, output } = JSON.parse(readFileSync(file, "utf8")) as { input: object; output: object };
    for (const schema of [input, output]) {
      expect(ajv.validateSchema(schema), JSON.stringify(ajv.errors)).toBe(true);
      expect(() => ajv.compile(schema)).not.toThrow();
      expect(JSON.stringify(schema)).not.toContain('"$ref":');
    }
  });

  test("is one of many", () => {
    expect(files.length).toBeGreaterThan(100);
  });
});
