/** What the stages report beside the facts. */
import type { Finding } from "../../diagnostics/finding.ts";
import type { Suggestion } from "../../diagnostics/suggestion.ts";
import type { Evaluated } from "../2-evaluate/machine/machine.ts";
import type { SameId, Sent } from "../3-check/found.ts";
import type { ReferencesInText } from "../3-check/references-in-text.ts";
import type { SavedOutput } from "../5-emit/saved.ts";

export type Evidence = Evaluated | SameId | Sent | ReferencesInText | SavedOutput;

export type Suggester = (finding: Finding<Evidence>) => Suggestion | undefined;
