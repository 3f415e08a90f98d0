/** Models, ids and paths into results: what the facts and the author's line suggest. */
import { ifNewer } from "../../../diagnostics/wording.ts";
import type { PathFacts } from "../../../diagnostics/codes/models.ts";
import type { Words } from "../../../diagnostics/suggestion.ts";
import { textAt } from "../../../diagnostics/in-place.ts";
import { replacing } from "../../../diagnostics/suggestion.ts";
import { quote, tick } from "../../../diagnostics/wording.ts";
import { isNegative } from "../read-path.ts";
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
  "text-type-unknown": ({ endpoint }) =>
    endpoint === undefined ? { words: "Give the input's field the type `string`." } : undefined,
  "path-missing": (facts) =>
    isNegative(facts.key)
      ? { words: "Indexes start at 0 and cannot be negative: write the index of the element you want." }
      : otherField(facts),
  "path-beyond-count": ({ field, count, enough }) => {
    const there = `read ${count > 1 ? `[0] to [${count - 1}]` : "[0]"}.`;
    return {
      words:
        enough === undefined
          ? `The endpoint returns no more than that per call; ${there}`
          : `Ask for more with \`${field}: ${enough}\`, or ${there}`,
    };
  },
  "path-into-text": ({ isAddress, root }) =>
    isAddress || root === "input" ? { words: "Use the whole string." } : undefined,
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
