/** The interface, which is read separately from the workflow's body. */
import { lines, type LimitProgram, workflow } from "./program.ts";

/** The type of one field of the input. */
function inputType(
  name: string,
  refused: readonly string[],
  type: () => string,
  top = () => "",
): LimitProgram {
  const text = () =>
    workflow("", top()).replace("{ a: string; b: string }", () => `{ a: string; deep: ${type()} }`);
  return { name, refused, files: () => ({ "main.ts": text() }) };
}

/** Statements that define `deep`, the zod schema of one field. */
function inputSchema(name: string, refused: readonly string[], statements: string): LimitProgram {
  const top = `import { z } from "zod"; ${statements} export const input = z.object({ a: z.string(), deep });`;
  const text = () => workflow("", top).replace("{ a: string; b: string }", "z.infer<typeof input>");
  return { name, refused, files: () => ({ "main.ts": text() }) };
}

const aliases = (count: number, type: (index: number) => string) =>
  `${lines(count, (i) => `type T${i} = ${type(i + 1)};`)}\ntype T${count} = string;`;

export const interfaces: readonly LimitProgram[] = [
  ...[90, 5_000, 200_000].map((count) =>
    inputType(
      `an input type ${count.toLocaleString("en")} deep`,
      count === 90 ? [] : ["?"],
      () => `${"{ a: ".repeat(count)}string${" }".repeat(count)}`,
    ),
  ),
  inputType(
    "an input type of 2^40 parts, by sharing",
    ["evaluation-limit"],
    () => "T0",
    () => aliases(40, (i) => `{ a: T${i}; b: T${i} }`),
  ),
  inputType(
    "a union type of 2^40 parts, by sharing",
    ["evaluation-limit"],
    () => "T0",
    () => aliases(40, (i) => `T${i} | T${i}`),
  ),
  inputType(
    "a chain of 20,000 type aliases",
    ["?"],
    () => "T0",
    () => aliases(20_000, (i) => `T${i}`),
  ),
  inputType(
    "an input type that contains itself",
    ["input-type-unsupported"],
    () => "T",
    () => "type T = T[];",
  ),
  inputType(
    "two input types that contain each other",
    ["input-type-unsupported"],
    () => "A",
    () => "interface A { b: B } interface B { a: A }",
  ),
  inputType("an input type of 50,000 fields", [], () => `{ ${lines(50_000, (i) => `f${i}: string;`)} }`),
  inputType("a union type of 50,000 texts", [], () => lines(50_000, (i) => `"${i}"`, " | ")),
  inputSchema(
    "a zod schema of 2^40 parts, by sharing",
    ["evaluation-limit"],
    "let deep: z.ZodType = z.string(); for (let i = 0; i < 40; i++) deep = z.object({ a: deep, b: deep });",
  ),
  inputSchema(
    "a zod union of 2^40 parts, by sharing",
    ["evaluation-limit"],
    "let deep: z.ZodType = z.string(); for (let i = 0; i < 40; i++) deep = deep.or(deep);",
  ),
  inputSchema(
    "a zod schema 90 deep",
    [],
    "let deep: z.ZodType = z.string(); for (let i = 0; i < 90; i++) deep = z.object({ a: deep });",
  ),
  inputSchema(
    "a zod schema 5,000 deep",
    ["?"],
    "let deep: z.ZodType = z.string(); for (let i = 0; i < 5000; i++) deep = z.array(deep);",
  ),
  inputSchema(
    "a zod schema that is wrapped without end",
    ["evaluation-limit"],
    "let deep: z.ZodType = z.string(); for (;;) deep = deep.optional();",
  ),
  inputSchema(
    "a zod object that is extended without end",
    ["evaluation-limit"],
    "let deep = z.object({}); for (let i = 0; ; i++) deep = deep.extend({ [`k${i}`]: z.string() });",
  ),
  inputSchema(
    "a pattern that backtracks, and a default",
    [],
    `const deep = z.string().regex(/^(a+)+$/).default("${"a".repeat(60)}!");`,
  ),
];
