/** The workflow's interface: what the facts and the author's line suggest. */
import { replacing } from "../../../diagnostics/suggestion.ts";
import type { FromFacts } from "./from-facts.ts";

export const ofInterface = {
  "input-default-differs": ({ inType, other }, span) =>
    replacing(
      span,
      inType,
      other === undefined
        ? "uses the type's default; to use the code's, change the type instead"
        : "uses the first default; to use this one, change the first instead",
    ),
} satisfies FromFacts;
