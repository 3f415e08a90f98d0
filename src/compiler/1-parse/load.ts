/**
 * Entry file → every file it reaches by imports, parsed. Each file is parsed once per loader, however many workflows
 * import it. Reads only through the host, which confines it to the project.
 */
import path from "node:path/posix";
import type { Report } from "../../diagnostics/collector.ts";
import { replacing } from "../../diagnostics/rewrite.ts";
import type { SourceText, Span } from "../../diagnostics/span.ts";
import type { Json } from "../../lib/json.ts";
import { parseJson } from "../../lib/parse-json.ts";
import { suggest } from "../../lib/suggest.ts";
import { ts, type TS } from "../typescript.ts";
import { findErasedImports } from "./erased-imports.ts";
import { findDuplicateExports } from "./duplicate-exports.ts";
import { findEarlyErrors } from "./early-errors.ts";
import { findUnsupportedForm } from "./import-form.ts";
import { Manifests } from "./manifests.ts";
import { missingToken } from "./missing-token.ts";
import { type ImportTarget, type KeepsTypes, type Module, spanOf } from "./module.ts";
import {
  noOptions,
  type ProjectOptions,
  ProjectOptionsReader,
  type SettingsProblem,
} from "./project-options.ts";
import { isPathAlias, resolveSpecifier } from "./resolve-specifier.ts";
import type { Surroundings } from "./surroundings.ts";

/** Where sources come from. Paths are relative to the project, with `/`. */
export interface SourceHost {
  /** `undefined` if there is no such file; "outside" if a link leads out of the project. */
  read(path: string): string | undefined | "outside";
  /** File names in a folder, for did-you-mean. */
  list(folder: string): readonly string[];
  /** For imports that are not relative. Without it, each of them is a package. */
  readonly surroundings?: Surroundings;
}

/** TypeScript's "An optional chain cannot contain private identifiers", which JavaScript allows. */
const optionalPrivateName = 18030;

export class ModuleLoader {
  readonly #host: SourceHost;
  /** By the options that decide where imports lead: a workflow's options apply to every file it reaches. */
  readonly #files = new Map<string, Map<string, ParsedFile | undefined>>();
  #options: ProjectOptionsReader | undefined;
  /** Every import of a file asks for it, but it is read once. */
  readonly #texts = new Map<string, ReturnType<SourceHost["read"]>>();
  readonly #jsons = new Map<string, Json>();
  readonly #manifests: Manifests | undefined;

  constructor(host: SourceHost) {
    this.#host = host;
    this.#manifests = host.surroundings && new Manifests(host.surroundings);
  }

  /** The entry and what it reaches; `undefined` if the entry does not exist or, after a report, cannot be read. */
  load(entry: string, report: Report): ReadonlyMap<string, Module> | undefined {
    const reached = new Map<string, Module>();
    const project = this.optionsOf(entry);
    this.#reportSettings(entry, project, report);
    const waiting = [entry];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (reached.has(next)) continue;
      const file = this.#file(next, project);
      if (file === undefined) continue;
      // Reported again for every workflow that reaches the file, because none of them can be compiled.
      for (const tell of file.problems) tell(report);
      if (file.module === undefined) continue;
      reached.set(next, file.module);
      for (const target of file.module.imports.values()) {
        if (target.kind === "module") waiting.push(target.path);
      }
    }
    return reached.has(entry) ? reached : undefined;
  }

  /** Without its options or its package.json, nobody knows which files a workflow runs. */
  #reportSettings(entry: string, project: ProjectOptions, report: Report): void {
    const manifest = this.#manifests?.problemOf(this.#absolute(entry));
    for (const problem of [...project.problems, ...(manifest ? [manifest] : [])])
      reportSettings(problem, report);
  }

  /** Only a file's syntax tree; `undefined` if it cannot be read. */
  treeOf(file: string): TS.SourceFile | undefined {
    const text = this.#read(file);
    return typeof text === "string" ? this.#tree(file, text.replace(/^\ufeff/, "")) : undefined;
  }

  /** The TypeScript options that apply to a workflow. */
  optionsOf(entry: string): ProjectOptions {
    const { surroundings } = this.#host;
    if (surroundings === undefined) return noOptions;
    this.#options ??= new ProjectOptionsReader(surroundings);
    return this.#options.optionsOf(this.#absolute(entry));
  }

  #absolute(file: string): string {
    return path.join(this.#host.surroundings?.root ?? "/", file);
  }

  #file(path: string, project: ProjectOptions): ParsedFile | undefined {
    const key = project.file ?? "";
    const files = this.#files.get(key) ?? new Map<string, ParsedFile | undefined>();
    this.#files.set(key, files);
    if (files.has(path)) return files.get(path);
    const text = this.#read(path);
    // A byte order mark is white space to TypeScript but would shift every column by one.
    const file =
      typeof text === "string" ? this.#parse(path, text.replace(/^\ufeff/, ""), project) : undefined;
    files.set(path, file);
    return file;
  }

  #read(path: string): ReturnType<SourceHost["read"]> {
    if (!this.#texts.has(path)) this.#texts.set(path, this.#host.read(path));
    return this.#texts.get(path);
  }

  #parse(path: string, text: string, project: ProjectOptions): ParsedFile {
    const source: SourceText = { path, text };
    const tree = this.#tree(path, text);
    if (tree === undefined) {
      const tooDeep: Problem = (report) => report("source-too-deep", { source, start: 0, end: 0 }, undefined);
      return { module: undefined, problems: [tooDeep] };
    }
    const problems: Problem[] = [];
    // Internal but stable since TypeScript 1.x; the public way builds a whole program first.
    const { parseDiagnostics = [] } = tree as TS.SourceFile & { parseDiagnostics?: readonly TS.Diagnostic[] };
    for (const { start = 0, length = 1, messageText, code } of parseDiagnostics) {
      const text =
        code === optionalPrivateName
          ? "TypeScript does not allow '?.' before a private name. Check first: `x === undefined ? undefined : x.#name`."
          : ts.flattenDiagnosticMessageText(messageText, " ");
      problems.push((report) =>
        report("syntax-error", { source, start, end: start + length }, { text }, [], () =>
          missingToken(source, start, text),
        ),
      );
    }
    const imports = new Map<string, ImportTarget>();
    const options = project.includes(this.#absolute(path)) ? project.options : {};
    const erased = findErasedImports(tree, options);
    const module: Module = {
      path,
      source,
      tree,
      imports,
      erased,
      keepsTypes: this.#keepsTypes(path, options),
    };
    // After a parser error, the tree is a guess.
    const duplicates = problems.length === 0 ? findDuplicateExports(tree) : [];
    for (const { node, text: said } of problems.length === 0 ? findEarlyErrors(tree) : []) {
      problems.push((report) => report("syntax-error", spanOf(module, node), { text: said }));
    }
    for (const node of duplicates) {
      const text = "this file has another export of the same name.";
      problems.push((report) => report("syntax-error", spanOf(module, node), { text }));
    }
    for (const statement of tree.statements) {
      const found = importOf(statement);
      const form = found && findUnsupportedForm(found.statement, tree);
      if (found !== undefined && form !== undefined) {
        const { node, construct, rewrite } = form;
        const whole = spanOf(module, found.statement);
        problems.push((report) =>
          report("module-unsupported", spanOf(module, node), {
            construct,
            rewrite: replacing(whole, rewrite),
          }),
        );
      }
      if (found === undefined || imports.get(found.specifier.text)?.kind === "module") continue;
      const { specifier: literal, typeOnly } = found;
      const site = { module, literal, project, problems: typeOnly ? [] : problems };
      imports.set(literal.text, this.#resolve(site));
    }
    return { module, problems };
  }

  /** As esbuild, and so tsx, decides. In CommonJS, a missing name is no error. */
  #keepsTypes(file: string, options: TS.CompilerOptions): KeepsTypes {
    const { verbatimModuleSyntax = false, preserveValueImports = false, isolatedModules = false } = options;
    const isEsModule = this.#manifests?.isEsModule(this.#absolute(file)) === true;
    return {
      imports: verbatimModuleSyntax || preserveValueImports,
      exports: verbatimModuleSyntax || isolatedModules || isEsModule,
    };
  }

  /** `undefined` for code nested too deep for the stack of TypeScript's parser. */
  #tree(path: string, text: string): TS.SourceFile | undefined {
    try {
      return ts.createSourceFile(`/${path}`, text, { languageVersion: ts.ScriptTarget.ESNext }, true);
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }

  #resolve(site: ImportSite): ImportTarget {
    const { module, literal, problems } = site;
    const specifier = literal.text;
    if (!/^\.{1,2}(\/|$)/.test(specifier)) return this.#resolveNamed(site);
    const span = spanOf(module, literal);
    const base = path.normalize(path.join(path.dirname(module.path), specifier));
    if (base.startsWith("../") || base === "..") {
      problems.push((report) => report("import-outside-project", span, { specifier }));
      return { kind: "missing" };
    }
    for (const candidate of candidates(base)) {
      const text = this.#read(candidate);
      if (text === undefined) continue;
      if (text === "outside") {
        problems.push((report) => report("import-outside-project", span, { specifier }));
        return { kind: "missing" };
      }
      return this.#target(candidate, text, specifier, span, problems);
    }
    const near = suggest(path.basename(base), this.#host.list(path.dirname(base)));
    const nearest = near && specifier.replace(/[^/]*$/, near);
    problems.push((report) => report("import-not-found", span, { specifier, nearest }));
    return { kind: "missing" };
  }

  /** For a specifier that is not relative. */
  #resolveNamed({ module, literal, project, problems }: ImportSite): ImportTarget {
    const specifier = literal.text;
    const { surroundings } = this.#host;
    const known = knownPackages.get(specifier);
    if (surroundings === undefined) return { kind: known ?? "package" };
    if (known !== undefined && !isPathAlias(specifier, project)) return { kind: known };
    const importer = path.join(surroundings.root, module.path);
    const found = resolveSpecifier(specifier, importer, project, surroundings);
    if (found.kind === "package") return { kind: known ?? "package" };
    const span = spanOf(module, literal);
    // The importer may be in another package than the workflow.
    const manifest = found.kind === "file" ? undefined : this.#manifests?.problemOf(importer);
    if (manifest !== undefined) problems.push((report) => reportSettings(manifest, report));
    if (found.kind === "outside") return { kind: "package", alias: found.alias };
    const text = found.kind === "file" ? this.#read(found.path) : undefined;
    if (found.kind === "file" && typeof text === "string")
      return this.#target(found.path, text, specifier, span, problems);
    const alias = found.kind === "missing" ? found.alias : undefined;
    problems.push((report) =>
      report("import-not-found", span, { specifier, nearest: undefined, ...(alias && { alias }) }),
    );
    return { kind: "missing" };
  }

  /** Node identifies a file by its real path: from there its own imports are resolved, and it runs once. */
  #real(file: string): string {
    const { surroundings } = this.#host;
    if (surroundings === undefined) return file;
    const { root } = surroundings;
    const real = surroundings.realpath(path.join(root, file));
    return real.startsWith(`${root}/`) ? path.relative(root, real) : file;
  }

  /** An existing file of the project. */
  #target(file: string, text: string, specifier: string, span: Span, problems: Problem[]): ImportTarget {
    if (!file.endsWith(".json")) return { kind: "module", path: this.#real(file) };
    const known = this.#jsons.get(file);
    const parsed = known === undefined ? parseJson(text) : { value: known };
    if ("value" in parsed) {
      this.#jsons.set(file, parsed.value);
      return { kind: "json", path: file, value: parsed.value };
    }
    const { problem, line, column } = parsed;
    const message = `line ${line}, column ${column}: ${problem}.`;
    problems.push((report) =>
      report("import-json-invalid", span, { specifier, text: message, isUnusable: false }),
    );
    return { kind: "missing" };
  }
}

function reportSettings({ span, text, isUnusable }: SettingsProblem, report: Report): void {
  report("import-json-invalid", span, { specifier: span.source.path, text, isUnusable });
}

/** Packages with a meaning to falc. */
const knownPackages: ReadonlyMap<string, "authoring" | "zod"> = new Map([
  ["falc", "authoring"],
  ["zod", "zod"],
  ["zod/v4", "zod"],
] as const);

/** TypeScript's own order: the name as written, `.ts` for `.js`, then with an extension, then a folder. */
function candidates(base: string): readonly string[] {
  if (/\.(ts|mts|json)$/.test(base)) return [base];
  if (/\.m?js$/.test(base)) return [base.replace(/\.(m?)js$/, ".$1ts"), base];
  return [`${base}.ts`, `${base}/index.ts`];
}

interface ParsedFile {
  /** `undefined` if the file could not be fully read. */
  readonly module: Module | undefined;
  readonly problems: readonly Problem[];
}

type Problem = (report: Report) => void;

interface ImportSite {
  readonly module: Module;
  readonly literal: TS.StringLiteral;
  readonly project: ProjectOptions;
  readonly problems: Problem[];
}

interface ImportStatement {
  readonly statement: TS.ImportDeclaration | TS.ExportDeclaration;
  readonly specifier: TS.StringLiteral;
  readonly typeOnly: boolean;
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
