/** The workflow's interface: what the facts and the author's line suggest. */
import type { SourceText } from "../../../diagnostics/span.ts";
import type { Edit } from "../../../diagnostics/suggestion.ts";
import { replacing, type Suggestion } from "../../../diagnostics/suggestion.ts";
import { quote } from "../../../diagnostics/wording.ts";
import type { FromFacts } from "./from-facts.ts";

export const ofInterface = {
  "input-field-name": ({ name }, { source }) => renamed(name, source),
  "input-default-differs": ({ inType, other }, span) =>
    replacing(
      span,
      inType,
      other === undefined
        ? "uses the type's default; to use the code's, change the type instead"
        : "uses the first default; to use this one, change the first instead",
    ),
} satisfies FromFacts;

/** A valid identifier for fal's references: `my-prompt` becomes `my_prompt`. */
function identifier(name: string): string {
  return name.replace(/[^A-Za-z0-9_]+/g, "_").replace(/^(?=\d)|^$/, "_");
}

/** `"my-prompt": …` and `input["my-prompt"]` with a valid identifier; `undefined` if written otherwise. */
function renamed(name: string, source: SourceText): Suggestion | undefined {
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
