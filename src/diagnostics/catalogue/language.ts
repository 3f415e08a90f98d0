/** Can a graph say it: what the partial evaluator refuses of the language, and the program's own errors. */
import { entry } from "../entry.ts";
import { lastName, tick } from "../wording.ts";

export const languageEntries = {
  "syntax-unsupported": entry<{ construct: string; rewrite?: string }>({
    kind: "unsupported",
    message: ({ construct }) => `falc does not compile ${construct}.`,
    why: "What falc does not understand it refuses: a construct left out in silence would change the graph's meaning.",
    rewrite: ({ rewrite }) => rewrite,
  }),

  "condition-unknown": entry<{ text: string; name: string }>({
    kind: "unsupported",
    message: ({ text }) => `${tick(text)} decides here, and is only known when the workflow runs.`,
    why: "A fal graph has no branches: every node in it runs, every time, and is billed.",
    rewrite: ({ text, name }) =>
      [
        `// _${name}.ts: one function, the decision is a parameter with a known value`,
        `export async function ${camel(name)}(input: Input, ${lastName(text)}: boolean) { … }`,
        "",
        `// ${name}-with-${kebab(lastName(text))}.ts: one workflow per case`,
        `export default async function workflow(input: Input) {`,
        `  return ${camel(name)}(input, true);`,
        `}`,
      ].join("\n"),
  }),

  "operator-on-reference": entry<{ operator: string; text: string }>({
    kind: "unsupported",
    message: ({ operator, text }) =>
      `${tick(operator)} needs the value of ${tick(text)}, which is only known when the workflow runs.`,
    why: "A fal graph moves values from node to node; it cannot compute or compare them.",
    rewrite: ({ operator, text }) =>
      operator === "typeof" || operator === "="
        ? undefined
        : `// decide or compute it before the run and pass the result in\nexport const input = z.object({ ${lastName(text)}: ${/[=<>]/.test(operator) ? "z.boolean()" : "z.number()"} });`,
  }),

  "method-on-reference": entry<{ method: string; text: string }>({
    kind: "unsupported",
    message: ({ method, text }) =>
      `${tick(method)} needs the content of ${tick(text)}, which is only known when the workflow runs.`,
    why: "A fal graph moves values from node to node; it has no string, list or number functions.",
    rewrite: ({ method, text }) =>
      method === "length"
        ? `// a list whose length is known at compile time\nconst count = 4;\nconst photo = await flux({ prompt, num_images: count });`
        : method === "map" || method === "forEach"
          ? `// name the items one by one\nconst items = [${text}[0], ${text}[1]];`
          : method === "concat"
            ? `\`\${${text}}, studio light\``
            : `// do it where the workflow is called, and pass the result in\nawait workflow({ ${lastName(text)}: value.${method}() });`,
  }),

  "loop-unknown": entry<{ text: string }>({
    kind: "unsupported",
    message: ({ text }) => `How many items ${tick(text)} has is only known when the workflow runs.`,
    why: "A fal graph has a fixed number of nodes.",
    rewrite: ({ text }) => `for (const item of [${text}[0], ${text}[1]]) { … }`,
  }),

  "spread-unknown": entry<{ text: string }>({
    kind: "unsupported",
    message: ({ text }) => `Which parts ${tick(`...${text}`)} has is only known when the workflow runs.`,
    why: "Every key and every item of a node's input is written down in the graph.",
    rewrite: ({ text }) => `{ prompt: ${text}.prompt }   // field by field`,
  }),

  "key-unknown": entry<{ text: string }>({
    kind: "unsupported",
    message: ({ text }) => `The key ${tick(text)} is only known when the workflow runs.`,
    why: "A graph's references and keys are written down at compile time.",
    rewrite: () => `photo.images[0]   // a key or index that is known`,
  }),

  "call-unknown": entry<{ text: string }>({
    kind: "error",
    message: ({ text }) => `${tick(text)} is not a function.`,
    why: "Calling it throws a TypeError when the function runs.",
  }),

  "name-unknown": entry<{ name: string; nearest: string | undefined }>({
    kind: "error",
    message: ({ name, nearest }) =>
      `${tick(name)} is not defined.${nearest === undefined ? "" : ` Is it ${tick(nearest)}?`}`,
    why: "The name is neither declared in this file nor imported.",
    rewrite: ({ nearest }) => nearest,
  }),

  "outside-effect": entry<{ name: string; rewrite: string }>({
    kind: "unsupported",
    message: ({ name }) => `${tick(name)} reaches outside the workflow.`,
    why: "A graph holds only model calls. Time, chance, the network, files and the environment exist when the function runs, not in the graph.",
    rewrite: ({ rewrite }) => rewrite,
  }),

  "name-before-definition": entry<{ name: string }>({
    kind: "error",
    message: ({ name }) => `${tick(name)} is used before it is defined.`,
    why: "This throws a ReferenceError when the function runs.",
    rewrite: ({ name }) => `const ${name} = …;   // above its first use`,
  }),

  "assign-constant": entry<{ name: string }>({
    kind: "error",
    message: ({ name }) => `${tick(name)} is a constant.`,
    why: "This throws a TypeError when the function runs.",
    rewrite: ({ name }) => `let ${name} = …;`,
  }),

  "property-of-nothing": entry<{ text: string; key: string; value: string }>({
    kind: "error",
    message: ({ text, key, value }) => `${tick(text)} is ${value} here, so ${tick(key)} cannot be read.`,
    why: "This throws a TypeError when the function runs.",
  }),

  "method-unsupported": entry<{ method: string; what: string }>({
    kind: "unsupported",
    message: ({ method, what }) => `falc does not know ${tick(method)} of ${what}.`,
    why: "What falc does not understand it refuses rather than to guess.",
    rewrite: ({ what }) =>
      what === "a list"
        ? `const results = [];\nfor (const item of items) { … results.push(item); }   // a loop over known data`
        : undefined,
  }),

  "await-missing": entry<{ text: string }>({
    kind: "error",
    message: ({ text }) => `${tick(text)} is a promise here, not its result.`,
    why: "Without await this reads from the promise itself, which has no such field.",
    rewrite: ({ text }) => (/^[\w.]+$/.test(text) ? `(await ${text})` : `await ${text}`),
  }),

  "promise-unsupported": entry<{ method: string }>({
    kind: "unsupported",
    message: ({ method }) =>
      method === ".then"
        ? `falc does not compile ${tick(method)}; await says the same.`
        : `${tick(method)} depends on which promise settles, and how.`,
    why: "A graph's nodes all run, and a failing one fails the run; only waiting for them can be said.",
    rewrite: ({ method }) =>
      method.startsWith(".")
        ? `const result = await promise;\n// … and what is done with it, below`
        : `const [front, side] = await Promise.all([first, second]);`,
  }),

  "order-unknown": entry<{ name: string }>({
    kind: "unsupported",
    message: ({ name }) => `What ${tick(name)} holds depends on which of the parallel calls finishes first.`,
    why: "It is changed after an await by code that runs in parallel, so the result is decided by timing.",
    rewrite: () =>
      `const results = await Promise.all(items.map(async (item) => { …; return result; }));   // return, don't push`,
  }),

  thrown: entry<{ text: string }>({
    kind: "error",
    message: ({ text }) => `This throw is reached at compile time: ${text}`,
    why: "Everything that decides it is known, so every run of this workflow would throw.",
  }),

  "program-throws": entry<{ text: string }>({
    kind: "error",
    message: ({ text }) => `This throws when the function runs: ${text}`,
    why: "Everything that decides it is known, so every run of this workflow would throw.",
  }),

  "evaluation-limit": entry<{ limit: string }>({
    kind: "unsupported",
    message: ({ limit }) => `This workflow does not come to an end within ${limit}.`,
    why: "Loops and recursion run at compile time; one that does not end would hang the compiler.",
    rewrite: () =>
      `for (const scene of scenes) { … }   // a loop over known data, or a recursion with an end`,
  }),
};

function kebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}

function camel(name: string): string {
  return name.replace(/[-/](\w)/g, (_, letter: string) => letter.toUpperCase());
}
