/**
 * What to write instead: edits of the author's text, from which both the printed code and the fixes for tools
 * are made.
 */
import type { SourceText, Span } from "./span.ts";

/** Replaces the text of the span; an empty span inserts. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
  /** Further text to show: lines inside a template literal that starts above make no sense alone. */
  readonly context?: Span;
}

export interface NewFile {
  /** Relative to the project, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Applied as a whole, it preserves the program's meaning, except for what the note says. */
export interface Rewrite {
  /** At least one; they do not overlap. */
  readonly edits: readonly Edit[];
  readonly files?: readonly NewFile[];
  /** What is different afterwards, or has to be done elsewhere: a few words, without a full stop. */
  readonly note?: string;
}

/** Advice for cases in which code would be a guess. */
export interface Words {
  /** A sentence or two. */
  readonly words: string;
}

/** A string is sample code, which cannot be applied. */
export type Suggestion = Rewrite | Words | string;

export function isRewrite(suggestion: Suggestion): suggestion is Rewrite {
  return typeof suggestion === "object" && "edits" in suggestion;
}

/** Whether two edits change the same text, so that they cannot both be applied. */
export function overlap(edits: readonly Edit[]): boolean {
  const sorted = inOrder(edits);
  return sorted.some(({ span }, index) => {
    const next = sorted[index + 1]?.span;
    return next?.source === span.source && next.start < span.end;
  });
}

/** As text, by which changes are compared. */
export function printEdits(edits: readonly Edit[]): string {
  return JSON.stringify(
    edits.map(({ span: { source, start, end }, text }) => [source.path, start, end, text]),
  );
}

/** Replaces the text of one span. */
export function replacing(span: Span, text: string, note?: string): Rewrite {
  return { edits: [{ span, text }], ...(note !== undefined && { note }) };
}

/** The file's text with its edits applied. */
export function applyEdits(source: SourceText, edits: readonly Edit[]): string {
  return patched(source, 0, source.text.length, edits);
}

/** By file and position. */
export function inOrder(edits: readonly Edit[]): readonly Edit[] {
  return [...edits].sort((a, b) =>
    a.span.source === b.span.source
      ? a.span.start - b.span.start
      : a.span.source.path < b.span.source.path
        ? -1
        : 1,
  );
}

/** A part of the file's text with the edits in it applied. */
export function patched(source: SourceText, from: number, to: number, edits: readonly Edit[]): string {
  let text = "";
  let at = from;
  for (const { span, text: inserted } of inOrder(edits.filter(({ span }) => span.source === source))) {
    text += source.text.slice(at, span.start) + inserted;
    at = span.end;
  }
  return text + source.text.slice(at, to);
}
