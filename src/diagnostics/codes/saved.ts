/** What the SAVED form cannot express. Reported only if that form is requested: the graph itself can express it. */
import { entry } from "../entry.ts";
import { tick } from "../wording.ts";

export const savedEntries = {
  "saved-output": entry<{ fields: readonly string[]; what: "a constant" | "an array" | "an object" }>({
    kind: "unsupported",
    title: "Saved workflow that returns something other than references",
    message: ({ fields, what }) =>
      fields.length === 1
        ? `A saved workflow cannot return ${what}, but ${listed(fields)} is one.`
        : `A saved workflow can return only references, and ${listed(fields)} are not references.`,
    why: "In the document that fal saves, every output field is a single reference: to the input, or into a model's result. The graph that falc compile writes to dist-workflows/ can also hold constants, arrays and objects.",
    advice:
      "Return each part under its own name. Leave out constants: the caller can know them without a run.",
  }),

  "saved-input-type": entry<{ fields: readonly string[] }>({
    kind: "warning",
    title: "Saved workflow input of a type that fal is not known to list",
    message: ({ fields }) =>
      `Input ${fields.length === 1 ? "field" : "fields"} ${listed(fields)} ${fields.length === 1 ? "is" : "are"} saved without a type.`,
    why: "fal's saved documents are known to list strings, numbers, booleans and arrays of strings. How fal's panel shows any other input is unknown; the nodes that read it are unaffected.",
    advice: "Take the parts you need as fields that are strings, numbers, booleans or arrays of strings.",
  }),

  "saved-input-default": entry<{ fields: readonly string[] }>({
    kind: "warning",
    title: "Input default in a saved workflow",
    message: ({ fields }) =>
      `Every run of the saved workflow must send ${listed(fields)}, although ${fields.length === 1 ? "it has a default" : "they have defaults"} here.`,
    why: "falc run fills in defaults before a run. fal is not known to do so, and its panel does not; an omitted field would be missing.",
    advice:
      "Send the field with every run, or write its value into the workflow and remove it from the input.",
  }),
};

function listed(fields: readonly string[]): string {
  return fields.map(tick).join(", ");
}
