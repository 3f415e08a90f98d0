/** Which declaration a name in the code refers to: JavaScript's scopes, within one file. */
import { hasCode, membersElsewhere } from "../../../namespace-syntax.ts";
import { ts, type TS } from "../../../typescript.ts";
import { namesOf } from "./scope-names.ts";

export type Declaration =
  | TS.ParameterDeclaration
  | TS.VariableDeclaration
  | TS.BindingElement
  | TS.FunctionDeclaration
  | TS.FunctionExpression
  | TS.ClassLikeDeclaration
  | TS.ImportSpecifier
  | TS.ImportClause
  | TS.NamespaceImport
  | TS.EnumDeclaration
  | TS.ModuleDeclaration
  | TS.ImportEqualsDeclaration;

/** `undefined` for a global. */
export function declarationOf(name: TS.Identifier): Declaration | undefined {
  return declarationSeen(name.text, name.parent);
}

/** The declaration that the name would refer to at the node. */
export function declarationSeen(name: string, node: TS.Node): Declaration | undefined {
  for (let scope: TS.Node | undefined = node; scope !== undefined; scope = scope.parent) {
    // Of a function's overloads, the last is the function.
    const found = namesOf(scope)?.get(name)?.findLast(isValue) ?? inOtherBlocks(name, scope);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isValue(node: TS.Node): node is Declaration {
  if (ts.isModuleDeclaration(node)) return hasCode(node);
  return !(
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isTypeParameterDeclaration(node)
  );
}

/** What the other blocks of the same namespace export. */
function inOtherBlocks(name: string, scope: TS.Node): Declaration | undefined {
  if (!ts.isModuleBlock(scope)) return undefined;
  for (const member of membersElsewhere(scope.parent).toReversed()) {
    if (ts.isModuleDeclaration(member) && member.name.text === name) return member;
    const found = namesOf(member.parent)
      ?.get(name)
      ?.filter(isValue)
      .findLast(({ pos, end }) => member.pos <= pos && end <= member.end);
    if (found !== undefined) return found;
  }
  return undefined;
}
