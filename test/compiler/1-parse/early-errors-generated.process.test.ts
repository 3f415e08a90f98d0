/**
 * Tokens removed, inserted, replaced and swapped in small programs: what esbuild (which tsx loads files with) or V8
 * rejects, falc refuses too. PROGRAMS and SEED choose how many and which.
 */
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { ModuleLoader } from "../../../src/compiler/1-parse/load.ts";
import { ts, type TS } from "../../../src/compiler/typescript.ts";
import { askEngine } from "../../support/engine-loads.ts";
import { randomFrom } from "../../support/seeded-random.ts";

const require = createRequire(import.meta.url);
interface Esbuild {
  transformSync(source: string, options: object): { readonly code: string };
}
/** The one that tsx uses. */
const esbuild = createRequire(require.resolve("tsx"))("esbuild") as Esbuild;

const programs: readonly string[] = [
  "[a.b] = [1];", "({ x: a.b, ...c } = d);", "for (a.b of c) continue;", "for (a in c);", "a`x${b}y`;", "a?.b.c(d)?.[e];", "a++;",
  "new a.b(c);", "async () => {};", "async x => x;", "(a, b) => a;", "import('x');", "import.meta.url;", "function f() { new.target; }",
  "class A { #x; m() { this.#x = 1; #x in this; delete this.y; } }", "class A extends B { m() { super.x; } constructor() { super(); } }",
  "for (let of of x);", "async function f() { for await (a of b); await c; }", "a = b ? c : d;", "label: for (;;) break label;",
  "x = { m() { return super.x }, get a() { return 1 }, 'b': 2, [c]: 3, ...d };", "let { a, b: [c, ...d] = e, ...f } = g;",
  "if (a) b; else c;", "var v = function* () { yield* a; };", "a ??= b;", "a.b **= 2;", "throw a;", "export default a;",
  "export default async function () {}", "a!.b = 1;", "(a as any).b = 1;", "(<any>a).b++;", "const t = <T,>(x: T): x is T => true;",
  "let x: typeof a.b = (c satisfies D)!;", "import x, { default as y } from 'z' with { type: 'json' };", "import type { A } from 'b';",
  "try { } catch ({ a }) { } finally { }", "switch (a) { case 1: break; default: let q = 1; }", "do { a++ } while (a < 3)",
  "var a, b = 1, c;", "const a = 1_000n, b = /x[y]/g;", "enum E { A, B = 2, C = A | B }", "a ?? (b || c);", "delete a.b, void 0, typeof c;",
  "(-1) ** 2;", "export * from 'z';", "export const q = 1;", "let s = a < b, t = c >= d;", "(async () => { await a; })();",
  "abstract class A { abstract m(); protected abstract readonly x; static async n() {} }",
  "class A extends B { private static readonly x = 1; override get y() { return 1 } declare z; constructor(readonly q) { super(); } }",
]; // prettier-ignore

const others = [
  "?.", "`x`", "#x", "=>", "async", "await", "yield", "super", "new", "import", ".", "(", ")", "[", "]", "{", "}", "=", "of", "in",
  "...", "++", "\n", "let", "const", "static", "get", "new.target", "import.meta", "import.x", "import()", "delete", "typeof", "**",
  "??", "||", "-", "!", "a?.b", ";", ",", ":", "?", "function", "class", "return", "break", "arguments", "eval", "this", "\\u0061",
  "abstract", "public", "readonly", "declare", "override", "accessor", "@d", "n\\u0065w", "1", "'s'", "/r/", "as", "default", "export",
]; // prettier-ignore

/**
 * Excluded: here esbuild checks types, which no engine sees, misreads `async of` or a `declare` that ends the file,
 * prints `1 .#x` as `1.#x`, inlines an enum's member into `++`, or refuses the import of a type called `arguments`.
 */
const knownToPass =
  /\b(?:as|is)\b|:|\.\s*async\s+of|declare\s*$|1\s+\.\s*#|enum.*(?:\+\+|--)|type\s*\{\s*arguments/;

const count = Number(process.env["PROGRAMS"] ?? 4000);
const seed = Number(process.env["SEED"] ?? 20261130);

test(`of ${count} mutants, falc refuses all that cannot be loaded`, () => {
  console.log(`SEED=${seed}`);
  const random = randomFrom(seed);
  const lists = programs.map(tokensOf);
  const mutants = new Set<string>();
  while (mutants.size < count) {
    const tokens = [...(lists[random.below(lists.length)] ?? [])];
    for (let rounds = random.below(3) === 0 ? 2 : 1; rounds > 0; rounds -= 1) mutate(tokens, random.below);
    mutants.add(tokens.join(random.below(8) === 0 ? "\n" : " "));
  }
  const stripped = [...mutants].map((source) => ({ source, code: strip(source) }));
  const said = askEngine(stripped.map(({ code }) => code ?? ""));
  const refused = stripped.filter(({ code }, index) => code === undefined || said[index] !== null);
  const passed = refused.filter(({ source }) => !falcRefuses(source)).map(({ source }) => source);
  expect(passed.filter((source) => !knownToPass.test(source))).toEqual([]);
  expect(passed.length).toBeLessThan(count / 200);
  expect(refused.length).toBeGreaterThan(count / 2);
  expect(refused.length).toBeLessThan(count * 0.95);
});

function mutate(tokens: string[], below: (limit: number) => number): void {
  const at = below(tokens.length);
  const other = others[below(others.length)] ?? ";";
  switch (below(4)) {
    case 0:
      tokens.splice(at, 1);
      break;
    case 1:
      tokens.splice(at, 0, other);
      break;
    case 2:
      tokens[at] = other;
      break;
    default: {
      const second = below(tokens.length);
      [tokens[at], tokens[second]] = [tokens[second] ?? "", tokens[at] ?? ""];
    }
  }
}

function tokensOf(text: string): readonly string[] {
  const tree = ts.createSourceFile("a.ts", text, ts.ScriptTarget.Latest, true);
  const tokens: string[] = [];
  const visit = (node: TS.Node): void => {
    const children = node.getChildren(tree);
    if (children.length === 0 && node.getWidth(tree) > 0) tokens.push(node.getText(tree));
    for (const child of children) visit(child);
  };
  visit(tree);
  return tokens;
}

function strip(source: string): string | undefined {
  try {
    const options = { loader: "ts", format: "esm", target: "node20", logLevel: "silent" };
    return esbuild.transformSync(source, options).code;
  } catch {
    return undefined;
  }
}

function falcRefuses(source: string): boolean {
  let isRefused = false;
  const host = { read: (path: string) => (path === "main.ts" ? source : undefined), list: () => [] };
  new ModuleLoader(host).load("main.ts", (code) => void (isRefused ||= code === "syntax-error"));
  return isRefused;
}
