/**
 * What declares the names of a scope: what exists at run time, and what only types see. Each list of statements, and each
 * body, is read once.
 */
import { hasCode } from "./namespace-syntax.ts";
import { hasModifier, isAmbientDeclaration, namesIn } from "./syntax.ts";
import { ts, type TS } from "./typescript.ts";

export interface Binding {
  readonly kind: BindingKind;
  /** `undefined` for a default export without a name. */
  readonly identifier: TS.Identifier | undefined;
  /** The declaration: a statement, or the part of one that declares this name alone. */
  readonly node: TS.Node;
  /** Whether it exists at run time, so is not a type, ambient, or an overload. */
  readonly exists: boolean;
  readonly isExported: boolean;
}

/** `alias`: `import x = A.B`. */
export type BindingKind =
  VariableKind | "function" | "class" | "enum" | "namespace" | "alias" | "import" | "type";

export type VariableKind = "const" | "let" | "var" | "using";

export function variableKind(list: TS.VariableDeclarationList): VariableKind {
  switch (list.flags & ts.NodeFlags.BlockScoped) {
    case ts.NodeFlags.Const:
      return "const";
    case ts.NodeFlags.Let:
      return "let";
    case 0:
      return "var";
    default:
      return "using";
  }
}

const known = new WeakMap<readonly TS.Statement[], readonly Binding[]>();

/** What the statements themselves declare, in source order; the `var`s of nested blocks are in `varsOf`. */
export function bindingsOf(statements: readonly TS.Statement[]): readonly Binding[] {
  const found = known.get(statements) ?? statements.flatMap(bindingsOfStatement);
  known.set(statements, found);
  return found;
}

/** The clauses of a `switch` share a scope. */
export function bindingsOfClauses({ clauses }: TS.CaseBlock): readonly Binding[] {
  return clauses.flatMap(({ statements }) => bindingsOf(statements));
}

const knownVars = new WeakMap<TS.Node, readonly Binding[]>();

/** All `var`s of a function's body, a file or a namespace's block, at any depth. */
export function varsOf(body: TS.Node): readonly Binding[] {
  const found = knownVars.get(body) ?? findVars(body);
  knownVars.set(body, found);
  return found;
}

function findVars(body: TS.Node): readonly Binding[] {
  const vars: Binding[] = [];
  const waiting: TS.Node[] = [body];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (ts.isVariableDeclarationList(node) && variableKind(node) === "var")
      vars.push(...bindingsOfList(node, node.parent));
    ts.forEachChild(node, (child) => {
      const isApart =
        ts.isFunctionLike(child) ||
        ts.isClassLike(child) ||
        ts.isModuleDeclaration(child) ||
        ts.isTypeNode(child);
      if (!isApart) waiting.push(child);
    });
  }
  return vars;
}

export function bindingsOfStatement(statement: TS.Statement): readonly Binding[] {
  if (ts.isVariableStatement(statement)) return bindingsOfList(statement.declarationList, statement);
  if (ts.isImportDeclaration(statement)) return bindingsOfImport(statement);
  if (!isNamedDeclaration(statement)) return [];
  return [
    {
      ...kindOf(statement),
      identifier: statement.name,
      node: statement,
      isExported: hasModifier(statement, ts.SyntaxKind.ExportKeyword),
    },
  ];
}

/** The names that a statement of a namespace adds to it: ambient variables too, as for esbuild. */
export function memberNames(statement: TS.Statement): readonly TS.Identifier[] {
  return bindingsOfStatement(statement).flatMap(({ identifier, exists }) =>
    identifier !== undefined && (exists || ts.isVariableStatement(statement)) ? [identifier] : [],
  );
}

function kindOf(statement: NamedDeclaration): Pick<Binding, "kind" | "exists"> {
  if (ts.isFunctionDeclaration(statement)) return { kind: "function", exists: statement.body !== undefined };
  if (ts.isClassDeclaration(statement)) return { kind: "class", exists: !isAmbientDeclaration(statement) };
  if (ts.isEnumDeclaration(statement)) return { kind: "enum", exists: !isAmbientDeclaration(statement) };
  if (ts.isModuleDeclaration(statement)) return { kind: "namespace", exists: hasCode(statement) };
  if (ts.isImportEqualsDeclaration(statement)) return { kind: "alias", exists: !statement.isTypeOnly };
  return { kind: "type", exists: false };
}

function bindingsOfList(list: TS.VariableDeclarationList, statement: TS.Node): readonly Binding[] {
  const kind = variableKind(list);
  const exists = !isAmbientDeclaration(statement);
  const isExported = hasModifier(statement, ts.SyntaxKind.ExportKeyword);
  return list.declarations.flatMap(({ name }) =>
    [...namesIn(name)].map((identifier) => ({
      kind,
      identifier,
      node: identifier.parent,
      exists,
      isExported,
    })),
  );
}

function bindingsOfImport({ importClause, parent }: TS.ImportDeclaration): readonly Binding[] {
  if (importClause === undefined) return [];
  const bound = importClause.namedBindings;
  const parts: readonly (TS.ImportClause | TS.NamespaceImport | TS.ImportSpecifier)[] = [
    importClause,
    ...(bound === undefined ? [] : ts.isNamespaceImport(bound) ? [bound] : bound.elements),
  ];
  const isOfTypes = importClause.phaseModifier === ts.SyntaxKind.TypeKeyword;
  return parts.flatMap((node) => {
    if (node.name === undefined) return [];
    const exists = !isOfTypes && ts.isSourceFile(parent) && !(ts.isImportSpecifier(node) && node.isTypeOnly);
    return [{ kind: "import", identifier: node.name, node, exists, isExported: false }];
  });
}

type NamedDeclaration =
  | TS.InterfaceDeclaration
  | TS.TypeAliasDeclaration
  | TS.EnumDeclaration
  | TS.ClassDeclaration
  | TS.FunctionDeclaration
  | TS.ImportEqualsDeclaration
  | (TS.ModuleDeclaration & { readonly name: TS.Identifier });

/** A statement that declares one name: all but variables, imports, `declare global` and `declare module "…"`. */
function isNamedDeclaration(statement: TS.Statement): statement is NamedDeclaration {
  return (
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isImportEqualsDeclaration(statement) ||
    (ts.isModuleDeclaration(statement) && ts.isIdentifier(statement.name) && !isGlobalBlock(statement))
  );
}

/** `declare global { … }` */
export function isGlobalBlock(node: TS.Node): boolean {
  return ts.isModuleDeclaration(node) && (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0;
}
