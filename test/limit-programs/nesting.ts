/** Nested in the source or by recursion: what is too deep for the stack is refused, and never overflows it. */
import { lines, type LimitProgram, workflow } from "./program.ts";

/**
 * Nested in the source. What is too deep for the parser's or the evaluator's stack is refused, anything else
 * compiles.
 */
const nested = (name: string, statement: (count: number) => string): readonly LimitProgram[] =>
  [5_000, 200_000].map((count) => ({
    name: `${name} ${count.toLocaleString("en")} deep`,
    refused: ["?"],
    files: () => ({ "main.ts": workflow(statement(count)) }),
  }));

export const nesting: readonly LimitProgram[] = [
  ...nested("parentheses", (n) => `const x = ${"(".repeat(n)}input.a${")".repeat(n)};`),
  ...nested("lists", (n) => `const x = ${"[".repeat(n)}${"]".repeat(n)};`),
  ...nested("objects", (n) => `const x = ${"{ a: ".repeat(n)}1${" }".repeat(n)};`),
  ...nested("functions", (n) => `const x = ${"() => ".repeat(n)}1;`),
  ...nested("calls", (n) => `const f = (x: string) => x; const x = ${"f(".repeat(n)}"a"${")".repeat(n)};`),
  ...nested("blocks", (n) => `${"{".repeat(n)}${"}".repeat(n)}`),
  ...nested("negations", (n) => `const x = ${"!".repeat(n)}1;`),
  ...nested("conditions", (n) => `const x = ${"1 ? 2 : ".repeat(n)}3;`),
  ...nested("properties", (n) => `const x = input${".a".repeat(n)};`),
  ...nested("ifs", (n) => `${"if (1) ".repeat(n)};`),
  ...nested("else ifs", (n) => `${"if (0) ; else ".repeat(n)};`),
  ...nested("&&", (n) => `const x = ${"1 && ".repeat(n)}1;`),
  ...nested("multiplications", (n) => `const x = ${"1 * ".repeat(n)}1;`),
  ...nested("powers", (n) => `const x = ${"1 ** ".repeat(n)}1;`),
  ...nested("assignments", (n) => `let x; ${"x = ".repeat(n)}1;`),
  ...nested("commas", (n) => `const x = (${"1, ".repeat(n)}1);`),
  ...nested("templates", (n) => `const x = ${"`${".repeat(n)}1${"}`".repeat(n)};`),
  ...nested("patterns", (n) => `const ${"[".repeat(n)}x${"]".repeat(n)} = 1 as never;`),
  ...nested("type lists", (n) => `const x: ${"(".repeat(n)}string${")[]".repeat(n)} = [] as never;`),
  ...nested("type arguments", (n) => `const x: ${"A<".repeat(n)}string${">".repeat(n)} = [] as never;`),
  ...nested("labels", (n) => `${lines(n, (i) => `l${i}:`, " ")} for (;;) break l0;`),
  ...nested("arrow parameters", (n) => `const x = ${"(a = ".repeat(n)}1${") => 1".repeat(n)};`),
];
