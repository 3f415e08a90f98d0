/** Can the SAVED form say it? Found only where that form is asked for: the graph itself can. */
import { entry } from "../entry.ts";
import { tick } from "../wording.ts";

export const savedEntries = {
  "saved-output": entry<{ fields: readonly string[]; what: "a constant" | "a list" | "an object" }>({
    kind: "unsupported",
    title: "A saved workflow returns something else than references",
    message: ({ fields, what }) =>
      fields.length === 1
        ? `A saved workflow cannot return ${what}; ${listed(fields)} is one.`
        : `A saved workflow returns references only; ${listed(fields)} are none.`,
    why: "In the document that fal saves, every field of the output is one reference: to the input, or into what a model gives. The graph that falc compile writes to dist-workflows/ can hold constants, lists and objects.",
    advice:
      "Return each part under a name of its own. Leave constants out: whoever runs the workflow can know them.",
  }),

  "saved-input-type": entry<{ fields: readonly string[] }>({
    kind: "warning",
    title: "A saved workflow's input has a type that fal is not known to list",
    message: ({ fields }) =>
      `${listed(fields)} of the input ${fields.length === 1 ? "is" : "are"} listed without a type.`,
    why: "fal's saved documents are known to list strings, numbers, booleans and lists of strings. How its panel shows another input is not known; the nodes that read it are the same.",
    advice: "Take what is needed of it as fields that are strings, numbers, booleans or lists of strings.",
  }),

  "saved-input-default": entry<{ fields: readonly string[] }>({
    kind: "warning",
    title: "A saved workflow's input has a default",
    message: ({ fields }) =>
      `Whoever runs the saved workflow has to send ${listed(fields)}, ${fields.length === 1 ? "which has a default" : "which have defaults"} here.`,
    why: "falc run fills defaults in before a run. fal is not known to do so, and its panel does not; a field that is left out would be missing.",
    advice:
      "Send the field with every run, or write its value into the workflow and take it out of the input.",
  }),
};

function listed(fields: readonly string[]): string {
  return fields.map(tick).join(", ");
}
