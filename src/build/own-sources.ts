/**
 * Of TypeScript, falc runs the parser and a few functions around it: a fifth of its code. TypeScript is one CommonJS
 * function, of which everything would be loaded; as an ES module, esbuild leaves out what nobody uses.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Plugin } from "esbuild";

/**
 * In the sources, what `lib/typescript.ts` exports becomes TypeScript itself, which ts-morph has from @ts-morph/common; and
 * `createRequire(import.meta.url)("zod")` becomes `require("zod")`, which can be bundled.
 */
export const ownSources: Plugin = {
  name: "own sources",
  setup({ onLoad }) {
    const tsMorph = createRequire(import.meta.url).resolve("ts-morph");
    const common = createRequire(tsMorph).resolve("@ts-morph/common");
    const typescript = path.join(path.dirname(common), "typescript.js");
    // Nobody can import `ts` from there any more without failing the build.
    onLoad({ filter: /[\\/]src[\\/]lib[\\/]typescript\.ts$/ }, () => ({ contents: "" }));
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path: file }) => ({
      loader: "ts",
      // Line by line, so that traces still lead to the sources.
      contents: readFileSync(file, "utf8")
        .replace(
          /^import \{ ts(?:, type TS)? \} from "[./]+(?:lib\/)?typescript\.ts";$/m,
          `import * as ts from ${JSON.stringify(typescript)};`,
        )
        .replaceAll("createRequire(import.meta.url)(", "require("),
    }));
    onLoad({ filter: /[\\/]typescript\.js$/ }, ({ path: file }) =>
      file === typescript
        ? { loader: "js", contents: asModule(readFileSync(file, "utf8"), file) }
        : undefined,
    );
  },
};

/** Throws if TypeScript is not built as it used to be. */
function asModule(source: string, file: string): string {
  const find = (text: string): number => {
    const at = source.indexOf(text);
    if (at < 0) throw new Error(`${file} has no ${JSON.stringify(text)}: see src/build/own-sources.ts`);
    return at;
  };
  const list = find("__export(typescript_exports, {");
  const code = source
    // Behind it is only the editor's server, of classes that need everything.
    .slice(find('"use strict";'), find("// src/server/"))
    .replace(/^module\.exports = .*$/gm, "")
    // Objects with all functions of one kind, which are in the way only if somebody needs them.
    .replace(/^var (\w+) = \{\};\n__export\(\1, \{/gm, "var $1 = /* @__PURE__ */ collected({")
    // A hundred corrections and refactorings enter themselves into a list for the editor.
    .replace(/^(registerCodeFix|registerRefactor)\(/gm, "/* @__PURE__ */ $1(");
  const declared = new Set(
    Array.from(code.matchAll(/^(?:var|let|const|function|class) ([\w$]+)/gm), ([, name]) => name),
  );
  const exported = Array.from(
    source.slice(list, source.indexOf("});", list)).matchAll(/^ {2}(\w+): \(\) => ([\w$]+),?$/gm),
  )
    .filter(([, , local]) => declared.has(local))
    .map(([, name, local]) => `${local} as ${name}`);
  return `${code}
function collected(all) {
  const target = {};
  __export(target, all);
  return target;
}
export { ${exported.join(", ")} };`;
}
