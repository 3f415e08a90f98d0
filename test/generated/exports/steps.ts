/** What happens to a function before it is exported: each step takes a function and returns one, perhaps another. */
import { writeFunction } from "./functions.ts";
import type { Held, Sources } from "./sources.ts";

interface Step {
  readonly name: string;
  apply(held: Held, sources: Sources): Held;
}

const other = (file: string, sources: Sources) => writeFunction(file, sources).code;

/** A step that needs only the expression. */
function inPlace(name: string, make: (code: string, sources: Sources, file: string) => string): Step {
  return { name, apply: ({ file, code }, sources) => ({ file, code: make(code, sources, file) }) };
}

/** A step with a new variable: `write` returns its lines, from the name and the expression. */
function named(
  name: string,
  write: (variable: string, code: string, sources: Sources, file: string) => readonly string[],
): Step {
  return {
    name,
    apply: ({ file, code }, sources) => {
      const variable = sources.name();
      for (const line of write(variable, code, sources, file)) sources.line(file, line);
      return { file, code: variable };
    },
  };
}

const wrapper = (name: string) =>
  `(shot: any) => async ({ prompt, count }: { prompt: string; count: number }) => shot({ prompt: prompt + " ${name}", count })`;

/** Moves the function on to another file. */
function elsewhere(
  name: string,
  link: (
    from: string,
    variable: string,
  ) => { readonly exports: string; readonly imports: string; readonly code: string },
): Step {
  return {
    name,
    apply: ({ file, code }, sources) => {
      const variable = sources.name();
      sources.line(file, `const ${variable} = ${code};`);
      const to = sources.newFile();
      const { exports, imports, code: there } = link(file, variable);
      sources.line(file, exports);
      sources.head(to, imports);
      return { file: to, code: there };
    },
  };
}

export const steps: readonly [Step, ...Step[]] = [
  named("alias", (variable, code) => [`const ${variable} = ${code};`]),
  inPlace("parentheses", (code) => `(${code})`),
  inPlace("cast", (code) => `(${code} as any)`),
  inPlace("satisfies", (code) => `(${code} satisfies Function)`),
  inPlace("not null", (code) => `${code}!`),
  inPlace("comma", (code) => `(0, ${code})`),
  inPlace("condition", (code, sources, file) => {
    const flag = sources.name("flag");
    const rest = other(file, sources);
    const first = sources.tape.chance(2);
    sources.line(file, `const ${flag} = ${String(first)};`);
    return first ? `(${flag} ? ${code} : ${rest})` : `(${flag} ? ${rest} : ${code})`;
  }),
  inPlace("out of a list", (code, sources, file) => `[${other(file, sources)}, ${code}][1]`),
  inPlace("out of an object", (code) => `({ taken: ${code} }).taken`),
  inPlace("out of a Map", (code) => `new Map([["taken", ${code}]]).get("taken")!`),
  inPlace("given back", (code, sources, file) => {
    const define = sources.name("define");
    sources.line(file, `function ${define}<F>(given: F): F { return given; }`);
    return `${define}(${code})`;
  }),
  inPlace("wrapped", (code, sources, file) => {
    const wrap = sources.name("wrap");
    sources.line(file, `const ${wrap} = ${wrapper(wrap)};`);
    return `${wrap}(${code})`;
  }),
  inPlace("wrapped by another file", (code, sources, file) => {
    const wrap = sources.name("wrap");
    const from = sources.newFile();
    sources.line(from, `export const ${wrap} = ${wrapper(wrap)};`);
    sources.head(file, `import { ${wrap} } from "./${from}";`);
    return `${wrap}(${code})`;
  }),
  named("pattern", (variable, code) => [`const { ${variable} } = { ${variable}: ${code} };`]),
  named("list pattern", (variable, code) => [`const [${variable}] = [${code}];`]),
  named("assigned again", (variable, code, sources, file) => [
    `let ${variable} = ${other(file, sources)};`,
    `${variable} = ${code};`,
  ]),
  named("assigned to itself, wrapped", (variable, code, sources) => [
    `let ${variable} = ${code};`,
    `${variable} = (${wrapper(sources.name("wrap"))})(${variable});`,
  ]),
  named("var twice", (variable, code, sources, file) => [
    `var ${variable} = ${other(file, sources)};`,
    `var ${variable} = ${code};`,
  ]),
  named("assigned in a function", (variable, code, sources, file) => [
    `let ${variable} = ${other(file, sources)};`,
    `const set${variable} = () => { ${variable} = ${code}; };`,
    `set${variable}();`,
  ]),
  named("a function that is never called would assign", (variable, code, sources, file) => [
    `let ${variable} = ${code};`,
    `const set${variable} = () => { ${variable} = ${other(file, sources)}; };`,
  ]),
  named("assigned in a block", (variable, code, sources, file) => [
    `let ${variable} = ${code};`,
    `{ let ${variable} = ${other(file, sources)}; ${variable} = ${other(file, sources)}; }`,
  ]),
  named("assigned in a loop", (variable, code, sources, file) => [
    `let ${variable}: any;`,
    `for (const each of [${other(file, sources)}, ${code}]) ${variable} = each;`,
  ]),
  named("assigned if missing", (variable, code, sources, file) => [
    `let ${variable}: any = ${code};`,
    `${variable} ??= ${other(file, sources)};`,
  ]),
  named("assigned after an await", (variable, code, sources, file) => [
    `let ${variable} = ${code};`,
    `void (async () => { await null; ${variable} = ${other(file, sources)}; })();`,
  ]),
  named("a type of the name", (variable, code) => [
    `type ${variable} = string;`,
    `const ${variable} = ${code};`,
  ]),
  named("used before it is assigned", (variable, code, sources, file) => [
    `var before${variable} = ${variable};`,
    `var ${variable} = ${code};`,
    `void before${variable};`,
    `void ${other(file, sources)};`,
  ]),
  elsewhere("export list", (from, variable) => ({
    exports: `export { ${variable} };`,
    imports: `import { ${variable} } from "./${from}";`,
    code: variable,
  })),
  elsewhere("renamed on both sides", (from, variable) => ({
    exports: `export { ${variable} as out };`,
    imports: `import { out as in${variable} } from "./${from}";`,
    code: `in${variable}`,
  })),
  elsewhere("named by a string", (from, variable) => ({
    exports: `export { ${variable} as "a b" };`,
    imports: `import { "a b" as in${variable} } from "./${from}";`,
    code: `in${variable}`,
  })),
  elsewhere("namespace", (from, variable) => ({
    exports: `export { ${variable} };`,
    imports: `import * as n${variable} from "./${from}";`,
    code: `n${variable}.${variable}`,
  })),
  elsewhere("default of another file", (from, variable) => ({
    exports: `export default ${variable};`,
    imports: `import in${variable} from "./${from}";`,
    code: `in${variable}`,
  })),
  {
    name: "set by another file",
    apply: ({ file, code }, sources) => {
      const variable = sources.name();
      sources.line(file, `let ${variable} = ${code};`);
      sources.line(file, `export { ${variable} };`);
      sources.line(file, `export const set${variable} = (next: any) => { ${variable} = next; };`);
      const to = sources.newFile();
      sources.head(to, `import { ${variable}, set${variable} } from "./${file}";`);
      sources.line(to, `const old${variable} = ${variable};`);
      sources.line(to, `set${variable}(${other(to, sources)});`);
      return { file: to, code: sources.tape.chance(3) ? `old${variable}` : variable };
    },
  },
];
