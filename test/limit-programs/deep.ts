import { compiles, type LimitProgram, workflow } from "./program.ts";

/** Nested 500 deep, in every form in which recursion is usually written. */
const recursions: readonly (readonly [name: string, declaration: string, call: string])[] = [
  ["an expression", "const f = (n: number): number => n === 0 ? 0 : 1 + f(n - 1);", "String(f(500))"],
  [
    "blocks",
    "function f(n: number): number { if (n === 0) { return 0; } else { const rest = f(n - 1); return rest + 1; } }",
    "String(f(500))",
  ],
  [
    "a list that is spread",
    "const f = (n: number): number[] => n === 0 ? [] : [n, ...f(n - 1)];",
    "f(500).join()",
  ],
  [
    "an object that is spread",
    "const f = (n: number): Record<string, number> => n === 0 ? {} : { ...f(n - 1), [`k${n}`]: n };",
    "Object.keys(f(500)).join()",
  ],
  [
    "a callback of map",
    "const f = (n: number): number => n === 0 ? 0 : [n].map((m) => f(m - 1) + 1)[0]!;",
    "String(f(500))",
  ],
  [
    "loops, switches and callbacks",
    "function f(n: number): number { if (n === 0) return 0; for (const m of [n]) { switch (m) { default: { return [m].map((each) => { const r = f(each - 1); return r + 1; })[0]!; } } } return 0; }",
    "String(f(500))",
  ],
  [
    "a callback of reduce",
    "const f = (n: number): number => n === 0 ? 0 : [n].reduce((all, m) => all + f(m - 1) + 1, 0);",
    "String(f(500))",
  ],
  [
    "an async function",
    'const f = async (n: number): Promise<string> => { if (n === 0) return "end"; const r = await f(n - 1); return r; };',
    "await f(500)",
  ],
  [
    "Promise.all",
    'const f = async (n: number): Promise<string> => { if (n === 0) return "end"; const [r] = await Promise.all([f(n - 1)]); return r!; };',
    "await f(500)",
  ],
  [
    "two functions",
    'const even = (n: number): string => n === 0 ? "even" : odd(n - 1); const odd = (n: number): string => n === 0 ? "odd" : even(n - 1);',
    "even(500)",
  ],
  [
    "a chain of conditions",
    'const f = (n: number): string => n > 400 ? f(n - 1) : n > 300 ? f(n - 1) : n > 200 ? f(n - 1) : n > 0 ? f(n - 1) : "end";',
    "f(500)",
  ],
  ["a template", 'const f = (n: number): string => n === 0 ? "" : `${n} ${f(n - 1)}`;', "f(500)"],
  [
    "a pattern",
    "const f = ({ n, ...rest }: { n: number; s: string }): string => n === 0 ? rest.s : f({ n: n - 1, ...rest });",
    'f({ n: 500, s: "end" })',
  ],
  ["a default", 'const f = (n: number, r: string = n === 0 ? "end" : f(n - 1)): string => r;', "f(500)"],
  [
    "closures",
    "const f = (n: number): (() => number) => n === 0 ? () => 0 : (() => { const inner = f(n - 1); return () => inner() + 1; })();",
    "String(f(500)())",
  ],
  [
    "many parentheses",
    "const f = (n: number): number => n === 0 ? 0 : ((((1 + (2 * (3 - (4 + (f(n - 1) - 4) + 3 - 6)))))));",
    'f(500) > 0 ? "a" : "b"',
  ],
];

export const deep: readonly LimitProgram[] = [
  ...recursions.map(([name, declaration, call]) =>
    compiles(
      `a recursion of 500 through ${name}`,
      () => `const r = await me({ prompt: "x" + (${call}) }); return { t: r.text };`,
      () => declaration,
    ),
  ),
  {
    name: "a recursion of 500 in another file",
    refused: [],
    files: () => ({
      "_f.ts": 'export const f = (n: number): string => n === 0 ? "" : `${n} ${f(n - 1)}`;',
      "main.ts": workflow(
        "const r = await me({ prompt: f(500) }); return { t: r.text };",
        `import { f } from "./_f.ts";`,
      ),
    }),
  },
  compiles(
    "a recursion of 500 that calls a model each time",
    () => "const t = await f(500); return { t };",
    () =>
      'const f = async (n: number): Promise<string> => { if (n === 0) return "end"; const prompt = await f(n - 1); return (await me({ prompt })).text; };',
  ),
];
