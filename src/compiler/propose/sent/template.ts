/** A string with references in fal's notation → a template literal. */
import { textAt } from "../../../diagnostics/in-place.ts";
import { replacing, type Suggestion } from "../../../diagnostics/suggestion.ts";
import type { Span } from "../../../diagnostics/span.ts";
import type { ReferencesInText } from "../../3-check/references-in-text.ts";

/** The author's string as a template literal; the text itself if it is written elsewhere. */
export function templateFor(span: Span, { texts, names }: ReferencesInText): Suggestion | undefined {
  const written = textAt(span);
  const inside = /^(["'`])(.*)\1$/s.exec(written);
  if (inside !== null) {
    const [, quote, body = ""] = inside;
    const escaped = quote === "`" ? body : body.replaceAll("`", "\\`").replaceAll(`\\${quote}`, quote ?? "");
    return replacing(span, `\`${names.asTemplate(escaped)}\``);
  }
  const [text, ...more] = texts;
  if (text === undefined || more.length > 0) return undefined;
  return `\`${names.asTemplate(text.replace(/[\\`]/g, "\\$&"))}\``;
}
