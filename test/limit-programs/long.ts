import { compiles, lines, type LimitProgram, range, workflow } from "./program.ts";

/** Long and large, but finite. */
export const long: readonly LimitProgram[] = [
  compiles(
    "a chain of 10,000 calls",
    () =>
      `let last = input.a;\n${lines(10_000, (i) => `const c${i} = await me({ prompt: last }); last = c${i}.text;`)}\nreturn { last };`,
  ),
  compiles(
    "a loop of 5,000 calls",
    () =>
      "const all: string[] = []; for (let i = 0; i < 5000; i++) { const shot = await me({ prompt: `${i}` }); all.push(shot.text); } return { all };",
  ),
  compiles(
    "Promise.all over 5,000 calls",
    () =>
      "const all = await Promise.all(Array.from({ length: 5000 }, async (_, i) => (await me({ prompt: `${i}` })).text)); return { all };",
  ),
  compiles(
    "a string of 1 MB",
    () =>
      `const r = await me({ prompt: ${JSON.stringify("red chair ".repeat(100_000))} }); return { t: r.text };`,
  ),
  compiles(
    "a string of 1 MB, made by repeat",
    () => `const r = await me({ prompt: "red chair ".repeat(100000) }); return { t: r.text };`,
  ),
  compiles(
    "a string of 1 MB, made by +=",
    () =>
      `let s = ""; for (let i = 0; i < 100000; i++) s += "red chair "; const r = await me({ prompt: s }); return { t: r.text };`,
  ),
  compiles(
    "a template of 2,000 parts",
    () =>
      `const r = await me({ prompt: \`${lines(2_000, (i) => `${i} \${input.a}`, " ")}\` }); return { t: r.text };`,
  ),
  compiles(
    "a + chain of 2,000 operands",
    () =>
      `const r = await me({ prompt: ${lines(2_000, (i) => `"${i} " + input.a`, " + ")} }); return { t: r.text };`,
  ),
  compiles(
    "a text grown by += 2,000 times",
    () =>
      "let s = input.a; for (let i = 0; i < 2000; i++) s += ` ${i} ${input.b}`; const r = await me({ prompt: s }); return { t: r.text };",
  ),
  compiles(
    "a template of 4 MB",
    () =>
      `const r = await me({ prompt: \`${"red chair ".repeat(390_000)}\${input.a}\` }); return { t: r.text };`,
  ),
  compiles(
    "a list of 100,000 items",
    () =>
      `const xs = [${range(100_000).join(",")}]; const r = await me({ prompt: "a", xs }); return { t: r.text };`,
  ),
  compiles(
    "10,000 functions",
    () => "const n = f9999(1); const r = await me({ prompt: String(n) }); return { t: r.text };",
    () => lines(10_000, (i) => `function f${i}(n: number): number { return n + ${i}; }`),
  ),
  compiles(
    "a switch of 10,000 cases in a loop of 100",
    () =>
      `let n = 0; for (let i = 0; i < 100; i++) { switch (i * 100) { ${lines(10_000, (i) => `case ${i}: n += ${i}; break;`)} } } const r = await me({ prompt: String(n) }); return { t: r.text };`,
  ),
  compiles(
    "a file of 100,000 lines",
    () => `const r = await me({ prompt: k99999 }); return { t: r.text };`,
    () => lines(100_000, (i) => `const k${i} = "value ${i}";`),
  ),
  compiles(
    "an object of 50,000 keys",
    () =>
      `const o = { ${lines(50_000, (i) => `k${i}: ${i},`)} }; const r = await me({ prompt: "a", xs: o }); return { t: r.text };`,
  ),
  {
    name: "1,000 files in a chain of imports",
    refused: [],
    files: () => ({
      ...Object.fromEntries(
        range(1_000).map((i) => [
          `_f${i}.ts`,
          i === 0
            ? `export const v0 = "x";`
            : `import { v${i - 1} } from "./_f${i - 1}.ts"; export const v${i} = v${i - 1};`,
        ]),
      ),
      "main.ts": workflow(
        `const r = await me({ prompt: v999 }); return { t: r.text };`,
        `import { v999 } from "./_f999.ts";`,
      ),
    }),
  },
];
