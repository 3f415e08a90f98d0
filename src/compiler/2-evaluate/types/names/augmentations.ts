/** `declare module "./x" { … }` and `declare global { … }` of all files, and files without imports and exports. */
import path from "node:path/posix";
import type { Located, Module } from "../../../1-parse/module.ts";
import { ts, type TS } from "../../../typescript.ts";
import { exportsOf } from "./export-names.ts";
import { isGlobalBlock } from "../../../bindings.ts";
import { namesOf } from "./scope-names.ts";

export class Augmentations {
  readonly #modules: ReadonlyMap<string, Module>;
  /** By the path of the augmented file; under "" if it is unknown. */
  readonly #blocks = new Map<string, Located<TS.ModuleBlock>[]>();
  readonly #globals: (TS.ModuleBlock | TS.SourceFile)[] = [];

  constructor(modules: ReadonlyMap<string, Module>) {
    this.#modules = modules;
    for (const module of modules.values()) {
      if (!ts.isExternalModule(module.tree)) this.#globals.push(module.tree);
      for (const statement of module.tree.statements) {
        if (!ts.isModuleDeclaration(statement)) continue;
        const { name, body } = statement;
        if (body === undefined || !ts.isModuleBlock(body)) continue;
        if (isGlobalBlock(statement)) this.#globals.push(body);
        else if (ts.isStringLiteral(name)) this.#add(name.text, { node: body, module });
      }
    }
  }

  #add(specifier: string, block: Located<TS.ModuleBlock>): void {
    const target = this.targetOf(specifier, block.module)?.path ?? "";
    const blocks = this.#blocks.get(target);
    if (blocks === undefined) this.#blocks.set(target, [block]);
    else blocks.push(block);
  }

  /** The project's file that a specifier names, even if nothing imports it. */
  targetOf(specifier: string, module: Module): Module | undefined {
    const target = module.imports.get(specifier);
    if (target !== undefined) return target.kind === "module" ? this.#modules.get(target.path) : undefined;
    if (!specifier.startsWith(".")) return undefined;
    const resolved = path.join(path.dirname(module.path), specifier);
    const base = resolved.replace(/\.(m?)js$/, ".$1ts");
    const candidates = [resolved, base, `${resolved}.ts`, `${resolved}/index.ts`];
    return candidates.map((each) => this.#modules.get(each)).find((each) => each !== undefined);
  }

  /** Additions to a name that the file exports. */
  addedTo(name: string, module: Module): readonly Located[] {
    const blocks = this.#blocks.get(module.path) ?? [];
    return blocks.flatMap((block) =>
      (exportsOf(block.node).names.get(name) ?? []).map((node) => ({ node, module: block.module })),
    );
  }

  /** Whether a block of an unknown file may add to this name. */
  mayAddTo(name: string): boolean {
    return (this.#blocks.get("") ?? []).some(({ node }) => exportsOf(node).names.has(name));
  }

  /** Whether a file other than `but` declares the name globally; TypeScript's own libraries may add to it, too. */
  isGlobal(name: string, but: TS.SourceFile | undefined = undefined): boolean {
    return this.#globals.some((body) => body !== but && namesOf(body)?.has(name) === true);
  }
}
