/**
 * An input field that is left out, undefined or null: the function and the graph agree, for each way to write a
 * default, or one of the two refuses it.
 */
import { expect, test } from "vitest";
import { inTurns } from "../../support/answer-order.ts";
import type { Schema } from "../../../src/schema/schema.ts";
import type { Json, JsonObject } from "../../../src/lib/json.ts";
import { checkInput } from "../../../src/runner/input.ts";
import { compileText } from "../../support/compile-source.ts";
import { prepareProgram } from "../../generated/run-program.ts";
import { observeFunction, observeGraph } from "../../support/oracle.ts";

interface Case {
  readonly name: string;
  /** The code before the workflow. */
  readonly before?: string;
  readonly parameter: string;
  /** Sets `steps`. */
  readonly body: string;
  readonly input?: (steps: { steps?: unknown }) => object;
  /** The value of `steps` if it is left out, undefined, null, 5. "refused": a run rejects the input. */
  readonly gives: readonly [left: Json, undefined_: Json, null_: Json, five: Json] | readonly string[];
}

const plain = "input: { prompt: string; steps?: number }";
const nullable = "input: { prompt: string; steps?: number | null }";
const nested = "input: { prompt: string; frame: { steps?: number } }";
const inFrame = (given: object) => ({ frame: given });
const filled = [28, 28, "refused", 5] as const;
const kept = [28, 28, null, 5] as const;

function zod(schema: string): Pick<Case, "before" | "parameter"> {
  return {
    before: `export const input = z.object({ prompt: z.string(), steps: ${schema} });`,
    parameter: "given: z.infer<typeof input>",
  };
}

const cases: readonly Case[] = [
  { name: "??", parameter: plain, body: "const steps = input.steps ?? 28;", gives: filled },
  { name: "?? of a name", parameter: plain, body: "const s = input.steps; const steps = s ?? 28;", gives: filled },
  { name: "??=", parameter: plain, body: "let { steps } = input; steps ??= 28;", gives: filled },
  { name: "?? null, then ??", parameter: plain, body: "const steps = (input.steps ?? undefined) ?? 28;", gives: filled },
  { name: "pattern", parameter: plain, body: "const { steps = 28 } = input;", gives: filled },
  { name: "renamed pattern", parameter: plain, body: "const { steps: s = 28 } = input; const steps = s;", gives: filled },
  { name: "pattern that is assigned to", parameter: plain, body: "let steps; ({ steps = 28 } = input);", gives: filled },
  { name: "parameter's pattern", parameter: "{ prompt, steps = 28 }: { prompt: string; steps?: number }", body: "const input = { prompt };", gives: filled },
  { name: "renamed in the parameter", parameter: "{ steps: s = 28, ...input }: { prompt: string; steps?: number }", body: "const steps = s;", gives: filled },
  { name: "helper's parameter", before: "const own = (s = 28) => s;", parameter: plain, body: "const steps = own(input.steps);", gives: filled },
  { name: "helper's pattern", before: "const own = ({ steps = 28 }: { steps?: number }) => steps;", parameter: plain, body: "const steps = own(input);", gives: filled },
  { name: "the same twice", parameter: plain, body: "const { steps = 28 } = input; const again = input.steps ?? 28;", gives: filled },
  { name: "in one branch only", parameter: plain, body: "const wanted = 1; let steps = 0; if (wanted > 0) steps = input.steps ?? 28; else steps = 3;", gives: filled },
  { name: "nested field", parameter: nested, body: "const steps = input.frame.steps ?? 28;", input: inFrame, gives: filled },
  { name: "nested pattern", parameter: nested, body: "const { frame: { steps = 28 } } = input;", input: inFrame, gives: filled },
  { name: "element of a list", parameter: "input: { prompt: string; frames: { steps?: number }[] }", body: "const steps = input.frames[0]!.steps ?? 28;", input: (given) => ({ frames: [given] }), gives: filled },
  { name: "part of a tuple", parameter: "input: { prompt: string; frames: [{ steps?: number }] }", body: "const steps = input.frames[0].steps ?? 28;", input: (given) => ({ frames: [given] }), gives: filled },
  { name: "two parts of a tuple", parameter: "input: { prompt: string; frames: [{ steps?: number }, { steps?: number }] }", body: "const { frames: [, { steps: first = 30 }] } = input; const steps = input.frames[0].steps ?? 28; await app({ prompt: input.prompt, steps: first });", input: (given) => ({ frames: [given, {}] }), gives: filled },
  { name: "part of a tuple, passed on", parameter: "input: { prompt: string; frames: [{ steps?: number }] }", body: "const steps = input.frames[0].steps ?? 28; const again = await app({ prompt: input.prompt, frame: input.frames[0] } as never);", gives: ["input-optional", "field-unknown"] },
  { name: "|| of a choice", parameter: "input: { prompt: string; steps?: 5 | 6 }", body: "const steps = input.steps || 5;", gives: [5, 5, "refused", 5] },
  { name: "|| of a number", parameter: plain, body: "const steps = input.steps || 28;", gives: ["input-optional"] },
  { name: "two defaults", parameter: plain, body: "const steps = input.steps ?? 28; const { steps: again = 30 } = input;", gives: ["input-default-differs"] },
  { name: "default of another input", parameter: "input: { prompt: string; steps?: number; other: number }", body: "const steps = input.steps ?? input.other;", gives: ["input-optional"] },
  { name: "default in one use, none in the other", parameter: plain, body: "const steps = input.steps ?? 28; const again = await app({ prompt: input.prompt, steps: input.steps });", gives: ["input-optional"] },
  { name: "beside the rest", parameter: plain, body: "const { prompt, ...rest } = input; const steps = rest.steps ?? 28;", gives: ["input-optional"] },
  { name: "comparison with undefined", parameter: plain, body: "const steps = input.steps === undefined ? 28 : input.steps;", gives: ["input-optional", "input-optional"] },

  // `??` replaces null, no other default does.
  { name: "nullable, ??", parameter: nullable, body: "const steps = input.steps ?? 28;", gives: ["input-optional"] },
  { name: "nullable, ||", parameter: nullable, body: "const steps = input.steps || 28;", gives: ["input-optional"] },
  { name: "nullable, pattern", parameter: nullable, body: "const { steps = 28 } = input;", gives: kept },
  { name: "nullable, parameter's pattern", parameter: "{ prompt, steps = 28 }: { prompt: string; steps?: number | null }", body: "const input = { prompt };", gives: kept },
  { name: "nullable, helper's parameter", before: "const own = (s: number | null = 28) => s;", parameter: nullable, body: "const steps = own(input.steps);", gives: kept },
  { name: "nullable, pattern, then ??", parameter: nullable, body: "const { steps: s = 28 } = input; const steps = s ?? 7;", gives: ["condition-unknown"] },

  // A doc comment's default is the same as the code's, or the code has none.
  { name: "@default, the same", parameter: "input: { prompt: string; /** @default 28 */ steps?: number }", body: "const steps = input.steps ?? 28;", gives: filled },
  { name: "@default, another", parameter: "input: { prompt: string; /** @default 3 */ steps?: number }", body: "const steps = input.steps ?? 28;", gives: ["input-default-differs"] },
  { name: "@default, another in a helper", before: "const own = (s = 28) => s;", parameter: "input: { prompt: string; /** @default 3 */ steps?: number }", body: "const steps = own(input.steps);", gives: ["input-default-differs"] },
  { name: "@default, nullable", parameter: "input: { prompt: string; /** @default 28 */ steps?: number | null }", body: "const { steps = 28 } = input;", gives: kept },
  { name: "@default, nullable, another", parameter: "input: { prompt: string; /** @default 3 */ steps?: number | null }", body: "const { steps = 28 } = input;", gives: ["input-default-differs"] },

  { name: "zod optional, ??", ...zod("z.number().optional()"), body: "const steps = given.steps ?? 28;", gives: filled },
  { name: "zod optional and positive, ||", ...zod("z.number().int().min(1).optional()"), body: "const steps = given.steps || 28;", gives: filled },
  { name: "zod nullish, pattern", ...zod("z.number().nullish()"), body: "const { steps = 28 } = given;", gives: kept },
  { name: "zod nullish, ??", ...zod("z.number().nullish()"), body: "const steps = given.steps ?? 28;", gives: ["input-optional"] },
  { name: "zod default, the same", ...zod("z.number().default(28)"), body: "const steps = given.steps ?? 28;", gives: filled },
  { name: "zod default, another", ...zod("z.number().default(30)"), body: "const steps = given.steps ?? 28;", gives: ["input-default-differs"] },
  { name: "zod default, another in a pattern", ...zod("z.number().default(30)"), body: "const { steps = 28 } = given;", gives: ["input-default-differs"] },
  { name: "zod default, null", ...zod("z.number().nullable().default(28)"), body: "const steps = given.steps ?? 28;", gives: ["condition-unknown"] },
  { name: "zod default, null kept", ...zod("z.number().nullable().default(28)"), body: "const { steps = 28 } = given;", gives: kept },
]; // prettier-ignore

const givens = [{}, { steps: undefined }, { steps: null }, { steps: 5 }];

test.each(cases)("$name", async ({ before = "", parameter, body, input = (given) => given, gives }) => {
  const name = parameter.startsWith("given") ? "given" : "input";
  const text = `
import { model } from "falc";
import { z } from "zod";
const app = model<{ prompt: string; steps?: number | null }, { text: string }>("me/app");
${before}
export default async function workflow(${parameter}) {
  ${body}
  const made = await app({ prompt: ${name}.prompt, steps });
  return { steps, text: made.text };
}
`;
  const { emitted, diagnostics } = compileText(text);
  const codes = diagnostics.filter(({ kind }) => kind !== "warning").map(({ code }) => code);
  if (emitted === undefined) {
    expect(codes).toEqual(gives);
    return;
  }
  const { endpoints } = emitted;
  const schema = (JSON.parse(emitted.schema) as { input: Schema }).input;
  const found: Json[] = [];
  for (const given of givens) {
    const whole = { prompt: "a chair", ...input(given) };
    const checked = checkInput(schema, JSON.parse(JSON.stringify(whole)));
    if ("problems" in checked) {
      found.push("refused");
      continue;
    }
    // zod's own defaults are those of a run.
    const direct = before.includes("default(") ? checked.input : (whole as JsonObject);
    const workflow = prepareProgram({ "main.ts": text }).load();
    const called = await observeFunction(workflow, direct, inTurns, endpoints);
    const ran = await observeGraph(JSON.parse(emitted.graph), checked.input, endpoints);
    expect(ran).toEqual(called);
    found.push((ran.output as JsonObject)["steps"] ?? null);
  }
  expect(found).toEqual(gives);
});

/** Whether falc says that only a doc comment has the default. */
const commentOnly: readonly (readonly [isWarned: boolean, body: string])[] = [
  [false, "const steps = input.steps ?? 28;"],
  [false, "const { steps = 28 } = input; const again = input.steps ?? 28;"],
  [true, "const steps = input.steps;"],
  [true, "const steps = input.steps ?? 28; const again = await app({ prompt: input.prompt, steps: input.steps });"],
  [true, "const held = input.steps; const steps = held ?? 28; const again = await app({ prompt: input.prompt, steps: held });"],
  [true, "const { steps = 28 } = input; const again = await app(input);"],
  [true, "const { steps = 28 } = input; const again = await app({ ...input });"],
]; // prettier-ignore

test.each(commentOnly)("input-default-in-comment: %s for %s", (isWarned, body) => {
  const { diagnostics } = compileText(`
import { model } from "falc";
const app = model<{ prompt: string; steps?: number }, { text: string }>("me/app");
export default async function workflow(input: { prompt: string; /** @default 28 */ steps?: number }) {
  ${body}
  const made = await app({ prompt: input.prompt, steps });
  return { text: made.text };
}
`);
  expect(diagnostics.filter(({ kind }) => kind !== "warning")).toEqual([]);
  expect(diagnostics.some(({ code }) => code === "input-default-in-comment")).toBe(isWarned);
});
