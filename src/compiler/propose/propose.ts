/**
 * From what the stages reported to what is suggested about it. Runs after the stages, for what is shown: a problem that
 * is reported again for other iterations and callers costs nothing.
 */
import type { Finding, Reported } from "../../diagnostics/finding.ts";
import { isRewrite, type Suggestion } from "../../diagnostics/suggestion.ts";
import { unreachable } from "../../lib/unreachable.ts";
import type { Catalog } from "../../endpoints/catalog.ts";
import type { Evaluation } from "../evaluation.ts";
import type { ChangedLiteral } from "../2-evaluate/changed-literal.ts";
import type { Counted } from "../2-evaluate/survey.ts";
import { isDisputed, type Repeated } from "./disputed.ts";
import type { Evidence, Suggester } from "./evidence.ts";
import { fromFacts } from "./facts/table.ts";
import type { KnownOfWorkflow } from "./here.ts";
import { wordsForAll } from "./for-all.ts";
import { LiteralChanges, type Outcome } from "./literal-changes.ts";
import { returnedApart } from "./saved.ts";
import { type KnownOfCalls, SentSuggestions } from "./sent/sent.ts";
import { templateFor } from "./sent/template.ts";
import { suggestionAt } from "./table.ts";

/** What the stages found. */
export interface Stages {
  /** `undefined` if evaluation did not start. */
  readonly evaluation: Evaluation | undefined;
  readonly reported: readonly Reported<Evidence>[];
  readonly catalog: Catalog;
  /** Evaluates the workflow once more; `undefined` if it cannot be. */
  readonly counted: () => Counted | undefined;
  /** Evaluates and checks it once more; `undefined` if that would cost too much. */
  readonly changed: (literal: ChangedLiteral) => Outcome | undefined;
}

/** Of problems, and of variants of them, whose suggestion searches a file: after these, words must do. */
const maxSearches = 100;

/** The function that makes the suggestion for each problem; the first ones are searched for. */
export function proposer(stages: Stages): (reported: Reported<Evidence>) => Suggestion | undefined {
  const { evaluation, reported: all, catalog } = stages;
  if (evaluation === undefined) return ({ first }) => fromFacts(first);
  const { modules, declared } = evaluation;
  const endpoint = (id: string) => declared.get(id) ?? catalog.find(id);
  // An evaluation that did not end would not end the second time either.
  const isEnded = all.every(({ first: { code } }) => code !== "evaluation-limit");
  const changes = new LiteralChanges({ evaluation, reported: all }, (literal) =>
    isEnded ? stages.changed(literal) : undefined,
  );
  const known: KnownOfCalls = { ...evaluation, reported: all, catalog, endpoint, changes };
  let counted: Counted | undefined;
  const repeated: Repeated = {
    modules,
    counted: () => (isEnded ? (counted ??= stages.counted()) : undefined),
  };
  const sent = new SentSuggestions(known);
  const first = searching(known, sent);
  const others = searching(known, sent);
  return (reported) => {
    const suggestion = first(reported.first);
    if (typeof suggestion !== "object" || !isRewrite(suggestion)) return suggestion;
    if (reported.first.evidence?.kind !== "evaluated") return suggestion;
    return isDisputed(reported, suggestion, others, repeated)
      ? { words: wordsForAll(reported.first) }
      : suggestion;
  };
}

function searching(known: KnownOfWorkflow, sent: SentSuggestions): Suggester {
  let searches = 0;
  const fromEvidence = (finding: Finding<Evidence>): Suggestion | undefined => {
    const { evidence, span } = finding;
    switch (evidence?.kind) {
      case undefined:
        return undefined;
      case "evaluated":
        return ++searches <= maxSearches ? suggestionAt(finding, evidence, known) : undefined;
      case "same-id":
        return suggestionAt(finding, { kind: "evaluated", node: evidence.call.node }, known);
      case "sent":
        return sent.suggest(evidence);
      case "text":
        return templateFor(span, evidence);
      case "saved":
        return returnedApart(evidence);
      default:
        return unreachable(evidence);
    }
  };
  return (finding) => fromEvidence(finding) ?? fromFacts(finding);
}
