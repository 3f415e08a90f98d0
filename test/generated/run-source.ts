/** Runs a generated workflow's source directly: types stripped, `falc` given. */
import * as falc from "falc";
import { ts } from "../../src/compiler/typescript.ts";

type Workflow = (input: never) => Promise<unknown>;

export function loadWorkflow(source: string): Workflow {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exports: { default?: Workflow } = {};
  const run = new Function("require", "exports", outputText) as (
    require: (name: string) => unknown,
    exports: object,
  ) => void;
  run(() => falc, exports);
  if (exports.default === undefined) throw new Error("no default export");
  return exports.default;
}
