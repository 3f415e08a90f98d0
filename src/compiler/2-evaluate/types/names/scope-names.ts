/** The names that one scope declares, types and values alike: a file, a block, a function, a class, a generic type. */
import { addTo } from "../../../../lib/add-to.ts";
import { type Binding, bindingsOf, bindingsOfClauses, variableKind, varsOf } from "../../../bindings.ts";
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
    return isBody ? namesOfBody(scope.statements, scope) : namesOfBlock(bindingsOf(scope.statements));
  }
  if (ts.isCaseBlock(scope)) return namesOfBlock(bindingsOfClauses(scope));
  if (ts.isFunctionLike(scope)) return namesOfFunction(scope);
  if (ts.isClassLike(scope)) return namesOfClass(scope);
  if (ts.isInterfaceDeclaration(scope) || ts.isTypeAliasDeclaration(scope)) return parametersOf(scope);
  if (ts.isMappedTypeNode(scope)) return [[scope.typeParameter.name.text, scope.typeParameter]];
  if (ts.isForStatement(scope) || ts.isForOfStatement(scope) || ts.isForInStatement(scope)) {
    const { initializer } = scope;
    return initializer && ts.isVariableDeclarationList(initializer) && variableKind(initializer) !== "var"
      ? initializer.declarations.flatMap((declaration) => [...namesOfBinding(declaration)])
      : undefined;
  }
  if (ts.isCatchClause(scope) && scope.variableDeclaration) return namesOfBinding(scope.variableDeclaration);
  return undefined;
}

/** For a whole body, includes the `var`s of nested blocks. */
function* namesOfBody(statements: readonly TS.Statement[], body: TS.Node): Generator<Named> {
  yield* namesOfBlock(bindingsOf(statements));
  yield* named(varsOf(body));
}

function namesOfBlock(bindings: readonly Binding[]): Generator<Named> {
  return named(bindings.filter(({ kind }) => kind !== "var"));
}

function* named(bindings: readonly Binding[]): Generator<Named> {
  for (const { identifier, node } of bindings) if (identifier !== undefined) yield [identifier.text, node];
}

function* namesOfBinding(declaration: TS.VariableDeclaration | TS.ParameterDeclaration): Generator<Named> {
  for (const identifier of namesIn(declaration.name)) yield [identifier.text, identifier.parent];
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
