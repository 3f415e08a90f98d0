/** Code that is cheap for small programs but could be quadratic in their size. */
import { compiles, lines, type LimitProgram, range, refused, single, workflow } from "./program.ts";

const name = (letters: number) => "x".repeat(letters);

/** `_f0.ts`, `_f1.ts`, …, and a workflow that uses the last one's `v<count - 1>`. */
function files(title: string, codes: readonly string[], count: number, file: (index: number) => string) {
  const last = `import { v${count - 1} } from "./_f${count - 1}.ts";`;
  const main = workflow(`const r = await me({ prompt: String(v${count - 1}) }); return { t: r.text };`, last);
  const helpers = () => Object.fromEntries(range(count).map((i) => [`_f${i}.ts`, file(i)]));
  return { name: title, refused: codes, files: () => ({ ...helpers(), "main.ts": main }) };
}

export const squares: readonly LimitProgram[] = [
  compiles(
    "a list of 100,000 items, written out in a call",
    () => `const r = await me({ prompt: "a", xs: [${range(100_000).join(",")}] }); return { t: r.text };`,
  ),
  compiles(
    "an object of 100,000 keys, written out in a call",
    () =>
      `const r = await me({ prompt: "a", xs: { ${lines(100_000, (i) => `k${i}: ${i},`)} } }); return { t: r.text };`,
  ),
  single("a model's name of 4 MB", ["?"], () =>
    workflow(`const far = model("a/" + "x".repeat(3999990)); await far({ a: 1 } as never);`),
  ),
  single("a model's name of 4 MB, written out", ["?"], () =>
    workflow(`const far = model("a${name(4_000_000)}"); await far({ a: 1 } as never);`),
  ),
  single("a field's name of 1 MB", ["?"], () =>
    workflow(
      `const flux = model("fal-ai/flux/dev"); await flux({ prompt: "a", ["x".repeat(1000000)]: 1 } as never);`,
    ),
  ),
  single("a name of 1 MB that is not defined", ["name-unknown"], () =>
    workflow(
      `const x = ${name(1_000_000)};`,
      lines(1_000, (i) => `const y${i}${name(900_000 / 1000)} = 1;`),
    ),
  ),
  single("a long name among 2,000 long names", ["name-unknown"], () =>
    workflow(
      `const x = ${name(2_000)};`,
      lines(2_000, (i) => `const y${i}${name(2_000)} = 1;`),
    ),
  ),
  single("an import of 1 MB", ["?"], () => workflow("", `import { a } from "./${name(1_000_000)}";`)),
  single("a path of 1 MB", ["?"], () =>
    workflow(`const x = await me({ prompt: input.${name(1_000_000)} });`),
  ),
  single("10,000 names that are not defined", ["name-unknown"], () =>
    workflow(lines(10_000, (i) => `const x${i} = y${i};`)),
  ),
  single("10,000 problems on one line of 1 MB", ["name-unknown"], () =>
    workflow(lines(10_000, (i) => `const x${i} = y${i} + "${name(80)}";`, " ")),
  ),
  single("10,000 syntax errors", ["syntax-error"], () => workflow(lines(10_000, () => `const = ;`))),
  compiles(
    "a chain of 2,000 method calls",
    () =>
      `const s = "a"${lines(2_000, (i) => `.concat("${i}")`, "")}; const r = await me({ prompt: s }); return { t: r.text };`,
  ),
  compiles(
    "2,000 parallel functions that read one list",
    () =>
      "const xs = [1]; const all = await Promise.all(Array.from({ length: 2000 }, async (_, i) => (await me({ prompt: `${i} ${xs[0]}` })).text)); return { all };",
  ),
  refused(
    "each call after all before it",
    () =>
      "const all: unknown[] = []; for (let i = 0; i < 10000; i++) all.push(await me({ prompt: `${i}` }, { after: all as never }));",
  ),
  refused(
    "each call given all before it",
    () =>
      "const all: unknown[] = []; for (let i = 0; i < 10000; i++) all.push((await me({ prompt: `${i}`, xs: all })).text);",
  ),
  refused(
    "an id of 4 MB for each call",
    () =>
      'const s = "x".repeat(3999990); for (let i = 0; i < 10000; i++) await me({ prompt: "a" }, { id: s + i });',
  ),
  refused(
    "a key of 4 MB for each call",
    () =>
      'const s = "x".repeat(3999990); for (let i = 0; i < 10000; i++) await me({ prompt: "a", xs: { [s + i]: 1 } });',
  ),
  files(
    "300 files that each import all before",
    [],
    300,
    (i) =>
      `${lines(i, (j) => `import { v${j} } from "./_f${j}.ts";`)}\nexport const v${i} = ${i === 0 ? "1" : `v${i - 1}`};\n// ${name(10_000)}`,
  ),
  files("1,000 files that import each other in a circle", ["?"], 1_000, (i) => {
    const next = (i + 1) % 1_000;
    return `import { v${next} } from "./_f${next}.ts"; export const v${i} = v${next};`;
  }),
  {
    name: "JSON 1,000,000 deep",
    refused: ["evaluation-limit"],
    files: () => ({
      "deep.json": `${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`,
      "main.ts": workflow(
        "await me({ prompt: input.a, xs: deep });",
        `import deep from "./deep.json" with { type: "json" };`,
      ),
    }),
  },
];
