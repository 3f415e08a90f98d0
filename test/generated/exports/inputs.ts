/** The ways in which a workflow's file exports a zod object as `input`, or appears to. */
import type { Sources } from "./sources.ts";

interface InputWay {
  readonly name: string;
  write(sources: Sources): void;
}

const main = "main.ts";

/** Each has unique limits, so that a mix-up is noticed. */
function schema(sources: Sources, file: string): string {
  sources.head(file, `import { z } from "zod";`);
  const number = sources.tape.choose(7) + 2;
  const count = sources.tape.pick([
    `z.number().int().max(${number})`,
    `z.number().min(${number}).default(${number + 1})`,
    `z.number().describe("no. ${number}")`,
  ]);
  return `z.object({ prompt: z.string().max(${number * 100}), count: ${count} })`;
}

/** In a separate file, under this name. */
function apart(name: string, sources: Sources): string {
  const file = sources.newFile();
  sources.line(file, `export const ${name} = ${schema(sources, file)};`);
  return file;
}

export const inputWays: readonly [InputWay, ...InputWay[]] = [
  { name: "no input", write: () => undefined },
  { name: "no input", write: () => undefined },
  {
    name: "export const input",
    write: (sources) => sources.line(main, `export const input = ${schema(sources, main)};`),
  },
  {
    name: "export { input }",
    write: (sources) => {
      sources.head(main, "export { input };");
      sources.line(main, `const input = ${schema(sources, main)};`);
    },
  },
  {
    name: "export { shape as input }",
    write: (sources) => {
      sources.line(main, `const input = ${schema(sources, main)}; void input;`);
      sources.line(main, `const shape = ${schema(sources, main)};`);
      sources.line(main, "export { shape as input };");
    },
  },
  {
    name: "export { input } from",
    write: (sources) => sources.line(main, `export { input } from "./${apart("input", sources)}";`),
  },
  {
    name: "export { shape as input } from",
    write: (sources) => sources.line(main, `export { shape as input } from "./${apart("shape", sources)}";`),
  },
  {
    name: "export * with input",
    write: (sources) => sources.line(main, `export * from "./${apart("input", sources)}";`),
  },
  {
    name: "export * of two with input",
    write: (sources) => {
      sources.line(main, `export * from "./${apart("input", sources)}";`);
      sources.line(main, `export * from "./${apart("input", sources)}";`);
    },
  },
  {
    name: "export * hidden by its own",
    write: (sources) => {
      sources.line(main, `export * from "./${apart("input", sources)}";`);
      sources.line(main, `export const input = ${schema(sources, main)};`);
    },
  },
  {
    name: "imported, then exported",
    write: (sources) => {
      sources.head(main, `import { shape as imported } from "./${apart("shape", sources)}";`);
      sources.line(main, "export { imported as input };");
    },
  },
  {
    name: "imported and extended",
    write: (sources) => {
      sources.head(main, `import { shape as imported } from "./${apart("shape", sources)}";`);
      sources.line(main, `export const input = imported.describe("more");`);
    },
  },
  {
    name: "export const pattern",
    write: (sources) => sources.line(main, `export const { input } = { input: ${schema(sources, main)} };`),
  },
  {
    name: "export let input, assigned",
    write: (sources) => {
      sources.line(main, `export let input = ${schema(sources, main)};`);
      sources.line(main, `input = ${schema(sources, main)} as any;`);
    },
  },
  {
    name: "export let input, assigned in a function",
    write: (sources) => {
      sources.line(main, `export let input = ${schema(sources, main)};`);
      sources.line(main, `const setInput = () => { input = ${schema(sources, main)} as any; };`);
      if (sources.tape.chance(2)) sources.line(main, "setInput();");
    },
  },
  {
    name: "export var input twice",
    write: (sources) => {
      sources.line(main, `var input = ${schema(sources, main)};`);
      sources.line(main, `export { input };`);
      sources.line(main, `var input = ${schema(sources, main)};`);
    },
  },
  {
    name: "type input",
    write: (sources) => sources.line(main, "export type input = { prompt: string; count: number };"),
  },
  {
    name: "export type { input } from",
    write: (sources) => sources.line(main, `export type { input } from "./${apart("input", sources)}";`),
  },
  {
    name: "input that is not exported",
    write: (sources) => sources.line(main, `const input = ${schema(sources, main)}; void input;`),
  },
  {
    name: "input of another file only",
    write: (sources) => {
      const file = apart("input", sources);
      sources.head(main, `import "./${file}";`);
    },
  },
  {
    name: "input that is not zod",
    write: (sources) => sources.line(main, `export const input = { prompt: "a", count: 1 };`),
  },
  {
    name: "input function",
    write: (sources) => sources.line(main, "export function input() {}"),
  },
];
