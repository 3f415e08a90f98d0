/** Can a graph say it: what the partial evaluator refuses of the language, and the program's own errors. */
import { entry } from "../entry.ts";
import { inPlace, textAt } from "../in-place.ts";
import { lastName, tick } from "../wording.ts";

export const languageEntries = {
  "condition-unknown": entry<{ text: string; name: string }>({
    kind: "unsupported",
    title: "A condition that only the run knows",
    message: ({ text }) => `${tick(text)} decides here, and is only known when the workflow runs.`,
    why: "A fal graph has no branches: every node in it runs, every time, and is billed.",
    rewrite: ({ name }, place) =>
      `// the decision as a parameter, with a known value in each workflow that calls this\nexport async function ${camel(name)}(input: Input, ${camel(lastName(textAt(place)))}: boolean) {`,
  }),

  "operator-on-reference": entry<{ operator: string; text: string }>({
    kind: "unsupported",
    title: "An operator on a value that only the run knows",
    message: ({ operator, text }) =>
      `${tick(operator)} needs the value of ${tick(text)}, which is only known when the workflow runs.`,
    why: "A fal graph moves values from node to node; it cannot compute or compare them.",
  }),

  "method-on-reference": entry<{ method: string; text: string }>({
    kind: "unsupported",
    title: "A method of a value that only the run knows",
    message: ({ method, text }) =>
      `${tick(method)} needs the content of ${tick(text)}, which is only known when the workflow runs.`,
    why: "A fal graph moves values from node to node; it has no string, list or number functions.",
    rewrite: ({ method }, place) =>
      method === "length" ? `// as many as the model is asked for\n${inPlace(place, "2")}` : undefined,
  }),

  "loop-unknown": entry<{ text: string }>({
    kind: "unsupported",
    title: "A loop over a list that only the run knows",
    message: ({ text }) => `How many items ${tick(text)} has is only known when the workflow runs.`,
    why: "A fal graph has a fixed number of nodes.",
    rewrite: ({ text }, place) => inPlace(place, `[${text}[0], ${text}[1]]`),
  }),

  "spread-unknown": entry<{ text: string; keys?: readonly string[] }>({
    kind: "unsupported",
    title: "A spread of a value that only the run knows",
    message: ({ text }) => `Which parts ${tick(`...${text}`)} has is only known when the workflow runs.`,
    why: "Every key and every item of a node's input is written down in the graph.",
  }),

  "key-unknown": entry<{ text: string }>({
    kind: "unsupported",
    title: "A key or index that only the run knows",
    message: ({ text }) => `The key ${tick(text)} is only known when the workflow runs.`,
    why: "A graph's references and keys are written down at compile time.",
  }),

  "call-unknown": entry<{ text: string; what?: string | undefined }>({
    kind: "error",
    title: "Something is called that is not a function",
    message: ({ text, what }) =>
      `${tick(text)} is not a function${what === undefined ? "" : `; it is ${what}`}.`,
    why: "Calling it throws a TypeError when the function runs.",
  }),

  "name-unknown": entry<{ name: string; nearest: string | undefined }>({
    kind: "error",
    title: "A name is not defined",
    message: ({ name, nearest }) =>
      `${tick(name)} is not defined.${nearest === undefined ? "" : ` Is it ${tick(nearest)}?`}`,
    why: "The name is neither declared in this file nor imported.",
    rewrite: ({ nearest }, place) => nearest && inPlace(place, nearest),
  }),

  "outside-effect": entry<{ name: string; rewrite: string }>({
    kind: "unsupported",
    title: "Time, chance, network, files or environment",
    message: ({ name }) => `${tick(name)} reaches outside the workflow.`,
    why: "A graph holds only model calls. Time, chance, the network, files and the environment exist when the function runs, not in the graph.",
    rewrite: ({ rewrite }) => rewrite,
  }),

  "name-before-definition": entry<{ name: string }>({
    kind: "error",
    title: "A name is used before it is defined",
    message: ({ name }) => `${tick(name)} is used before it is defined.`,
    why: "This throws a ReferenceError when the function runs.",
  }),

  "assign-constant": entry<{ name: string }>({
    kind: "error",
    title: "A constant is assigned to",
    message: ({ name }) => `${tick(name)} is a constant.`,
    why: "This throws a TypeError when the function runs.",
  }),

  "property-of-nothing": entry<{ text: string; key: string; value: string }>({
    kind: "error",
    title: "A property of null or undefined",
    message: ({ text, key, value }) => `${tick(text)} is ${value} here, so ${tick(key)} cannot be read.`,
    why: "This throws a TypeError when the function runs.",
  }),

  "method-unsupported": entry<{ method: string; what: string }>({
    kind: "unsupported",
    title: "A built-in method that falc does not know",
    message: ({ method, what }) => `falc does not know ${tick(method)} of ${what}.`,
    why: "What falc does not understand it refuses rather than to guess.",
    rewrite: ({ method }, place) => {
      const known = replacements.get(method);
      const text = textAt(place);
      return known !== undefined && text.endsWith(`.${method}`)
        ? inPlace(place, text.slice(0, -method.length) + known)
        : undefined;
    },
  }),

  "await-missing": entry<{ text: string }>({
    kind: "error",
    title: "A promise is used without await",
    message: ({ text }) => `${tick(text)} is a promise here, not its result.`,
    why: "Without await this reads from the promise itself, which has no such field.",
    rewrite: (_, place) => inPlace(place, `await ${textAt(place)}`),
  }),

  "promise-unsupported": entry<{ method: string }>({
    kind: "unsupported",
    title: "then, race, any, allSettled",
    message: ({ method }) =>
      method === ".then"
        ? `falc does not compile ${tick(method)}; await says the same.`
        : `${tick(method)} depends on which promise settles, and how.`,
    why: "A graph's nodes all run, and a failing one fails the run; only waiting for them can be said.",
  }),

  "order-unknown": entry<{ name: string }>({
    kind: "unsupported",
    title: "Parallel code changes what other code uses",
    message: ({ name }) => `What ${tick(name)} holds depends on which of the parallel calls finishes first.`,
    why: "It is changed after an await by code that runs in parallel, so the result is decided by timing.",
  }),

  thrown: entry<{ text: string }>({
    kind: "error",
    title: "A throw is reached",
    message: ({ text }) => `This throw is reached at compile time: ${text}`,
    why: "Everything that decides it is known, so every run of this workflow would throw.",
  }),

  "program-throws": entry<{ text: string }>({
    kind: "error",
    title: "The program throws by itself",
    message: ({ text }) => `This throws when the function runs: ${text}`,
    why: "Everything that decides it is known, so every run of this workflow would throw.",
  }),

  "evaluation-limit": entry<{ limit: string }>({
    kind: "unsupported",
    title: "A loop or recursion does not end",
    message: ({ limit }) => `This workflow does not come to an end within ${limit}.`,
    why: "Loops and recursion run at compile time; one that does not end would hang the compiler.",
  }),
};

/** Methods that do what the wanted one does, apart from the machine's language. */
const replacements: ReadonlyMap<string, string> = new Map([
  ["toLocaleUpperCase", "toUpperCase"],
  ["toLocaleLowerCase", "toLowerCase"],
  ["toLocaleString", "toString"],
  ["substr", "slice"],
  ["trimLeft", "trimStart"],
  ["trimRight", "trimEnd"],
]);

function camel(name: string): string {
  return name.replace(/[-/](\w)/g, (_, letter: string) => letter.toUpperCase());
}
