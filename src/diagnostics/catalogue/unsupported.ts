/** Right TypeScript that falc has no meaning for in a graph: one code per construct, so that each has its own rewrite. */
import { entry } from "../entry.ts";
import { textAt } from "../in-place.ts";
import { type Proposal, replacing } from "../rewrite.ts";
import { tick } from "../wording.ts";

export const unsupportedEntries = {
  "syntax-unsupported": entry<{ construct: string; rewrite?: Proposal | undefined }>({
    kind: "unsupported",
    title: "A construct that falc does not know",
    message: ({ construct }) => `falc does not compile ${construct}.`,
    why: "What falc does not understand it refuses: a construct left out in silence would change the graph's meaning.",
    advice: "Say it with plain functions, conditions and loops over known data.",
    rewrite: ({ rewrite }) => (typeof rewrite === "string" ? { words: forExample(rewrite) } : rewrite),
  }),

  "class-unsupported": entry<{ name: string | undefined }>({
    kind: "unsupported",
    title: "Classes",
    message: ({ name }) =>
      `falc does not compile ${name === undefined ? "classes" : `the class ${tick(name)}`}.`,
    why: "A graph holds model calls and data; an object with behaviour of its own is neither. A function that returns a plain object says the same.",
    advice: "Write a function that returns a plain object.",
  }),

  "new-unsupported": entry<{ name: string; rewrite?: string | undefined }>({
    kind: "unsupported",
    title: "Objects of a class that falc does not know",
    message: ({ name }) => `falc does not compile ${tick(`new ${name}`)}.`,
    why: "falc knows plain data, Map and Set. What another class keeps inside, it cannot follow into a graph.",
    advice: "Use a plain object, list, Map or Set, or write the result down.",
    rewrite: ({ rewrite }, place) => (rewrite === undefined ? undefined : replacing(place, rewrite)),
  }),

  "generator-unsupported": entry({
    kind: "unsupported",
    title: "Generators",
    message: () => "falc does not compile generators.",
    why: "A generator stops in the middle and goes on when it is asked. All calls of a graph are known before it starts, so a list says the same.",
    advice: "Make a list, and return it.",
  }),

  "this-unsupported": entry({
    kind: "unsupported",
    title: "this",
    message: () => "falc does not compile `this`.",
    why: "What `this` is depends on how a function is called. A variable or a parameter says what is meant.",
    advice: "Name the object, or take it as a parameter.",
  }),

  "accessor-unsupported": entry<{ key: string }>({
    kind: "unsupported",
    title: "Getters and setters",
    message: ({ key }) => `falc does not compile getters and setters; ${tick(key)} is one.`,
    why: "Code would run each time the property is read or set. A plain property, or a function that is called, says when.",
    advice: "Write a plain property, or a function that is called.",
  }),

  "try-unsupported": entry({
    kind: "unsupported",
    title: "try, catch and finally",
    message: () => "falc does not compile try, catch and finally.",
    why: "A node that fails ends its graph's run; a graph has no path for failures. Handle them where the workflow is called.",
    advice: "Leave the try out, and handle what fails where the workflow is called.",
  }),

  "optional-unknown": entry<{ text: string }>({
    kind: "unsupported",
    title: "?. on a value that only the run knows",
    message: ({ text }) =>
      `Whether there is something to read in ${tick(text)} is only known when the workflow runs.`,
    why: "With ?. a missing value would give undefined; a graph's reference to a missing value fails the run. With ! the code says that it is there.",
    advice: "Write ! where it is surely there.",
    rewrite: (_, place) => {
      if (textAt(place) !== "?.") return undefined;
      const isPlain = !/[[(]/.test(place.source.text[place.end] ?? "");
      return replacing(place, isPlain ? "!." : "!", "a run in which it is missing fails then");
    },
  }),

  "global-unsupported": entry<{ name: string; rewrite?: string | undefined }>({
    kind: "unsupported",
    title: "A global of JavaScript that falc does not know",
    message: ({ name }) => `falc does not know what ${tick(name)} does.`,
    why: "Compiling never runs code: falc knows the parts of JavaScript's library that plain data needs, and this is not one of them.",
    advice:
      "Say it with strings, numbers, lists and plain objects, or compute it before the run and pass it in.",
    rewrite: ({ name, rewrite }, place) => {
      const successor = successors.get(name);
      if (rewrite !== undefined) return { words: forExample(rewrite) };
      return successor === undefined || textAt(place) !== name ? undefined : replacing(place, successor);
    },
  }),

  "conversion-unsupported": entry<{
    text: string;
    what: string;
    to: "text" | "key" | "number";
    rewrite?: string | undefined;
  }>({
    kind: "unsupported",
    title: "A list, object or function used as text, key or number",
    message: ({ text, what, to }) => `${tick(text)} is ${what}, and would be turned into a ${to} here.`,
    why: "JavaScript would write [object Object], the source of a function or a list with commas, which no prompt means.",
    advice:
      "Pick the part that is meant, or make the text yourself: join a list, name the field of an object.",
    rewrite: ({ text, what, to, rewrite }, place) => {
      if (textAt(place) !== text) return rewrite === undefined ? undefined : { words: forExample(rewrite) };
      if (rewrite !== undefined) return replacing(place, rewrite);
      return what === "a list" && to === "text" && /^[\w$.]+$/.test(text)
        ? replacing(place, `${text}.join(", ")`)
        : undefined;
    },
  }),

  "comparison-unsupported": entry<{
    operator: string;
    what: string;
    text: string;
    rewrite?: string | undefined;
  }>({
    kind: "unsupported",
    title: "A comparison that converts what it compares",
    message: ({ operator, what, text }) => `${tick(operator)} here compares ${tick(text)}, which is ${what}.`,
    why: "Strings, numbers and booleans are compared by what they are. This is compared by identity or by JavaScript's rules of conversion, which falc does not follow.",
    advice: "Compare the strings or numbers inside, with ===.",
  }),

  "module-unsupported": entry<{ construct: string; rewrite: Proposal }>({
    kind: "unsupported",
    title: "Imports and exports that are not plain",
    message: ({ construct }) => `falc does not compile ${construct}.`,
    why: "Which file gives which name has to be plain from the imports and exports alone.",
    advice: "Import what is wanted by its name, at the top of the file.",
    rewrite: ({ rewrite }) => (typeof rewrite === "string" ? { words: forExample(rewrite) } : rewrite),
  }),

  "model-call-outside": entry<{ text: string }>({
    kind: "unsupported",
    title: "A model is called outside the workflow function",
    message: ({ text }) => `${tick(text)} calls a model outside the workflow function.`,
    why: "A graph holds the calls of one workflow function. This one would be made whenever the file is imported.",
    advice: "Move the call into the workflow function.",
  }),

  "method-apart": entry<{ text: string }>({
    kind: "unsupported",
    title: "A built-in method is taken without being called",
    message: ({ text }) => `${tick(text)} is taken here without being called.`,
    why: "A built-in method works on the value before its dot, and is nothing without it.",
    advice: "Call the method where it is needed.",
    rewrite: ({ text }, place) => {
      const method = /\.(\w+)$/.exec(text)?.[1];
      // In a list of callbacks each is given something; alone it would be dropped.
      const isPlain = textAt(place) === text && method !== undefined && withoutArgument.has(method);
      return isPlain ? replacing(place, `() => ${text}()`) : undefined;
    },
  }),

  "thenable-awaited": entry<{ text: string; rewrite?: string | undefined }>({
    kind: "unsupported",
    title: "await of an object with a function then",
    message: ({ text }) => `${tick(text)} has a function named \`then\`, which await would call.`,
    why: "JavaScript takes every object with a function `then` for a promise. Under another name it is data.",
    advice: "Give the function another name than then.",
  }),

  "key-unsupported": entry<{ key: string; rewrite?: string | undefined }>({
    kind: "unsupported",
    title: "The key __proto__",
    message: ({ key }) => `A field cannot be named ${tick(key)}.`,
    why: "In JavaScript this key changes what the object is instead of adding a field to it.",
    advice: "Give the field another name, or spread the object.",
  }),

  "bigint-unsupported": entry<{ text?: string | undefined }>({
    kind: "unsupported",
    title: "BigInts",
    message: () => "falc does not compile BigInts.",
    why: "JSON has no BigInt, so no model can be sent one.",
    advice: "Write a number.",
    rewrite: ({ text }, place) =>
      text === undefined || textAt(place) !== text ? undefined : replacing(place, text.replace(/n$/, "")),
  }),

  "declaration-unsupported": entry<{ construct: string; rewrite: string }>({
    kind: "unsupported",
    title: "Namespaces, using, decorators",
    message: ({ construct }) => `falc does not compile ${construct}.`,
    why: "falc knows const, let, var, functions, enums, imports and types. What another declaration does when the file runs would be lost.",
    advice: "Say it with const, functions and imports.",
    rewrite: ({ rewrite }, place) =>
      /^(?:await )?using\b/.test(textAt(place)) && rewrite.startsWith("const")
        ? replacing(
            place,
            textAt(place).replace(/^(?:await )?using\b/, "const"),
            "nothing is closed at the end",
          )
        : { words: forExample(rewrite) },
  }),

  "assign-import": entry<{ name: string; rewrite?: string | undefined }>({
    kind: "error",
    title: "An import is assigned to",
    message: ({ name }) => `${tick(name)} is imported, and cannot be assigned to.`,
    why: "This throws a TypeError when the function runs: only the file that exports a variable can change it.",
    advice: "Give the changed value a name of its own.",
  }),
};

function forExample(code: string): string {
  const [, text = code, comment] = /^([^]*?)\s*\/\/ (.*)$/.exec(code) ?? [];
  return `For example ${tick(text.trim())}${comment === undefined ? "" : `: ${comment}`}.`;
}

/** Methods that take nothing. */
const withoutArgument: ReadonlySet<string> = new Set([
  "trim", "trimStart", "trimEnd", "toLowerCase", "toUpperCase", "reverse", "toReversed", "keys", "values", "entries",
]); // prettier-ignore

/** Globals that newer ones do the work of. */
const successors: ReadonlyMap<string, string> = new Map([
  ["escape", "encodeURIComponent"],
  ["unescape", "decodeURIComponent"],
]);
