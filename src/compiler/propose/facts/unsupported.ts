/** What falc does not support: what the facts and the author's line suggest. */
import { forExample } from "../unsupported.ts";
import { textAt } from "../../../diagnostics/in-place.ts";
import { replacing } from "../../../diagnostics/suggestion.ts";
import type { FromFacts } from "./from-facts.ts";

export const ofUnsupported = {
  "accessor-unsupported": ({ isInside }) =>
    isInside
      ? {
          words:
            "Put a copy of the inner object into the outer one, such as `{ ...settings }`: in it, the getters' values are plain properties.",
        }
      : undefined,
  "global-unsupported": ({ name }, span) => {
    const successor = successors.get(name);
    if (/^(?:new )?eval$/.test(name))
      return { words: 'For example `const style = "studio";`: a constant in the file.' };
    if (/^(?:new )?Function$/.test(name)) return { words: 'For example `const style = () => "studio";`.' };
    return successor === undefined || textAt(span) !== name ? undefined : replacing(span, successor);
  },
  "conversion-unsupported": ({ text, what, to, only }, span) => {
    const part = only === undefined ? undefined : `${text}.${only}`;
    if (textAt(span) !== text) return part === undefined ? undefined : forExample(part);
    if (part !== undefined) return replacing(span, part);
    return what === "an array" && to === "text" && /^[\w$.]+$/.test(text)
      ? replacing(span, `${text}.join(", ")`)
      : undefined;
  },
  "method-apart": ({ text }, span) => {
    const method = /\.(\w+)$/.exec(text)?.[1];
    // In a list of callbacks, each gets an argument; alone, it would be lost.
    const isPlain = textAt(span) === text && method !== undefined && withoutArgument.has(method);
    return isPlain ? replacing(span, `() => ${text}()`) : undefined;
  },
  "bigint-unsupported": ({ text }, span) =>
    text === undefined || textAt(span) !== text ? undefined : replacing(span, text.replace(/n$/, "")),
} satisfies FromFacts;

/** Methods without parameters. */
const withoutArgument: ReadonlySet<string> = new Set([
  "trim", "trimStart", "trimEnd", "toLowerCase", "toUpperCase", "reverse", "toReversed", "keys", "values", "entries",
]); // prettier-ignore

/** Older globals and their replacements. */
const successors: ReadonlyMap<string, string> = new Map([
  ["escape", "encodeURIComponent"],
  ["unescape", "decodeURIComponent"],
]);
