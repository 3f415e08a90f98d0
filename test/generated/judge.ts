/**
 * The requirement for one program: it is refused with a reason, or its graph does what its function does, in whatever
 * order the calls are answered. A diagnostic that says the program throws has to be true.
 */
import { isDeepStrictEqual } from "node:util";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import type { Schema } from "../../src/schema/schema.ts";
import type { JsonObject } from "../../src/lib/json.ts";
import { checkInput } from "../../src/runner/input.ts";
import { type AnswerOrder, inTurns, newestFirst, oldestFirst, oneByOne } from "../support/answer-order.ts";
import type { EmittedWorkflow } from "../../src/compiler/pipeline.ts";
import { type Compiled, compileText } from "../support/compile-source.ts";
import { observeFunction, observeGraph, type Observation } from "../support/oracle.ts";
import { randomFrom } from "../support/seeded-random.ts";
import { quietly } from "./quietly.ts";
import { prepareProgram } from "./run-program.ts";

export type Files = Readonly<Record<string, string>>;

export interface Verdict {
  /** The graph's bytes; `undefined` for a refused program. */
  readonly graph: string | undefined;
  /** The codes that refused it, without duplicates and warnings. */
  readonly codes: readonly string[];
}

/** What falc did wrong, with the program. */
export class Mismatch extends Error {}

/** These claim that the program throws whenever it runs. */
const throwing = new Set([
  "program-throws", "thrown", "property-of-nothing", "name-before-definition", "assign-constant", "call-unknown",
  "name-unknown", "syntax-error",
]); // prettier-ignore

/** Throws a `Mismatch`. */
export async function judge(files: Files, inputs: readonly JsonObject[]): Promise<Verdict> {
  const { emitted, diagnostics } = compileProgram(files);
  const graph = emitted?.graph;
  const codes = [...new Set(diagnostics.filter(({ kind }) => kind !== "warning").map(({ code }) => code))];
  if (emitted !== undefined) {
    for (const input of inputs) await compare(files, emitted, input);
  } else if (codes.length === 0) {
    throw new Mismatch(`refused without a reason\n${print(files)}`);
  } else if (codes.every((code) => throwing.has(code))) await expectThrow(files, diagnostics, inputs);
  return { graph, codes };
}

function compileProgram(files: Files): Compiled {
  try {
    return compileText(files);
  } catch (error) {
    throw new Mismatch(`the compiler crashed: ${(error as Error).stack}\n${print(files)}`);
  }
}

/** One order of each kind: all at once, one by one from either end, and mixed. */
function orders(seed: number): readonly (readonly [string, AnswerOrder])[] {
  return [
    ["each after some microtasks", inTurns],
    ["oldest first", oldestFirst()],
    ["newest first", newestFirst()],
    ["mixed", oneByOne(randomFrom(seed).below)],
  ];
}

/** The workflow's calls and output when it is run directly. Throws what it throws. */
export async function observeProgram(
  files: Files,
  input: JsonObject,
  order: AnswerOrder = inTurns,
): Promise<Observation> {
  return quietly(() => observeFunction(prepareProgram(files).load(), input, order));
}

async function compare(
  files: Files,
  { graph, schema, endpoints }: EmittedWorkflow,
  input: JsonObject,
): Promise<void> {
  const filled = fillInput((JSON.parse(schema) as { input: Schema }).input, input);
  if (typeof filled === "string") throw new Mismatch(`a run refuses the input: ${filled}\n${print(files)}`);
  const compiled = await observe(files, "the graph", () =>
    observeGraph(JSON.parse(graph), filled, endpoints),
  );
  const program = prepareProgram(files);
  for (const [name, order] of orders(graph.length)) {
    const direct = await observe(files, "the function", () =>
      quietly(() => observeFunction(program.load(), input, order, endpoints)),
    );
    if (isDeepStrictEqual(direct, compiled)) continue;
    throw new Mismatch(
      `the graph differs from the function, with calls answered ${name}\n${print(files)}\n` +
        `function: ${JSON.stringify(direct, null, 1)}\ngraph: ${JSON.stringify(compiled, null, 1)}`,
    );
  }
}

/** The few schemas of the input styles are the same in many programs, and compiling one takes longer than the program. */
const fillings = new Map<string, JsonObject | string>();

/** As a run fills in the input; its problems as text. */
function fillInput(schema: Schema, input: JsonObject): JsonObject | string {
  const key = JSON.stringify([schema, input]);
  const known = fillings.get(key);
  if (known !== undefined) return known;
  const checked = checkInput(schema, input);
  const filled = "problems" in checked ? JSON.stringify(checked.problems) : checked.input;
  if (fillings.size < 1000) fillings.set(key, filled);
  return filled;
}

async function observe(files: Files, what: string, run: () => Promise<Observation>): Promise<Observation> {
  try {
    return await run();
  } catch (error) {
    throw new Mismatch(`accepted, and ${what} throws: ${(error as Error).message}\n${print(files)}`);
  }
}

async function expectThrow(
  files: Files,
  diagnostics: readonly Diagnostic[],
  inputs: readonly JsonObject[],
): Promise<void> {
  for (const input of inputs) {
    const ran = await observeProgram(files, input).then(
      () => true,
      () => false,
    );
    if (!ran) continue;
    const said = diagnostics.map(({ code, message }) => `${code}: ${message}`).join("\n");
    throw new Mismatch(`refused because it throws, and it does not:\n${said}\n${print(files)}`);
  }
}

/** The program in a form that can be copied into a fixture. */
export function print(files: Files): string {
  return Object.entries(files)
    .map(([name, text]) => `// ${name}\n${text}`)
    .join("\n");
}
