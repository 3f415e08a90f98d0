/** The author's code as text, and edits of it, from which rewrites are made. */
import { textAt } from "../../diagnostics/in-place.ts";
import type { Edit, Rewrite } from "../../diagnostics/suggestion.ts";
import { positionAt, type Span } from "../../diagnostics/span.ts";
import { type Module, spanOf } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";

/** What is needed of a file. */
export type File = Pick<Module, "source" | "tree">;

/** Replaces only the node's text. `note`: what is different afterwards. */
export function replaced(node: TS.Node, replacement: string, module: Module, note?: string): Rewrite {
  return { edits: [edit(node, replacement, module)], ...(note !== undefined && { note }) };
}

/** `{ photo }` is short for `{ photo: photo }`, of which the value is replaced. */
export function edit(node: TS.Node, replacement: string, module: Module): Edit {
  const span = spanOf(module, node);
  const { parent } = node;
  const isShort =
    ts.isShorthandPropertyAssignment(node) ||
    (ts.isShorthandPropertyAssignment(parent) && parent.name === node);
  const value = replacement.replace(/\n/g, `\n${lineIndent(span)}`);
  return withContext(node, { span, text: isShort ? `${textAt(span)}: ${value}` : value }, module);
}

/** Text inserted at an offset of the module's file. */
export function insertion(offset: number, text: string, { source }: Pick<Module, "source">): Edit {
  return { span: { source, start: offset, end: offset }, text };
}

/** Deletes a node with its lines if it has them to itself; otherwise, the rest of the line stays. */
export function deletion(node: TS.Node, module: Module): Edit {
  const span = spanOf(module, node);
  const { source, start, end } = span;
  const from = source.text.lastIndexOf("\n", start - 1) + 1;
  const rest = /[ \t]*(?:\/\/[^\n]*)?(?:\r?\n|$)/y;
  rest.lastIndex = end;
  const after = source.text.slice(from, start).trim() === "" ? rest.exec(source.text) : null;
  const text = leftBehind(node, module);
  // Between two others on a line, one space is enough.
  if (after === null && text === "" && /\s/.test(source.text[start - 1] ?? "")) {
    const gap = /[ \t]*/y;
    gap.lastIndex = end;
    return { span: { ...span, end: end + (gap.exec(source.text)?.[0].length ?? 0) }, text };
  }
  return after === null || text !== ""
    ? { span, text }
    : { span: { source, start: from, end: end + after[0].length }, text };
}

/** What must replace a deleted statement, so that no other one takes its place: the body of an `if`, a line end. */
function leftBehind(node: TS.Node, { tree, source: { text } }: Module): string {
  if (!ts.isStatement(node)) return "";
  const { parent } = node;
  const isListed = ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isModuleBlock(parent) || ts.isCaseOrDefaultClause(parent); // prettier-ignore
  if (!isListed) return "{}";
  const before = parent.statements[parent.statements.indexOf(node) - 1];
  const next = parent.statements[parent.statements.indexOf(node) + 1];
  const runsOn = next !== undefined && /[([`+\-/*]/.test(text[next.getStart(tree)] ?? "");
  return before !== undefined && runsOn && !/[;}]/.test(text[before.end - 1] ?? ";") ? ";" : "";
}

/** An item of a list with its separator. */
export function itemDeletion<Item extends TS.Node>(items: readonly Item[], item: Item, module: File): Edit {
  const { source, tree } = module;
  const index = items.indexOf(item);
  const before = items[index - 1];
  if (before !== undefined) {
    // `{ a: string; b: string }`: the members contain their separators, and the last has none.
    const isSeparator = source.text[before.end - 1] === ";" && source.text[item.end - 1] !== ";";
    return { span: { source, start: before.end - (isSeparator ? 1 : 0), end: item.end }, text: "" };
  }
  // A doc comment belongs to its item: it may contain a default.
  const start = item.getStart(tree, true);
  const next = items[index + 1];
  if (next !== undefined) return { span: { source, start, end: next.getStart(tree, true) }, text: "" };
  // Nothing is left between the braces.
  const behind = /^\s*,?\s*/.exec(source.text.slice(item.end, item.end + 100))?.[0].length ?? 0;
  const white = /\s*$/.exec(source.text.slice(Math.max(0, start - 100), start))?.[0].length ?? 0;
  return { span: { source, start: start - white, end: item.end + behind }, text: "" };
}

function withContext(node: TS.Node, change: Edit, module: Module): Edit {
  let outermost: TS.Node | undefined;
  for (let around: TS.Node | undefined = node; around !== undefined; around = around.parent) {
    if (ts.isTemplateExpression(around)) outermost = around;
  }
  return outermost === undefined ? change : { ...change, context: spanOf(module, outermost) };
}

/**
 * The node's own text without preceding comments, moved left by the indentation of its first line. Lines inside a
 * template are text, and are not moved: `laidOut` turns the marks back into line ends. `swap`: other code for a part of it.
 */
export function codeOf(node: TS.Node, module: File, swap?: Swap): string {
  const span = spanOf(module, node);
  const text = textAt(span).replace(/\r\n?/g, "\n");
  const isOver = text.includes("`") && text.includes("\n");
  return (isOver || swap !== undefined ? withMarks(node, module, swap) : text).replaceAll(
    `\n${lineIndent(span)}`,
    "\n",
  );
}

/** The node's code on one line, without comments: for sentences. */
export function lineOf(node: TS.Node, { tree }: Pick<Module, "tree">): string {
  const start = node.getStart(tree);
  let line = "";
  const visit = (each: TS.Node): void => {
    const inside = each.getChildren(tree).filter((child) => !ts.isJSDoc(child));
    if (inside.length > 0) return inside.forEach(visit);
    if (each.end === each.pos) return;
    const isApart = each.getStart(tree) > start && /\s/.test(tree.text.slice(each.pos, each.getStart(tree)));
    line += (isApart ? " " : "") + each.getText(tree).replace(/\s+/g, " ");
  };
  visit(node);
  return line;
}

interface Swap {
  readonly part: TS.Node;
  readonly code: string;
}

/** A line end that is part of a text. */
const mark = "\uE000";

function withMarks(node: TS.Node, { source, tree }: File, swap: Swap | undefined): string {
  const parts: string[] = [];
  let at = node.getStart(tree);
  const visit = (each: TS.Node): void => {
    const isText =
      each.kind === ts.SyntaxKind.NoSubstitutionTemplateLiteral ||
      each.kind === ts.SyntaxKind.TemplateHead ||
      each.kind === ts.SyntaxKind.TemplateMiddle ||
      each.kind === ts.SyntaxKind.TemplateTail;
    if (!isText && each !== swap?.part) return void ts.forEachChild(each, visit);
    const start = each.getStart(tree);
    const code =
      each === swap?.part ? swap.code : source.text.slice(start, each.end).replace(/\r\n?|\n/g, mark);
    parts.push(source.text.slice(at, start), code);
    at = each.end;
  };
  visit(node);
  return [...parts, source.text.slice(at, node.end)].join("").replace(/\r\n?/g, "\n");
}

/** The rewrite with the line ends of its files. */
export function laidOut(rewrite: Rewrite): Rewrite {
  const files = rewrite.files?.map(({ path, text }) => ({ path, text: text.replaceAll(mark, "\n") }));
  return {
    ...rewrite,
    edits: rewrite.edits.map((each) => {
      const text = each.text.replaceAll(mark, "\n");
      const isWindows = text.includes("\n") && each.span.source.text.includes("\r\n");
      return { ...each, text: isWindows ? text.replace(/\r?\n/g, "\r\n") : text };
    }),
    ...(files && { files }),
  };
}

/** The node's code in a form that something can be appended to: `(a ?? b)`. */
export function operandOf(node: TS.Node, module: File): string {
  const text = codeOf(node, module);
  return isOperand(node) ? text : `(${text})`;
}

export function isOperand(node: TS.Node): boolean {
  return ts.isLeftHandSideExpression(node as TS.Expression) && !isOpen(node);
}

/** `new Poster`, whose arguments would follow, and what would begin a statement or end a number. */
function isOpen(node: TS.Node): boolean {
  return (
    (ts.isNewExpression(node) && node.arguments === undefined) ||
    ts.isObjectLiteralExpression(node) ||
    ts.isFunctionExpression(node) ||
    ts.isClassExpression(node) ||
    ts.isNumericLiteral(node)
  );
}

/** The white space at the start of the line. */
export function lineIndent({ source, start }: Span): string {
  const from = start - (positionAt(source, start).column - 1);
  return /^[ \t]*/.exec(source.text.slice(from, start))?.[0] ?? "";
}

/** `camelCase` → `CamelCase`, `two words` → `TwoWords` */
export function pascal(text: string): string {
  return text
    .split(/[^\p{L}\p{N}_]+/u)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
