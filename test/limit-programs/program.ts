/**
 * Programs at the edge of what can be compiled, and beyond. `limits.ts` measures them one by one,
 * `compiler/limits.process.test.ts` checks the outcome.
 */

export interface LimitProgram {
  readonly name: string;
  /** The codes of its errors; none for a program that compiles, "?" if it depends on the machine's stack. */
  readonly refused: readonly string[];
  /** Path below `workflows/` → text; `main.ts` is the workflow. Created on demand: some are megabytes. */
  files(): Readonly<Record<string, string>>;
}

/** A workflow whose body ends in a model call and a return, unless it has its own return. */
export function workflow(body: string, top = ""): string {
  const end = /\breturn \{/.test(body)
    ? ""
    : "const end = await me({ prompt: input.a }); return { t: end.text };";
  return [
    `import { model } from "falc";`,
    `const me = model<{ prompt: string; xs?: unknown }, { text: string }>("me/app");`,
    top,
    `export default async function main(input: { a: string; b: string }) {`,
    body,
    end,
    `}`,
    "",
  ].join("\n");
}

export const range = (count: number) => Array.from({ length: count }, (_, index) => index);
export const lines = (count: number, line: (index: number) => string, between = "\n") =>
  range(count).map(line).join(between);

export const single = (name: string, refused: readonly string[], text: () => string): LimitProgram => ({
  name,
  refused,
  files: () => ({ "main.ts": text() }),
});
export const compiles = (name: string, body: () => string, top?: () => string) =>
  single(name, [], () => workflow(body(), top?.()));
export const refused = (name: string, body: () => string, top?: () => string) =>
  single(name, ["evaluation-limit"], () => workflow(body(), top?.()));
