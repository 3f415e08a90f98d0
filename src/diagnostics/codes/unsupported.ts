/** Valid TypeScript that falc does not support: one code per construct, so that each has its own advice. */
import type { Span } from "../span.ts";
import { entry } from "../entry.ts";
import { named, type RunTimeValue } from "../run-time-value.ts";
import { tick } from "../wording.ts";

/** Which construct it is, if its message does not say it all. */
export interface ConstructFacts {
  readonly form?:
    | "parse-with-function"
    | "stringify-with-function"
    | "raw-without-strings"
    | "replacement-unknown"
    | "property-set"
    | "iterator-set"
    | "super-in-object";
  /** The author's expression: what is parsed, or whose property is set. */
  readonly text?: string;
  readonly key?: string;
}

/** Which import or export it is, if its syntax does not say it all. */
export interface ImportFacts {
  readonly form?: "deferred" | "attributes" | "named-of-json" | "exported-twice" | "changing";
  /** As a string in code, of the import or export. */
  readonly specifier?: string;
  readonly name?: string;
  /** What is unsupported in the statement, with the space around it. */
  readonly part?: Span;
  /** Whether the import is of a JSON file, which may say so. */
  readonly isJson?: boolean;
}

export const unsupportedEntries = {
  "syntax-unsupported": entry<{ construct: string } & ConstructFacts>({
    kind: "unsupported",
    title: "Unsupported syntax",
    message: ({ construct }) => `falc does not support ${construct}.`,
    why: "falc refuses what it does not support: leaving it out silently would change what the graph means.",
    advice: "Use plain functions, conditions and loops over known data.",
  }),

  "class-unsupported": entry<{ part: string; name: string | undefined }>({
    kind: "unsupported",
    title: "Unsupported part of a class",
    message: ({ part, name }) =>
      `falc does not support ${part} in ${name === undefined ? "a class" : `the class ${tick(name)}`}.`,
    why: "falc supports classes with fields, methods, getters, setters and static members; a class can extend another one or an error.",
    advice: "Write that part as a field or a method, or write a function that returns a plain object.",
  }),

  "new-unsupported": entry<{ name: string; isFunction?: true }>({
    kind: "unsupported",
    title: "Unsupported constructor",
    message: ({ name }) => `falc does not support ${tick(`new ${name}`)}.`,
    why: "falc supports plain data, Map and Set. It cannot follow the internal state of other classes into a graph.",
    advice: "Use a plain object, array, Map or Set, or hard-code the result.",
  }),

  "generator-unsupported": entry<{ construct: string }>({
    kind: "unsupported",
    title: "Unsupported use of a generator",
    message: ({ construct }) => `falc does not support ${construct}.`,
    why: "falc can pause a generator only at a `yield` that is a statement, an argument, an operand or the value of a variable, and it requests the values of an async generator only one at a time.",
    advice: "Build an array and return it.",
  }),

  "accessor-unsupported": entry<{ key: string; isInside: boolean }>({
    kind: "unsupported",
    title: "Object with getters or setters used as a whole",
    message: ({ key }) =>
      `An object with the getter or setter ${tick(key)} is sent, returned or compared as a whole.`,
    why: "falc calls a getter or setter when its property is read or set or the object is copied, but not when the object is sent.",
    advice: "Use a copy, such as `{ ...settings }`, in which the getters' values are plain properties.",
  }),

  "try-unsupported": entry({
    kind: "unsupported",
    title: "try around a model call",
    message: () => "This try contains a model call, or awaits or reads a model's answer.",
    why: "A node that fails ends the run; a graph has no error path.",
    advice: "Remove the try, and handle failures in the code that runs the workflow.",
  }),

  "optional-unknown": entry<RunTimeValue>({
    kind: "unsupported",
    title: "?. on a run-time value",
    message: (value) => `Whether ${named(value)} is null or undefined is known only at run time.`,
    why: "With `?.` a missing value gives undefined. In a graph, a reference to a missing value fails the run. With `!` the code states that the value is present.",
    advice: "Write `!` if the value is always present.",
  }),

  "global-unsupported": entry<{ name: string }>({
    kind: "unsupported",
    title: "Unsupported global",
    message: ({ name }) => `falc does not support ${tick(name)}.`,
    why: "Compiling never runs code. falc implements the parts of JavaScript's library that plain data needs, and this is not one of them.",
    advice: "Use strings, numbers, arrays and plain objects, or compute it before the run and pass it in.",
  }),

  "conversion-unsupported": entry<{
    text: string;
    what: string;
    to: "text" | "key" | "number";
    /** The name of its only field. */
    only?: string;
  }>({
    kind: "unsupported",
    title: "Array, object or function converted to a string, key or number",
    message: ({ text, what, to }) =>
      `${tick(text)} is ${what}, and would be converted to a ${to === "text" ? "string" : to} here.`,
    why: "JavaScript would turn it into [object Object], NaN, a function's source or a comma-separated list, which is hardly what you mean.",
    advice:
      "Use the part you mean, or build the string yourself: join the array, or name the field of the object.",
  }),

  "comparison-unsupported": entry<{
    operator: string;
    what: string;
    text: string;
  }>({
    kind: "unsupported",
    title: "Unsupported comparison",
    message: ({ operator, what, text }) => `${tick(operator)} compares ${tick(text)}, which is ${what}.`,
    why: "falc compares strings, numbers and booleans by value, and objects with `===`. For anything else JavaScript's conversions would decide, which falc does not model.",
    advice: "Compare the strings or numbers inside it, with `===`.",
  }),

  "module-unsupported": entry<{ construct: string } & ImportFacts>({
    kind: "unsupported",
    title: "Unsupported import or export",
    message: ({ construct }) => `falc does not support ${construct}.`,
    why: "falc must be able to tell from the imports and exports alone which file provides which name.",
    advice: "Import what you need by name, at the top of the file.",
  }),

  "model-call-outside": entry<{ text: string }>({
    kind: "unsupported",
    title: "Model call outside the workflow function",
    message: ({ text }) => `${tick(text)} calls a model outside the workflow function.`,
    why: "A graph contains the calls of one workflow function. This call would be made whenever the file is imported.",
    advice: "Move the call into the workflow function.",
  }),

  "method-apart": entry<{ text: string; by?: string | undefined }>({
    kind: "unsupported",
    title: "Built-in method used without being called",
    message: ({ text, by }) =>
      by === undefined
        ? `${tick(text)} is used here without being called.`
        : `${tick(text)} is used here through ${tick(`.${by}`)}.`,
    why: "A built-in method works on the value before its dot. Used on its own, it loses that value; through `call`, `apply` or `bind` it gets another one, which falc does not support.",
    advice: "Call the method where you need it, on the value itself.",
  }),

  "thenable-awaited": entry<{ text: string }>({
    kind: "unsupported",
    title: "await of an object that has a `then` function",
    message: ({ text }) => `${tick(text)} has a function named \`then\`, which await would call.`,
    why: "JavaScript treats any object with a `then` function as a promise. Under another name, the function is just data.",
    advice: "Rename the function.",
  }),

  "key-unsupported": entry<{ key: string }>({
    kind: "unsupported",
    title: "The key __proto__",
    message: ({ key }) => `A property cannot be named ${tick(key)}.`,
    why: "In JavaScript this key sets the object's prototype instead of adding a property.",
    advice: "Use another name, or spread the object.",
  }),

  "bigint-unsupported": entry<{ text?: string | undefined }>({
    kind: "unsupported",
    title: "BigInt",
    message: () => "falc does not support BigInt.",
    why: "JSON has no BigInt, so it cannot be sent to a model.",
    advice: "Use a number.",
  }),

  "declaration-unsupported": entry<{ construct: string }>({
    kind: "unsupported",
    title: "The declaration `using`",
    message: ({ construct }) => `falc does not support ${construct}.`,
    why: "A graph has no end of a block at which something could be disposed, so what `using` does there would be lost.",
    advice: "Use const.",
  }),

  "assign-import": entry<{ name: string }>({
    kind: "error",
    title: "Assignment to an import",
    message: ({ name }) => `Cannot assign to ${tick(name)}: it is imported.`,
    why: "This throws a TypeError when the function runs: only the exporting file can change the variable.",
    advice: "Assign the new value to another variable.",
  }),
};
