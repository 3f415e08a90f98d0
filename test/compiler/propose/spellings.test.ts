/**
 * Rewrites are made from the syntax tree, not from the text: a program that is spelt in another way, with the same
 * meaning, gets the same rewrite. Each case is changed in every way below; once the rewrite is applied, only the
 * spelling is different from the plain program's.
 */
import { describe, expect, test } from "vitest";
import { ts, type TS } from "../../../src/compiler/typescript.ts";
import { compileText } from "../../support/compile-source.ts";
import { applied, type Files } from "./applied.ts";
import { cases, type RewriteCase } from "./rewrite-cases.ts";

interface Change {
  readonly at: number;
  readonly end?: number;
  readonly text: string;
}

/** What a spelling changes about a node. */
type Spelling = (node: TS.Node, tree: TS.SourceFile) => readonly Change[];

/** Only what is read of a value that is no optional chain: `(a?.b).c` is not `a?.b.c`. */
function isPlainAccess(node: TS.Node): node is TS.PropertyAccessExpression {
  return ts.isPropertyAccessExpression(node) && !ts.isOptionalChain(node);
}

const spellings: Readonly<Record<string, Spelling>> = {
  "comments before dots": (node) =>
    ts.isPropertyAccessExpression(node)
      ? [{ at: node.expression.end, text: `/* Date.now() process.env.KEY, await z.enum([ "model(" */` }]
      : [],
  "lines that begin with a dot": (node) =>
    ts.isPropertyAccessExpression(node) ? [{ at: node.expression.end, text: "\n      " }] : [],
  parentheses: (node, tree) =>
    isPlainAccess(node) && !isConstructed(node)
      ? [
          { at: node.expression.getStart(tree), text: "(" },
          { at: node.expression.end, text: ")" },
        ]
      : [],
  "keys in brackets": (node) =>
    isPlainAccess(node) ? [{ at: node.expression.end, end: node.end, text: `["${node.name.text}"]` }] : [],
  "spaces around brackets": (node, tree) =>
    ts.isElementAccessExpression(node)
      ? [
          { at: node.argumentExpression.getStart(tree), text: " " },
          { at: node.argumentExpression.end, text: " " },
        ]
      : [],
  "zod by another name": (node) =>
    ts.isIdentifier(node) && node.text === "z" && !isKey(node)
      ? [{ at: node.end, text: ts.isImportSpecifier(node.parent) ? " as zod" : "od" }]
      : [],
  "types over lines": (node, tree) =>
    ts.isTypeReferenceNode(node) || ts.isTypeLiteralNode(node)
      ? [{ at: node.getStart(tree), text: "/* boolean */\n    " }]
      : [],
};

function isConstructed(node: TS.Node): boolean {
  return ts.findAncestor(node, ts.isNewExpression) !== undefined;
}

function isKey({ parent }: TS.Identifier): boolean {
  return ts.isPropertyAccessExpression(parent) && parent.name.text === "z";
}

function spelt(text: string, spelling: Spelling): string {
  const tree = ts.createSourceFile("main.ts", text, ts.ScriptTarget.Latest, true);
  const changes: Change[] = [];
  const visit = (node: TS.Node): void => {
    ts.forEachChild(node, visit);
    changes.push(...spelling(node, tree));
  };
  visit(tree);
  // Of several at one place, inner nodes come first.
  const ordered = changes.map((change, index) => ({ ...change, index }));
  ordered.sort((a, b) => b.at - a.at || (a.text === "(" ? a.index - b.index : b.index - a.index));
  return ordered.reduce(
    (all, { at, end = at, text: added }) => all.slice(0, at) + added + all.slice(end),
    text,
  );
}

/** The tokens of all files, in the plain spelling. */
function plain(files: Files): string {
  return Object.entries(files)
    .map(([name, text]) => `${name}: ${plainText(text)}`)
    .join("\n");
}

function plainText(text: string): string {
  const tree = ts.createSourceFile("main.ts", text, ts.ScriptTarget.Latest, true);
  const tokens: string[] = [];
  const visit = (node: TS.Node): void => {
    const inside = node.getChildren(tree);
    if (inside.length > 0) return inside.forEach(visit);
    const token = node.getText(tree);
    if (token !== "") tokens.push(token);
  };
  visit(tree);
  return tokens
    .join(" ")
    .replaceAll("z as zod", "z")
    .replace(/\bzod\b/g, "z")
    .replace(
      / (\?\. )?\[ "([a-zA-Z_]\w*)" \]/g,
      (_, optional) => `${optional === undefined ? " ." : " ?."} ${_.split('"')[1]}`,
    )
    .replace(/[();,]/g, "")
    .replace(/\s+/g, " ");
}

interface Told {
  readonly kind: "rewrite" | "words";
  readonly text: string;
  readonly note: string | undefined;
}

/** `undefined` if the program has no such problem. */
function tell(each: RewriteCase, files: Files): Told | undefined {
  const found = compileText(files).diagnostics.filter(({ code }) => code === each.code)[each.nth ?? 0];
  if (found === undefined) return undefined;
  const { fix } = found;
  return fix === undefined
    ? { kind: "words", text: "", note: undefined }
    : { kind: "rewrite", text: plain(applied(files, fix)), note: fix.note && plainText(fix.note) };
}

const entries = Object.entries(cases);
const plainly = new Map<RewriteCase, Told | undefined>();

describe.each(Object.entries(spellings))("%s", (_, spelling) => {
  const spelled = entries.flatMap(([name, each]) => {
    const files: Files = { ...each.files, "main.ts": each.source };
    const source = spelt(each.source, spelling);
    return source === each.source ? [] : [[name, each, files, { ...files, "main.ts": source }] as const];
  });
  test.each(spelled)("%s", (_, each, files, changed) => {
    if (!plainly.has(each)) plainly.set(each, tell(each, files));
    expect(tell(each, changed), changed["main.ts"]).toEqual(plainly.get(each));
  });
});
