/** Is what a call sends what the endpoint takes, and what the author meant: fields, values, types, texts. */
import { entry } from "../entry.ts";
import { ifNewer, quote, tick } from "../wording.ts";

/** One field of what a call sends. The texts are code or a few words; which are there depends on what is wrong. */
export interface FieldFact {
  readonly endpoint: string;
  /** `tracks[0].keyframes` */
  readonly field: string;
  /** What stands there, in words: `` `"jpg"` ``, `a list`, `video`. */
  readonly given?: string;
  /** What should: `string`, `image`. */
  readonly wanted?: string;
  /** The values that the endpoint takes; empty when it is no choice. */
  readonly allowed?: readonly string[];
  /** fal's own words: `Input should be less than or equal to 8`. */
  readonly problem?: string;
  /** The fields that there are. */
  readonly valid?: readonly string[];
  readonly nearest?: string | undefined;
  /** Whether fal may take more by now: the endpoint is known from the types of fal's client, which are older. */
  readonly mayBeNewer?: boolean;
  /** An endpoint of the same app that takes the field. */
  readonly sibling?: string | undefined;
}

export interface FieldFacts {
  /** At least one. Several where the object is not written out at the call. */
  readonly fields: readonly FieldFact[];
}

export const callEntries = {
  "field-unknown": entry<FieldFacts>({
    kind: "error",
    title: "A field that the endpoint does not take",
    message: ({ fields }) =>
      unknown(fields, ({ endpoint, field }) => `${tick(endpoint)} takes no ${tick(field)}.`, "It takes"),
    why: "fal drops fields that it does not know without a word: the model runs and is billed with something else than was meant.",
    advice:
      "Use a field that the endpoint takes. Where fal has changed since, `falc models add <id>` reads its document of today; of an endpoint of your own, model<Input, Output>(…) says what it takes.",
    rewrite: ({ fields: [first] }) =>
      first?.mayBeNewer === true
        ? { words: `Use a field that the endpoint takes. ${ifNewer(first.endpoint, tick(first.field))}` }
        : undefined,
  }),

  "field-undescribed": entry<FieldFacts>({
    kind: "warning",
    title: "A field that falc does not know",
    message: ({ fields }) =>
      unknown(
        fields,
        ({ endpoint, field }) => `falc does not know that ${tick(endpoint)} takes ${tick(field)}.`,
        "It knows",
      ),
    why: "fal has published no schema of this endpoint; falc knows it from reports only. A misspelt field is dropped by fal without a word.",
    advice: "Check the field's name, or declare what the endpoint takes: model<Input, Output>(…).",
  }),

  "field-missing": entry<FieldFacts>({
    kind: "error",
    title: "A field that the endpoint needs is not sent",
    message: ({ fields }) =>
      [...new Set(fields.map(({ endpoint }) => endpoint))]
        .map((endpoint) => {
          const own = fields.filter((each) => each.endpoint === endpoint).map(({ field }) => field);
          return `${tick(endpoint)} needs ${listed(own, Infinity)}.`;
        })
        .join(" "),
    why: "fal refuses the call when the workflow runs, after the models before it were paid for.",
    advice: "Add the field.",
  }),

  "field-value": entry<FieldFacts>({
    kind: "error",
    title: "A value that the endpoint does not take",
    message: ({ fields }) =>
      each(fields, ({ endpoint, field, given, allowed = [], problem = "" }) => {
        const rule = allowed.length > 0 ? `it takes ${listed(allowed, 16)}` : asClause(problem);
        return `${tick(field)} of ${tick(endpoint)} cannot be ${given}: ${rule}.`;
      }),
    why: "The field is a choice. fal refuses the call when the workflow runs, after the models before it were paid for.",
    advice: "Use one of the values that the endpoint takes.",
    rewrite: ({ fields: [first] }) =>
      first?.mayBeNewer === true && (first.allowed ?? []).length > 0
        ? {
            words: `Use one of the values that the endpoint takes. ${ifNewer(first.endpoint, first.given ?? "the value")}`,
          }
        : undefined,
  }),

  "field-range": entry<FieldFacts>({
    kind: "error",
    title: "A value outside the limits of its field",
    message: ({ fields }) =>
      each(
        fields,
        ({ endpoint, field, given, problem = "" }) =>
          `${tick(field)} of ${tick(endpoint)} cannot be ${given}: ${asClause(problem)}.`,
      ),
    why: "fal refuses the call when the workflow runs, after the models before it were paid for.",
    advice: "Use a value within the limits: of a number, of a text's letters, of a list's items.",
  }),

  "field-type": entry<FieldFacts>({
    kind: "error",
    title: "A value of the wrong type is sent",
    message: ({ fields }) =>
      each(
        fields,
        ({ endpoint, field, given, wanted }) =>
          `${tick(field)} of ${tick(endpoint)} takes ${wanted}; this is ${given}.`,
      ),
    why: "fal converts numbers and booleans that are written as text, and nothing else; it refuses the call when the workflow runs.",
    advice: "Write a value of the type that the endpoint takes.",
  }),

  "field-null": entry<FieldFacts>({
    kind: "warning",
    title: "Null for a field whose type does not name it",
    message: ({ fields }) =>
      each(
        fields,
        ({ endpoint, field, wanted }) =>
          `${tick(field)} of ${tick(endpoint)} takes ${wanted}, and null is sent; its type says nothing of null.`,
      ),
    why: "The types of fal's client do not tell whether null stands for a field that is left out. Where it does not, fal refuses the call.",
    advice: "Leave the field out.",
  }),

  "field-reference": entry<FieldFacts>({
    kind: "error",
    title: "A result or an input that can never fit the field",
    message: ({ fields }) =>
      each(
        fields,
        ({ endpoint, field, given, wanted }) =>
          `${tick(field)} of ${tick(endpoint)} takes ${wanted}; this is ${given}.`,
      ),
    why: "By the types of both. Whatever the run brings, fal refuses the call, after the models before it were paid for.",
    advice: "Send the part that is meant: a file's .url, an item of a list.",
  }),

  "field-uncertain": entry<FieldFacts>({
    kind: "warning",
    title: "Some of what the run may bring is not taken",
    message: ({ fields }) =>
      each(
        fields,
        ({ endpoint, field, given, wanted }) =>
          `${tick(field)} of ${tick(endpoint)} takes ${wanted}; this may be ${given}.`,
      ),
    why: "Whether the call is refused is decided by the run's input, when the models before it are paid for.",
    advice: "Narrow the type of the workflow's input to what the endpoint takes.",
  }),

  "field-media": entry<FieldFacts>({
    kind: "warning",
    title: "A file of another kind than the field is for",
    message: ({ fields }) =>
      each(
        fields,
        ({ endpoint, field, given = "", wanted = "" }) =>
          `${tick(field)} of ${tick(endpoint)} is for ${mediaNames[wanted]}, and this is ${mediaNames[given]}.`,
      ),
    why: "By the names. Both are addresses, so no type tells them apart; a model that gets the wrong kind of file fails or answers nonsense.",
    advice: "Send the right file, or let an endpoint make one of the right kind.",
    rewrite: ({ fields: [first] }) => {
      const words = first && mediaAdvice[`${first.given} for ${first.wanted}`];
      return words === undefined ? undefined : { words };
    },
  }),

  "field-unit": entry<FieldFacts>({
    kind: "warning",
    title: "Seconds where milliseconds are counted",
    message: ({ fields }) =>
      each(
        fields,
        ({ endpoint, field, given }) =>
          `${tick(field)} of ${tick(endpoint)} counts milliseconds, and this is ${given}.`,
      ),
    why: "By the endpoint's description of the field. Seconds sent there make it a thousand times too short.",
    advice: "Send milliseconds; where only the run knows them, take them as an input of the workflow.",
  }),

  "reference-in-text": entry<{ found: string }>({
    kind: "warning",
    title: "A reference stands inside a string",
    message: ({ found }) => `The text holds ${tick(found)}, and fal sends it as it is.`,
    why: "Nothing is filled in inside a string: the model reads the characters. The value itself never reaches it, and the call is billed.",
    advice:
      "Write a template literal: `…${value}…`. Where the characters themselves are meant, escape them: \\$.",
  }),

  "input-field-unused": entry<{ fields: readonly string[] }>({
    kind: "warning",
    title: "A field of the input is not used",
    message: ({ fields }) =>
      `${fields.map(tick).join(", ")} of the input ${fields.length === 1 ? "is" : "are"} not used by any call, nor returned.`,
    why: "Whoever runs the workflow is asked for it, and it changes nothing.",
    advice: "Use the field in a call or in what is returned, or take it out of the input.",
  }),

  "workflow-name": entry<{ name: string; valid: string }>({
    kind: "error",
    title: "A workflow's name that fal cannot save",
    message: ({ name, valid }) =>
      `fal cannot save a workflow under the name ${quote(name)}; ${quote(valid)} would do.`,
    why: "The name comes from the file's. fal takes letters without accents, digits, - and _, at most 128 of them.",
    advice: "Rename the file.",
  }),
};

function each(fields: readonly FieldFact[], text: (field: FieldFact) => string): string {
  const [shown, more] = [fields.slice(0, 5), fields.length - 5];
  return [...shown.map(text), ...(more > 0 ? [`And ${more} more.`] : [])].join(" ");
}

/** `a`, `b`, … in backticks. */
function listed(names: readonly string[], most = 12): string {
  const shown = names.slice(0, most).map(tick);
  return shown.length === 0 ? "nothing" : [...shown, ...(names.length > most ? ["…"] : [])].join(", ");
}

/** What is not known, each with what it may have been, and after the last of an object's fields which there are. */
function unknown(
  fields: readonly FieldFact[],
  text: (fact: FieldFact) => string,
  before: "It takes" | "It knows",
): string {
  const shown = fields.slice(0, 5).map((fact, index) => {
    const { valid = [], nearest, sibling } = fact;
    const guess = nearest === undefined ? "" : ` Is it ${tick(nearest)}?`;
    const other = sibling === undefined ? "" : ` ${tick(sibling)} takes ${tick(fact.field)}.`;
    const isLast = fields[index + 1]?.valid?.join() !== valid.join();
    return `${text(fact)}${guess}${isLast || index === 4 ? ` ${before} ${listed(valid)}.` : ""}${other}`;
  });
  return [...shown, ...(fields.length > 5 ? [`And ${fields.length - 5} more.`] : [])].join(" ");
}

/** `Input should be less than 5` → `it should be less than 5` */
function asClause(problem: string): string {
  return problem
    .replace(/^Input/, "it")
    .replace(/^String/, "the text")
    .replace(/^Sequence/, "the list");
}

/** Where an endpoint makes the one of the other. */
const mediaAdvice: Readonly<Record<string, string>> = {
  "video for image": "Send an image, or let an endpoint take a frame out of the video.",
  "image for video": "Send a video, or let an image-to-video endpoint make one of the image.",
};

const mediaNames: Readonly<Record<string, string>> = { image: "an image", video: "a video", audio: "audio" };
