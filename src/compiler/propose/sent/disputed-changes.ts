/**
 * Which of the calls that send a value need the same change of it. All callers of a helper send a field that is
 * written there, perhaps to different endpoints: renaming it for one would break another.
 */
import { addTo } from "../../../lib/add-to.ts";
import type { Reported } from "../../../diagnostics/finding.ts";
import { isRewrite, printEdits, type Suggestion } from "../../../diagnostics/suggestion.ts";
import type { Span } from "../../../diagnostics/span.ts";
import type { Call, Data } from "../../evaluation.ts";
import type { Found } from "../../3-check/found.ts";
import type { Evidence } from "../evidence.ts";

interface Calls {
  readonly calls: readonly Call[];
  readonly reported: readonly Reported<Evidence>[];
}

export class DisputedChanges {
  readonly #calls: readonly Call[];
  readonly #suggest: (found: Found) => Suggestion | undefined;
  /** By location; also of other codes. */
  readonly #found = new Map<string, Found[]>();
  /** By location: change → the number of calls that need it. */
  readonly #needed = new Map<string, ReadonlyMap<string, number>>();
  #users: ReadonlyMap<string, number> | undefined;

  constructor({ calls, reported }: Calls, suggest: (found: Found) => Suggestion | undefined) {
    this.#calls = calls;
    this.#suggest = suggest;
    for (const { first } of reported)
      if (first.evidence?.kind === "sent")
        for (const found of first.evidence.found) addTo(this.#found, keyOf(found.span), found);
  }

  /** Whether a call sends the value there and does not need the change. */
  has(found: Found): boolean {
    const change = this.#changeOf(found);
    if (change === undefined) return false;
    const key = keyOf(found.span);
    this.#users ??= usersOf(this.#calls, this.#found);
    return (this.#neededAt(key).get(change) ?? 0) < (this.#users.get(key) ?? 0);
  }

  #neededAt(key: string): ReadonlyMap<string, number> {
    const known = this.#needed.get(key);
    if (known !== undefined) return known;
    const needed = new Map<string, number>();
    for (const found of this.#found.get(key) ?? []) {
      const change = this.#changeOf(found);
      if (change !== undefined) needed.set(change, (needed.get(change) ?? 0) + 1);
    }
    this.#needed.set(key, needed);
    return needed;
  }

  /** `undefined` if nothing changes at the location itself: a change where a value is passed affects only that caller. */
  #changeOf(found: Found): string | undefined {
    const { start, end } = found.span;
    const suggestion = this.#suggest(found);
    if (typeof suggestion !== "object" || !isRewrite(suggestion)) return undefined;
    if (!suggestion.edits.some(({ span }) => span.start <= end && start <= span.end)) return undefined;
    return printEdits(suggestion.edits);
  }
}

/** How many calls send the value of each location. Linear in what all calls send. */
function usersOf(calls: readonly Call[], places: ReadonlyMap<string, unknown>): ReadonlyMap<string, number> {
  const users = new Map<string, number>();
  for (const { input, trust } of calls) {
    if (trust === "none") continue;
    // Several fields may come from one spread.
    const own = new Set<string>();
    for (const span of spansIn(input)) {
      const key = keyOf(span);
      if (places.has(key)) own.add(key);
    }
    for (const key of own) users.set(key, (users.get(key) ?? 0) + 1);
  }
  return users;
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
