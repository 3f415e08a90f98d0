/**
 * Generated type declarations in three files, read by falc and by TypeScript's own checker: the types are equal, or
 * falc refuses. `npm run types -- 5000` compares any number.
 */
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../support/seeded-random.ts";
import { compareTypes, newTally, refusedIn } from "./compare.ts";
import { writeFiles } from "./write-files.ts";

describe("types are read as TypeScript's checker reads them", () => {
  test("generated types", { timeout: 120_000 }, () => {
    const random = seededRandom();
    const tally = newTally();
    compareTypes(
      Array.from({ length: 30 }, () => writeFiles(random, 10)),
      tally,
    );
    expect(tally.wrong.slice(0, 3).join("\n")).toBe("");
    expect(tally.compared).toBeGreaterThanOrEqual(300);
    // Refusing everything would be correct too.
    expect(refusedIn(tally)).toBeLessThan(tally.compared / 3);
  });

  test("a wrong reading is noticed", () => {
    const tally = newTally();
    const text = `interface Shot { prompt: string } export function use(root0: Shot) { return root0; }`;
    compareTypes([{ "main.ts": text }], tally, ({ "main.ts": main }) => ({
      "main.ts": main?.replace("string", "number") ?? "",
    }));
    expect(tally.wrong).toHaveLength(1);
  });
});
