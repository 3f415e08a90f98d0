/** Locations in source files. Offsets count UTF-16 units from 0; lines and columns, for people, count from 1. */

export interface SourceText {
  /** Relative to the project, with `/`: `workflows/product-shot.ts`. */
  readonly path: string;
  readonly text: string;
}

export interface Span {
  readonly source: SourceText;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

const lineStarts = new WeakMap<SourceText, readonly number[]>();

/** Line and column of an offset, both from 1. After the first call for a source, logarithmic in its lines. */
export function positionAt(source: SourceText, offset: number): Position {
  const starts = lineStartsOf(source);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

/** Lines `first` to `last`, counted from 1, without line ends; fewer if the text ends. */
export function linesAt(source: SourceText, first: number, last: number): readonly string[] {
  const starts = lineStartsOf(source);
  return starts
    .slice(first - 1, last)
    .map((start, index) =>
      source.text.slice(start, starts[first + index] ?? source.text.length).replace(/\r\n$|[\r\n]$/, ""),
    );
}

function lineStartsOf(source: SourceText): readonly number[] {
  return lineStarts.get(source) ?? findLineStarts(source);
}

function findLineStarts(source: SourceText): readonly number[] {
  const starts = [0];
  for (const match of source.text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  lineStarts.set(source, starts);
  return starts;
}

/** `workflows/product-shot.ts:12:7` */
export function printPosition(span: Span): string {
  const { line, column } = positionAt(span.source, span.start);
  return `${span.source.path}:${line}:${column}`;
}
