/** Can a graph say it: what the partial evaluator refuses of the language, and the program's own errors. */
import { isMisspelling } from "../../lib/suggest.ts";
import { entry } from "../entry.ts";
import { replacing } from "../rewrite.ts";
import { tick } from "../wording.ts";

export const languageEntries = {
  "condition-unknown": entry<{ text: string; name: string }>({
    kind: "unsupported",
    title: "A condition that only the run knows",
    message: ({ text }) => `${tick(text)} decides here, and is only known when the workflow runs.`,
    why: "A fal graph has no branches: every node in it runs, every time, and is billed.",
    advice: "Take the decision as a parameter with a known value, and write a workflow per case.",
  }),

  "operator-on-reference": entry<{ operator: string; text: string }>({
    kind: "unsupported",
    title: "An operator on a value that only the run knows",
    message: ({ operator, text }) =>
      `${tick(operator)} needs the value of ${tick(text)}, which is only known when the workflow runs.`,
    why: "A fal graph moves values from node to node; it cannot compute or compare them.",
    advice:
      "Compute it before the run and pass the result in as an input, or after the run on what the workflow returns.",
  }),

  "method-on-reference": entry<{ method: string; text: string }>({
    kind: "unsupported",
    title: "A method of a value that only the run knows",
    message: ({ method, text }) =>
      `${tick(method)} needs the content of ${tick(text)}, which is only known when the workflow runs.`,
    why: "A fal graph moves values from node to node; it has no string, list or number functions.",
    advice: "Do it before the run on what is passed in, or after the run on what the workflow returns.",
  }),

  "loop-unknown": entry<{ text: string }>({
    kind: "unsupported",
    title: "A loop over a list that only the run knows",
    message: ({ text }) => `How many items ${tick(text)} has is only known when the workflow runs.`,
    why: "A fal graph has a fixed number of nodes.",
    advice: "Write the items down one by one, or take a field for each of them instead of a list.",
  }),

  "spread-unknown": entry<{ text: string; keys?: readonly string[] }>({
    kind: "unsupported",
    title: "A spread of a value that only the run knows",
    message: ({ text }) => `Which parts ${tick(`...${text}`)} has is only known when the workflow runs.`,
    why: "Every key and every item of a node's input is written down in the graph.",
    advice: "Write the fields or items down one by one.",
  }),

  "whole-optional": entry<{ text: string; optional: readonly string[]; always: readonly string[] }>({
    kind: "unsupported",
    title: "A whole result is handed on, and a part of it may be missing",
    message: ({ text, optional }) =>
      optional.length === 0
        ? `${tick(text)} may be missing when the workflow runs.`
        : `${optional.slice(0, 12).map(tick).join(", ")} of ${tick(text)} may be missing when the workflow runs.`,
    why: "In TypeScript what is missing leaves its key out. A graph names every field, and a reference to a missing one fails the run.",
    advice: "Write out the fields that are always there.",
  }),

  "key-order-unknown": entry<{ text: string; keys: readonly string[] }>({
    kind: "unsupported",
    title: "Going through keys whose order only the run knows",
    message: ({ text }) => `Which key of ${tick(text)} comes first is only known when the workflow runs.`,
    why: "Fields of the input or of a result were spread into it. Their order is the caller's, or fal's; the types do not say it.",
    advice: "Write the names down in the order that is wanted, and go through that list.",
  }),

  "key-unknown": entry<{ text: string }>({
    kind: "unsupported",
    title: "A key or index that only the run knows",
    message: ({ text }) => `The key ${tick(text)} is only known when the workflow runs.`,
    why: "A graph's references and keys are written down at compile time.",
    advice: "Use a key that is known; a workflow per key where the caller decides.",
  }),

  "call-unknown": entry<{ text: string; what?: string | undefined }>({
    kind: "error",
    title: "Something is called that is not a function",
    message: ({ text, what }) =>
      `${tick(text)} is not a function${what === undefined ? "" : `; it is ${what}`}.`,
    why: "Calling it throws a TypeError when the function runs.",
    advice: "Call a function, or use the value without the parentheses.",
  }),

  "name-unknown": entry<{ name: string; nearest: string | undefined }>({
    kind: "error",
    title: "A name is not defined",
    message: ({ name, nearest }) =>
      `${tick(name)} is not defined.${nearest === undefined ? "" : ` Is it ${tick(nearest)}?`}`,
    why: "The name is neither declared in this file nor imported.",
    advice: "Declare the name, import it, or correct its spelling.",
    rewrite: ({ name, nearest }, place) =>
      nearest !== undefined && isMisspelling(name, nearest) ? replacing(place, nearest) : undefined,
  }),

  "outside-effect": entry<{ name: string; rewrite?: string | undefined }>({
    kind: "unsupported",
    title: "Time, chance, network, files or environment",
    message: ({ name }) => `${tick(name)} reaches outside the workflow.`,
    why: "A graph holds only model calls. Time, chance, the network, files and the environment exist when the function runs, not in the graph.",
    advice: "Do it where the workflow is called, and pass the result in as an input.",
  }),

  "name-before-definition": entry<{ name: string }>({
    kind: "error",
    title: "A name is used before it is defined",
    message: ({ name }) => `${tick(name)} is used before it is defined.`,
    why: "This throws a ReferenceError when the function runs.",
    advice: "Move the declaration above its first use.",
  }),

  "assign-constant": entry<{ name: string }>({
    kind: "error",
    title: "A constant is assigned to",
    message: ({ name }) => `${tick(name)} is a constant.`,
    why: "This throws a TypeError when the function runs.",
    advice: "Declare it with let, or give the new value a name of its own.",
  }),

  "property-of-nothing": entry<{ text: string; key: string; value: string }>({
    kind: "error",
    title: "A property of null or undefined",
    message: ({ text, key, value }) => `${tick(text)} is ${value} here, so ${tick(key)} cannot be read.`,
    why: "This throws a TypeError when the function runs.",
    advice:
      "Look at what gives this value: with the data as it is written here, there is nothing. Correct the data or the search in it.",
  }),

  "method-unsupported": entry<{ method: string; what: string }>({
    kind: "unsupported",
    title: "A built-in method that falc does not know",
    message: ({ method, what }) => `falc does not know ${tick(method)} of ${what}.`,
    why: "What falc does not understand it refuses rather than to guess.",
    advice: "Say it with the usual methods of strings, numbers and lists, or write the result down.",
  }),

  "await-missing": entry<{ text: string }>({
    kind: "error",
    title: "A promise is used without await",
    message: ({ text }) => `${tick(text)} is a promise here, not its result.`,
    why: "Without await this reads from the promise itself, which has no such field.",
    advice: "Await it.",
  }),

  "promise-unsupported": entry<{ method: string }>({
    kind: "unsupported",
    title: "then, race, any, allSettled",
    message: ({ method }) =>
      method === ".then"
        ? `falc does not compile ${tick(method)}; await says the same.`
        : `${tick(method)} depends on which promise settles, and how.`,
    why: "A graph's nodes all run, and a failing one fails the run; only waiting for them can be said.",
    advice: "Await each call, or all of them with Promise.all.",
  }),

  "order-unknown": entry<{ name: string }>({
    kind: "unsupported",
    title: "Parallel code changes what other code uses",
    message: ({ name }) => `What ${tick(name)} holds depends on which of the parallel calls finishes first.`,
    why: "It is changed after an await by code that runs in parallel, so the result is decided by timing.",
    advice: "Return the value from the parallel code and collect what Promise.all gives.",
  }),

  "state-outlives-call": entry<{ name: string }>({
    kind: "warning",
    title: "The workflow changes what its file keeps between calls",
    message: ({ name }) => `The workflow changes ${tick(name)}, which is kept when its function has ended.`,
    why: "Called twice in one program the function goes on with what the first call left; each run of its graph starts anew.",
    advice: "Make it a variable of the workflow function, or of the helper that needs it.",
  }),

  thrown: entry<{ text: string }>({
    kind: "error",
    title: "A throw is reached",
    message: ({ text }) => `This throw is reached at compile time: ${text}`,
    why: "Everything that decides it is known, so every run of this workflow would throw.",
    advice: "Correct what the message names: it is decided by known data.",
  }),

  "program-throws": entry<{ text: string }>({
    kind: "error",
    title: "The program throws by itself",
    message: ({ text }) => `This throws when the function runs: ${text}`,
    why: "Everything that decides it is known, so every run of this workflow would throw.",
    advice: "Correct the code as the message says; a direct call of the function throws the same.",
  }),

  "evaluation-limit": entry<{ limit: string }>({
    kind: "unsupported",
    title: "A loop or recursion does not end",
    message: ({ limit }) => `This workflow does not come to an end within ${limit}.`,
    why: "Loops and recursion run at compile time; one that does not end would hang the compiler.",
    advice: "Let the loop go through known data, and the recursion come to an end.",
  }),
};
