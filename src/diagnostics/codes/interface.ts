/** The workflow's interface: its input's shape and what it returns. */
import { entry } from "../entry.ts";
import { positionAt, type Span } from "../span.ts";
import { asClause, tick } from "../wording.ts";

export const interfaceEntries = {
  "input-untyped": entry<{ name: string }>({
    kind: "error",
    title: "Untyped input",
    message: ({ name }) => `The type of ${tick(name)} does not list the workflow's input fields.`,
    why: "The input's fields become the workflow's interface: its schema, its command-line flags and the placeholders in its graph.",
    advice: "Give the parameter a type that lists the fields, or export a zod object named `input`.",
  }),

  "input-type-unsupported": entry<{ type: string }>({
    kind: "unsupported",
    title: "Input type without a JSON Schema equivalent",
    message: ({ type }) => `falc cannot derive a JSON Schema from the type ${tick(type)}.`,
    why: "Input is sent as JSON. falc supports object, array, tuple, string, number, boolean, literal and enum types; unions and intersections of these; keyof, typeof, and utility types such as Pick and Omit; and the project's own generic types.",
    advice: "Use strings, numbers, booleans, arrays and objects.",
  }),

  "input-not-object": entry<{ text: string }>({
    kind: "error",
    title: "Input is not an object",
    message: ({ text }) => `The input must be an object with named fields, but this is ${text}.`,
    why: "fal passes a workflow's input by field name.",
    advice: "Wrap it in an object, as a named field.",
  }),

  "input-field-name": entry<{ name: string }>({
    kind: "unsupported",
    title: "Invalid input field name",
    message: ({ name }) => `${tick(name)} is not a valid name for an input field.`,
    why: "fal's references ($input.name) allow only letters, digits and _ in a name, and no digit first.",
    advice: "Use letters, digits and _, and start with a letter or _.",
  }),

  "input-optional": entry<{ path: string; field: string; example: string }>({
    kind: "unsupported",
    title: "Use of an optional input field",
    message: ({ path }) => `${tick(path)} may be missing at run time.`,
    why: "In TypeScript a missing value leaves out its key. In a graph, a reference to a missing field fails the run.",
    advice: "Give the field a default, or make it required.",
  }),

  "input-default-differs": entry<{ field: string; inCode: string; inType: string; other?: Span }>({
    kind: "error",
    title: "Conflicting defaults",
    message: ({ field, inCode, inType, other }) =>
      other === undefined
        ? `${tick(field)} has two different defaults: ${inCode} in the code and ${inType} in its type.`
        : `${tick(field)} has two different defaults: ${inCode} here and ${inType} on line ${positionAt(other.source, other.start).line}.`,
    why: "Called directly, the function would use one of them; its graph would use the other.",
    advice: "Use the same default in both places, or write it in only one.",
  }),

  "input-default-impure": entry<{ field: string; text: string }>({
    kind: "unsupported",
    title: "Default that is not a fixed value",
    message: ({ field, text }) =>
      `${tick(text)} is not a fixed value, so it cannot be the default of ${tick(field)}.`,
    why: "The interface states one default for all runs. Code with side effects would run only when the field is omitted, and a module-level array or object may have changed by then.",
    advice: "Write the default as a literal, or as a constant string, number or boolean.",
  }),

  "input-default-invalid": entry<{ field: string; value: string; problem: string }>({
    kind: "error",
    title: "Default rejected by its own schema",
    message: ({ field, value, problem }) =>
      `The default of ${tick(field)}, ${tick(value)}, does not match the field's own schema: ${asClause(problem)}.`,
    why: "A run fills in defaults and then validates the input, so every run that omits the field would fail.",
    advice:
      "Use a default that matches, or remove it. If only some runs send the field, write a separate workflow for those runs.",
  }),

  "input-default-in-comment": entry<{ defaults: readonly (readonly [field: string, value: string])[] }>({
    kind: "warning",
    title: "Default stated only in a comment",
    message: ({ defaults }) =>
      `Only a doc comment says that ${defaults.map(([field, value]) => `${tick(field)} defaults to ${value}`).join(", and that ")}.`,
    why: "A run fills in that default. Calling the function directly does not: the field is undefined there.",
    advice: "Write the default in the code, at the parameter.",
  }),

  "schema-method": entry<{ name: string; reason?: string | undefined }>({
    kind: "unsupported",
    title: "zod method without a JSON Schema equivalent",
    message: ({ name, reason }) =>
      `${tick(name)} cannot be used in a workflow's input schema${reason === undefined ? "" : `: ${reason}`}.`,
    why: "The interface is published as JSON Schema, which has no equivalent: its effect on a value would be lost.",
    advice: "Remove the method, and do its work before the run.",
  }),

  "schema-callback": entry<{ name: string }>({
    kind: "unsupported",
    title: "Function passed to a zod method",
    message: ({ name }) => `${tick(name)} is passed a function.`,
    why: "Compiling never runs your code, and JSON Schema cannot hold a function.",
    advice:
      "Remove the function, and express the rule with what JSON Schema has: min, max, regex, enum, default.",
  }),

  "schema-inexact": entry<{ what: string }>({
    kind: "unsupported",
    title: "zod schema without an exact JSON Schema equivalent",
    message: ({ what }) => `JSON Schema cannot express this exactly: ${what}.`,
    why: "A run uses the published JSON Schema, not zod, to validate its input and fill in defaults. It would accept different inputs than zod does, or pass on different values.",
    advice:
      'Put a nested default on the whole field: z.union([z.int(), z.literal("random")]).default(7). Instead of accepting any field, list each one with z.object.',
  }),

  "schema-changed-later": entry<{ text: string; method: string }>({
    kind: "unsupported",
    title: "Array or object changed after being passed to zod",
    message: ({ text, method }) => `${tick(text)} changes a value that was passed to ${tick(method)}.`,
    why: "zod keeps the array or object itself and reads it when the schema is first used, which may be before or after this change.",
    advice:
      "Make the change before creating the schema, or pass zod a copy: z.object({ ...shape }), z.enum([...list]).",
  }),

  "schema-invalid": entry<{ text: string }>({
    kind: "error",
    title: "zod rejects the schema",
    message: ({ text }) => `zod rejects this schema: ${text}`,
    why: "falc builds the schema with the real zod library, and this is its error.",
    advice: "Correct the call as zod's error says.",
  }),

  "return-missing": entry<{ name: string; result: string | undefined }>({
    kind: "error",
    title: "Workflow that returns nothing",
    message: () => "This workflow returns nothing.",
    why: "The returned object's fields are the run's result. Without them you would pay for a run and get nothing back.",
    advice: "Return an object with the results you want.",
  }),

  "return-not-object": entry<{ text: string; what: string }>({
    kind: "unsupported",
    title: "Workflow that does not return an object",
    message: ({ what }) => `A workflow must return an object with named fields, but this is ${what}.`,
    why: "fal's output node stores its fields by name.",
    advice: "Return an object with the value as a named field.",
  }),

  "no-model-call": entry({
    kind: "error",
    title: "Workflow without a model call",
    message: () => "This workflow calls no model.",
    why: "A fal graph needs at least one model node; without one there is nothing to run.",
    advice: "Call a model and await its result.",
  }),
};
