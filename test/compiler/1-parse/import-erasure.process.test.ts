/**
 * Which files an import runs, depending on the project's options: every form, under every tsconfig.json, compared
 * with Node and tsx. The imported file sets a mark that the workflow sends, so the graph shows whether it ran.
 */
import { describe, expect, test } from "vitest";
import type { Schema } from "../../../src/schema/schema.ts";
import { isComplete } from "../../../src/compiler/account/coverage.ts";
import { compileText } from "../../support/compile-source.ts";
import { observeGraph, sampleInput } from "../../support/oracle.ts";
import { runModules } from "../../generated/exports/real-modules.ts";

const marked = `import { log } from "./_log.ts";
log.push("marked");
export type T = string;
export const v = { a: 1 } as const;
export default 1;
`;

/** Name → the top of the workflow's file. */
const forms: Readonly<Record<string, string>> = {
  "a type that says so": `import { type T } from "./_f.ts"; const x: T = "a";`,
  "a type that does not": `import { T } from "./_f.ts"; const x: T = "a";`,
  "type import": `import type { T } from "./_f.ts";`,
  "a value in a type": `import { v } from "./_f.ts"; let x: keyof typeof v = "a";`,
  "a value in a type and in code": `import { v } from "./_f.ts"; let x: typeof v = v;`,
  "an unused value": `import { v } from "./_f.ts";`,
  "an unused default": `import d from "./_f.ts";`,
  "an unused namespace": `import * as n from "./_f.ts";`,
  "a namespace in a type": `import * as n from "./_f.ts"; let x: n.T = "a";`,
  "a default and a type": `import d, { type T } from "./_f.ts"; const x: T = "a";`,
  "a default that is used and a type": `import d, { type T } from "./_f.ts"; const x = d;`,
  "for its effects": `import "./_f.ts";`,
  "nothing of it": `import {} from "./_f.ts";`,
  "nothing of it, exported": `export {} from "./_f.ts";`,
  "an exported type that says so": `export { type T } from "./_f.ts";`,
  "type export": `export type { T } from "./_f.ts";`,
  "export type *": `export type * from "./_f.ts";`,
  "export *": `export * from "./_f.ts";`,
  "export * as": `export * as all from "./_f.ts";`,
  "an exported value": `export { v } from "./_f.ts";`,
  "exported by a list": `import { v } from "./_f.ts"; export { v };`,
  "shadowed by a parameter": `import { v } from "./_f.ts"; const f = (v: number) => v; f(1);`,
  "shadowed in a block": `import { v } from "./_f.ts"; { const v = 1; [v].length; }`,
  "shadowed by var": `import { v } from "./_f.ts"; const f = () => { if (true) { var v = 1; } return v; }; f();`,
  "shadowed in a loop": `import { v } from "./_f.ts"; for (const v of [1]) [v].length;`,
  "shadowed by a function's own name": `import { v } from "./_f.ts"; const f = function v(): unknown { return v; }; f();`,
  "beside its shadow": `import { v } from "./_f.ts"; const f = (v: number) => v; f(v.a);`,
  "in code that does not run": `import { v } from "./_f.ts"; if (false) [v].length;`,
  "in a function that is not called": `import { v } from "./_f.ts"; const f = () => v;`,
  "typeof in code": `import { v } from "./_f.ts"; const x = typeof v;`,
  shorthand: `import { v } from "./_f.ts"; const o = { v };`,
  "a key of the name": `import { v } from "./_f.ts"; const o = { v: 1 }; const x = o.v;`,
  "a label of the name": `import { v } from "./_f.ts"; v: for (const x of [1]) break v;`,
  "an enum's value": `import { v } from "./_f.ts"; enum E { A = v.a }`,
  "an exported alias of its type": `import { v } from "./_f.ts"; export type K = typeof v;`,
  "a declared constant": `import { v } from "./_f.ts"; declare const z: typeof v;`,
  "a type argument": `import { v } from "./_f.ts"; const f = <A>(a: A) => a; f<typeof v>({ a: 1 });`,
  satisfies: `import { v } from "./_f.ts"; const x = { a: 1 } satisfies typeof v;`,
  "a default value": `import { v } from "./_f.ts"; const f = (x = v) => x;`,
  "a template": 'import { v } from "./_f.ts"; const x = `${v.a}`;',
  "an alias": `import * as n from "./_f.ts"; import v = n.v; const x = v;`,
  "an alias that only types use": `import * as n from "./_f.ts"; import v = n.v; let x: typeof v;`,
  "an alias that is not used": `import { v } from "./_f.ts"; import a = v.a;`,
  "an alias of a type": `import * as n from "./_f.ts"; import T = n.T; const x: T = "a";`,
  "an alias for types": `import { v } from "./_f.ts"; import type a = v.a;`,
  "an exported alias": `import { v } from "./_f.ts"; export import a = v.a;`,
  "in a namespace": `import { v } from "./_f.ts"; namespace N { export const x = v; }`,
  "a type in a namespace": `import { v, T } from "./_f.ts"; namespace N { export type X = T; export type Y = typeof v; }`,
  "an alias in a namespace": `import { v } from "./_f.ts"; namespace N { import a = v.a; export const x = 1; }`,
  "an alias in a namespace of types": `import { v } from "./_f.ts"; namespace N { import a = v.a; export type X = typeof a; }`,
  "shadowed in a namespace": `import { v } from "./_f.ts"; namespace N { const v = 1; export const x = v; }`,
  "shadowed by the namespace's other block": `import { v } from "./_f.ts"; namespace N { export const v = 1; } namespace N { export const x = v; }`,
  "beside what its other block hides": `import { v } from "./_f.ts"; namespace N { const v = 1; } namespace N { export const x = v; }`,
  "one of two": `import { v, type T } from "./_f.ts"; const x: T = String(v.a);`,
};

const configurations: Readonly<Record<string, object | undefined>> = {
  "no tsconfig.json": undefined,
  "no options": { compilerOptions: {} },
  isolatedModules: { compilerOptions: { isolatedModules: true } },
  verbatimModuleSyntax: { compilerOptions: { verbatimModuleSyntax: true } },
  "verbatimModuleSyntax of other files": {
    compilerOptions: { verbatimModuleSyntax: true },
    include: ["src"],
  },
  preserveValueImports: { compilerOptions: { preserveValueImports: true } },
  importsNotUsedAsValues: { compilerOptions: { importsNotUsedAsValues: "preserve" } },
};

const files = (form: string) => ({
  "_log.ts": "export const log: string[] = [];\n",
  "_f.ts": marked,
  "main.ts": `import { model } from "falc";
import { log } from "./_log.ts";
${form}
const flux = model("fal-ai/flux/dev");
export default async function workflow({ prompt }: { prompt: string }) {
  const photo = await flux({ prompt: \`\${prompt} \${log.join()}\` });
  return { image: photo.images[0].url };
}
`,
});

describe.each(Object.entries(configurations))("%s", async (_, configuration) => {
  const tsconfig = configuration && JSON.stringify(configuration);
  const programs = Object.values(forms).map(files);
  const input = { prompt: "oak" };
  const modules = await runModules(
    programs.map((each) => ({ files: each, input })),
    tsconfig,
  );

  test.each(Object.keys(forms).map((name, index) => ({ name, index })))("$name", async ({ index }) => {
    const program = programs[index] ?? {};
    const all = tsconfig === undefined ? program : { ...program, "tsconfig.json": tsconfig };
    const { emitted, diagnostics, result } = compileText(all, { coverage: true });
    const real = modules[index];
    // A type imported without `type`, with names preserved: Node does not find it, and TypeScript reports it.
    if (real?.kind === "not loaded") return void expect(real.message).toContain("does not provide an export");
    const errors = diagnostics.filter(({ kind }) => kind !== "warning");
    expect(errors.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
    const schema = (JSON.parse(emitted?.schema ?? "") as { readonly input: Schema }).input;
    const graph = await observeGraph(JSON.parse(emitted?.graph ?? ""), sampleInput(schema).filled);
    const sent = (calls: readonly string[]) => calls.map((call) => call.includes("marked"));
    expect(sent(graph.calls)).toEqual(real?.kind === "ran" ? sent(real.observation.calls) : real);
    const coverage = result.files[0]?.coverage;
    expect(coverage && { problems: coverage.problems, complete: isComplete(coverage) }).toEqual({
      problems: [],
      complete: true,
    });
  });
});
