/**
 * Resolves names in types as TypeScript does: by scope, by namespace, by export, to all parts of a declaration. Reads
 * syntax only. `undefined` for a name that nothing in the project declares, although TypeScript's own libraries may.
 */
import type { Located, Module } from "../../../1-parse/module.ts";
import { hasModifier } from "../../../syntax.ts";
import { ts, type TS } from "../../../typescript.ts";
import { Augmentations } from "./augmentations.ts";
import { exportsOf } from "./export-names.ts";
import { type Found, hasMeaning, isAlias, type Meaning, unsure } from "./found.ts";
import { isGlobalBlock } from "../../../bindings.ts";
import { inferredNames, namesOf } from "./scope-names.ts";

/** `Mood.Calm` in a type, and `base.Mood` in an interface's extends clause. */
export type QualifiedName = TS.EntityName | TS.Expression;

/** Maximum number of aliases on the way to a name: they may be circular. */
const maxAliases = 100;

export class TypeNames {
  readonly #augmentations: Augmentations;
  readonly #modules: ReadonlyMap<string, Module>;

  constructor(modules: ReadonlyMap<string, Module>) {
    this.#modules = modules;
    this.#augmentations = new Augmentations(modules);
  }

  /** `Input`, `shots.Input`, `z.infer` */
  find(name: QualifiedName, module: Module, meaning: Meaning): Found | undefined {
    return this.#find(name, module, meaning, 0);
  }

  #find(name: QualifiedName, module: Module, meaning: Meaning, depth: number): Found | undefined {
    if (ts.isIdentifier(name)) return this.#lookUp(name.text, name, module, meaning, depth);
    const isPath = ts.isQualifiedName(name) || ts.isPropertyAccessExpression(name);
    if (!isPath) return unsure;
    const [left, right] = ts.isQualifiedName(name) ? [name.left, name.right] : [name.expression, name.name];
    const owner = this.#find(left, module, "namespace", depth);
    return owner === undefined ? undefined : this.#member(owner, right.text, meaning, depth);
  }

  /** From the innermost scope outwards. */
  #lookUp(name: string, from: TS.Node, module: Module, meaning: Meaning, depth: number): Found | undefined {
    let inner: TS.Node = from;
    for (let scope: TS.Node | undefined = from; scope !== undefined; inner = scope, scope = scope.parent) {
      const found = this.#inScope(name, scope, inner, module, meaning, depth);
      if (found !== undefined) return found;
    }
    return this.#augmentations.isGlobal(name) ? unsure : undefined;
  }

  #inScope(
    name: string,
    scope: TS.Node,
    inner: TS.Node,
    module: Module,
    meaning: Meaning,
    depth: number,
  ): Found | undefined {
    if (ts.isConditionalTypeNode(scope)) {
      const inferred = inner === scope.trueType ? (inferredNames(scope).get(name) ?? []) : [];
      return this.#pick(inferred, module, meaning, depth);
    }
    const here = namesOf(scope)?.get(name) ?? [];
    if (ts.isSourceFile(scope)) return this.#inFile(name, here, scope, module, meaning, depth);
    if (ts.isModuleBlock(scope)) return this.#inBlock(name, here, scope, module, meaning, depth);
    return here.length === 0 ? undefined : this.#pick(here, module, meaning, depth);
  }

  #inFile(
    name: string,
    here: readonly TS.Node[],
    file: TS.SourceFile,
    module: Module,
    meaning: Meaning,
    depth: number,
  ): Found | undefined {
    const found = this.#pick(here, module, meaning, depth);
    if (found?.kind !== "declared") return found;
    if (!ts.isExternalModule(file)) return this.#augmentations.isGlobal(name, file) ? unsure : found;
    return found.declarations.every(({ node }) => here.includes(node))
      ? this.#withAdditions(found.declarations, name, module, meaning)
      : found;
  }

  /** The parts of a namespace see each other's exports. */
  #inBlock(
    name: string,
    here: readonly TS.Node[],
    block: TS.ModuleBlock,
    module: Module,
    meaning: Meaning,
    depth: number,
  ): Found | undefined {
    const { parent } = block;
    if (isGlobalBlock(parent)) return here.length === 0 ? undefined : unsure;
    const own = this.#pick(here, module, meaning, depth);
    const isShared = exportsOf(block).names.has(name);
    if (own !== undefined && !isShared) return own;
    if (ts.isStringLiteral(parent.name)) {
      const target = this.#augmentations.targetOf(parent.name.text, module);
      if (target === undefined) return own === undefined ? undefined : unsure;
      return this.#exported(target, name, meaning, depth + 1);
    }
    const parts = this.#partsOf(parent, module, depth);
    if (parts === undefined) return unsure;
    return this.#memberOfParts(parts, name, meaning, depth + 1) ?? own;
  }

  /** All parts of a namespace; `undefined` if that is uncertain. */
  #partsOf(node: TS.ModuleDeclaration, module: Module, depth: number): readonly Located[] | undefined {
    const { parent: container, name } = node;
    const found = ts.isModuleDeclaration(container)
      ? this.#memberOfParts(this.#partsOf(container, module, depth) ?? [], name.text, "namespace", depth + 1)
      : this.#inScope(name.text, container, node, module, "namespace", depth + 1);
    return found?.kind === "declared" ? found.declarations : undefined;
  }

  /** The declarations with this meaning, or the target of an alias among them. */
  #pick(nodes: readonly TS.Node[], module: Module, meaning: Meaning, depth: number): Found | undefined {
    const declarations = nodes
      .filter((node) => hasMeaning(node, meaning) && !isAlias(node))
      .map((node) => ({ node, module }));
    if (declarations.length > 0) return { kind: "declared", declarations };
    const aliases = nodes.filter(isAlias);
    const [alias, ...others] = aliases;
    if (alias === undefined) return undefined;
    return others.length > 0 || depth > maxAliases ? unsure : this.#follow(alias, module, meaning, depth + 1);
  }

  #follow(alias: TS.Node, module: Module, meaning: Meaning, depth: number): Found | undefined {
    if (ts.isImportClause(alias)) return this.#imported("default", alias.parent, module, meaning, depth);
    if (ts.isNamespaceImport(alias)) return this.#imported("*", alias.parent.parent, module, meaning, depth);
    if (ts.isNamespaceExport(alias)) return this.#imported("*", alias.parent, module, meaning, depth);
    if (ts.isImportSpecifier(alias)) {
      const name = (alias.propertyName ?? alias.name).text;
      return this.#imported(name, alias.parent.parent.parent, module, meaning, depth);
    }
    if (ts.isExportSpecifier(alias)) {
      const name = (alias.propertyName ?? alias.name).text;
      const statement = alias.parent.parent;
      if (statement.moduleSpecifier !== undefined)
        return this.#imported(name, statement, module, meaning, depth);
      return this.#lookUp(name, statement.parent, module, meaning, depth);
    }
    if (ts.isExportAssignment(alias)) return this.#find(alias.expression, module, meaning, depth);
    if (ts.isImportEqualsDeclaration(alias)) {
      const { moduleReference } = alias;
      return ts.isExternalModuleReference(moduleReference)
        ? unsure
        : this.#find(moduleReference, module, meaning, depth);
    }
    return unsure;
  }

  #imported(
    name: string,
    statement: TS.ImportDeclaration | TS.ExportDeclaration | TS.JSDocImportTag,
    module: Module,
    meaning: Meaning,
    depth: number,
  ): Found | undefined {
    const { moduleSpecifier } = statement;
    const specifier =
      moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : "";
    const target = module.imports.get(specifier) ?? { kind: "missing" };
    const isTypeOnly = ts.isExportDeclaration(statement)
      ? statement.isTypeOnly
      : statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    switch (target.kind) {
      case "module": {
        const found = this.#modules.get(target.path);
        if (found === undefined) return { kind: "missing" };
        if (name !== "*") return this.#exported(found, name, meaning, depth);
        return meaning === "type" ? undefined : { kind: "module", module: found };
      }
      case "zod":
        return { kind: "zod", name };
      case "json":
        return name === "default" ? { kind: "json", value: target.value } : unsure;
      case "missing":
        // A missing file that only provides types is not reported.
        return isTypeOnly ? { kind: "outside" } : { kind: "missing" };
      default:
        return { kind: "outside" };
    }
  }

  #exported(module: Module, name: string, meaning: Meaning, depth: number): Found | undefined {
    if (depth > maxAliases) return unsure;
    const { names, stars, isAssigned } = exportsOf(module.tree);
    if (isAssigned || !ts.isExternalModule(module.tree)) return unsure;
    const own = names.get(name);
    if (own !== undefined) {
      const found = this.#pick(own, module, meaning, depth);
      const isOwn = found?.kind === "declared" && found.declarations.every(({ node }) => own.includes(node));
      if (isOwn) return this.#withAdditions(found.declarations, name, module, meaning);
      return this.#augmentations.addedTo(name, module).length > 0 ? unsure : found;
    }
    const added = this.#augmentations.addedTo(name, module);
    const starred = name === "default" ? undefined : this.#starred(stars, name, module, meaning, depth);
    if (added.length === 0) return starred;
    return starred === undefined ? this.#withAdditions([], name, module, meaning) : unsure;
  }

  /** In JavaScript, a name that two files export by `export *` is not exported. */
  #starred(
    stars: readonly TS.ExportDeclaration[],
    name: string,
    module: Module,
    meaning: Meaning,
    depth: number,
  ): Found | undefined {
    let first: readonly (Found | undefined)[] | undefined;
    for (const star of stars) {
      const { moduleSpecifier } = star;
      const specifier =
        moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : "";
      const target = module.imports.get(specifier);
      const source = target?.kind === "module" ? this.#modules.get(target.path) : undefined;
      if (source === undefined)
        return target?.kind === "missing" && !star.isTypeOnly ? { kind: "missing" } : unsure;
      // A value shadows a type of the same name from elsewhere.
      const all = meanings.map((each) => this.#exported(source, name, each, depth + 1));
      if (all.every((each) => each === undefined)) continue;
      if (first !== undefined && !all.every((each, at) => isSame(each, first?.[at]))) return unsure;
      first ??= all;
    }
    return first?.[meanings.indexOf(meaning)];
  }

  #withAdditions(
    declarations: readonly Located[],
    name: string,
    module: Module,
    meaning: Meaning,
  ): Found | undefined {
    const added = this.#augmentations.addedTo(name, module);
    if (this.#augmentations.mayAddTo(name) || added.some(({ node }) => isAlias(node))) return unsure;
    const all = [...declarations, ...added.filter(({ node }) => hasMeaning(node, meaning))];
    const isExported = declarations.every(({ node }) => isExportedDeclaration(node));
    // Only exports can be augmented; a local name is a different one.
    if (added.length > 0 && !isExported) return unsure;
    return all.length === 0 ? undefined : { kind: "declared", declarations: all };
  }

  #member(owner: Found, name: string, meaning: Meaning, depth: number): Found | undefined {
    switch (owner.kind) {
      case "module":
        return this.#exported(owner.module, name, meaning, depth + 1);
      case "declared":
        return this.#memberOfParts(owner.declarations, name, meaning, depth + 1);
      case "zod":
        return ["*", "z", "default"].includes(owner.name) ? { kind: "zod", name } : unsure;
      case "json":
        return unsure;
      default:
        return owner;
    }
  }

  #memberOfParts(
    parts: readonly Located[],
    name: string,
    meaning: Meaning,
    depth: number,
  ): Found | undefined {
    if (depth > maxAliases) return unsure;
    const declarations: Located[] = [];
    for (const { node, module } of parts) {
      if (ts.isEnumDeclaration(node)) {
        const member = node.members.find((each) => "text" in each.name && each.name.text === name);
        if (member !== undefined) declarations.push({ node: member, module });
        continue;
      }
      if (!ts.isModuleDeclaration(node) || node.body === undefined) continue;
      if (ts.isModuleDeclaration(node.body)) {
        if (node.body.name.text === name) declarations.push({ node: node.body, module });
        continue;
      }
      if (!ts.isModuleBlock(node.body)) return unsure;
      const { names, stars } = exportsOf(node.body);
      if (stars.length > 0) return unsure;
      const found = this.#pick(names.get(name) ?? [], module, meaning, depth);
      if (found === undefined) continue;
      if (found.kind !== "declared") return found;
      declarations.push(...found.declarations.filter((each) => hasMeaning(each.node, meaning)));
    }
    const fitting = declarations.filter(({ node }) => hasMeaning(node, meaning));
    return fitting.length === 0 ? undefined : { kind: "declared", declarations: fitting };
  }
}

function isExportedDeclaration(node: TS.Node): boolean {
  const statement = ts.findAncestor(node, ts.isStatement);
  return statement !== undefined && hasModifier(statement, ts.SyntaxKind.ExportKeyword);
}

const meanings: readonly Meaning[] = ["type", "namespace", "value"];

function isSame(a: Found | undefined, b: Found | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.kind !== "declared" || b.kind !== "declared") return false;
  return a.declarations[0]?.node === b.declarations[0]?.node;
}
