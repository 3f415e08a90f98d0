/**
 * Every endpoint of the catalogue, as a workflow calls it: with an input that its schema allows, there are no
 * diagnostics; with one wrong name, value or path, the right code is reported at the right place and suggests the
 * right one. The wrong ones are derived from the right ones. Many calls are compiled in one program, a line each.
 */
import { expect, test } from "vitest";
import { openCatalog } from "../../src/endpoints/lookup.ts";
import type { Schema } from "../../src/schema/schema.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { applyEdits } from "../../src/diagnostics/suggestion.ts";
import { positionAt } from "../../src/diagnostics/span.ts";
import { compileText } from "../support/compile-source.ts";
import { printFields, sampleInput } from "../support/sample-source.ts";
import { wrongNames } from "./wrong-names.ts";

const catalog = openCatalog();
const endpoints = catalog.ids().map((id) => catalog.find(id) ?? expect.fail(id));

test("the catalogue has been built", () => {
  expect(endpoints.length).toBeGreaterThan(1200);
});

test.each([
  ["only required fields", (): boolean => false],
  ["everything", (): boolean => true],
] as const)("an input with %s, and every field of the answer, are taken without a word", (_, optional) => {
  const lines = endpoints.map(({ id, input, output }) => {
    const call = callOf(id, sampleInput(input, optional));
    return { source: `{ const made = await ${call}; all.push(${readsOf(output).join(", ")}); }` };
  });
  expect(unexpected(lines, () => [])).toEqual([]);
});

test("a misspelt endpoint is unknown, and the right one is suggested", () => {
  const lines = endpoints.flatMap(({ id }, index) => {
    const wrong = wrongNames(id).filter(({ how }) => isSpelling(how));
    const { name = id } = wrong[index % wrong.length] ?? {};
    return catalog.find(name) === undefined
      ? [{ right: id, wrong: name, source: `all.push(model("${name}").endpoint);` }]
      : [];
  });
  const expected = (line: Named, found: readonly Diagnostic[]) => [
    `endpoint-unknown "${line.wrong}" ${orAsNear(offered(found), line)}`,
  ];
  expect(unexpected(lines, expected)).toEqual([]);
});

test("a wrong field is reported, and the right one is suggested", () => {
  const lines = endpoints
    .flatMap(({ id, input, isPartial }) =>
      Object.keys(input.properties ?? {}).flatMap((right) =>
        wrongNames(right)
          .filter(({ name }) => !Object.hasOwn(input.properties ?? {}, name))
          .map(({ name: wrong }) => ({ id, input, right, wrong, isPartial })),
      ),
    )
    .filter(isSampled)
    .map(({ id, input, right, wrong, isPartial }) => {
      const fields = sampleInput(input, (field) => field === right);
      const sent = new Map(Array.from(fields, ([name, value]) => [name === right ? wrong : name, value]));
      const code = isPartial === true ? "field-undescribed" : "field-unknown";
      return { code, right, wrong, source: `all.push(await ${callOf(id, sent)});` };
    });
  expect(lines.length).toBeGreaterThan(10_000);
  expect(unexpected(lines, ({ code, right, wrong }) => [`${code} "${wrong}" ${right}`])).toEqual([]);
});

test("a missing required field is reported by name", () => {
  const lines = endpoints.flatMap(({ id, input }) =>
    (input.required ?? []).map((field) => {
      const sent = new Map(sampleInput(input));
      sent.delete(field);
      return { source: `all.push(await ${callOf(id, sent)});`, sent: printFields(sent) };
    }),
  );
  expect(unexpected(lines, ({ sent }) => [`field-missing ${sent} undefined`])).toEqual([]);
});

test("a value outside the allowed ones is reported, and the right one is suggested", () => {
  const lines = endpoints.flatMap(({ id, input }) => {
    const choices = Object.entries(input.properties ?? {}).flatMap(([field, schema]) =>
      choicesOf(schema).map((right, index) => {
        const made = wrongNames(right).filter(({ how }) => isSpelling(how));
        return { field, right, wrong: made[index % made.length]?.name ?? right, all: choicesOf(schema) };
      }),
    );
    return choices
      .filter(({ all, wrong }) => !all.includes(wrong))
      .filter(isSampled)
      .map(({ field, right, wrong }) => {
        const sent = new Map(sampleInput(input)).set(field, JSON.stringify(wrong));
        return { right, wrong, source: `all.push(await ${callOf(id, sent)});` };
      });
  });
  expect(lines.length).toBeGreaterThan(1_000);
  let corrected = 0;
  const wrongly = unexpected(lines, (line, found) => {
    const text = found[0]?.fix?.edits[0]?.text;
    const value = text === undefined ? undefined : (JSON.parse(text) as string);
    if (value !== undefined) corrected++;
    // If it cannot be a typing mistake (`33:2` for `3:2`), the values are listed, and none is written into the code.
    const isRight = value === undefined || orAsNear(value, line) === value;
    return [`field-value "${line.wrong}" ${isRight ? "undefined" : line.right}`];
  });
  expect(wrongly).toEqual([]);
  expect(corrected).toBeGreaterThan(lines.length * 0.8);
});

test("a wrong path into an answer is reported, and the right one is suggested", () => {
  const methods = new Set([
    ...Object.getOwnPropertyNames(Array.prototype),
    ...Object.getOwnPropertyNames(String.prototype),
  ]);
  const lines = endpoints
    // An answer may contain anything else, so nothing is certain.
    .filter(({ output }) => output.additionalProperties === undefined)
    .flatMap(({ id, input, output: { properties = {}, required = [] } }) =>
      Object.entries(properties).flatMap(([right, schema]) =>
        wrongNames(right)
          .filter(({ name }) => !Object.hasOwn(properties, name) && !methods.has(name))
          .map(({ name: wrong }) => {
            const sure = required.includes(right) ? "" : "!";
            return { id, input, right, wrong, rest: sure + restOf(schema) };
          }),
      ),
    )
    .filter(isSampled)
    .map(({ id, input, right, wrong, rest }) => {
      const call = `(await ${callOf(id, sampleInput(input))})`;
      return { right, wrong, call, source: `all.push(${call}.${wrong}${rest});` };
    });
  expect(lines.length).toBeGreaterThan(2_000);
  const wrongly = unexpected(lines, ({ right, wrong, call }, found) => {
    const isOne = offered(found) === `${right}[0]`;
    return [`path-missing ${call}.${wrong} ${right}${isOne ? "[0]" : ""}`];
  });
  expect(wrongly).toEqual([]);
});

interface Line {
  readonly source: string;
}

interface Named extends Line {
  readonly right: string;
  readonly wrong: string;
}

/**
 * The first lines with another report than expected: `code`, the text of the span, the suggestion. Every suggested
 * edit is applied, and must leave no diagnostics.
 */
function unexpected<Of extends Line>(
  lines: readonly Of[],
  expected: (line: Of, found: readonly Diagnostic[]) => readonly string[],
): readonly string[] {
  const wrongly: string[] = [];
  for (const part of partsOf(lines)) {
    const sources = part.map(({ source }) => source);
    const mended = [...sources];
    for (const [index, found] of compileLines(sources).entries()) {
      const { source = "" } = part[index] ?? {};
      const texts = found.map((each) => `${each.code} ${placeOf(each)} ${offered([each])}`);
      if (texts.join("\n") !== expected(part[index] as Of, found).join("\n"))
        wrongly.push([source, ...texts, ...found.map(({ message }) => message)].join("\n  "));
      const edits = found.flatMap(({ fix }) => fix?.edits ?? []);
      const [first] = edits;
      if (first === undefined) continue;
      const { line } = positionAt(first.span.source, first.span.start);
      mended[index] = applyEdits(first.span.source, edits).split("\n")[line - 1] ?? "";
    }
    const changed = mended.filter((line, index) => line !== sources[index]);
    for (const [index, found] of compileLines(changed).entries())
      for (const { message } of found) wrongly.push(`after the change: ${changed[index]}\n  ${message}`);
  }
  return wrongly.slice(0, 20);
}

/** As many lines as one program can hold and still compile fast. */
function* partsOf<Of>(lines: readonly Of[], size = 400): Generator<readonly Of[]> {
  for (let start = 0; start < lines.length; start += size) yield lines.slice(start, start + size);
}

/** The diagnostics of each line of a workflow's body. */
function compileLines(lines: readonly string[]): readonly (readonly Diagnostic[])[] {
  const head = `import { model } from "falc";\nexport default async function workflow() {\n  const all: unknown[] = [];`;
  const { diagnostics } = compileText(`${head}\n${lines.join("\n")}\n  return { all };\n}\n`);
  const found = lines.map((): Diagnostic[] => []);
  for (const diagnostic of diagnostics) {
    // The batch awaits every endpoint in turn, including those that create a voice or a style: the batch's own fault.
    if (diagnostic.code === "after-missing") continue;
    const { source, start } = diagnostic.span;
    found[positionAt(source, start).line - 4]?.push(diagnostic);
  }
  return found;
}

/** Samples the up to seven wrong forms of a name; at least one per name. */
function isSampled(_: unknown, index: number): boolean {
  return index % 5 === 0;
}

function isSpelling(how: string): boolean {
  return /letter/.test(how);
}

function callOf(id: string, fields: ReadonlyMap<string, string>): string {
  return `model("${id}")(${printFields(fields)})`;
}

/** Every field, down to the depth of files. Optional ones get a `!`, as an author would write. */
function readsOf(output: Schema): readonly string[] {
  const visit = (
    path: string,
    { properties = {}, required = [], items }: Schema,
    depth: number,
  ): readonly string[] => {
    if (depth > 3) return [path];
    if (items !== undefined) return visit(`${path}[0]`, items, depth + 1);
    const fields = Object.entries(properties).filter(([name]) => /^[A-Za-z_]\w*$/.test(name));
    if (fields.length === 0) return [path];
    return fields.flatMap(([name, field]) =>
      visit(`${path}.${name}${required.includes(name) ? "" : "!"}`, field, depth + 1),
    );
  };
  return visit("made", output, 0);
}

/** The rest of a path, for a file or a list of files. */
function restOf({ items, properties = {} }: Schema): string {
  if (items !== undefined) return `[0]${restOf(items)}`;
  return "url" in properties ? ".url" : "";
}

function choicesOf(schema: Schema): readonly string[] {
  const choices = schema.enum ?? schema.anyOf?.find((branch) => branch.enum !== undefined)?.enum ?? [];
  const isOpen =
    schema.anyOf?.some((branch) => branch.type === "string" && branch.enum === undefined) === true;
  return isOpen ? [] : choices.filter((choice) => typeof choice === "string");
}

/** The right name; if the suggestion is equally close, it is as good a guess. */
function orAsNear(given: string | undefined, { right, wrong }: Named): string {
  return given !== undefined && changes(given, wrong) <= changes(right, wrong) ? given : right;
}

/** Textbook edit distance: letters that are wrong, extra, missing, or transposed. */
function changes(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => i + j),
  );
  const at = (i: number, j: number) => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const row = rows[i] ?? [];
      row[j] = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (isSame ? 0 : 1),
        isSwapped ? at(i - 2, j - 2) + 1 : Infinity,
      );
    }
  }
  return at(a.length, b.length);
}

function offered([first]: readonly Diagnostic[]): string | undefined {
  return / Did you mean [`"]([^`"]*)[`"]\?/.exec(first?.message ?? "")?.[1];
}

function placeOf({ span: { source, start, end } }: Diagnostic): string {
  return source.text.slice(start, end);
}
