/** What a diagnostic says of an ordinary program is literally true, and its rewrite does that and nothing else. */
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { applyEdits } from "../../src/diagnostics/suggestion.ts";
import { compileText } from "../support/compile-source.ts";

const helpers = `export const style = "warm";
export default 1;
`;

function diagnose(body: string, top = ""): readonly Diagnostic[] {
  const main = `import { model } from "falc";
import * as brand from "./_brand.ts";
import _ from "lodash";
import { z } from "zod";
const flux = model("fal-ai/flux/dev");
const app = model<{ prompt: string }, { text: string }>("me/app");
${top}
export default async function shot({ prompt }: { prompt: string }) {
  ${body}
  return { photo: await flux({ prompt }) };
}
`;
  return compileText({ "main.ts": main, "_brand.ts": helpers }).diagnostics.filter(
    ({ kind }) => kind !== "warning",
  );
}

function applied({ span, fix }: Diagnostic): string {
  return applyEdits(span.source, fix?.edits ?? []);
}

type Said = readonly [name: string, body: string, code: string, expected: string, top?: string];

const said: readonly Said[] = [
  [
    "a name that an imported file lacks, read through its namespace",
    "const a = (brand as any).nope;",
    "export-not-found",
    `"./_brand.ts" has no export "nope".`,
  ],
  ["a namespace's member assigned to", `(brand as any).style = "b";`, "assign-import", "it is imported."],
  [
    "a default import of a package has the file's own name",
    "const a = _.capitalize(prompt);",
    "import-package",
    `"_" comes from the package "lodash"`,
  ],
  [
    "`undefined` as an id is known",
    "const a = model(undefined as any);",
    "model-id-invalid",
    "`undefined as any` is undefined, not an endpoint id.",
  ],
  [
    "zod has no such function",
    "const a = 1;",
    "schema-method",
    "`z.strng` cannot be used in a workflow's input schema: zod has no such function.",
    "const shape = (z as any).strng();",
  ],
  [
    ".finally does not depend on how a promise settles",
    "const a = await flux({ prompt }).finally(() => 1);",
    "promise-unsupported",
    "`.finally` runs code after the call, even if it fails.",
  ],
  [
    "an object with `then` is named without `return`",
    "const a = await get();",
    "thenable-awaited",
    "`step` has a function named `then`",
    "const step = { then() { return 1; } };\nasync function get() { return step; }",
  ],
  [
    "a declared name has no value",
    "const a = token;",
    "name-unknown",
    "`token` is not defined.",
    "declare const token: string;",
  ],
  [
    "what a spread list holds is named",
    "const b = Math.max(...[prompt as any, 2]);",
    "operator-on-reference",
    "`Math.max` needs the value of `...[prompt as any, 2]`",
  ],
  [
    "the part of a class that is refused",
    "const a = new Kept();",
    "class-unsupported",
    "falc does not support extending Map in the class `Kept`.",
    "class Kept extends Map {}",
  ],
  [
    "code from a string is no effect outside",
    `const a = new Function("return 1");`,
    "global-unsupported",
    "falc does not support `new Function`.",
  ],
];

const rows = said.map(([name, body, code, expected, top = ""]) => [name, body, code, expected, top] as const);

test.each(rows)("%s", (_name, body, code, expected, top) => {
  const found = diagnose(body, top);
  const messages = found.filter((each) => each.code === code).map(({ message }) => message);
  expect(messages.join("\n"), found.map((each) => `${each.code} ${each.message}`).join("\n")).toContain(
    expected,
  );
});

describe("a rewrite", () => {
  type Row = readonly [name: string, body: string, expected: string];
  const rows: readonly Row[] = [
    ["gives what JSON would make of an instance", "await app({ prompt: new Size() as any });", "(new Size() as any).toJSON()"],
    ["calls a model for each", `const all = ["a"].map(flux as any);`, `["a"].map((prompt) => flux({ prompt }))`],
    ["changes the name of an option, not its text", `await flux({ prompt }, { name: "name" } as any);`, `{ id: "name" } as any`],
    ["puts a result into the list of `after`", "const a = await flux({ prompt }); await flux({ prompt: a.prompt }, { after: a } as any);", "{ after: [a] } as any"],
  ]; // prettier-ignore
  test.each(rows)("%s", (_, body, expected) => {
    const [found] = diagnose(body, "class Size { toJSON() { return 1; } }");
    expect(found && applied(found), found?.message).toContain(expected);
  });

  const words: readonly Row[] = [
    ["NaN is no value to write down", "await flux({ prompt, seed: Number.NaN });", "Correct the calculation that gives NaN."],
    ["an option that is none is removed", `await flux({ prompt }, { priority: "low" } as any);`, "The options are `id`, `after` and `reuse`: correct the name, or remove `priority`."],
    ["a dynamic import inside another call stays", `const a = await flux({ prompt: (await import("./_brand.ts")).style });`, "For example"],
    ["a function is assigned to", "(shot as any) = 1;", "Assign the new value to a variable of another name."],
  ]; // prettier-ignore
  test.each(words)("%s: words", (_, body, expected) => {
    const [found] = diagnose(body);
    expect(found?.fix, found?.message).toBeUndefined();
    expect(found?.advice).toContain(expected);
  });

  test("of an arrow function's body stays an object, and awaits a promise in it", () => {
    const source = `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
export default async (input: { prompt: string }) => flux({ prompt: input.prompt }).then((r) => r.images[0].url);
`;
    const [found] = compileText(source).diagnostics;
    expect(found?.code).toBe("return-not-object");
    const after = found ? applied(found) : "";
    expect(after).toContain("=> ({ result: await flux(");
    expect(compileText(after).diagnostics).toEqual([]);
  });
});

describe("one mistake", () => {
  test("of a call behind `?.` is reported once", () => {
    const found = diagnose("const r = await app({ prompt }); const a = (r as any).text?.(1);");
    expect(found.map(({ code }) => code)).toEqual(["call-unknown"]);
  });

  test("in each of several fields is reported for each", () => {
    const source = `import { model } from "falc";
import { z } from "zod";
export const input = z.object({ prompt: z.string().min(5).default("x"), n: z.number().max(3).default(5) });
export default async function shot({ prompt, n }: z.infer<typeof input>) {
  return { a: await model("fal-ai/flux/dev")({ prompt, num_images: n }) };
}
`;
    expect(compileText(source).diagnostics.map(({ message }) => message.slice(0, 26))).toEqual([
      "The default of `prompt`, `",
      "The default of `n`, `5`, d",
    ]);
  });

  test("defaults that only comments state are one warning", () => {
    const source = `import { model } from "falc";
interface Input { /** @default "cat" */ prompt?: string; /** @default 4 */ n?: number }
export default async function shot(input: Input) {
  return { a: await model("fal-ai/flux/dev")({ prompt: input.prompt!, num_images: input.n! }) };
}
`;
    expect(compileText(source).diagnostics.map(({ message }) => message)).toEqual([
      'Only a doc comment says that `prompt` defaults to "cat", and that `n` defaults to 4.',
    ]);
  });
});
