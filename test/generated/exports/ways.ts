/** The ways in which the workflow's file makes a function from any file its default export. */
import { writeFunction } from "./functions.ts";
import type { Held, Sources } from "./sources.ts";

interface Way {
  readonly name: string;
  export(held: Held, sources: Sources): void;
}

/** In the function's own file, which may be the workflow's. */
const own: readonly [Way, ...Way[]] = [
  {
    name: "export default expression",
    export: ({ file, code }, sources) => sources.line(file, `export default ${code};`),
  },
  {
    name: "export default, then assigned",
    export: ({ file, code }, sources) => {
      const name = sources.name();
      sources.line(file, `let ${name} = ${code};`);
      sources.line(file, `export default ${name};`);
      sources.line(file, `${name} = ${writeFunction(file, sources).code};`);
    },
  },
  {
    name: "export { x as default }",
    export: ({ file, code }, sources) => {
      const name = sources.name();
      sources.line(file, `const ${name} = ${code};`);
      sources.line(file, `export { ${name} as default };`);
    },
  },
  {
    name: "export { x as default } above, then assigned",
    export: ({ file, code }, sources) => {
      const name = sources.name();
      sources.head(file, `export { ${name} as default };`);
      sources.line(file, `let ${name} = ${writeFunction(file, sources).code};`);
      sources.line(file, `${name} = ${code};`);
    },
  },
  {
    name: "export default with a type of the name",
    export: ({ file, code }, sources) => {
      const name = sources.name();
      sources.line(file, `const ${name} = ${code};`);
      sources.line(file, `export type { ${name} as Default };`.replace(name, `T${name}`));
      sources.line(file, `type T${name} = string;`);
      sources.line(file, `export default ${name};`);
    },
  },
  {
    name: "export default function that calls it",
    export: ({ file, code }, sources) => {
      const name = sources.name();
      sources.line(file, `const ${name} = ${code};`);
      sources.line(
        file,
        `export default async function (input: { prompt: string; count: number }) { return ${name}(input); }`,
      );
    },
  },
  {
    name: "a named export and no default",
    export: ({ file, code }, sources) => sources.line(file, `export const workflow = ${code};`),
  },
];

/** From the file that exports it, as default or by name, to the workflow's. */
const handedOn: readonly [Way, ...Way[]] = [
  {
    name: "export { default } from",
    export: ({ file }, sources) => sources.line("main.ts", `export { default } from "./${file}";`),
  },
  {
    name: "import, export default",
    export: ({ file }, sources) => {
      sources.head("main.ts", `import flow from "./${file}";`);
      sources.line("main.ts", "export default flow;");
    },
  },
  {
    name: "import, export { x as default }",
    export: ({ file }, sources) => {
      sources.head("main.ts", `import flow from "./${file}";`);
      sources.line("main.ts", "export { flow as default };");
    },
  },
  {
    name: "export { default as x } and back",
    export: ({ file }, sources) => {
      sources.line("_middle.ts", `export { default as flow } from "./${file}";`);
      sources.line("main.ts", `export { flow as default } from "./_middle.ts";`);
    },
  },
  {
    name: "export * on the way",
    export: ({ file }, sources) => {
      sources.line("_inner.ts", `export { default as flow } from "./${file}";`);
      sources.line("_middle.ts", `export * from "./_inner.ts";`);
      sources.line("main.ts", `export { flow as default } from "./_middle.ts";`);
    },
  },
  {
    name: "export *, which has no default",
    export: ({ file }, sources) => sources.line("main.ts", `export * from "./${file}";`),
  },
  {
    name: "export * beside a default of its own",
    export: ({ file }, sources) => {
      sources.line("main.ts", `export * from "./${file}";`);
      sources.line("main.ts", `export default ${writeFunction("main.ts", sources).code};`);
    },
  },
  {
    name: "through a namespace",
    export: ({ file }, sources) => {
      sources.head("main.ts", `import * as flows from "./${file}";`);
      sources.line("main.ts", "export default flows.default;");
    },
  },
];

export function writeExport(held: Held, sources: Sources): void {
  sources.draw(own).export(held, sources);
  if (held.file !== "main.ts") sources.draw(handedOn).export(held, sources);
}
