/** The names that one scope declares, types and values alike: a file, a block, a function, a class, a generic type. */
import { addTo } from "../../../../lib/add-to.ts";
import { namesIn } from "../../../syntax.ts";
import { ts, type TS } from "../../../typescript.ts";

export type ScopeNames = ReadonlyMap<string, readonly TS.Node[]>;

const none: ScopeNames = new Map();
const known = new WeakMap<TS.Node, ScopeNames>();

/** Name → its declarations in source order. `undefined` for a node that opens no scope. Each scope is read once. */
export function namesOf(scope: TS.Node): ScopeNames | undefined {
  const before = known.get(scope);
  if (before !== undefined) return before;
  const found = listNames(scope);
  if (found === undefined) return undefined;
  const names = new Map<string, TS.Node[]>();
  for (const [name, node] of found) addTo(names, name, node);
  known.set(scope, names.size === 0 ? none : names);
  return names;
}

type Named = readonly [string, TS.Node];

function listNames(scope: TS.Node): Iterable<Named> | undefined {
  if (ts.isSourceFile(scope) || ts.isModuleBlock(scope)) return namesOfBody(scope.statements, scope);
  if (ts.isBlock(scope)) {
    const isBody = ts.isFunctionLike(scope.parent) || ts.isClassStaticBlockDeclaration(scope.parent);
    return isBody ? namesOfBody(scope.statements, scope) : namesOfStatements(scope.statements);
  }
  if (ts.isCaseBlock(scope))
    return namesOfStatements(scope.clauses.flatMap(({ statements }) => [...statements]));
  if (ts.isFunctionLike(scope)) return namesOfFunction(scope);
  if (ts.isClassLike(scope)) return namesOfClass(scope);
  if (ts.isInterfaceDeclaration(scope) || ts.isTypeAliasDeclaration(scope)) return parametersOf(scope);
  if (ts.isMappedTypeNode(scope)) return [[scope.typeParameter.name.text, scope.typeParameter]];
  if (ts.isForStatement(scope) || ts.isForOfStatement(scope) || ts.isForInStatement(scope)) {
    const { initializer } = scope;
    return initializer && ts.isVariableDeclarationList(initializer)
      ? bindings(initializer, false)
      : undefined;
  }
  if (ts.isCatchClause(scope) && scope.variableDeclaration) return namesOfBinding(scope.variableDeclaration);
  return undefined;
}

/** For a whole body, includes the `var`s of nested blocks. */
function* namesOfBody(statements: readonly TS.Statement[], body: TS.Node): Generator<Named> {
  yield* namesOfStatements(statements);
  const waiting: TS.Node[] = [body];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (ts.isVariableDeclarationList(node)) yield* bindings(node, true);
    if (node !== body && (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isModuleBlock(node)))
      continue;
    ts.forEachChild(node, (child) => {
      if (!ts.isTypeNode(child)) waiting.push(child);
    });
  }
}

function* namesOfStatements(statements: readonly TS.Statement[]): Generator<Named> {
  for (const statement of statements) {
    if (ts.isVariableStatement(statement)) yield* bindings(statement.declarationList, false);
    else if (ts.isImportDeclaration(statement)) yield* namesOfImport(statement);
    else if (isNamedDeclaration(statement) && statement.name !== undefined)
      yield [statement.name.text, statement];
  }
}

type NamedDeclaration =
  | TS.InterfaceDeclaration
  | TS.TypeAliasDeclaration
  | TS.EnumDeclaration
  | TS.ClassDeclaration
  | TS.FunctionDeclaration
  | TS.ImportEqualsDeclaration
  | (TS.ModuleDeclaration & { readonly name: TS.Identifier });

/** A statement that declares one name: all but variables, `declare global` and `declare module "…"`. */
export function isNamedDeclaration(statement: TS.Statement): statement is NamedDeclaration {
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

function* bindings(list: TS.VariableDeclarationList, isVar: boolean): Generator<Named> {
  const isScoped = (list.flags & ts.NodeFlags.BlockScoped) !== 0;
  if (isScoped !== isVar) for (const declaration of list.declarations) yield* namesOfBinding(declaration);
}

function* namesOfBinding(declaration: TS.VariableDeclaration | TS.ParameterDeclaration): Generator<Named> {
  for (const identifier of namesIn(declaration.name)) yield [identifier.text, identifier.parent];
}

function* namesOfImport({ importClause }: TS.ImportDeclaration): Generator<Named> {
  if (importClause?.name !== undefined) yield [importClause.name.text, importClause];
  const bound = importClause?.namedBindings;
  if (bound === undefined) return;
  if (ts.isNamespaceImport(bound)) yield [bound.name.text, bound];
  else for (const element of bound.elements) yield [element.name.text, element];
}

function* namesOfFunction(node: TS.SignatureDeclaration): Generator<Named> {
  yield* parametersOf(node);
  for (const parameter of node.parameters) yield* namesOfBinding(parameter);
  if (ts.isFunctionExpression(node) && node.name !== undefined) yield [node.name.text, node];
}

function* namesOfClass(node: TS.ClassLikeDeclaration): Generator<Named> {
  yield* parametersOf(node);
  if (ts.isClassExpression(node) && node.name !== undefined) yield [node.name.text, node];
}

function* parametersOf({
  typeParameters = [],
}: {
  readonly typeParameters?: readonly TS.TypeParameterDeclaration[] | undefined;
}): Generator<Named> {
  for (const parameter of typeParameters) yield [parameter.name.text, parameter];
}

/** The names that `infer` binds in the `extends` part of a conditional type. */
export function inferredNames({ extendsType }: TS.ConditionalTypeNode): ScopeNames {
  const names = new Map<string, TS.Node[]>();
  const waiting: TS.Node[] = [extendsType];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (ts.isInferTypeNode(node)) names.set(node.typeParameter.name.text, [node.typeParameter]);
    ts.forEachChild(node, (child) => void waiting.push(child));
  }
  return names;
}
