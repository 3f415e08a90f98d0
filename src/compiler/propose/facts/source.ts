/** Imports and the workflow function: what the facts and the author's line suggest. */
import { isMisspelling } from "../../../guess/suggest.ts";
import { textAt } from "../../../diagnostics/in-place.ts";
import { replacing } from "../../../diagnostics/suggestion.ts";
import { quote, tick } from "../../../diagnostics/wording.ts";
import type { FromFacts } from "./from-facts.ts";

export const ofSource = {
  "import-not-found": ({ specifier, nearest, alias }, span) => {
    if (alias !== undefined)
      return {
        words: alias.isPath
          ? "Import the file by a relative path: an absolute one exists on one machine only."
          : `Correct the definition of ${quote(specifier)}, or import the file by a relative path.`,
      };
    if (nearest === undefined) return undefined;
    const isSlip = isMisspelling(withoutEnding(specifier), withoutEnding(nearest));
    return isSlip
      ? replacing(span, quote(nearest))
      : { words: `Correct the path. The nearest file is ${quote(nearest)}.` };
  },
  "import-package": ({ specifier }) =>
    /^@fal-ai\/(?:serverless-)?client$/.test(specifier) ? { words: callsOfClient } : undefined,
  "import-json-invalid": ({ isUnusable }) =>
    isUnusable ? { words: "Replace it, or what refers to it, with a file that can be read." } : undefined,
  "export-not-found": ({ name, nearest, isType }, span) => {
    const marked = { words: `Import or export it with ${tick("type")}.` };
    if (isType) return name === "default" ? marked : replacing(span, `type ${textAt(span)}`);
    if (nearest === undefined) return undefined;
    if (!isMisspelling(name, nearest))
      return {
        words: `Export the name from that file, or import one that it does export. Did you mean ${tick(nearest)}?`,
      };
    const written = textAt(span);
    if (written.endsWith(`.${name}`)) return replacing(span, written.slice(0, -name.length) + nearest);
    // The code goes on using the name `stile`.
    if (written === name) return replacing(span, `${nearest} as ${name}`);
    return written.startsWith(`${name} as `) ? replacing(span, written.replace(name, nearest)) : undefined;
  },
  "workflow-missing": ({ head }) => head && replacing(head, "export default async "),
} satisfies FromFacts;

const callsOfClient =
  'Declare the endpoint with `const flux = model("fal-ai/flux/dev")` and call it with `await flux({ prompt })`, without the `input` wrapper and without `.data`. Import `model` from "falc".';

/** `./_brand.ts` → `brand`: the name of a file without its extension. */
function withoutEnding(specifier: string): string {
  return specifier.replace(/^.*\//, "").replace(/\.\w+$/, "");
}
