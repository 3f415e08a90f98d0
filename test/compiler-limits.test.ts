/** Long and deep programs: they compile, or end with a diagnostic within seconds; the compiler never crashes or hangs. */
import { describe, expect, test } from "vitest";
import { compileText } from "./compile-source.ts";

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

function program(body: string): string {
  return [
    `import { model } from "falc";`,
    `const me = model<{ prompt: string }, { text: string }>("me/app");`,
    `export default async function workflow(input: { a: string }) {`,
    body,
    `}`,
  ].join("\n");
}

const codes = (body: string) => compileText(program(body)).diagnostics.map(({ code }) => code);

describe("long programs compile", () => {
  test.each([
    [
      "a chain of 10,000 calls",
      `let last = input.a;\n${range(10_000)
        .map((index) => `const c${index} = await me({ prompt: last }); last = c${index}.text;`)
        .join("\n")}\nreturn { last };`,
      10_000,
    ],
    [
      "a loop of 5,000 calls",
      `const all: string[] = [];
       for (let i = 0; i < 5000; i++) { const shot = await me({ prompt: \`\${i}\` }); all.push(shot.text); }
       return { all };`,
      5_000,
    ],
    [
      "a template of 3,000 parts",
      `const r = await me({ prompt: \`${range(3_000)
        .map((index) => `${index} \${input.a}`)
        .join(" ")}\` }); return { t: r.text };`,
      1,
    ],
    [
      "a + chain of 3,000 operands",
      `const r = await me({ prompt: ${range(3_000)
        .map((index) => `"${index} " + input.a`)
        .join(" + ")} }); return { t: r.text };`,
      1,
    ],
    [
      "a list of 5,000 items",
      `const xs = [${range(5_000).join(",")}]; const r = await me({ prompt: xs.join() }); return { t: r.text };`,
      1,
    ],
  ])("%s", (_, body, calls) => {
    const { emitted, diagnostics } = compileText(program(body));
    expect(diagnostics.map(({ code }) => code)).toEqual([]);
    expect(emitted?.modelCalls).toBe(calls);
  });
});

describe("nesting deeper than the stack ends with a diagnostic", () => {
  test.each([
    ["parentheses", `const x = ${"(".repeat(5_000)}input.a${")".repeat(5_000)};`],
    ["lists", `const x = ${"[".repeat(5_000)}${"]".repeat(5_000)};`],
    ["functions", `const x = ${"() => ".repeat(5_000)}1;`],
    ["calls", `const f = (x: string) => x; const x = ${"f(".repeat(5_000)}"a"${")".repeat(5_000)};`],
    ["blocks", `${"{".repeat(5_000)}${"}".repeat(5_000)}`],
    ["negations", `const x = ${"!".repeat(5_000)}1;`],
    ["conditions", `const x = ${"1 ? 2 : ".repeat(5_000)}3;`],
    ["properties", `const x = input${".a".repeat(20_000)};`],
    ["ifs", `${"if (1) ".repeat(5_000)};`],
    ["&&", `const x = ${"1 && ".repeat(20_000)}1;`],
    ["multiplications", `const x = ${"1 * ".repeat(20_000)}1;`],
    ["templates", `const x = ${"`${".repeat(5_000)}1${"}`".repeat(5_000)};`],
  ])("%s", (_, statement) => {
    const { emitted, diagnostics } = compileText(
      program(`${statement}\nconst r = await me({ prompt: input.a }); return { t: r.text };`),
    );
    expect(emitted !== undefined || diagnostics.some(({ kind }) => kind !== "warning")).toBe(true);
  });
});

describe("what does not end is refused", () => {
  test.each([
    ["a loop", `for (;;) {}`],
    ["a recursion", `const f = (n: number): number => f(n + 1); f(0);`],
    ["an async recursion", `const f = async (): Promise<void> => { await f(); }; await f();`],
    ["a list that grows while it is read", `const xs = [1]; for (const x of xs) xs.push(x);`],
    ["a string that doubles", `let s = "ab"; for (let i = 0; i < 90; i++) s += s;`],
    ["a text that doubles", `let s = "ab" + input.a; for (let i = 0; i < 90; i++) s += s;`],
    ["a list that is pushed into itself", `const xs = [1]; for (let i = 0; i < 90; i++) xs.push(...xs);`],
    ["a list that is spread twice", `let xs = [1]; for (let i = 0; i < 90; i++) xs = [...xs, ...xs];`],
    ["a list concatenated with itself", `let xs = [1]; for (let i = 0; i < 90; i++) xs = xs.concat(xs);`],
    [
      "a list that holds itself twice, sent",
      `let xs: unknown = ["x"]; for (let i = 0; i < 90; i++) xs = [xs, xs]; await me({ prompt: "x", xs } as never);`,
    ],
  ])("%s", (_, statement) => {
    expect(codes(`${statement}\nconst r = await me({ prompt: input.a }); return { t: r.text };`)).toEqual([
      "evaluation-limit",
    ]);
  });
});
