/** Models, ids and paths into results: what the facts and the author's line suggest. */
import { ifNewer } from "../../../diagnostics/wording.ts";
import type { PathFacts } from "../../../diagnostics/codes/models.ts";
import type { Words } from "../../../diagnostics/suggestion.ts";
import { textAt } from "../../../diagnostics/in-place.ts";
import { replacing, type Suggestion } from "../../../diagnostics/suggestion.ts";
import type { Span } from "../../../diagnostics/span.ts";
import { quote, tick } from "../../../diagnostics/wording.ts";
import type { FromFacts } from "./from-facts.ts";

export const ofModels = {
  "model-id-invalid": ({ nearest, isSure }, span) => {
    if (nearest === undefined) return undefined;
    return isSure
      ? replacing(span, quote(nearest))
      : { words: `Copy the id from the model's page. The nearest that falc knows is ${quote(nearest)}.` };
  },
  "endpoint-unknown": ({ id, nearest, isSure }, span) =>
    nearest !== undefined && isSure
      ? replacing(span, quote(nearest), `or, if the id is right: falc models add ${id}`)
      : {
          words: `Check the id on the model's page, or search with \`falc models list ${lastPart(id)}\`. ${declaring(id)}`,
        },
  "declaration-differs": ({ id }) => ({
    words: `Run \`falc models add ${id}\` to read fal's current schema, and remove the declaration from the code.`,
  }),
  "id-invalid": ({ id }, span) => withId(id, nodeId(id), span),
  // If one call is evaluated twice, so is the rewritten one.
  "id-duplicate": ({ id, isSameCall }, span) => (isSameCall ? undefined : withId(id, `${id}_2`, span)),
  "text-type-unknown": ({ path, endpoint }, { source }) => {
    if (endpoint === undefined) return { words: "Give the input's field the type `string`." };
    const call = `model(${quote(endpoint)})`;
    const start = source.text.indexOf(call);
    if (start === -1 || start !== source.text.lastIndexOf(call) || !/^\w+(?:\.\w+|\[\d+\])+$/.test(path))
      return undefined;
    const span = { source, start, end: start + "model".length };
    return replacing(
      span,
      `model<Record<string, unknown>, ${shapeOf(path)}>`,
      "declare all of its inputs and outputs",
    );
  },
  "path-missing": (facts, span) => {
    if (/^-\d+$/.test(facts.key))
      return {
        words: "Indexes start at 0 and cannot be negative: write the index of the element you want.",
      };
    return withPath(facts, span) ?? otherField(facts);
  },
  "path-index": (facts, span) =>
    withPath(facts, span) ??
    // In a pattern, nothing looks like an index.
    (textAt(span).endsWith("]")
      ? undefined
      : { words: "Take the value as a whole, instead of destructuring it as an array." }),
  "path-beyond-count": ({ field, count, enough }) => {
    const there = `read ${count > 1 ? `[0] to [${count - 1}]` : "[0]"}.`;
    return {
      words:
        enough === undefined
          ? `The endpoint returns no more than that per call; ${there}`
          : `Ask for more with \`${field}: ${enough}\`, or ${there}`,
    };
  },
  "path-into-text": ({ path, key, isAddress, root }, span) => {
    const isMember = textAt(span).startsWith(path) && key === "url";
    if (isAddress && isMember) return replacing(span, path);
    return isAddress || root === "input" ? { words: "Use the whole string." } : undefined;
  },
  "result-optional": ({ path, isShorthand }, span) =>
    // An alias or an enclosing expression cannot be marked there.
    textAt(span) === path
      ? replacing(span, isShorthand ? `${path}: ${path}!` : `${path}!`, "if it is always present")
      : undefined,
  "result-unused": ({ unused, all, isInHelper }) => {
    if (unused < all) return { words: "Use every result, or make the call only where its result is used." };
    return isInHelper
      ? { words: "Use the result, or remove the call if no other caller of the helper needs it." }
      : undefined;
  },
  "promise-not-awaited": ({ isInHelper }) =>
    isInHelper
      ? {
          words: "Await it and use its result, or remove the call if no other caller of the helper needs it.",
        }
      : undefined,
} satisfies FromFacts;

/** `face-swap` of `fal-ai/face-swap/v2`. */
function lastPart(id: string): string {
  return id.split("/")[1] ?? id;
}

/** How to declare an endpoint that is not in the catalogue. */
function declaring(id: string): string {
  return `If the id is right, declare the endpoint: run \`falc models add ${id}\` to read its input and output from fal, or state them in the code with \`model<Input, Output>("${id}")\`.`;
}

function otherField({ key, valid, newerOf, root }: PathFacts): Words | undefined {
  if (root === "input") return { words: `Use a field that the input has, or add ${tick(key)} to its type.` };
  // No version of an endpoint adds a field to an array.
  if (newerOf === undefined || valid.every(isIndex)) return undefined;
  return { words: `Use a field that the endpoint returns. ${ifNewer(newerOf, tick(key))}` };
}

function isIndex(key: string): boolean {
  return /^\d+$/.test(key);
}

/** The author's lines with another path; `undefined` if there are several candidates. */
function withPath(
  { path, nearest, instead, isSure }: Omit<PathFacts, "valid">,
  span: Span,
): Suggestion | undefined {
  if (nearest === undefined || !isSure) return undefined;
  const written = textAt(span);
  if (written.startsWith(path)) {
    const { source, end } = span;
    const behind =
      instead === 1 ? /^!?(?:\[\d+\]|\??\.url\b)/.exec(source.text.slice(end, end + 20))?.[0] : "";
    if (behind === undefined) return undefined;
    const dot = /^\?\./.exec(written.slice(path.length))?.[0] ?? (nearest.startsWith("[") ? "" : ".");
    const right = nearest === "" ? path : `${path}${dot}${nearest}`;
    return replacing({ ...span, end: end + behind.length }, right);
  }
  // In a pattern, the location is only the name, which the code below uses.
  const inPattern = patternFor(nearest, written);
  return /^\w+$/.test(written) && inPattern !== undefined ? replacing(span, inPattern) : undefined;
}

/** `images: [frame]` for `images[0]`; `undefined` if it cannot be a pattern with one name. */
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

function nodeId(id: string): string {
  const legal = id.replace(/[^A-Za-z0-9_]+/g, "_").replace(/^_+|_+$/g, "");
  return /^(?!(?:input|output)$)[A-Za-z]/.test(legal) ? legal : `node_${legal}`;
}

/** Another id, if the options are written out. */
function withId(id: string, other: string, span: Span): Suggestion | undefined {
  const written = textAt(span);
  const start = written.lastIndexOf(quote(id));
  if (start === -1) return undefined;
  const idSpan = { ...span, start: span.start + start, end: span.start + start + quote(id).length };
  return replacing(idSpan, quote(other));
}

/** A type for an answer with a string at the path: `reply.text` gives `{ text: string }`. */
function shapeOf(path: string): string {
  const steps = path
    .replace(/\[\d+\]/g, ".[]")
    .split(".")
    .slice(1);
  return steps.reduceRight((type, step) => (step === "[]" ? `${type}[]` : `{ ${step}: ${type} }`), "string");
}
