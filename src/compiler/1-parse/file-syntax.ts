/**
 * What a file says by itself, whoever imports it and wherever its own imports lead: its syntax tree, and what is wrong
 * with it.
 */
import type { Report } from "../../diagnostics/collector.ts";
import type { SourceText } from "../../diagnostics/span.ts";
import { parseJson } from "../../lib/parse-json.ts";
import { ts, type TS } from "../typescript.ts";
import { findDuplicateExports } from "./duplicate-exports.ts";
import { findEarlyErrors } from "./early-errors.ts";
import { findErasedImports } from "./erased-imports.ts";
import { findUnsupportedForm } from "./import-form.ts";
import { spanOf } from "./module.ts";

export interface FileSyntax {
  readonly source: SourceText;
  readonly tree: TS.SourceFile;
  readonly problems: readonly Problem[];
  readonly imports: readonly ImportStatement[];
  /** The imports and re-exports that are erased by these options. */
  erasedBy(options: TS.CompilerOptions): ReadonlySet<TS.Statement>;
}

/** Reported for every workflow that reaches the file, because none of them can be compiled. */
export type Problem = (report: Report) => void;

export interface ImportStatement {
  readonly statement: TS.ImportDeclaration | TS.ExportDeclaration;
  readonly specifier: TS.StringLiteral;
  readonly typeOnly: boolean;
}

/** Parses each text of a file once, however many workflows reach it. Paths are relative to the project. */
export class SyntaxCache {
  readonly #files = new Map<string, { readonly text: string; readonly syntax: FileSyntax | Problem }>();
  readonly #jsons = new Map<
    string,
    { readonly text: string; readonly parsed: ReturnType<typeof parseJson> }
  >();

  /** A problem if the code is nested too deep for TypeScript's parser. */
  read(path: string, text: string): FileSyntax | Problem {
    const known = this.#files.get(path);
    if (known?.text === text) return known.syntax;
    const syntax = readSyntax({ path, text });
    this.#files.set(path, { text, syntax });
    return syntax;
  }

  readJson(path: string, text: string): ReturnType<typeof parseJson> {
    const known = this.#jsons.get(path);
    if (known?.text === text) return known.parsed;
    const parsed = parseJson(text);
    this.#jsons.set(path, { text, parsed });
    return parsed;
  }
}

function readSyntax(source: SourceText): FileSyntax | Problem {
  const tree = parseTree(source.path, source.text);
  if (tree === undefined)
    return (report) => report("source-too-deep", { source, start: 0, end: 0 }, undefined);
  const file = { source, tree };
  const broken = findSyntaxErrors(source, tree);
  const imports = tree.statements.flatMap((statement) => importOf(statement) ?? []);
  const erased = new Map<string, ReadonlySet<TS.Statement>>();
  return {
    ...file,
    imports,
    // After a parser error, the tree is a guess.
    problems: [
      ...(broken.length > 0 ? broken : findUnloadable(file)),
      ...imports.flatMap(({ statement }) => unsupportedForm(statement, file) ?? []),
    ],
    erasedBy(options) {
      const key = JSON.stringify(options);
      const known = erased.get(key) ?? findErasedImports(tree, options);
      erased.set(key, known);
      return known;
    },
  };
}

/** `undefined` for code nested too deep for the stack of TypeScript's parser. */
export function parseTree(path: string, text: string): TS.SourceFile | undefined {
  try {
    return ts.createSourceFile(`/${path}`, text, { languageVersion: ts.ScriptTarget.ESNext }, true);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** TypeScript's "An optional chain cannot contain private identifiers", which JavaScript allows. */
const optionalPrivateName = 18030;

function findSyntaxErrors(source: SourceText, tree: TS.SourceFile): readonly Problem[] {
  // Internal but stable since TypeScript 1.x; the public way builds a whole program first.
  const { parseDiagnostics = [] } = tree as TS.SourceFile & { parseDiagnostics?: readonly TS.Diagnostic[] };
  return parseDiagnostics.map(({ start = 0, length = 1, messageText, code }): Problem => {
    const text =
      code === optionalPrivateName
        ? "TypeScript does not allow '?.' before a private name. Check first: `x === undefined ? undefined : x.#name`."
        : ts.flattenDiagnosticMessageText(messageText, " ");
    return (report) => report("syntax-error", { source, start, end: start + length }, { text });
  });
}

type File = Pick<FileSyntax, "source" | "tree">;

/** What TypeScript's parser accepts, and no engine loads. */
function findUnloadable(file: File): readonly Problem[] {
  const duplicates = findDuplicateExports(file.tree).map((node) => ({
    node,
    text: "this file has another export of the same name.",
  }));
  return [...findEarlyErrors(file.tree), ...duplicates].map(
    ({ node, text }): Problem =>
      (report) =>
        report("syntax-error", spanOf(file, node), { text }),
  );
}

function unsupportedForm(statement: ImportStatement["statement"], file: File): Problem | undefined {
  const form = findUnsupportedForm(statement, file.tree);
  if (form === undefined) return undefined;
  const { node, part, ...facts } = form;
  return (report) =>
    report("module-unsupported", spanOf(file, node), { ...facts, part: { source: file.source, ...part } });
}

/** The specifier of an import or re-export. Type-only ones are erased at run time, but may contain the input's type. */
function importOf(statement: TS.Statement): ImportStatement | undefined {
  const from = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement) ? statement : undefined;
  const specifier = from?.moduleSpecifier;
  if (from === undefined || specifier === undefined || !ts.isStringLiteral(specifier)) return undefined;
  const typeOnly = ts.isImportDeclaration(from)
    ? from.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
    : from.isTypeOnly;
  return { statement: from, specifier, typeOnly };
}
