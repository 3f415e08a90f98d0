/** HTML of trusted templates and untrusted values: whatever is put into a template is escaped, unless it is HTML itself. */

export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Text of falc's own that is put into a page as it is. */
export function trusted(text: string): Html {
  return new Html(text);
}

export type HtmlValue = Html | string | number | undefined | readonly (Html | undefined)[];

/**
 * The template itself has to be ASCII, as the bundle is: other characters are in values, `${"…"}`. Attributes have to be quoted: ``markup`<a title="${text}">` ``. A missing value leaves nothing.
 */
export function markup(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(strings.map((text, index) => `${text}${printHtmlValue(values[index])}`).join(""));
}

function printHtmlValue(value: HtmlValue): string {
  if (value === undefined) return "";
  if (value instanceof Html) return value.text;
  if (typeof value === "object") return value.map((each) => each?.text ?? "").join("");
  return escapeHtml(String(value));
}

/**
 * As the text of an element, or in an attribute with double quotes. What no reader should meet becomes `\ufffd`: control
 * characters but line breaks and tabs, what turns the direction of the text around it, and half characters.
 */
export function escapeHtml(text: string): string {
  return text
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      "\ufffd",
    )
    .replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}
