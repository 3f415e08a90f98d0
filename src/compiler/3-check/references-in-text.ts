/**
 * Strings that contain a reference in fal's notation, or as in a template literal: `"a photo of $input.subject"`.
 * Only if the name is one of the workflow's: prices and shell commands are ordinary text.
 */
import { textAt } from "../../diagnostics/in-place.ts";
import type { Report } from "../../diagnostics/collector.ts";
import type { Span } from "../../diagnostics/span.ts";
import type { EvaluatedWorkflow } from "../evaluation.ts";
import type { LiteralData, RecordData, ReferenceData, TextData } from "../evaluation.ts";
import { listLeaves } from "./list-leaves.ts";

export interface ReferencesInText {
  readonly kind: "text";
  /** The known strings, at least one. */
  readonly texts: readonly string[];
  readonly names: Names;
}

export function reportReferencesInText(workflow: EvaluatedWorkflow, report: Report<ReferencesInText>): void {
  const names = new Names(workflow);
  const search = (data: RecordData, trail: readonly Span[]) => {
    for (const leaf of listLeaves(data)) {
      const found = textsOf(leaf)
        .map((text) => names.find(text))
        .find((each) => each !== undefined);
      // An escaped sign is intended: "\$input.subject".
      if (found !== undefined && !textAt(leaf.span).includes(`\\${found}`))
        report("reference-in-text", leaf.span, { found }, trail, {
          kind: "text",
          texts: textsOf(leaf),
          names,
        });
    }
  };
  for (const { input, trail } of workflow.calls) search(input, trail);
  search(workflow.output, []);
}

/** The known strings in it. */
function textsOf(data: LiteralData | ReferenceData | TextData): readonly string[] {
  if (data.kind === "text") return data.text.parts.filter((part) => typeof part === "string");
  return data.kind === "literal" && typeof data.value === "string" ? [data.value] : [];
}

/** `$input.subject`, `$hero.images.0.url`, `${subject}`, `${hero.images[0].url}` */
const pattern = /\$\{\s*([A-Za-z_]\w*)([\w.[\]!]*)\s*\}|\$([A-Za-z_]\w*)((?:\.\w+)+)/g;

/** What the workflow calls its input and its results. */
export class Names {
  readonly #calls: ReadonlySet<string>;
  readonly #fields: ReadonlySet<string>;
  /** For the workflow's parameter; `undefined` if it is destructured. */
  readonly #input: string | undefined;

  constructor({ calls, inputSchema, inputName }: EvaluatedWorkflow) {
    this.#calls = new Set(
      calls.flatMap(({ id, name, promiseName }) =>
        [id, name?.segments.at(-1), name?.segments.join("_"), promiseName?.segments.at(-1)].filter(
          (each) => each !== undefined,
        ),
      ),
    );
    this.#fields = new Set(Object.keys(inputSchema.properties ?? {}));
    this.#input = inputName;
  }

  /** The first reference in a text, as written there. */
  find(text: string): string | undefined {
    for (const match of text.matchAll(pattern)) if (this.#code(match) !== undefined) return match[0];
    return undefined;
  }

  /** The text as the content of a template literal, with its references as code. */
  asTemplate(text: string): string {
    let end = 0;
    let template = "";
    for (const match of text.matchAll(pattern)) {
      const code = this.#code(match);
      template += `${text.slice(end, match.index)}${code === undefined ? match[0] : `\${${code}}`}`;
      end = match.index + match[0].length;
    }
    return template + text.slice(end);
  }

  /** `input.subject`; `undefined` if it is not a reference. */
  #code([, name, rest = "", root, path = ""]: RegExpExecArray): string | undefined {
    if (root !== undefined) {
      const code = path.replace(/\.(\d+)(?!\w)/g, "[$1]");
      return root === "input" ? this.#ofInput(code) : this.#calls.has(root) ? root + code : undefined;
    }
    if (name === undefined) return undefined;
    if (this.#calls.has(name) || name === this.#input) return name + rest;
    if (name === "input") return this.#ofInput(rest);
    return this.#fields.has(name) ? this.#ofInput(`.${name}${rest}`) : undefined;
  }

  /** As in the function's own code: with `{ subject }` destructured, there is no `input`. */
  #ofInput(path: string): string {
    return this.#input === undefined ? path.replace(/^\./, "") || "input" : this.#input + path;
  }
}
