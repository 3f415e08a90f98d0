/** All suggestions for which the facts and the author's line are enough. */
import type { DiagnosticCode, DiagnosticFacts } from "../../../diagnostics/diagnostic.ts";
import type { Finding } from "../../../diagnostics/finding.ts";
import type { Suggestion } from "../../../diagnostics/suggestion.ts";
import type { Span } from "../../../diagnostics/span.ts";
import { missingToken } from "../missing-token.ts";
import { plainImport } from "../unsupported.ts";
import { ofCalls } from "./calls.ts";
import type { FromFacts } from "./from-facts.ts";
import { ofInterface } from "./interface.ts";
import { ofModels } from "./models.ts";
import { ofSource } from "./source.ts";
import { ofUnsupported } from "./unsupported.ts";

const rows: FromFacts = {
  ...ofSource,
  ...ofInterface,
  ...ofUnsupported,
  ...ofModels,
  ...ofCalls,
  "assign-constant": ({ what }) =>
    what === "a constant" ? undefined : { words: "Assign the new value to a variable of another name." },
  "module-unsupported": plainImport,
  "syntax-error": ({ text }, { source, start }) => missingToken(source, start, text),
};

export function fromFacts<Code extends DiagnosticCode>({
  code,
  facts,
  span,
}: Finding<unknown, Code>): Suggestion | undefined {
  // The row takes the facts of its own code; TypeScript does not see that the key is the same.
  const make = rows[code] as
    ((facts: DiagnosticFacts<Code>, span: Span) => Suggestion | undefined) | undefined;
  return make?.(facts, span);
}
