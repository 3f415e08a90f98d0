/**
 * What calls send, compared with what the endpoint accepts and what the author meant: fields, values, types,
 * strings.
 */
import { addTo } from "../../lib/add-to.ts";
import { entry } from "../entry.ts";
import { asClause, eitherOf, quote, tick } from "../wording.ts";

/** One field that a call sends. Which properties are set depends on the problem. */
export interface FieldFact {
  readonly endpoint: string;
  /** `tracks[0].keyframes` */
  readonly field: string;
  /** What is sent, in words: `` `"jpg"` ``, `an array`, `video`. */
  readonly given?: string;
  /** What the field accepts: `a string`, `image`. */
  readonly expected?: string;
  /** The values that the endpoint accepts; empty if they are not enumerated. */
  readonly allowed?: readonly string[];
  /** What it accepts besides those values: `an object { height, width }`. */
  readonly otherwise?: string | undefined;
  /** fal's own words: `Input should be less than or equal to 8`. */
  readonly problem?: string;
  /** The fields that exist. */
  readonly valid?: readonly string[];
  readonly nearest?: string | undefined;
  /** Whether fal may accept more: the endpoint is known from the types of fal's client, which may be outdated. */
  readonly mayBeNewer?: boolean;
  /** An endpoint of the same app that accepts the field. */
  readonly sibling?: string | undefined;
}

export interface FieldFacts {
  /** At least one. Several if the object is not written at the call. */
  readonly fields: readonly FieldFact[];
}

export const callEntries = {
  "field-unknown": entry<FieldFacts>({
    kind: "error",
    title: "Unknown input field",
    message: ({ fields }) =>
      unknown(
        fields,
        ({ endpoint, field }) => `${tick(endpoint)} does not accept ${tick(field)}.`,
        "It accepts",
      ),
    why: "fal silently drops unknown fields: the model runs, and is billed, without what you meant to send.",
    advice:
      "Use a field that the endpoint accepts. If fal has changed the endpoint, `falc models add <id>` reads its current schema; for an endpoint of your own, declare the fields with `model<Input, Output>(…)`.",
  }),

  "field-undescribed": entry<FieldFacts>({
    kind: "warning",
    title: "Undocumented input field",
    message: ({ fields }) =>
      unknown(
        fields,
        ({ endpoint, field }) => `falc does not know whether ${tick(endpoint)} accepts ${tick(field)}.`,
        "Known fields:",
      ),
    why: "fal has published no schema for this endpoint, so falc knows it only from reports. fal silently drops a misspelt field.",
    advice: "Check the field name, or declare the endpoint's fields: `model<Input, Output>(…)`.",
  }),

  "field-missing": entry<FieldFacts>({
    kind: "error",
    title: "Missing required field",
    message: ({ fields }) =>
      [...new Set(fields.map(({ endpoint }) => endpoint))]
        .map((endpoint) => {
          const own = fields.filter((each) => each.endpoint === endpoint).map(({ field }) => field);
          return `${tick(endpoint)} requires ${listed(own, Infinity)}.`;
        })
        .join(" "),
    why: "fal rejects the call at run time, after the earlier calls were billed.",
    advice: "Add the field.",
  }),

  "field-value": entry<FieldFacts>({
    kind: "error",
    title: "Value not accepted by the endpoint",
    message: ({ fields }) =>
      eachRule(fields, ({ allowed = [], otherwise, problem = "" }) => {
        if (allowed.length === 0) return asClause(problem);
        return `it accepts ${listed(allowed, 16)}${otherwise === undefined ? "" : `, or ${otherwise}`}`;
      }),
    why: "The field accepts only certain values. fal rejects the call at run time, after the earlier calls were billed.",
    advice: "Use one of the values that the endpoint accepts.",
  }),

  "field-range": entry<FieldFacts>({
    kind: "error",
    title: "Value out of range",
    message: ({ fields }) => eachRule(fields, ({ problem = "" }) => asClause(problem)),
    why: "fal rejects the call at run time, after the earlier calls were billed.",
    advice: "Use a value within the field's limits: a number's range, a string's length, an array's length.",
  }),

  "field-type": entry<FieldFacts>({
    kind: "error",
    title: "Value of the wrong type",
    message: ({ fields }) =>
      each(
        fields,
        ({ endpoint, field, given, expected }) =>
          `${tick(field)} of ${tick(endpoint)} must be ${expected}, but this is ${given}.`,
      ),
    why: "fal converts only numbers and booleans written as strings. It rejects this call at run time.",
    advice: "Use a value of the type that the endpoint accepts.",
  }),

  "field-null": entry<FieldFacts>({
    kind: "warning",
    title: "null sent to a field whose type does not include it",
    message: ({ fields }) =>
      each(
        fields,
        ({ endpoint, field, expected }) =>
          `${tick(field)} of ${tick(endpoint)} should be ${expected}, but null is sent; its type does not mention null.`,
      ),
    why: "The types of fal's client do not say whether sending null is the same as leaving the field out. If it is not, fal rejects the call.",
    advice: "Leave the field out.",
  }),

  "field-reference": entry<FieldFacts>({
    kind: "error",
    title: "Result or input that never fits the field",
    message: ({ fields }) =>
      each(
        fields,
        ({ endpoint, field, given, expected }) =>
          `${tick(field)} of ${tick(endpoint)} must be ${expected}, but this is ${given}.`,
      ),
    why: "Going by both types, no run-time value can fit. fal rejects the call, after the earlier calls were billed.",
    advice: "Send the part you mean: a file's `.url`, or an element of an array.",
  }),

  "field-uncertain": entry<FieldFacts>({
    kind: "warning",
    title: "Result or input that may not fit the field",
    message: ({ fields }) =>
      each(
        fields,
        ({ endpoint, field, given, expected }) =>
          `${tick(field)} of ${tick(endpoint)} must be ${expected}, but this may be ${given}.`,
      ),
    why: "The value at run time decides whether fal rejects the call, after the earlier calls were billed.",
    advice: "Narrow the type of the workflow's input to what the endpoint accepts.",
  }),

  "field-media": entry<FieldFacts>({
    kind: "warning",
    title: "Wrong kind of file",
    message: ({ fields }) =>
      each(
        fields,
        ({ endpoint, field, given = "", expected = "" }) =>
          `${tick(field)} of ${tick(endpoint)} is for ${mediaNames[expected]}, but this is ${mediaNames[given]}.`,
      ),
    why: "falc judges this by the names: both are URLs, so types cannot tell them apart. Given the wrong kind of file, a model fails or returns nonsense.",
    advice: "Send the right file, or use an endpoint that makes one of the right kind.",
  }),

  "field-unit": entry<FieldFacts>({
    kind: "warning",
    title: "Seconds where milliseconds are expected",
    message: ({ fields }) =>
      each(
        fields,
        ({ endpoint, field, given }) =>
          `${tick(field)} of ${tick(endpoint)} is in milliseconds, but this is ${given}.`,
      ),
    why: "falc judges this by the endpoint's description of the field. A value in seconds would be a thousand times too short.",
    advice:
      "Send milliseconds. If the value is known only at run time, let the workflow's input be in milliseconds.",
  }),

  "reference-in-text": entry<{ found: string }>({
    kind: "warning",
    title: "Reference written inside a string",
    message: ({ found }) => `The string contains ${tick(found)}, which fal sends as is.`,
    why: "fal does not substitute references inside a string: the model sees these characters, not the value, and the call is billed.",
    advice: "Use a template literal: `…${value}…`. If you mean the characters themselves, escape them: \\$.",
  }),

  "input-field-unused": entry<{ fields: readonly string[] }>({
    kind: "warning",
    title: "Unused input field",
    message: ({ fields }) =>
      `Input ${fields.length === 1 ? "field" : "fields"} ${fields.map(tick).join(", ")} ${fields.length === 1 ? "is" : "are"} neither used by a call nor returned.`,
    why: "The caller is asked for it, but it changes nothing.",
    advice: "Use the field in a call, return it, or remove it from the input.",
  }),

  "workflow-name": entry<{ name: string; valid: string }>({
    kind: "error",
    title: "Invalid workflow name",
    message: ({ name, valid }) =>
      `fal cannot save a workflow named ${quote(name)}; ${quote(valid)} would work.`,
    why: "The name comes from the file name. fal accepts letters without accents, digits, - and _, up to 128 characters.",
    advice: "Rename the file.",
  }),
};

function each(fields: readonly FieldFact[], text: (field: FieldFact) => string): string {
  const [shown, more] = [fields.slice(0, 5), fields.length - 5];
  return [...shown.map(text), ...(more > 0 ? [`And ${more} more.`] : [])].join(" ");
}

/** A sentence per field and rule; the values that break it are listed. */
function eachRule(fields: readonly FieldFact[], ruleFor: (field: FieldFact) => string): string {
  const byRule = new Map<string, FieldFact[]>();
  for (const fact of fields) addTo(byRule, `${fact.endpoint} ${fact.field} ${ruleFor(fact)}`, fact);
  const groups = [...byRule.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const given = eitherOf([first, ...others].map((fact) => fact.given ?? ""));
    return [{ ...first, given }];
  });
  return each(
    groups,
    (fact) => `${tick(fact.field)} of ${tick(fact.endpoint)} cannot be ${fact.given}: ${ruleFor(fact)}.`,
  );
}

/** `a`, `b`, … in backticks. */
function listed(names: readonly string[], most = 12): string {
  const shown = names.slice(0, most).map(tick);
  return shown.length === 0 ? "nothing" : [...shown, ...(names.length > most ? ["…"] : [])].join(", ");
}

/** The unknown fields, each with a suggestion; after the last one of an object, the fields that exist. */
function unknown(
  fields: readonly FieldFact[],
  text: (fact: FieldFact) => string,
  before: "It accepts" | "Known fields:",
): string {
  const shown = fields.slice(0, 5).map((fact, index) => {
    const { valid = [], nearest, sibling } = fact;
    const guess = nearest === undefined ? "" : ` Did you mean ${tick(nearest)}?`;
    const other = sibling === undefined ? "" : ` ${tick(sibling)} accepts ${tick(fact.field)}.`;
    const isLast = fields[index + 1]?.valid?.join() !== valid.join();
    return `${text(fact)}${guess}${isLast || index === 4 ? ` ${before} ${listed(valid)}.` : ""}${other}`;
  });
  return [...shown, ...(fields.length > 5 ? [`And ${fields.length - 5} more.`] : [])].join(" ");
}

const mediaNames: Readonly<Record<string, string>> = { image: "an image", video: "a video", audio: "audio" };
