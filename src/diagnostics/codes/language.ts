/** What a graph cannot express: what the evaluator refuses, and the program's own errors. */
import { entry } from "../entry.ts";
import { named, type RunTimeValue } from "../run-time-value.ts";
import { tick } from "../wording.ts";

export const languageEntries = {
  "condition-unknown": entry<RunTimeValue & { name: string }>({
    kind: "unsupported",
    title: "Branch on a run-time value",
    message: (facts) => `This branch depends on ${named(facts)}, which is known only at run time.`,
    why: "A fal graph has no branches: every node runs, and is billed, every time.",
    advice: "Turn the decision into a parameter with a known value, and write one workflow per case.",
  }),

  "operator-on-reference": entry<RunTimeValue & { operator: string; changes?: true }>({
    kind: "unsupported",
    title: "Operator on a run-time value",
    message: ({ operator, changes, ...value }) =>
      changes === true
        ? `${named(value)} exists only at run time, so ${tick(operator)} cannot change it.`
        : `${tick(operator)} needs the value of ${named(value)}, which is known only at run time.`,
    why: "A fal graph passes values from node to node; it cannot compute with them or compare them.",
    advice:
      "Compute it before the run and pass the result in as an input, or compute it after the run from the result.",
  }),

  "method-on-reference": entry<RunTimeValue & { method: string }>({
    kind: "unsupported",
    title: "Method call on a run-time value",
    message: ({ method, ...value }) =>
      `${tick(method)} needs the value of ${named(value)}, which is known only at run time.`,
    why: "A fal graph passes values from node to node; it has no string, array or number functions.",
    advice: "Do it before the run, on the input, or after the run, on the result.",
  }),

  "loop-unknown": entry<RunTimeValue>({
    kind: "unsupported",
    title: "Loop over a run-time array",
    message: (value) => `The number of elements in ${named(value)} is known only at run time.`,
    why: "A fal graph has a fixed number of nodes.",
    advice: "List the elements one by one, or take a separate field for each instead of an array.",
  }),

  "spread-unknown": entry<RunTimeValue & { keys?: readonly string[] }>({
    kind: "unsupported",
    title: "Spread of a run-time value",
    message: ({ text, from }) =>
      `What ${named({ text: `...${text}`, from })} contains is known only at run time.`,
    why: "A graph lists every key and every element of a node's input.",
    advice: "List the fields or elements one by one.",
  }),

  "whole-optional": entry<RunTimeValue & { optional: readonly string[]; always: readonly string[] }>({
    kind: "unsupported",
    title: "Object with optional fields passed on as a whole",
    message: ({ optional, ...value }) =>
      optional.length === 0
        ? `${named(value)} may be missing at run time.`
        : `${optional.slice(0, 12).map(tick).join(", ")} of ${named(value)} may be missing at run time.`,
    why: "In TypeScript a missing value leaves out its key. A graph names every field, and a reference to a missing one fails the run.",
    advice: "List the fields that are always present.",
  }),

  "key-order-unknown": entry<{ text: string; keys: readonly string[] }>({
    kind: "unsupported",
    title: "Iteration over keys in unknown order",
    message: ({ text }) => `The order of the keys in ${tick(text)} is known only at run time.`,
    why: "The object has fields of the input or of a result. Whoever sends the input, or fal, decides their order; types do not specify it.",
    advice: "List the keys in the order you want, and loop over that array.",
  }),

  "key-unknown": entry<RunTimeValue>({
    kind: "unsupported",
    title: "Run-time key or index",
    message: (value) => `The key ${named(value)} is known only at run time.`,
    why: "References and keys in a graph are fixed at compile time.",
    advice: "Use a key known at compile time. If the caller chooses it, write one workflow per key.",
  }),

  "call-unknown": entry<{ text: string; what?: string | undefined }>({
    kind: "error",
    title: "Call of something that is not a function",
    message: ({ text, what }) =>
      `${tick(text)} is not a function${what === undefined ? "" : `; it is ${what}`}.`,
    why: "Calling it throws a TypeError when the function runs.",
    advice: "Call a function, or use the value without parentheses.",
  }),

  "name-unknown": entry<{ name: string; nearest: string | undefined }>({
    kind: "error",
    title: "Name not defined",
    message: ({ name, nearest }) =>
      `${tick(name)} is not defined.${nearest === undefined ? "" : ` Did you mean ${tick(nearest)}?`}`,
    why: "No definition or import in this file gives the name a value.",
    advice: "Declare the name, import it, or fix its spelling.",
  }),

  "outside-effect": entry<{ name: string }>({
    kind: "unsupported",
    title: "Time, randomness, network, files or environment",
    message: ({ name }) => `${tick(name)} reaches outside the workflow.`,
    why: "A graph contains only model calls. Time, randomness, the network, files and the environment exist where the function runs, not in the graph.",
    advice: "Do it in the code that runs the workflow, and pass the result in as an input.",
  }),

  "name-before-definition": entry<{ name: string }>({
    kind: "error",
    title: "Name used before its definition",
    message: ({ name }) => `${tick(name)} is used before it is defined.`,
    why: "This throws a ReferenceError when the function runs.",
    advice: "Move the declaration above its first use.",
  }),

  "assign-constant": entry<{ name: string; what: string }>({
    kind: "error",
    title: "Assignment to a constant",
    message: ({ name, what }) => `Cannot assign to ${tick(name)}: it is ${what}.`,
    why: "TypeScript does not allow this assignment. If the variable is a constant, it also throws a TypeError when the function runs.",
    advice: "Declare it with `let`, or assign the new value to another variable.",
  }),

  "property-of-nothing": entry<{ text: string; key: string; value: string }>({
    kind: "error",
    title: "Property access on null or undefined",
    message: ({ text, key, value }) => `Cannot read ${tick(key)}: ${tick(text)} is ${value} here.`,
    why: "JavaScript throws a TypeError when it runs this line.",
    advice:
      "Check where this value comes from, and correct the data or the lookup. It depends only on data known at compile time.",
  }),

  "method-unsupported": entry<{ method: string; what: string }>({
    kind: "unsupported",
    title: "Unsupported built-in method",
    message: ({ method, what }) => `falc does not support ${tick(method)} on ${what}.`,
    why: "falc refuses what it does not support rather than guessing.",
    advice: "Use the common methods of strings, numbers and arrays, or hard-code the result.",
  }),

  "await-missing": entry<{ text: string }>({
    kind: "error",
    title: "Promise used without await",
    message: ({ text }) => `${tick(text)} is a promise here, not its result.`,
    why: "A call returns a promise at once. The promise has none of the result's fields, and cannot be sent, spread or used in a string.",
    advice: "Await it.",
  }),

  "promise-unsupported": entry<{ method: string }>({
    kind: "unsupported",
    title: "Unsupported promise method",
    message: ({ method }) => {
      const [name = "", ...rest] = method.split(" ");
      return `${[tick(name), ...rest].join(" ")} ${settling(method)}.`;
    },
    why: "Every node of a graph runs, and one failure fails the run. A graph can only wait for all of its calls.",
    advice: "Await each call, or all of them with Promise.all.",
  }),

  "order-unknown": entry<{ name: string }>({
    kind: "unsupported",
    title: "Parallel code changes shared state",
    message: ({ name }) =>
      `Code that runs in parallel also uses ${tick(name)}, and falc cannot tell which comes first.`,
    why: "An async function or a `.then` callback that has not been awaited here uses the same value after its first await, and one of the two changes it. The result can depend on timing.",
    advice:
      "Await the parallel code first, or return the value from it and collect what Promise.all returns.",
  }),

  "state-outlives-call": entry<{ name: string }>({
    kind: "warning",
    title: "Workflow changes module-level state",
    message: ({ name }) => `The workflow changes ${tick(name)}, which outlives the call.`,
    why: "If a program calls the function twice, the second call starts from the state that the first one left. Every run of the graph starts fresh.",
    advice: "Declare it inside the workflow function, or inside the helper that needs it.",
  }),

  thrown: entry<{ text: string }>({
    kind: "error",
    title: "Throw that every run reaches",
    message: ({ text }) => `This throw is reached at compile time: ${text}`,
    why: "Everything that leads here is known at compile time, so every run of this workflow would throw.",
    advice: "Fix what the error describes. It depends only on data known at compile time.",
  }),

  "program-throws": entry<{ text: string }>({
    kind: "error",
    title: "The program throws",
    message: ({ text }) => `This throws when the function runs: ${text}`,
    why: "Everything that leads here is known at compile time, so every run of this workflow would throw.",
    advice: "Correct the code as the error says. Calling the function directly throws the same error.",
  }),

  "evaluation-limit": entry<{ limit: string }>({
    kind: "unsupported",
    title: "Evaluation limit reached",
    message: ({ limit }) => `Evaluation stopped after ${limit}.`,
    why: "Loops and recursion run at compile time. A limit stops those that never end or grow too large, so that they cannot hang the compiler.",
    advice: "Loop over known data, and make sure that loops and recursion end.",
  }),
};

/** What the method depends on, or does, as the rest of a sentence. */
function settling(method: string): string {
  if (/race|any/.test(method)) return "depends on which of the promises settles first";
  if (method === ".finally") return "runs code after the call, even if it fails";
  if (method.endsWith("at the top of a file"))
    return "runs when the file is imported, and not in the workflow";
  return "depends on whether a promise fails";
}
