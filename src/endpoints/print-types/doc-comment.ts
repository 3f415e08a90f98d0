import { wrapText } from "../../lib/wrap-text.ts";
import { describeLimits } from "../../schema/describe-limits.ts";
import type { Schema } from "../../schema/schema.ts";
import { tidyText } from "../tidy-text.ts";
import { quoteJson } from "./quote-json.ts";

/** Longer defaults are no help in a tooltip. */
const maxDefaultLength = 200;

/**
 * What a schema says of its field beside the type, as a doc comment that ends in a line break; "" when it says nothing.
 *
 * ```ts
 * /**
 *  * The number of inference steps to perform.
 *  * Limits: 1 to 50
 *  * Default value: `28`
 *  *\/
 * ```
 */
export function fieldComment(schema: Schema, indent: number): string {
  const limits = tidyText(describeLimits(schema).join(", "));
  const initial = schema.default === undefined ? "" : quoteJson(schema.default);
  const facts = [
    ...(limits === "" ? [] : [`Limits: ${limits}`]),
    ...(initial === "" || initial.length > maxDefaultLength ? [] : [`Default value: \`${initial}\``]),
  ];
  return docComment(
    [tidyText(schema.description ?? ""), ...facts].filter((line) => line !== "").join("\n"),
    indent,
  );
}

/** A tidy text as a comment that no content can end early. */
export function docComment(text: string, indent: number): string {
  const space = " ".repeat(indent);
  const lines = wrapText(text.replaceAll("*/", "*\\/"), 80 - indent - " * ".length)
    // A leading at sign would be a JSDoc tag.
    .map((line) => line.replace(/^( *)(@[\w-]*)/, "$1`$2`"));
  const [only = "", ...others] = lines;
  const isShort = others.length === 0 && indent + `/** ${only} */`.length <= 80;
  if (isShort) return only === "" ? "" : `${space}/** ${only} */\n`;
  return `${space}/**\n${lines.map((line) => `${space} * ${line}`.trimEnd()).join("\n")}\n${space} */\n`;
}
