/**
 * Entry file → every file it reaches by imports, parsed. Each file is parsed once per loader, however many workflows
 * import it. Reads only through the host, which confines it to the project.
 */
import path from "node:path/posix";
import type { Report } from "../../diagnostics/collector.ts";
import type { Span } from "../../diagnostics/span.ts";
import { suggest } from "../../guess/suggest.ts";
import type { TS } from "../typescript.ts";
import { parseTree, type Problem, SyntaxCache } from "./file-syntax.ts";
import { Manifests } from "./manifests.ts";
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

export class ModuleLoader {
  readonly #host: SourceHost;
  /** By the options that decide where imports lead: a workflow's options apply to every file it reaches. */
  readonly #files = new Map<string, Map<string, ParsedFile | undefined>>();
  #options: ProjectOptionsReader | undefined;
  /** Every import of a file asks for it, but it is read once. */
  readonly #texts = new Map<string, ReturnType<SourceHost["read"]>>();
  readonly #manifests: Manifests | undefined;

  readonly #syntax: SyntaxCache;

  /** `syntax`: shared by loaders of the same files. */
  constructor(host: SourceHost, syntax = new SyntaxCache()) {
    this.#host = host;
    this.#syntax = syntax;
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
    return typeof text === "string" ? parseTree(file, text.replace(/^\ufeff/, "")) : undefined;
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
    const syntax = this.#syntax.read(path, text);
    if (typeof syntax === "function") return { module: undefined, problems: [syntax] };
    const { source, tree } = syntax;
    const problems = [...syntax.problems];
    const imports = new Map<string, ImportTarget>();
    const options = project.includes(this.#absolute(path)) ? project.options : {};
    const module: Module = {
      path,
      source,
      tree,
      imports,
      erased: syntax.erasedBy(options),
      keepsTypes: this.#keepsTypes(path, options),
    };
    for (const { specifier: literal, typeOnly } of syntax.imports) {
      if (imports.get(literal.text)?.kind === "module") continue;
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
    const parsed = this.#syntax.readJson(file, text);
    if ("value" in parsed) return { kind: "json", path: file, value: parsed.value };
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

interface ImportSite {
  readonly module: Module;
  readonly literal: TS.StringLiteral;
  readonly project: ProjectOptions;
  readonly problems: Problem[];
}
