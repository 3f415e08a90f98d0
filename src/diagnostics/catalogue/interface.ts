/** Is the workflow's interface known: its input's shape and what it returns. */
import { entry } from "../entry.ts";
import { textAt } from "../in-place.ts";
import { type Edit, type Proposal, replacing } from "../rewrite.ts";
import type { SourceText } from "../span.ts";
import { lastName, quote, tick } from "../wording.ts";

export const interfaceEntries = {
  "input-untyped": entry<{ name: string }>({
    kind: "error",
    title: "The workflow's parameter has no type",
    message: ({ name }) => `The type of ${tick(name)} does not say which fields the workflow takes.`,
    why: "The input's fields become the workflow's interface: its schema, its flags, its placeholders.",
    advice: "Give the parameter a type that lists the fields, or export a zod object named input.",
  }),

  "input-type-unsupported": entry<{ type: string }>({
    kind: "unsupported",
    title: "A type of the input has no JSON Schema",
    message: ({ type }) => `The type ${tick(type)} has no JSON Schema that falc can derive.`,
    why: "The interface is read from the project's own files, without a type checker: objects, lists, strings, numbers, booleans, literals, unions and intersections of these, Pick, Omit and their kind, enums, and typeof of known values.",
    advice: "Say it with strings, numbers, booleans, lists and objects.",
  }),

  "input-not-object": entry<{ text: string }>({
    kind: "error",
    title: "The input is not an object",
    message: ({ text }) => `The input has to be an object with named fields; this is ${text}.`,
    why: "fal passes a workflow's input by field name.",
    advice: "Put it into an object, as a field with a name.",
  }),

  "input-field-name": entry<{ name: string }>({
    kind: "unsupported",
    title: "An input field's name is no identifier",
    message: ({ name }) => `An input field cannot be named ${tick(name)}.`,
    why: "fal's references ($input.name) take only identifiers as names: letters, digits and _, no leading digit.",
    advice: "Use letters, digits and _, a letter or _ first.",
    rewrite: ({ name }, { source }) => renamed(name, source),
  }),

  "input-optional": entry<{ path: string; field: string; example: string }>({
    kind: "unsupported",
    title: "A field that may be missing is used",
    message: ({ path }) => `${tick(path)} may be missing when the workflow runs.`,
    why: "In TypeScript a missing value leaves the key out; a graph's reference to a missing field fails the run.",
    advice: "Give the field a default, or make it required.",
  }),

  "input-default-differs": entry<{ field: string; inCode: string; inType: string }>({
    kind: "error",
    title: "A field has two different defaults",
    message: ({ field, inCode, inType }) =>
      `${tick(field)} has two defaults: ${inCode} in the code, ${inType} in its type.`,
    why: "Called directly the function would use the one, and its graph the other.",
    advice: "Write the same default in both places, or in one.",
    rewrite: ({ inType }, place) =>
      replacing(place, inType, "the type's default; in the type, where the code's is meant"),
  }),

  "input-default-impure": entry<{ field: string; text: string }>({
    kind: "unsupported",
    title: "A field's default is more than a value",
    message: ({ field, text }) => `The default of ${tick(field)}, ${tick(text)}, is more than a value.`,
    why: "The interface says one default for all runs. Code with an effect runs only where the field is left out, and a list or object of the file may have changed by then.",
    advice: "Write the default as a literal, or as a constant that is a text, a number or a boolean.",
  }),

  "input-default-invalid": entry<{ field: string; value: string; problem: string }>({
    kind: "error",
    title: "A field's default does not pass its own schema",
    message: ({ field, value, problem }) =>
      `The default of ${tick(field)}, ${tick(value)}, does not pass its own schema: ${problem}.`,
    why: "A run fills the default in and then checks the input: no run could leave the field out.",
    advice:
      "Give it a default that passes, or none; a field that only some runs have belongs to a workflow of its own.",
  }),

  "input-default-in-comment": entry<{ field: string; value: string; fields: readonly string[] }>({
    kind: "warning",
    title: "A default stands in a comment only",
    message: ({ field, value }) =>
      `Only a doc comment says that ${tick(field)} is ${value} when it is left out.`,
    why: "A run fills the default in; a direct call of the function does not, and goes on with undefined.",
    advice: "Write the default in the code, at the parameter.",
  }),

  "schema-method": entry<{ name: string; reason?: string | undefined }>({
    kind: "unsupported",
    title: "A zod method that JSON Schema cannot say",
    message: ({ name, reason }) =>
      `${tick(name)} cannot be used in a workflow's input schema${reason === undefined ? "" : `: ${reason}`}.`,
    why: "The interface is published as JSON Schema. What changes or checks a value by code cannot be said there and would be lost.",
    advice: "Leave the method out, and do what it does before the run.",
  }),

  "schema-callback": entry<{ name: string }>({
    kind: "unsupported",
    title: "A zod method is given a function",
    message: ({ name }) => `${tick(name)} is given a function.`,
    why: "Compiling never runs the author's code, and a JSON Schema cannot hold a function.",
    advice: "Leave the function out; say the rule with what JSON Schema has: min, max, regex, enum, default.",
  }),

  "schema-inexact": entry<{ what: string }>({
    kind: "unsupported",
    title: "A zod schema that JSON Schema cannot say exactly",
    message: ({ what }) => `${what} cannot be said in the workflow's interface.`,
    why: "The interface is published as JSON Schema, and a run checks its input and fills in defaults by that. It would take other inputs than zod does, or pass on other values.",
    advice:
      "Say it with a field or a schema for each case: z.object, z.array, z.enum, z.union without defaults inside.",
  }),

  "schema-changed-later": entry<{ text: string; method: string }>({
    kind: "unsupported",
    title: "A list or object is changed after zod was given it",
    message: ({ text, method }) => `${tick(text)} changes what ${tick(method)} was given.`,
    why: "zod keeps the list or object itself and reads it when the schema is first used, before or after this change.",
    advice:
      "Make the change before the schema, or give zod a copy: z.object({ ...shape }), z.enum([...list]).",
  }),

  "schema-invalid": entry<{ text: string }>({
    kind: "error",
    title: "zod refuses the schema",
    message: ({ text }) => `zod refuses this schema: ${text}`,
    why: "The chain is applied to the real zod library, and this is its answer.",
    advice: "Correct the call as zod's answer says.",
  }),

  "return-missing": entry<{ name: string; result: string | undefined }>({
    kind: "error",
    title: "A workflow returns nothing",
    message: () => "This workflow returns nothing.",
    why: "The returned object's fields are the run's result; without them a run is paid for and shows nothing.",
    advice: "Return an object with the results that are wanted.",
  }),

  "return-not-object": entry<{ text: string; what: string }>({
    kind: "unsupported",
    title: "A workflow returns something else than an object",
    message: ({ what }) => `A workflow returns an object with named fields; this is ${what}.`,
    why: "fal's output node holds fields by name.",
    advice: "Put what is returned into an object, under a name.",
    rewrite: ({ text, what }, place) =>
      textAt(place) !== text || what === "a promise" || what === "undefined"
        ? undefined
        : replacing(place, `{ ${fieldFor(text)} }`),
  }),

  "no-model-call": entry({
    kind: "error",
    title: "A workflow calls no model",
    message: () => "This workflow calls no model.",
    why: "fal's graphs need at least one model node, and there is nothing here for fal to run.",
    advice: "Call a model in it, and await what it gives.",
  }),
};

/** A name that fal's references can say: `my-prompt` becomes `my_prompt`. */
function identifier(name: string): string {
  return name.replace(/[^A-Za-z0-9_]+/g, "_").replace(/^(?=\d)|^$/, "_");
}

/** `photo.images[0].url` as a field under its last name; a name alone stays alone. */
function fieldFor(text: string): string {
  if (/^\w+$/.test(text)) return text;
  return /^[\w.[\]]+$/.test(text) ? `${lastName(text)}: ${text}` : `result: ${text}`;
}

/** `"my-prompt": …` and `input["my-prompt"]` under a name that can be said; nothing where it is written otherwise. */
function renamed(name: string, source: SourceText): Proposal | undefined {
  const key = quote(name);
  const other = identifier(name);
  if (new RegExp(`\\b${other}\\b`).test(source.text)) return undefined;
  const edits: Edit[] = [];
  for (let at = source.text.indexOf(key); at !== -1; at = source.text.indexOf(key, at + 1)) {
    const end = at + key.length;
    const isIndex = source.text[at - 1] === "[" && source.text[end] === "]";
    const isKey = /^\s*\??:/.test(source.text.slice(end, end + 10));
    if (!isIndex && !isKey) return undefined;
    const span = isIndex ? { source, start: at - 1, end: end + 1 } : { source, start: at, end };
    edits.push({ span, text: isIndex ? `.${other}` : other });
  }
  return edits.length === 0 ? undefined : { edits };
}
