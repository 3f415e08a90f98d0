/** Functions that may be the workflow, each sending a unique mark, and values that cannot be one. */
import type { Held, Sources } from "./sources.ts";

interface Form {
  readonly name: string;
  /** Writes the declarations, and returns the expression. */
  write(name: string, file: string, sources: Sources): string;
}

const shape = "{ prompt: string; count: number }";
const result = "Promise<{ image: string }>";

/** The code of a function's body. */
function body(mark: string): string {
  return `const photo = await flux({ prompt: \`\${prompt} ${mark}\`, num_images: count }); return { image: photo.images[0].url };`;
}

const forms: readonly [Form, ...Form[]] = [
  {
    name: "async declaration",
    write: (name, file, sources) => {
      sources.line(file, `async function ${name}({ prompt, count }: ${shape}) { ${body(name)} }`);
      return name;
    },
  },
  ...(["const", "let", "var"] as const).map((kind): Form => ({
    name: `${kind} arrow`,
    write: (name, file, sources) => {
      sources.line(file, `${kind} ${name} = async ({ prompt, count }: ${shape}) => { ${body(name)} };`);
      return name;
    },
  })),
  { name: "arrow", write: (name) => `(async ({ prompt, count }: ${shape}) => { ${body(name)} })` },
  {
    name: "named expression",
    write: (name) => `(async function ${name}({ prompt, count }: ${shape}) { ${body(name)} })`,
  },
  {
    name: "method",
    write: (name, file, sources) => {
      sources.line(
        file,
        `const o${name} = { async ${name}({ prompt, count }: ${shape}) { ${body(name)} } };`,
      );
      return `o${name}.${name}`;
    },
  },
  {
    name: "overloads",
    write: (name, file, sources) => {
      sources.line(file, `async function ${name}(input: { prompt: string }): ${result};`);
      sources.line(file, `async function ${name}({ prompt, count }: any): ${result};`);
      sources.line(file, `async function ${name}({ prompt, count }: ${shape}): ${result} { ${body(name)} }`);
      return name;
    },
  },
  {
    name: "sync that hands on",
    write: (name, file, sources) => {
      sources.line(file, `async function a${name}({ prompt, count }: ${shape}) { ${body(name)} }`);
      return `((input: ${shape}) => a${name}(input))`;
    },
  },
  {
    name: "typed by its variable",
    write: (name, file, sources) => {
      sources.head(file, `type Shot = (input: ${shape}) => ${result};`);
      sources.line(file, `const ${name}: Shot = async ({ prompt, count }) => { ${body(name)} };`);
      return name;
    },
  },
  {
    name: "interface, whole input",
    write: (name, file, sources) => {
      sources.line(file, `interface I${name} { prompt: string; count: number }`);
      const inner = body(name).replace("prompt}", "input.prompt}").replace(": count", ": input.count");
      sources.line(file, `async function ${name}(input: I${name}) { ${inner} }`);
      return name;
    },
  },
  {
    name: "default in the pattern",
    write: (name, file, sources) => {
      const parameter = "{ prompt, count = 3 }: { prompt: string; count?: number }";
      sources.line(file, `const ${name} = async (${parameter}) => { ${body(name)} };`);
      return name;
    },
  },
  {
    name: "this parameter",
    write: (name, file, sources) => {
      sources.line(file, `async function ${name}(this: void, { prompt, count }: ${shape}) { ${body(name)} }`);
      return name;
    },
  },
];

const others: readonly [Form, ...Form[]] = [
  { name: "an object", write: (name) => `({ ${name}: 1 })` },
  { name: "a model", write: () => "flux" },
  { name: "a number", write: () => "7" },
  { name: "undefined", write: () => "undefined" },
  {
    name: "a sync function",
    write: (name) => `((input: ${shape}) => ({ image: input.prompt + "${name}" }))`,
  },
  { name: "a class", write: (name) => `(class C${name} {})` },
  { name: "a generator", write: (name) => `(async function* ${name}(input: ${shape}) { yield 1; })` },
  { name: "JavaScript's own", write: () => "String" },
  { name: "a promise", write: () => "Promise.resolve(1)" },
  {
    name: "two parameters",
    write: (name) => `(async (prompt: string, ${name}: number) => flux({ prompt }))`,
  },
  {
    name: "untyped",
    write: (name) => `(async ({ prompt, count }) => { ${body(name)} })`,
  },
];

/** A new function or, if `any` allows it, occasionally something else. */
export function writeFunction(file: string, sources: Sources, any = false): Held {
  sources.head(file, `import { model } from "falc";`);
  sources.head(file, `const flux = model("fal-ai/flux/dev");`);
  const form = any && sources.tape.chance(12) ? sources.draw(others) : sources.draw(forms);
  return { file, code: form.write(sources.name(), file, sources) };
}
