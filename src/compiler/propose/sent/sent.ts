/**
 * What to change about what calls send. Of one location, for everything that runs it: each mistake that is written at a
 * place of its own is corrected there; a change of the line itself is right only if all its callers need it.
 */
import { validateInput } from "../../../schema/validate.ts";
import type { Schema } from "../../../schema/schema.ts";
import type { Catalog } from "../../../endpoints/catalog.ts";
import type { Reported } from "../../../diagnostics/finding.ts";
import {
  isRewrite,
  overlap,
  printEdits,
  type Rewrite,
  type Suggestion,
} from "../../../diagnostics/suggestion.ts";
import type { Span } from "../../../diagnostics/span.ts";
import type { Call } from "../../evaluation.ts";
import { differentOf } from "../../3-check/at-one-place.ts";
import type { DataPlace } from "../../3-check/data-place.ts";
import type { Doubt } from "../../3-check/doubts.ts";
import type { Fault } from "../../3-check/find-faults.ts";
import type { Found, Sent } from "../../3-check/found.ts";
import type { Evidence } from "../evidence.ts";
import type { KnownOfWorkflow } from "../here.ts";
import type { LiteralChanges } from "../literal-changes.ts";
import { wordsForAll, wordsForCallers } from "../for-all.ts";
import { advise } from "./advise.ts";
import { rewriteValue } from "./data-edits.ts";
import { DisputedChanges } from "./disputed-changes.ts";
import { inHelper, type Reached, whereWritten } from "./in-helper.ts";
import { suggestForMedia } from "./media.ts";
import { type Renames, suggestForFault } from "./fault.ts";
import { type IsSure, sureNames } from "./sure-names.ts";

export interface KnownOfCalls extends KnownOfWorkflow {
  readonly calls: readonly Call[];
  readonly catalog: Catalog;
  readonly reported: readonly Reported<Evidence>[];
  readonly changes: LiteralChanges;
}

export class SentSuggestions {
  readonly #known: KnownOfCalls;
  readonly #made = new Map<Found, Suggestion | undefined>();
  readonly #renames = new Map<readonly Fault[], ReadonlyMap<DataPlace["owner"], Renames>>();
  readonly #disputed: DisputedChanges;
  #isSure: IsSure | undefined;

  constructor(known: KnownOfCalls) {
    this.#known = known;
    this.#disputed = new DisputedChanges(known, (found) => this.#suggestionFor(found));
  }

  suggest({ found }: Sent): Suggestion | undefined {
    const [first] = found;
    if (first === undefined) return undefined;
    const suggestion = this.#suggestionFor(first);
    const isDisputed = this.#disputed.has(first);
    if (!isDisputed && asRewrite(suggestion) !== undefined) return this.#together(found);
    const { code, call } = first;
    const callers = callersOf(found);
    if (callers.length > 1) return { words: wordsForCallers(code, callers) };
    return isDisputed ? { words: wordsForAll({ code, trail: call.trail }) } : suggestion;
  }

  /** The different changes that are right for everything that runs the code. */
  #together(found: readonly Found[]): Rewrite | undefined {
    const changes = new Map<string, Found>();
    for (const each of found) {
      if (changes.size === maxChanges) break;
      const rewrite = asRewrite(this.#suggestionFor(each));
      const change = rewrite && printEdits(rewrite.edits);
      if (change !== undefined && !changes.has(change)) changes.set(change, each);
    }
    const certain = [...changes.values()].filter((each) => !this.#disputed.has(each));
    return merge(certain.flatMap((each) => asRewrite(this.#suggestionFor(each)) ?? []));
  }

  #suggestionFor(found: Found): Suggestion | undefined {
    if (!this.#made.has(found)) this.#made.set(found, this.#make(found));
    return this.#made.get(found);
  }

  #make({ problem, call, endpoint, faults }: Found): Suggestion | undefined {
    const reached: Reached = { ...this.#known, trail: call.trail };
    if (problem.kind === "media" || problem.kind === "unit")
      return suggestForDoubt(problem, endpoint.input, reached);
    const isSure = (this.#isSure ??= sureNames(this.#known.calls, this.#known.catalog));
    const renames = this.#renames.get(faults) ?? renamesOf(faults, isSure);
    this.#renames.set(faults, renames);
    const renamed = renames.get(problem.place.owner) ?? new Map<string, string>();
    const mayDrop = endpoint.isPartial !== true;
    return suggestForFault(problem, reached, { renamed, isSure, mayDrop }) ?? advise(problem);
  }
}

/** By the object that contains the fields. */
function renamesOf(faults: readonly Fault[], isSure: IsSure): ReadonlyMap<DataPlace["owner"], Renames> {
  const renamed = new Map<DataPlace["owner"], Map<string, string>>();
  for (const fault of faults) {
    if (fault.kind !== "unknown" || fault.nearest === undefined) continue;
    const { place, nearest } = fault;
    if (!isSure(place, nearest)) continue;
    if (place.data.kind === "literal" && validateInput(nearest.expected, place.data.value).length > 0)
      continue;
    const own = renamed.get(place.owner) ?? new Map<string, string>();
    // If several names are close to the same field, only the first is renamed.
    if (![...own.values()].includes(nearest.name)) own.set(String(place.path.at(-1)), nearest.name);
    renamed.set(place.owner, own);
  }
  return renamed;
}

function suggestForDoubt(doubt: Doubt, input: Schema, reached: Reached): Suggestion | undefined {
  if (doubt.kind === "media") return suggestForMedia(doubt, input, reached);
  if (doubt.milliseconds === undefined) return undefined;
  const { data } = doubt.place;
  const value = doubt.milliseconds;
  return (
    whereWritten(data, value, reached) ??
    inHelper(rewriteValue(doubt.place, String(value)), data.node, reached)
  );
}

/** The calls of a helper that the different problems come from. */
function callersOf(found: readonly Found[]): readonly Span[] {
  const calls = differentOf(found).flatMap(({ call }) => call.trail.at(-1) ?? []);
  return [...new Map(calls.map((span) => [`${span.source.path} ${span.start}`, span])).values()];
}

/** Nobody reads more, and comparing them is quadratic. */
const maxChanges = 20;

function asRewrite(suggestion: Suggestion | undefined): Rewrite | undefined {
  return typeof suggestion === "object" && isRewrite(suggestion) ? suggestion : undefined;
}

/** The first, with those that can be applied together with it. */
function merge(rewrites: readonly Rewrite[]): Rewrite | undefined {
  const [first, ...others] = rewrites;
  return others.reduce<Rewrite | undefined>((all, each) => {
    if (all === undefined) return undefined;
    const edits = [...all.edits, ...each.edits];
    const isApart = !overlap(edits) && each.files === undefined;
    if (!isApart) return all;
    const notes = new Set([all.note, each.note].filter((note) => note !== undefined));
    return { ...all, edits, ...(notes.size > 0 && { note: [...notes].join("; ") }) };
  }, first);
}
