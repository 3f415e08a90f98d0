/**
 * Loads a program's files as JavaScript: types stripped by TypeScript itself, `falc` provided. Each load is
 * independent: the next one does not see changes to the files' variables.
 */
import * as zod from "zod";
import * as falc from "../../src/index.ts";
import { ts } from "../../src/compiler/typescript.ts";

export type Workflow = (input: never) => Promise<unknown>;

type Require = (specifier: string) => unknown;
type Body = (require: Require, exports: object, module: object) => void;

/** `load()` runs the files' top level and returns the workflow; it throws what they throw. */
export function prepareProgram(files: Readonly<Record<string, string>>): { load(): Workflow } {
  const load = (): Workflow => {
    const loaded = new Map<string, unknown>();
    const require: Require = (specifier) => {
      if (specifier === "falc") return falc;
      if (specifier === "zod") return zod;
      const name = specifier.replace(/^\.\//, "");
      if (!Object.hasOwn(files, name)) throw new Error(`no file ${name}`);
      if (loaded.has(name)) return loaded.get(name);
      if (name.endsWith(".json")) {
        loaded.set(name, JSON.parse(files[name] ?? ""));
        return loaded.get(name);
      }
      const exports = {};
      loaded.set(name, exports);
      bodyOf(files[name] ?? "")(require, exports, { exports });
      return exports;
    };
    const { default: workflow } = require("./main.ts") as { default?: Workflow };
    if (workflow === undefined) throw new Error("no default export");
    return workflow;
  };
  return { load };
}

/** Of the latest texts: a program runs many times, with several inputs, and before and after an edit of another file. */
const bodies = new Map<string, Body>();
const maxBodies = 200;

function bodyOf(text: string): Body {
  const body = bodies.get(text) ?? transpile(text);
  bodies.delete(text);
  bodies.set(text, body);
  const [oldest] = bodies.keys();
  if (bodies.size > maxBodies && oldest !== undefined) bodies.delete(oldest);
  return body;
}

function transpile(text: string): Body {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
    },
  });
  return new Function("require", "exports", "module", outputText) as Body;
}
