/** Does the endpoint take it, and can fal's graph form carry it: model declarations, call inputs, texts, ids. */
import { entry } from "../entry.ts";
import { textAt } from "../in-place.ts";
import { type Proposal, replacing } from "../rewrite.ts";
import type { Span } from "../span.ts";
import { ifNewer, literally, quote, tick } from "../wording.ts";

export const modelEntries = {
  "model-id-unknown": entry<{ text: string }>({
    kind: "unsupported",
    title: "An endpoint that only the run knows",
    message: ({ text }) => `The endpoint ${tick(text)} is not known at compile time.`,
    why: "Each node of a graph names its endpoint; it cannot be chosen while the graph runs.",
    advice:
      "Write the endpoint's id down; where whoever runs the workflow chooses it, write a workflow per endpoint.",
  }),

  "model-id-invalid": entry<EndpointFacts>({
    kind: "error",
    title: "A string that is no endpoint id",
    message: ({ id }) => `${quote(id)} is not an endpoint id.`,
    why: "Endpoint ids look like owner/app or owner/app/path: letters, digits, -, _ and dots between slashes.",
    advice: "Copy the id from the page of the model: owner/app/path.",
    rewrite: ({ nearest, isSure }, place) => {
      if (nearest === undefined) return undefined;
      return isSure
        ? replacing(place, quote(nearest))
        : {
            words: `Copy the id from the page of the model: owner/app/path. The nearest that falc knows is ${quote(nearest)}.`,
          };
    },
  }),

  "endpoint-unknown": entry<EndpointFacts>({
    kind: "warning",
    title: "An endpoint that is not in the catalogue",
    message: ({ id, nearest }) =>
      `falc does not know the endpoint ${quote(id)}.${nearest === undefined ? "" : ` Is it ${quote(nearest)}?`}`,
    why: "A misspelt endpoint fails only when the workflow runs. Paths into its output cannot be checked either.",
    advice: `Check the id on the model's page; \`falc models list <word>\` finds those that falc knows. ${declaring("<id>")}`,
    rewrite: ({ id, nearest, isSure }, place) =>
      nearest !== undefined && isSure
        ? replacing(place, quote(nearest), `or, where the id is right: falc models add ${id}`)
        : {
            words: `Check the id on the model's page; \`falc models list ${lastPart(id)}\` finds those that falc knows. ${declaring(id)}`,
          },
  }),

  "declaration-differs": entry<{ id: string; input: readonly string[]; output: readonly string[] }>({
    kind: "warning",
    title: "A declaration with fields that the endpoint is not known to have",
    message: ({ id, input, output }) => {
      const names = (fields: readonly string[]) =>
        `${fields.slice(0, 5).map(tick).join(", ")}${fields.length > 5 ? ", …" : ""}`;
      const sides = [
        ...(input.length > 0 ? [`takes ${names(input)}`] : []),
        ...(output.length > 0 ? [`answers with ${names(output)}`] : []),
      ];
      return `falc does not know that ${tick(id)} ${sides.join(", or ")}; this declaration says so.`;
    },
    why: "Calls are checked by the declaration. Where it is wrong, fal drops the field without a word, and the run fails where an answer lacks what is read.",
    advice:
      "Let `falc models add <id>` read what fal's own document says today, and leave the declaration in the code out.",
    rewrite: ({ id }) => ({
      words: `Let \`falc models add ${id}\` read what fal's own document says today, and leave the declaration in the code out.`,
    }),
  }),

  "model-input": entry<{ callee: string; what: string; rewrite: Proposal | undefined }>({
    kind: "unsupported",
    title: "A model is called with something else than an object",
    message: ({ callee, what }) => `${tick(callee)} takes an object written field by field; this is ${what}.`,
    why: "Which fields a call sends has to be known at compile time; fal silently drops fields it does not know.",
    advice: "Write an object with the fields that the endpoint takes.",
    rewrite: ({ rewrite }) => rewrite,
  }),

  "model-options": entry<{ text: string; rewrite?: string | undefined }>({
    kind: "error",
    title: "A call's options are wrong",
    message: ({ text }) => `The call's options are not right: ${text}.`,
    why: "A call's second argument fixes the node: { id: a known string, after: a list of results or promises }.",
    advice: 'Write { id: "a_name", after: [results] }; both may be left out.',
    rewrite: ({ rewrite }, place) => (rewrite === undefined ? undefined : replacing(place, rewrite)),
  }),

  "id-invalid": entry<{ id: string }>({
    kind: "error",
    title: "A string that cannot be a node id",
    message: ({ id }) => `${quote(id)} cannot be a node id.`,
    why: "Node ids are referred to as $id.path: letters, digits and _, a letter first, and neither input nor output.",
    advice: "Use letters, digits and _, a letter first.",
    rewrite: ({ id }, place) => withId(id, nodeId(id), place),
  }),

  "id-duplicate": entry<{ id: string }>({
    kind: "error",
    title: "Two calls have the same id",
    message: ({ id }) => `Two calls have the id ${quote(id)}.`,
    why: "The id is the node's key in the graph: the second call would replace the first.",
    advice: "Give each call an id of its own; in a loop, one with the round in it: `hero_${index}`.",
    rewrite: ({ id }, place) => {
      const written = new RegExp(`\\bid: ${literally(quote(id))}`);
      const isFirst = (written.exec(place.source.text)?.index ?? Infinity) >= place.start;
      // The same call twice: another text would be there twice too.
      return isFirst ? undefined : withId(id, `${id}_2`, place);
    },
  }),

  "string-starts-with-dollar": entry<{ text: string }>({
    kind: "unsupported",
    title: "A string starts with $",
    message: ({ text }) => `The string ${quote(shorten(text))} starts with "$".`,
    why: 'fal reads every string that starts with "$" as a reference and has no escape for it.',
    advice: "Begin the text with something else than $.",
    rewrite: ({ text }, place) => {
      const written = textAt(place);
      // Prose bears a space; an address or a word of a choice does not.
      const isProse = /^["'`]/.test(written) && written.slice(1).startsWith(text) && text.includes(" ");
      return isProse
        ? replacing(place, `${written[0]} ${written.slice(1)}`, "a space comes first")
        : undefined;
    },
  }),

  "text-not-string": entry<{ path: string; type: string; isInput: boolean; inside?: readonly string[] }>({
    kind: "unsupported",
    title: "A value in a text is not a string",
    message: ({ path, type }) => `${tick(path)} stands in a text, and is not a string but ${type}.`,
    why: "JavaScript would write the value out by its own rules; fal's text endpoints take only strings.",
    advice: "Take the value as a string, or return it beside the text.",
  }),

  "text-type-unknown": entry<{ path: string; endpoint: string }>({
    kind: "unsupported",
    title: "A value of unknown type in a text",
    message: ({ path }) => `${tick(path)} stands in a text, and falc does not know that it is a string.`,
    why: "JavaScript would write an object or a number out by its own rules; fal's text endpoints take only strings.",
    advice: "Declare the endpoint's types: model<Input, Output>(…).",
    rewrite: ({ path, endpoint }, { source }) => {
      const call = `model(${quote(endpoint)})`;
      const start = source.text.indexOf(call);
      if (start === -1 || start !== source.text.lastIndexOf(call) || !/^\w+(?:\.\w+|\[\d+\])+$/.test(path))
        return undefined;
      const span = { source, start, end: start + "model".length };
      return replacing(
        span,
        `model<Record<string, unknown>, ${shapeOf(path)}>`,
        "list all that it takes and gives",
      );
    },
  }),

  "value-not-json": entry<{ what: string; purpose: string; rewrite: string | undefined }>({
    kind: "unsupported",
    title: "A value that is not JSON is sent or returned",
    message: ({ what, purpose }) => `${what} cannot be ${purpose}.`,
    why: "Inputs and outputs are JSON, which would change or drop it in silence.",
    advice: "Send text, numbers, booleans, null, lists and plain objects.",
    rewrite: ({ rewrite }, place) => (rewrite === undefined ? undefined : replacing(place, rewrite)),
  }),

  "path-missing": entry<PathFacts>({
    kind: "error",
    title: "A result has no such field",
    message: ({ path, key, valid, nearest }) =>
      `${tick(path)} has no ${tick(key)}.${guess(nearest)} ${thereAre(valid)}`,
    why: "A reference to a field that does not exist fails the run after the models before it were paid for.",
    advice: "Use a field that the endpoint answers with.",
    rewrite: (facts, place) => {
      if (/^-\d+$/.test(facts.key))
        return { words: "Items are counted from 0: write the index of the one that is wanted." };
      const { key, newerOf } = facts;
      const words = newerOf && {
        words: `Use a field that the endpoint answers with. ${ifNewer(newerOf, tick(key))}`,
      };
      return withPath(facts, place) ?? words;
    },
  }),

  "path-index": entry<Omit<PathFacts, "valid"> & { type: string }>({
    kind: "error",
    title: "An index on something that is no list",
    message: ({ path, key, type }) =>
      `${tick(path)} is no list but ${type}, so there is no ${tick(`[${key}]`)}.`,
    why: "A reference to an item that does not exist fails the run after the models before it were paid for.",
    advice: "Leave the index out.",
    rewrite: withPath,
  }),

  "path-beyond-count": entry<{
    /** `images[2]` */
    list: string;
    endpoint: string;
    /** What asks for results: `num_images`. */
    field: string;
    count: number;
    /** Whether the call says so, and not the endpoint's default. */
    isSent: boolean;
    /** What would have to be asked for; `undefined` where the endpoint makes no such number. */
    enough: number | undefined;
  }>({
    kind: "warning",
    title: "An item beyond what the call asks for",
    message: ({ list, endpoint, field, count, isSent }) =>
      `${tick(list)} will not be there: ${tick(endpoint)} ${
        isSent
          ? `is asked for ${count} by ${tick(field)}`
          : `makes ${count} where ${tick(field)} asks for no more`
      }, counted from ${tick("[0]")}.`,
    why: "By the names of the field and the list. A reference to an item that does not exist fails the run after the models before it were paid for.",
    advice: "Ask for more results, or read one that there is.",
    rewrite: ({ field, count, enough }) => {
      const there = `read one that there is: [0]${count > 1 ? ` to [${count - 1}]` : ""}.`;
      return {
        words:
          enough === undefined
            ? `The endpoint makes no more of them in one call; ${there}`
            : `Ask for more by \`${field}: ${enough}\`, or ${there}`,
      };
    },
  }),

  "path-into-text": entry<{ path: string; key: string; isAddress: boolean; isInput: boolean }>({
    kind: "error",
    title: "Reading into a text",
    message: ({ path, key, isAddress }) =>
      isAddress
        ? `${tick(path)} is the address itself: it has no ${tick(key)}.`
        : `${tick(path)} is a text, and nothing can be read from it: it has no ${tick(key)}.`,
    why: "A text is text, also where it looks like JSON: a graph passes texts on whole, and nothing takes them apart.",
    advice:
      "Use the text as a whole. Where a model is to give several things, ask for each in a call of its own; the calls run at the same time.",
    rewrite: ({ path, key, isAddress, isInput }, place) => {
      const isMember = textAt(place).startsWith(path) && key === "url";
      if (isAddress && isMember) return replacing(place, path);
      return isAddress || isInput ? { words: "Use the text as a whole." } : undefined;
    },
  }),

  "path-key": entry<{ path: string; key: string }>({
    kind: "unsupported",
    title: "A key that fal's references cannot say",
    message: ({ path, key }) => `A graph cannot say ${tick(`${path}[${JSON.stringify(key)}]`)}.`,
    why: "fal's references have only identifiers and non-negative list indices between their dots.",
    advice: "Pass the whole value on, or rename the field.",
  }),

  "result-optional": entry<{ path: string; field: string; endpoint: string; isShorthand: boolean }>({
    kind: "warning",
    title: "A field that the answer need not have",
    message: ({ path, field, endpoint }) =>
      `${tick(path)} may be missing: ${tick(endpoint)} need not answer with ${tick(field)}.`,
    why: "By the endpoint's types. Where it is missing the run fails, after the models before it were paid for.",
    advice: "Use a field that is always there; where you know that this one is, say so with `!`.",
    rewrite: ({ path, isShorthand }, place) =>
      // What it is called by another name, or is part of, cannot be marked there.
      textAt(place) === path
        ? replacing(place, isShorthand ? `${path}: ${path}!` : `${path}!`, "if it is always there")
        : undefined,
  }),

  "result-unused": entry<{ callee: string }>({
    kind: "warning",
    title: "A result is not used",
    message: ({ callee }) => `The result of ${tick(callee)} is not used.`,
    why: "The node runs and is billed all the same.",
    advice: "Return the result, or remove the call.",
  }),

  "promise-not-awaited": entry<{ callee: string }>({
    kind: "warning",
    title: "A call is never awaited",
    message: ({ callee }) => `The promise of ${tick(callee)} is never awaited.`,
    why: "The node runs and is billed all the same, and a direct call of this function would not wait for it.",
    advice: "Await it, and use what it gives, or remove the call.",
  }),
};

export interface EndpointFacts {
  readonly id: string;
  /** The id that comes nearest, for a question. */
  readonly nearest: string | undefined;
  /** Whether it is so near that it can be written into code. */
  readonly isSure: boolean;
}

/** `face-swap` of `fal-ai/face-swap/v2`. */
function lastPart(id: string): string {
  return id.split("/")[1] ?? id;
}

/** How an endpoint is declared that the catalogue lacks. */
function declaring(id: string): string {
  return `Then declare the endpoint: \`falc models add ${id}\` reads what it takes and gives from fal, and \`model<Input, Output>("${id}")\` says it in the code.`;
}

/** `path` is the author's expression, `key` what it has not. */
export interface PathFacts {
  readonly path: string;
  readonly key: string;
  /** The keys there are; digits where it is a list. */
  readonly valid: readonly string[];
  /** What was probably meant instead of the key, as code: `images[0]`, `[0].url`, empty for the value itself. */
  readonly nearest: string | undefined;
  /** Whether it can be written into code, and is no guess. */
  readonly isSure: boolean;
  /** The endpoint, where fal's may answer with more by now. */
  readonly newerOf?: string | undefined;
  /** Whether what follows is meant to go with the key: `image` for `images[0]`, `video_url` for `video.url`. */
  readonly instead?: 0 | 1 | undefined;
}

function guess(nearest: string | undefined): string {
  return nearest === undefined || nearest === "" ? "" : ` Is it ${tick(nearest)}?`;
}

function thereAre(valid: readonly string[]): string {
  if (valid.length === 0) return "It has no fields.";
  if (valid.every((key) => /^\d+$/.test(key))) return `It is a list; its items are ${tick("[0]")} and so on.`;
  return `It has ${valid.slice(0, 12).map(tick).join(", ")}${valid.length > 12 ? ", …" : ""}.`;
}

/** The author's lines with another path; `undefined` where which of several was meant would be a guess. */
function withPath(
  { path, nearest, instead, isSure }: Omit<PathFacts, "valid">,
  place: Span,
): Proposal | undefined {
  if (nearest === undefined || !isSure) return undefined;
  const written = textAt(place);
  if (written.startsWith(path)) {
    const { source, end } = place;
    const behind =
      instead === 1 ? /^!?(?:\[\d+\]|\??\.url\b)/.exec(source.text.slice(end, end + 20))?.[0] : "";
    if (behind === undefined) return undefined;
    const dot = nearest.startsWith("[") ? "" : ".";
    const right = nearest === "" ? path : `${owner(path)}${dot}${nearest}`;
    return replacing({ ...place, end: end + behind.length }, right);
  }
  // In a pattern the place is the name alone, which the code below goes on to use.
  const inPattern = patternFor(nearest, written);
  return /^\w+$/.test(written) && inPattern !== undefined ? replacing(place, inPattern) : undefined;
}

/** `images: [frame]` for `images[0]`; `undefined` for what is no pattern of one name. */
function patternFor(nearest: string, name: string): string | undefined {
  const steps = nearest.replace(/\[0\]/g, ".0").split(".");
  if (steps[0] === "" || steps.some((step) => !/^(?:0|[A-Za-z_]\w*)$/.test(step))) return undefined;
  const [key, ...inner] = steps;
  const inside = inner.reduceRight(
    (pattern, step) => (step === "0" ? `[${pattern}]` : `{ ${step}: ${pattern} }`),
    name,
  );
  return `${key}: ${inside}`;
}

/** An expression with a property behind it: `(await flux({ prompt })).images`. */
function owner(path: string): string {
  return /^(?:[\w$.![\]]+|\([^()]*\))$/.test(path) ? path : `(${path})`;
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function nodeId(id: string): string {
  const legal = id.replace(/[^A-Za-z0-9_]+/g, "_").replace(/^_+|_+$/g, "");
  return /^(?!(?:input|output)$)[A-Za-z]/.test(legal) ? legal : `node_${legal}`;
}

/** Another id where it is written out in the options. */
function withId(id: string, other: string, place: Span): Proposal | undefined {
  const written = textAt(place);
  const start = written.lastIndexOf(quote(id));
  if (start === -1) return undefined;
  const span = { ...place, start: place.start + start, end: place.start + start + quote(id).length };
  return replacing(span, quote(other));
}

/** The type of an answer that has a string at the path: `reply.text` gives `{ text: string }`. */
function shapeOf(path: string): string {
  const steps = path
    .replace(/\[\d+\]/g, ".[]")
    .split(".")
    .slice(1);
  return steps.reduceRight((type, step) => (step === "[]" ? `${type}[]` : `{ ${step}: ${type} }`), "string");
}
