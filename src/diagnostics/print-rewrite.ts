/** A rewrite as text for people: the lines that it changes. */
import { linesAt, positionAt, type SourceText, type Span } from "./span.ts";
import { type Edit, inOrder, patched, type Rewrite } from "./suggestion.ts";

/**
 * The lines that the edits touch, as they are afterwards, without common indentation. Separate groups of lines, lines
 * other than the marked one, and groups that become shorter start with a comment that names them; deleted lines are
 * only a comment. Of a long line, only the code around the edits is shown.
 */
export function printRewrite({ edits, files = [], note }: Rewrite, marked: Span): string {
  const groups = groupsOf(edits);
  const blocks = groups.map((group) => {
    const { code, head, isShorter } = printGroup(group);
    const isMarked = groups.length === 1 && contains(group, marked);
    if (isMarked && head === undefined && !isShorter) return code;
    return [
      `// ${placeOf(group, marked)}${head === undefined ? "" : `: ${head}`}`,
      ...(code === "" ? [] : [code]),
    ].join("\n");
  });
  const made = files.map(({ path, text }) => `// ${path}, a new file\n${text.trimEnd()}`);
  return [...(note === undefined ? [] : [`// ${note}`]), [...blocks, ...made].join("\n\n")].join("\n");
}

/** Edits of adjacent lines. */
interface Group {
  readonly source: SourceText;
  /** From 1, inclusive. */
  readonly first: number;
  readonly last: number;
  readonly edits: readonly Edit[];
  /** Whether whole lines are deleted, which would go unnoticed beside changed ones. */
  readonly isDeletion: boolean;
}

function groupsOf(edits: readonly Edit[]): readonly Group[] {
  const groups: Group[] = [];
  for (const edit of inOrder(edits)) {
    const { source, start, end } = edit.span;
    const first = positionAt(source, Math.min(start, edit.context?.start ?? start)).line;
    // A span that ends at the start of a line ends with the line before.
    const isLine = end > start && positionAt(source, end).column === 1;
    const last = positionAt(source, isLine ? end - 1 : end).line;
    const isDeletion = isLine && edit.text === "" && positionAt(source, start).column === 1;
    const before = groups.at(-1);
    const isNext = before?.source === source && first <= before.last + 1;
    if (isNext && isDeletion === before.isDeletion) {
      const lines = { first: Math.min(first, before.first), last: Math.max(last, before.last) };
      groups[groups.length - 1] = { ...before, ...lines, edits: [...before.edits, edit] };
    } else groups.push({ source, first, last, edits: [edit], isDeletion });
  }
  return groups;
}

function contains({ source, first, last }: Group, marked: Span): boolean {
  const { line } = positionAt(marked.source, marked.start);
  return source === marked.source && first <= line && line <= last;
}

function placeOf({ source, first, last }: Group, marked: Span): string {
  const lines = first === last ? `line ${first}` : `lines ${first} to ${last}`;
  return source === marked.source ? lines : `${source.path}, ${lines}`;
}

interface Printed {
  readonly code: string;
  /** What is done there, if the code alone does not show it. */
  readonly head?: string;
  /** Whether there are fewer lines than before. */
  readonly isShorter?: boolean;
}

function printGroup({ source, first, last, edits }: Group): Printed {
  const from = offsetOf(source, first);
  const to = offsetOf(source, last) + (linesAt(source, last, last)[0] ?? "").length;
  // A line may be a megabyte long and contain thousands of problems.
  if (to - from > maxSearchLength) return printExcerpt(source, from, to, edits);
  const lines = patched(source, from, Math.max(to, edits.at(-1)?.span.end ?? to), edits).split(/\r\n|\n|\r/);
  // A comment about the old line does not describe the new one.
  lines.push((lines.pop() ?? "").replace(/\s+\/\/[^"'`]*$/, ""));
  if (lines.length > maxLines || lines.some(({ length }) => length > maxLineLength))
    return printExcerpt(source, from, to, edits);
  const code = withoutIndent(lines).replace(/^\n+|\n+$/g, "");
  if (code === "") return { code, head: `delete ${first === last ? "it" : "them"}` };
  return { code, isShorter: code.split("\n").length < last - first + 1 };
}

/** Maximum length in characters; longer lines are printed as an excerpt. */
const maxSearchLength = 4_000;
const [maxLines, maxLineLength] = [24, 160];

/** The code around each edit, from about the start of its statement, with dots for omitted code. */
function printExcerpt(source: SourceText, from: number, to: number, edits: readonly Edit[]): Printed {
  const [only] = edits;
  if (only?.text === "" && edits.length === 1)
    return { code: "", head: `delete \`${shortened(source.text.slice(only.span.start, only.span.end))}\`` };
  const windows: { start: number; end: number; edits: Edit[] }[] = [];
  for (const each of edits) {
    const start = Math.max(from, startAround(source, each.span.start));
    const end = Math.min(Math.max(to, each.span.end), endAround(source, each.span.end));
    const before = windows.at(-1);
    if (before !== undefined && start <= before.end) {
      before.end = Math.max(before.end, end);
      before.edits.push(each);
    } else windows.push({ start, end, edits: [each] });
  }
  const parts = windows.map(({ start, end, edits: own }) => {
    const code = patched(source, start, end, own).trim();
    return `${start > from ? "… " : ""}${code}${end < to ? " …" : ""}`;
  });
  return { code: parts.join("\n") };
}

/** Characters of code around an edit, unless the statement ends earlier. */
const around = 100;

function startAround({ text }: SourceText, at: number): number {
  const before = text.slice(Math.max(0, at - around), at);
  const [, inside] = /^[^]*(?:[;{}]\s|[\r\n])([^]*)$/.exec(before) ?? [];
  // Not in the middle of a word.
  return at - (inside ?? before.replace(/^[\w$]+/, "")).length;
}

function endAround({ text }: SourceText, at: number): number {
  const behind = text.slice(at, at + around);
  const [statement] = /^[^;\r\n]*;/.exec(behind) ?? [];
  return at + (statement ?? behind.replace(/[\w$]+$/, "")).length;
}

/** On one line. */
function shortened(code: string): string {
  const line = code.slice(0, 200).replace(/\s+/g, " ").trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

function offsetOf(source: SourceText, line: number): number {
  // Binary search by offset for the first offset of the line.
  let [low, high] = [0, source.text.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (positionAt(source, middle).line < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The lines joined, moved left by their common indentation. */
function withoutIndent(lines: readonly string[]): string {
  const indents = lines
    .filter((line) => line.trim() !== "")
    .map((line) => /^\s*/.exec(line)?.[0].length ?? 0);
  const indent = Math.min(...indents);
  return lines.map((line) => line.slice(indent).trimEnd()).join("\n");
}
