/**
 * Long and deep programs: they compile, or end with a diagnostic within seconds; the compiler never crashes or hangs.
 */
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { compileText } from "../support/compile-source.ts";
import { limitPrograms } from "../limit-programs/all.ts";
import type { LimitProgram } from "../limit-programs/program.ts";
import { bin, makeProject, measureCompile } from "../support/measure-compile.ts";

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
    expect(diagnostics.filter(({ kind }) => kind !== "warning")).toEqual([]);
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

describe("endless programs are refused", () => {
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

/**
 * The programs whose seconds `npm run limits` measures one by one, in groups per process. A process, because there the
 * compiler has its own thread and stack.
 */
const perProcess = 16;

describe("falc compile, at its limits", () => {
  const roots: string[] = [];
  afterAll(() => {
    for (const root of roots) rmSync(root, { recursive: true, force: true });
  });
  const project = (files: Readonly<Record<string, string>>) => {
    const root = makeProject(files);
    roots.push(root);
    return root;
  };

  /** A process each, because it keeps the syntax trees of all its workflows. */
  const groups = Object.entries(limitPrograms).flatMap(([name, all]) => {
    // Only the script measures the largest trees: a process cannot keep them all.
    const programs = all.filter((program) => !program.name.includes("200,000 deep"));
    return Array.from(
      { length: Math.ceil(programs.length / perProcess) },
      (_, part) => [name, part + 1, programs.slice(part * perProcess, (part + 1) * perProcess)] as const,
    );
  });

  test.each(groups)("%s programs, part %i", async (_name, _part, programs: readonly LimitProgram[]) => {
    const folders = new Map(programs.map((program, index) => [`p${index}`, program]));
    const files = [...folders].flatMap(([folder, program]) =>
      Object.entries(program.files()).map(([file, text]) => [`workflows/${folder}/${file}`, text] as const),
    );
    const root = project(Object.fromEntries(files));
    const { signal, out, err, megabytes } = await measureCompile(root, ["--json"], true);
    expect({ signal, err }).toEqual({ signal: null, err: "" });
    const report = JSON.parse(out) as {
      readonly workflows: readonly { readonly workflow: string; readonly status: string }[];
      readonly diagnostics: readonly {
        readonly file: string;
        readonly code: string;
        readonly kind: string;
      }[];
    };
    const found = [...folders].map(([folder, { name, refused }]) => {
      const codes = report.diagnostics
        .filter(({ file, kind }) => kind !== "warning" && file.startsWith(`workflows/${folder}/`))
        .map(({ code }) => code);
      const status = report.workflows.find(({ workflow }) => workflow === `${folder}/main`)?.status;
      const verdict = (status === "failed") === codes.length > 0 ? [...new Set(codes)] : [status];
      return [name, refused.join() === "?" ? ["?"] : verdict];
    });
    expect(found).toEqual(programs.map(({ name, refused }) => [name, [...refused]]));
    expect(megabytes).toBeLessThan(700);
  });

  /** No counter sees this: concatenated text costs nothing until its characters are read. */
  const hungry = program(
    `const s = "x".repeat(3999990); const xs: unknown[] = [];
     for (let i = 0; i < 100000; i++) { const t = s + i; xs.push(t, t[0]); }
     const r = await me({ prompt: input.a }); return { t: r.text };`,
  );

  test("running out of memory despite all counters is reported in words", async () => {
    const { code, out, err, megabytes } = await measureCompile(
      project({ "workflows/hungry.ts": hungry }),
      [],
      true,
    );
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(/workflows\/hungry\.ts stopped after /);
    expect(err).not.toMatch(/^\s+at |FATAL/m);
    expect(megabytes).toBeLessThan(600);
  });

  test("Ctrl-C ends it immediately", async () => {
    const child = spawn(process.execPath, [bin, "compile"], {
      cwd: project({ "workflows/hungry.ts": hungry }),
      env: { PATH: process.env["PATH"] },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let err = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
    const ended = new Promise((resolve) => child.on("close", (_, signal) => resolve(signal)));
    await new Promise((resolve) => setTimeout(resolve, 400));
    child.kill("SIGINT");
    expect({ signal: await ended, err }).toEqual({ signal: "SIGINT", err: "" });
  });
});
