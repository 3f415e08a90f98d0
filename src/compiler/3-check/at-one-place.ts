/**
 * What is wrong at one location, for everything that runs it: all callers of a helper, all iterations of a loop. One
 * diagnostic names each mistake, and its rewrite corrects all that are written at places of their own:
 *
 *     const draw = (size: string) => flux({ prompt, image_size: size });  // draw("sqare"); draw("landscape_43");
 */
import type { callEntries, FieldFact } from "../../diagnostics/codes/calls.ts";
import { isRewrite, overlap, type Proposal, type Rewrite } from "../../diagnostics/rewrite.ts";
import type { Span } from "../../diagnostics/span.ts";
import type { Call } from "../2-evaluate/values.ts";
import { wordsForAll, wordsForCallers } from "../propose/for-all.ts";

export type CallCode = Extract<keyof typeof callEntries, `field-${string}`>;

/** A problem of one call. */
export interface Found {
  readonly code: CallCode;
  readonly span: Span;
  readonly facts: readonly FieldFact[];
  readonly rewrite: Proposal | undefined;
  readonly call: Call;
}

export class AtOnePlace {
  readonly first: Found;
  readonly #different = new Map<string, Found>();
  readonly #rewrites = new Map<string, Found>();

  constructor(first: Found) {
    this.first = first;
  }

  add(found: Found): void {
    const [fact] = found.facts;
    // A loop sends the same value once per iteration.
    const problem = `${fact?.endpoint} ${fact?.field} ${fact?.given}`;
    if (!this.#different.has(problem)) this.#different.set(problem, found);
    const change = textOf(found.rewrite);
    if (change !== undefined && this.#rewrites.size < maxRewrites && !this.#rewrites.has(change))
      this.#rewrites.set(change, found);
  }

  /** One per different problem. */
  get facts(): readonly FieldFact[] {
    return [...this.#different.values()].flatMap(({ facts }) => facts);
  }

  /** `isDisputed`: whether the found rewrite would be wrong for another call. */
  proposal(isDisputed: (found: Found) => boolean): Proposal | undefined {
    const { code, call, rewrite } = this.first;
    if (!isDisputed(this.first) && asRewrite(rewrite) !== undefined) {
      const certain = [...this.#rewrites.values()].filter((found) => !isDisputed(found));
      return merge(certain.flatMap((found) => asRewrite(found.rewrite) ?? []));
    }
    const callers = this.#callers();
    if (callers.length > 1) return { words: wordsForCallers(code, callers) };
    return isDisputed(this.first) ? { words: wordsForAll({ code, trail: call.trail }) } : rewrite;
  }

  /** The calls of a helper that the different problems come from. */
  #callers(): readonly Span[] {
    const calls = [...this.#different.values()].flatMap(({ call }) => call.trail.at(-1) ?? []);
    const byPlace = new Map(calls.map((span) => [`${span.source.path} ${span.start}`, span]));
    return [...byPlace.values()];
  }
}

/** Nobody reads more, and comparing them is quadratic. */
const maxRewrites = 20;

function asRewrite(proposal: Proposal | undefined): Rewrite | undefined {
  return typeof proposal === "object" && isRewrite(proposal) ? proposal : undefined;
}

function textOf(proposal: Proposal | undefined): string | undefined {
  const edits = asRewrite(proposal)?.edits;
  return (
    edits && JSON.stringify(edits.map(({ span, text }) => [span.source.path, span.start, span.end, text]))
  );
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
