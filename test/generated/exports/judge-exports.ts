/** Checks that a program compiles to what its modules export, or is refused for a true reason. */
import { isDeepStrictEqual } from "node:util";
import type { Schema } from "../../../src/schema/schema.ts";
import type { JsonObject } from "../../../src/lib/json.ts";
import { type Compiled, compileText } from "../../support/compile-source.ts";
import { observeGraph, sampleInput } from "../../support/oracle.ts";
import { print } from "../judge.ts";
import type { ExportProgram } from "./program.ts";
import type { RealModule } from "./real-modules.ts";

export interface CompiledProgram {
  readonly program: ExportProgram;
  readonly compiled: Compiled;
  readonly schema: Schema | undefined;
  /** For the function, and for the graph. */
  readonly input: JsonObject;
  readonly codes: readonly string[];
}

export function compileExports(program: ExportProgram): CompiledProgram {
  const compiled = compileText(program.files);
  const { emitted, diagnostics } = compiled;
  const schema = emitted && (JSON.parse(emitted.schema) as { readonly input: Schema }).input;
  const input = schema === undefined ? { prompt: "oak", count: 2 } : sampleInput(schema).filled;
  const errors = diagnostics.filter(({ kind }) => kind !== "warning");
  return { program, compiled, schema, input, codes: [...new Set(errors.map(({ code }) => code))] };
}

/** What is wrong; `undefined` if nothing is. */
export async function findExportFault(each: CompiledProgram, real: RealModule): Promise<string | undefined> {
  const fault = each.schema === undefined ? falseReason(each, real) : await difference(each, real);
  if (fault === undefined) return undefined;
  const said = each.compiled.diagnostics.map(({ code, message }) => `${code}: ${message}`).join("\n");
  return `${fault}\n${said}\n${print(each.program.files)}\nmodule: ${JSON.stringify(real)}`;
}

async function difference(
  { compiled, schema = {}, input }: CompiledProgram,
  real: RealModule,
): Promise<string | undefined> {
  if (real.kind !== "ran") return `compiled, and the module ${real.kind}`;
  const graph = await observeGraph(JSON.parse(compiled.emitted?.graph ?? ""), input);
  if (!isDeepStrictEqual(graph, real.observation)) return `the graph does ${JSON.stringify(graph)}`;
  if (real.input === undefined) return undefined;
  const { properties, required } = real.input as Schema;
  return isDeepStrictEqual(
    { properties, required },
    { properties: schema.properties, required: schema.required },
  )
    ? undefined
    : `the interface is ${JSON.stringify(schema)}`;
}

/**
 * These claim that the program does not run. Not `name-before-definition`: with circular imports, esbuild's `export
 * default x` is a `var`, which is undefined where JavaScript throws.
 */
const throwing = new Set(["program-throws", "thrown", "name-unknown", "syntax-error", "export-not-found", "call-unknown"]); // prettier-ignore

function falseReason({ codes, compiled }: CompiledProgram, real: RealModule): string | undefined {
  const [code = "none", ...more] = codes;
  if (code === "none") return "refused without a reason";
  if (more.length > 0) return undefined;
  const isWorkflow = real.kind === "ran" && real.isPromise;
  // It does return a promise, but the workflow's input is unknown.
  const isModel = compiled.diagnostics.some(({ message }) => message.includes("a model"));
  if (code === "workflow-not-function" && isWorkflow && !isModel) return "it is a function";
  if (code === "workflow-not-async" && isWorkflow) return "it returns a promise";
  if (throwing.has(code) && isWorkflow) return "it does not throw";
  if (code === "workflow-missing" && (real.kind === "ran" || real.kind === "threw"))
    return "it has a default";
  return undefined;
}
