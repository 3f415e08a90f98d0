/**
 * Which of the calls that send a value need the same change of it. All callers of a helper send a field that is
 * written there, perhaps to different endpoints: renaming it for one would break another.
 */
import { isRewrite, type Proposal } from "../../diagnostics/rewrite.ts";
import type { Span } from "../../diagnostics/span.ts";
import type { Call, Data } from "../2-evaluate/values.ts";

/** A change that a call needs, at its location. */
export interface ProposedChange {
  readonly span: Span;
  readonly rewrite: Proposal | undefined;
}

/** Whether every call that sends the value there needs the change, by location. Linear in what all calls send. */
export function findDisputedChanges(
  calls: readonly Call[],
  proposed: readonly ProposedChange[],
): (each: ProposedChange) => boolean {
  const changes = new Map<string, Map<string, number>>();
  // Thousands of faults may be at one location without needing a change.
  for (const { span, rewrite } of proposed) {
    const text = changeOf(span, rewrite);
    if (text === undefined) continue;
    const key = keyOf(span);
    const own = changes.get(key) ?? new Map<string, number>();
    own.set(text, (own.get(text) ?? 0) + 1);
    changes.set(key, own);
  }
  if (changes.size === 0) return () => false;
  const users = new Map<string, number>();
  for (const { input, trust } of calls) {
    if (trust === "none") continue;
    // Several fields may come from one spread.
    const own = new Set<string>();
    for (const span of spansIn(input)) {
      const key = keyOf(span);
      if (changes.has(key)) own.add(key);
    }
    for (const key of own) users.set(key, (users.get(key) ?? 0) + 1);
  }
  return ({ span, rewrite }) => {
    const text = changeOf(span, rewrite);
    const key = keyOf(span);
    return text !== undefined && (changes.get(key)?.get(text) ?? 0) < (users.get(key) ?? 0);
  };
}

/** `undefined` if nothing changes at the location itself: a change where a value is passed affects only that caller. */
function changeOf({ start, end }: Span, rewrite: Proposal | undefined): string | undefined {
  if (typeof rewrite !== "object" || !isRewrite(rewrite)) return undefined;
  if (!rewrite.edits.some(({ span }) => span.start <= end && start <= span.end)) return undefined;
  return JSON.stringify(rewrite.edits.map(({ span, text }) => [keyOf(span), text]));
}

function* spansIn(data: Data): Generator<Span> {
  yield data.span;
  if (data.kind === "list") for (const item of data.items) yield* spansIn(item);
  if (data.kind !== "record") return;
  yield* data.keys.values();
  for (const field of data.fields.values()) yield* spansIn(field);
}

function keyOf({ source, start, end }: Span): string {
  return `${start} ${end} ${source.path}`;
}
