/**
 * Compares falc's handling of zod schemas with zod itself: a compiled workflow accepts exactly the inputs that zod
 * accepts, and turns them into what zod returns, or the schema is refused.
 */
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Schema } from "../../../src/schema/schema.ts";
import { constructors, isoConstructors, methods } from "../../../src/compiler/2-evaluate/zod/zod-names.ts";
import { checkInput } from "../../../src/runner/input.ts";
import { compileText } from "../../support/compile-source.ts";
import { seededRandom } from "../../support/seeded-random.ts";
import { acceptedSchemas, refusedSchemas, triedValues } from "./zod-cases.ts";

function compileField(expression: string): { schema: Schema | undefined; codes: string[] } {
  const source = `
import { model } from "falc";
import { z } from "zod";
enum Word { A = "a", B = "b" }
enum Count { X, Y = 5 }
const flux = model("fal-ai/flux/dev");
export const input = z.object({ prompt: z.string(), field: ${expression} });
export default async function main({ prompt }: z.infer<typeof input>) {
  const photo = await flux({ prompt });
  return { url: photo.images[0]!.url };
}
`;
  const { emitted, diagnostics } = compileText(source);
  const codes = diagnostics.filter(({ kind }) => kind !== "warning").map(({ code }) => code);
  // The cast: falc itself emitted the text.
  const written = emitted && (JSON.parse(emitted.schema) as { input: Schema });
  return { schema: written?.input, codes };
}

/** The author's text, run as JavaScript with the real zod. */
function realSchema(expression: string): z.ZodType {
  const [Word, Count] = [
    { A: "a", B: "b" },
    { X: 0, Y: 5, 0: "X", 5: "Y" },
  ];
  const script = expression.replace(/<"\w+">/g, "");
  return new Function("z", "Word", "Count", `return ${script}`)(z, Word, Count) as z.ZodType;
}

/** Every value where the interface and zod differ. */
function differences(field: Schema, real: z.ZodType, values: readonly unknown[]): string[] {
  const wanted = values.map((value) => real.safeParse(structuredClone(value)));
  // All at once: compiling a checker takes longer than checking.
  const schema: Schema = {
    type: "object",
    properties: { values: { type: "object", additionalProperties: field } },
  };
  const check = (indices: readonly number[]) =>
    checkInput(schema, {
      values: Object.fromEntries(indices.map((index) => [`v${index}`, structuredClone(values[index])])),
    });
  const all = check([...values.keys()]);
  const problems = "problems" in all ? all.problems : [];
  const rejected = new Set(problems.map(({ path }) => Number(/^values\.v(\d+)/.exec(path)?.[1])));
  const passed = check([...values.keys()].filter((index) => !rejected.has(index)));
  const given = "input" in passed ? (passed.input["values"] as Record<string, unknown>) : {};
  const found: string[] = [];
  for (const [index, value] of values.entries()) {
    const result = wanted[index];
    const shown = JSON.stringify(value);
    const isPassed = !rejected.has(index) && `v${index}` in given;
    if (result?.success === true && !isPassed) {
      // zod drops undeclared fields; falc reports a wrong name.
      if (!dropsFields(value, result.data)) found.push(`${shown}: zod takes it`);
    } else if (result?.success === false && isPassed) found.push(`${shown}: zod refuses it`);
    else if (isPassed && !isSame(given[`v${index}`], result?.data))
      found.push(`${shown}: zod gives another value`);
  }
  return found;
}

function dropsFields(value: unknown, parsed: unknown): boolean {
  if (typeof value !== "object" || value === null || typeof parsed !== "object" || parsed === null)
    return false;
  return Object.entries(value).some(
    ([key, part]) => !(key in parsed) || dropsFields(part, (parsed as Record<string, unknown>)[key]),
  );
}

/** For a union, zod takes the first match, and drops the fields of the second. */
function isSame(given: unknown, parsed: unknown): boolean {
  return dropsFields(given, parsed) || isDeepStrictEqual(plain(given), plain(parsed));
}

/** Without its prototype. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

describe("an input is accepted exactly if zod accepts it", () => {
  test.each(acceptedSchemas)("%s", (expression) => {
    const { schema, codes } = compileField(expression);
    expect(codes).toEqual([]);
    const field = schema?.properties?.["field"] ?? expect.fail();
    expect(JSON.stringify(schema)).not.toMatch(/"\$ref"|"\$defs"|"id"/);
    const real = realSchema(expression);
    expect(differences(field, real, triedValues)).toEqual([]);
    // If it is left out: is it required, and what is its default?
    const without = checkInput(schema ?? expect.fail(), { prompt: "a" });
    const parsed = z.object({ prompt: z.string(), field: real }).safeParse({ prompt: "a" });
    expect("input" in without ? without.input : undefined).toEqual(parsed.data);
  });

  test.each(refusedSchemas)("%s is refused: %s", (expression, code) => {
    expect(compileField(expression).codes).toEqual([code]);
  });

  test("every allowed method is compared", () => {
    const text = acceptedSchemas.join("\n");
    const isUsed = (name: string) => new RegExp(String.raw`(?<![\w$])${name}\(`).test(text);
    expect([...constructors].filter((name) => !isUsed(String.raw`z\.${name}`))).toEqual([]);
    expect([...isoConstructors].filter((name) => !isUsed(String.raw`z\.iso\.${name}`))).toEqual([]);
    expect(
      [...methods].filter((name) => !new RegExp(String.raw`[)\]}]\.${name}(?:<.*?>)?\(`).test(text)),
    ).toEqual([]);
  });

  test("100 random schemas match zod, or are refused", () => {
    const random = seededRandom();
    const pick = <Item>(items: readonly Item[]): Item => items[random.below(items.length)] as Item;
    const wrappers: readonly ((inner: string, other: string) => string)[] = [
      (inner) => `z.array(${inner})`,
      (inner) => `${inner}.optional()`,
      (inner) => `${inner}.nullable()`,
      (inner) => `${inner}.meta({ id: "Some" })`,
      (inner) => `${inner}.readonly()`,
      (inner, other) => `z.object({ a: ${inner}, b: ${other} })`,
      (inner, other) => `z.object({ a: ${inner} }).extend({ n: ${other} })`,
      (inner, other) => `z.union([${inner}, ${other}])`,
      (inner, other) => `z.tuple([${inner}, ${other}])`,
      (inner) => `z.record(z.string(), ${inner})`,
      (inner) => `z.looseObject({ a: ${inner} })`,
      (inner, other) => `z.object({ a: ${inner}, b: ${other} }).partial()`,
    ];
    let compared = 0;
    for (let round = 0; round < 100; round += 1) {
      let expression = pick(acceptedSchemas);
      for (let depth = random.below(3); depth >= 0; depth -= 1)
        expression = pick(wrappers)(expression, pick(acceptedSchemas));
      const { schema, codes } = compileField(expression);
      if (codes.length > 0) {
        expect(["schema-inexact"], expression).toEqual(codes);
        continue;
      }
      compared += 1;
      const field = schema?.properties?.["field"] ?? expect.fail(expression);
      const values = random.shuffle(triedValues).slice(0, 60);
      const nested = values.flatMap((value) => [
        value,
        [value],
        { a: value },
        { a: value, b: pick(triedValues) },
      ]);
      expect(differences(field, realSchema(expression), nested), expression).toEqual([]);
    }
    expect(compared).toBeGreaterThan(50);
  });
});
