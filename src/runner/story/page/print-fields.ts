/** JSON objects as people read them: a row for each field, files as pictures, long texts folded. */
import { isJsonObject, type Json, type JsonObject } from "../../../lib/json.ts";
import type { StoryFile } from "../run-story.ts";
import { type Html, markup } from "./html.ts";
import { printThumbnail } from "./print-file.ts";

/** A file that occurs as a URL in what is printed. */
export interface NamedFile {
  readonly file: StoryFile;
  /** `photo, images[0]` */
  readonly name: string;
}

export type FilesByUrl = ReadonlyMap<string, NamedFile>;

export function printFields(fields: JsonObject, files: FilesByUrl): Html {
  const rows = Object.entries(fields).map(
    ([key, value]) =>
      markup`<div>
        <dt>${key}</dt>
        <dd>${printFieldValue(value, files)}</dd>
      </div>`,
  );
  return rows.length === 0 ? markup`<p class="faint">Nothing</p>` : markup`<dl>${rows}</dl>`;
}

function printFieldValue(value: Json, files: FilesByUrl): Html {
  if (typeof value === "string") return printTextOrFile(value, files);
  if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "string"))
    return markup`<ol>
      ${value.map((item: string) => markup`<li>${printTextOrFile(item, files)}</li>`)}
    </ol>`;
  if (isJsonObject(value) || Array.isArray(value)) return printJsonBlock(value);
  return markup`<code>${String(value)}</code>`;
}

function printTextOrFile(text: string, files: FilesByUrl): Html {
  const known = files.get(text);
  if (known !== undefined)
    return markup`<span class="source">${printThumbnail(known.file)}<span>${known.name}</span></span>`;
  if (/^(https?|data):/i.test(text) && !/\s/.test(text.slice(0, 40)))
    return markup`<code class="url">${text.length > maxUrl ? `${text.slice(0, maxUrl)}…` : text}</code>`;
  return printProse(text);
}

const maxUrl = 160;

/** A text with its line breaks; of a long one, the beginning, with the rest to unfold. */
export function printProse(text: string): Html {
  if (text.trim() === "") return markup`<span class="faint">${text === "" ? "empty" : "only spaces"}</span>`;
  if (text.length <= maxProse && text.split("\n").length <= maxLines)
    return markup`<p class="prose">${text}</p>`;
  const start = text
    .split("\n")
    .slice(0, maxLines)
    .join("\n")
    .slice(0, maxStart)
    .replace(/\s+\S*$/, "");
  return markup`<details class="long">
    <summary>
      <span class="prose">${`${start} …`}</span> <span class="more">all ${text.length} characters</span>
    </summary>
    <p class="prose">${text}</p>
  </details>`;
}

const maxProse = 700;
const maxStart = 320;
const maxLines = 12;

export function printJsonBlock(value: Json): Html {
  const json = JSON.stringify(value, undefined, 2);
  if (json.length <= 60) return markup`<code>${JSON.stringify(value)}</code>`;
  return markup`<pre>${json}</pre>`;
}
