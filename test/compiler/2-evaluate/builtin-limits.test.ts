/** Built-ins whose result or time would grow without bound: refused within a second, for any input. */
import { describe, expect, test } from "vitest";
import { compileText } from "../../support/compile-source.ts";

describe("unbounded growth is refused before the work is done", () => {
  test.each([
    `Array.from({ length: 1e9 });`,
    `new Array(1e9).fill(0);`,
    `const xs: number[] = []; xs.length = 1e9; xs.map((x) => x);`,
    `"x".repeat(1e9);`,
    `"x".padEnd(1e9);`,
    `"x".repeat(1e6).replaceAll("x", "y".repeat(1000));`,
    `"x".repeat(1e6).replace(/x/g, "$'");`,
    `"x".repeat(3e6).split(/(x)(x)(x)?/);`,
    `let a: unknown = "ab".repeat(1000); for (let i = 0; i < 40; i++) a = [a, a]; JSON.stringify(a);`,
    `let a: unknown = {}; for (let i = 0; i < 40; i++) a = { a, b: a }; JSON.stringify(a, null, 10);`,
    `let a: unknown[] = ["x"]; for (let i = 0; i < 60; i++) a = [a, a]; a.flat(Infinity);`,
    `const xs: unknown[] = [1]; xs.push(xs); xs.flat(Infinity);`,
    `let xs = [1]; for (let i = 0; i < 90; i++) xs.splice(0, 0, ...xs);`,
    `let xs = [1]; for (let i = 0; i < 90; i++) xs.unshift(...xs);`,
    `const m = new Map([[1, 1]]); for (const [k] of m) m.set(k + 1, 1);`,
    `Object.assign([], { 4294967294: 1 });`,
    `"\\ufdfa".repeat(1e6).normalize("NFKD");`,
    `/(a+)+$/.test("a".repeat(40) + "b");`,
    `("a".repeat(40) + "b").match("(a+)+$");`,
    `[...("a".repeat(40) + "b").matchAll(/(a+)+$/g)];`,
  ])("%s", (statement) => {
    const { diagnostics } = compileText(`import { model } from "falc";
const me = model<{ prompt: string }, { text: string }>("me/app");
export default async function workflow(input: { a: string }) {
${statement}
const made = await me({ prompt: input.a });
return { text: made.text };
}`);
    expect(diagnostics.map(({ code }) => code)).toEqual(["evaluation-limit"]);
  });
});
