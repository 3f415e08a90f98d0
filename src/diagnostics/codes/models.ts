/** Model declarations, call options, node ids, strings, and paths into results. */
import { entry } from "../entry.ts";
import type { Span } from "../span.ts";
import { type ListCount, named, nameOwner, type RunTimeValue } from "../run-time-value.ts";
import { quote, tick } from "../wording.ts";

export const modelEntries = {
  "model-id-unknown": entry<RunTimeValue>({
    kind: "unsupported",
    title: "Run-time endpoint id",
    message: (value) => `The endpoint ${named(value)} is not known at compile time.`,
    why: "Each node of a graph names its endpoint; a run cannot choose it.",
    advice: "Hard-code the endpoint id. If the caller chooses the endpoint, write one workflow per endpoint.",
  }),

  "model-id-invalid": entry<EndpointFacts>({
    kind: "error",
    title: "Invalid endpoint id",
    message: ({ id, what }) =>
      what === undefined
        ? `${quote(id)} is not a valid endpoint id.`
        : `${tick(id)} is ${what}, not an endpoint id.`,
    why: "An endpoint id has the form owner/app or owner/app/path, with letters, digits, -, _ and dots between the slashes.",
    advice: "Copy the id from the model's page; it looks like fal-ai/flux/dev.",
  }),

  "endpoint-unknown": entry<EndpointFacts>({
    kind: "warning",
    title: "Unknown endpoint",
    message: ({ id, nearest }) =>
      `falc does not know the endpoint ${quote(id)}.${nearest === undefined ? "" : ` Did you mean ${quote(nearest)}?`}`,
    why: "If the id is misspelt, the call fails only at run time. falc cannot check what is sent to an unknown endpoint or read from its output.",
    advice: `Check the id on the model's page, or search with \`falc models list <word>\`. ${declaring("<id>")}`,
  }),

  "declaration-differs": entry<{ id: string; input: readonly string[]; output: readonly string[] }>({
    kind: "warning",
    title: "Declared fields that the endpoint is not known to have",
    message: ({ id, input, output }) => {
      const names = (fields: readonly string[]) =>
        `${fields.slice(0, 5).map(tick).join(", ")}${fields.length > 5 ? ", …" : ""}`;
      const sides = [
        ...(input.length > 0 ? [`${names(input)} in its input`] : []),
        ...(output.length > 0 ? [`${names(output)} in its output`] : []),
      ];
      return `This declaration lists fields that ${tick(id)} is not known to have: ${sides.join(", ")}.`;
    },
    why: "falc checks calls against the declaration. If it is wrong, fal silently drops such an input field, and reading such an output field fails the run.",
    advice:
      "Run `falc models add <id>` to read fal's current schema, and remove the declaration from the code.",
  }),

  "model-input": entry<{
    callee: string;
    what: string;
    endpoint: string;
    /** Whether it is called by `map` or another function, which passes the value. */
    isCallback: boolean;
    /** The only required field that the value fits, and the path to the part that fits: `.images[0].url`. */
    fits: { readonly field: string; readonly part: string } | undefined;
  }>({
    kind: "unsupported",
    title: "Model called with something other than an object",
    message: ({ callee, what }) =>
      `${tick(callee)} takes an object with its fields written out, but this is ${what}.`,
    why: "falc must know at compile time which fields a call sends, because fal silently drops unknown fields.",
    advice: "Pass an object with the fields that the endpoint accepts.",
  }),

  "model-options": entry<{
    text: string;
    /** A key that is no option, and the option that it stands for, if that is not given too. */
    unknown?: { readonly key: string; readonly meant: "id" | "after" | "reuse" | undefined };
    /** Whether `after` is a single result or promise. */
    isSingle?: true;
    /** If the value of `reuse` is neither true nor false: which of them is meant. */
    reuse?: { readonly meant: boolean | undefined };
  }>({
    kind: "error",
    title: "Invalid call options",
    message: ({ text }) => `Invalid call options: ${text}.`,
    why: "A call's second argument configures its node: { id: a string known at compile time, after: an array of results or promises, reuse: whether an earlier run may answer it }.",
    advice: 'Write `{ id: "a_name", after: [results], reuse: false }`; each is optional.',
  }),

  "after-missing": entry<{
    callee: string;
    first: string;
    /** `a voice` */
    thing: string;
    field: string;
    /** The call to wait for. */
    firstSpan: Span;
  }>({
    kind: "warning",
    title: "Call that does not wait for the one before it",
    message: ({ callee, first, thing, field }) =>
      `${tick(callee)} runs in parallel with ${tick(first)}, which creates ${thing} that ${tick(field)} may name.`,
    why: "In a graph, a call waits only for the calls whose results it uses. Awaiting a call does not delay the ones after it.",
    advice:
      "Use the earlier call's result, or pass it in the call options: `{ after: [result] }`. If the calls are independent, start both with Promise.all.",
  }),

  "id-invalid": entry<{ id: string }>({
    kind: "error",
    title: "Invalid node id",
    message: ({ id }) => `${quote(id)} is not a valid node id.`,
    why: "References use node ids ($id.path), so an id may contain only letters, digits and _, must start with a letter, and cannot be input or output.",
    advice: "Use letters, digits and _, and start with a letter.",
  }),

  /** `isSameCall`: whether it is one call in the code, which runs more than once. */
  "id-duplicate": entry<{ id: string; isSameCall: boolean }>({
    kind: "error",
    title: "Duplicate node id",
    message: ({ id }) => `Two calls have the id ${quote(id)}.`,
    why: "The id is the node's key in the graph, so the second call would replace the first.",
    advice: "Give each call its own id; in a loop, include the index: `hero_${index}`.",
  }),

  "string-starts-with-dollar": entry<{ text: string }>({
    kind: "unsupported",
    title: "String that starts with $",
    message: ({ text }) => `The string ${quote(shorten(text))} starts with "$".`,
    why: 'fal reads every string that starts with "$" as a reference, and there is no escape for it.',
    advice: "Start the string with something other than $.",
  }),

  "text-not-string": entry<Origin & { path: string; type: string; inside?: readonly string[] }>({
    kind: "unsupported",
    title: "Non-string value in a string",
    message: ({ path, from, type }) =>
      `${named({ text: path, from })} is used inside a string, but its type is ${type}.`,
    why: "JavaScript would convert the value to a string by its own rules; fal's text endpoints accept only strings.",
    advice: "Take the value as a string, or return it separately from the string.",
  }),

  "text-type-unknown": entry<Origin & { path: string; endpoint: string | undefined }>({
    kind: "unsupported",
    title: "Value of unknown type in a string",
    message: ({ path, from }) =>
      `${named({ text: path, from })} is used inside a string, but falc does not know whether it is a string.`,
    why: "JavaScript would convert an object or a number to a string by its own rules; fal's text endpoints accept only strings.",
    advice: "Declare the endpoint's types: `model<Input, Output>(…)`.",
  }),

  "value-not-json": entry<{ what: string; purpose: string; value: NotJson }>({
    kind: "unsupported",
    title: "Non-JSON value sent or returned",
    message: ({ what, purpose }) => `${what} cannot be ${purpose}.`,
    why: "Inputs and outputs are JSON, which would silently change or drop the value.",
    advice: "Use strings, numbers, booleans, null, arrays and plain objects.",
  }),

  "path-missing": entry<PathFacts & { envelope?: "data" | "requestId" }>({
    kind: "error",
    title: "No such field",
    message: ({ path, from, root, key, valid, nearest, envelope }) => {
      const hint = envelope === undefined ? `.${guess(nearest)}` : `: ${asSubscribed}.`;
      return `${nameOwner({ text: path, from, root })} has no ${tick(key)}${hint} ${thereAre(valid)}`;
    },
    why: "A reference to a field that does not exist fails the run, after the earlier calls were billed.",
    advice: "Use a field that the endpoint returns.",
  }),

  "path-index": entry<Omit<PathFacts, "valid"> & { type: string }>({
    kind: "error",
    title: "Index on something that is not an array",
    message: ({ path, from, root, key, type }) =>
      `${nameOwner({ text: path, from, root })} is ${type}, not an array, so it has no ${tick(`[${key}]`)}.`,
    why: "A reference to an element that does not exist fails the run, after the earlier calls were billed.",
    advice: "Remove the index.",
  }),

  "path-beyond-count": entry<
    ListCount & {
      /** `images[2]` */
      list: string;
      /** The number to request; `undefined` if the endpoint cannot make that many. */
      enough: number | undefined;
    }
  >({
    kind: "warning",
    title: "Index beyond the number of results",
    message: ({ list, endpoint, field, count, isSent }) =>
      `${tick(list)} will not exist: ${
        isSent
          ? `${tick(field)} asks ${tick(endpoint)} for ${count}`
          : `${tick(endpoint)} returns ${count} unless ${tick(field)} asks for more`
      }, and the first is ${tick("[0]")}.`,
    why: "falc judges this by the names of the field and the array. A reference to an element that does not exist fails the run, after the earlier calls were billed.",
    advice: "Ask for more results, or read one that exists.",
  }),

  "path-into-text": entry<Origin & { path: string; key: string; isAddress: boolean }>({
    kind: "error",
    title: "Property access on a string",
    message: ({ path, from, root, key, isAddress }) =>
      `${nameOwner({ text: path, from, root })} is ${isAddress ? "the URL itself" : "a string"}; it has no ${tick(key)}.`,
    why: "A graph passes strings on whole, even those that contain JSON; nothing in it parses them.",
    advice:
      "Use the whole string. If a model should return several things, ask for each in a separate call; those calls run in parallel.",
  }),

  "path-key": entry<{ path: string; key: string }>({
    kind: "unsupported",
    title: "Key that a reference cannot contain",
    message: ({ path, key }) => `A graph cannot refer to ${tick(`${path}[${JSON.stringify(key)}]`)}.`,
    why: "fal's references allow only identifiers and non-negative array indexes between the dots.",
    advice: "Pass on the whole value, or rename the field.",
  }),

  "result-optional": entry<{ path: string; field: string; endpoint: string; isShorthand: boolean }>({
    kind: "warning",
    title: "Result field that may be missing",
    message: ({ path, field, endpoint }) =>
      `${tick(path)} may be missing: ${tick(field)} is optional in the output of ${tick(endpoint)}.`,
    why: "The endpoint's types mark the field as optional. If it is missing, a call that needs it fails, after the earlier calls were billed; in the output, `falc run` leaves it out.",
    advice: "Use a field that is always present. If you know that this one is, add `!`.",
  }),

  "result-envelope": entry<{ path: string; key: "data" | "requestId"; endpoint: string }>({
    kind: "warning",
    title: "Result read as fal.subscribe returns it",
    message: ({ path, key, endpoint }) =>
      `${tick(path)} may have no ${tick(key)}: ${asSubscribed}, and falc does not know the output of ${tick(endpoint)}.`,
    why: "A reference to a field that does not exist fails the run, after the earlier calls were billed.",
    advice:
      "Read the fields of the output directly from the result. If the output has a field of this name, declare it: `model<Input, Output>(…)`, or `falc models add <id>`.",
  }),

  "result-unused": entry<{
    callee: string;
    /** Of the calls that this line makes. */
    unused: number;
    all: number;
    isInHelper: boolean;
  }>({
    kind: "warning",
    title: "Unused result",
    message: ({ callee, unused, all }) =>
      unused < all
        ? `This line calls ${tick(callee)} ${all} times, and ${unused} of the results ${unused === 1 ? "is" : "are"} not used.`
        : `The result of ${tick(callee)} is not used.`,
    why: "The node still runs and is billed.",
    advice: "Return the result, or remove the call.",
  }),

  "promise-not-awaited": entry<{ callee: string; isInHelper: boolean }>({
    kind: "warning",
    title: "Call that is never awaited",
    message: ({ callee }) => `The promise from ${tick(callee)} is never awaited.`,
    why: "The node still runs and is billed, but calling this function directly would not wait for it.",
    advice: "Await it and use its result, or remove the call.",
  }),
};

/** What JSON cannot hold: a value, by its name or kind. */
export type NotJson =
  | "undefined"
  | "-0"
  | "number"
  | "error"
  | "to-json"
  | "function"
  | "map"
  | "set"
  | "iterator"
  | "generator"
  | "other";

type Origin = Pick<RunTimeValue, "root" | "steps" | "from">;

export interface EndpointFacts {
  readonly id: string;
  /** What it is, if it is not a string; `id` is the author's expression in that case. */
  readonly what?: string;
  /** The closest id, to be offered as a question. */
  readonly nearest: string | undefined;
  /** Whether it is close enough to be written into code. */
  readonly isSure: boolean;
}

/** How to declare an endpoint that is not in the catalogue. */
function declaring(id: string): string {
  return `If the id is right, declare the endpoint: run \`falc models add ${id}\` to read its input and output from fal, or state them in the code with \`model<Input, Output>("${id}")\`.`;
}

/** `path` is the author's expression, `key` the missing key. */
export interface PathFacts extends Origin {
  readonly path: string;
  readonly key: string;
  /** The existing keys; digits for a list. */
  readonly valid: readonly string[];
  /** What was probably meant instead of the key, as code: `images[0]`, `[0].url`, empty for the value itself. */
  readonly nearest: string | undefined;
  /** Whether it can be written into code, rather than being a guess. */
  readonly isSure: boolean;
  /** The endpoint, if fal's version may return more by now. */
  readonly newerOf?: string | undefined;
  /** How many of the following accesses the suggestion replaces too: 1 for `image` instead of `images[0]`. */
  readonly instead?: 0 | 1 | undefined;
}

const asSubscribed = `${tick("model()")} returns what ${tick("fal.subscribe")} returns as ${tick(".data")}`;

function guess(nearest: string | undefined): string {
  return nearest === undefined || nearest === "" ? "" : ` Did you mean ${tick(nearest)}?`;
}

function thereAre(valid: readonly string[]): string {
  if (valid.length === 0) return "It has no fields.";
  if (valid.every(isIndex)) return `It is an array; its elements are ${tick("[0]")} and so on.`;
  return `It has ${valid.slice(0, 12).map(tick).join(", ")}${valid.length > 12 ? ", …" : ""}.`;
}

function isIndex(key: string): boolean {
  return /^\d+$/.test(key);
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
