/** Class members that no engine accepts, and undeclared private names. */
import { hasModifier, unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import type { CodeContext, PrivateNames } from "./code-context.ts";
import type { EarlyError } from "./early-error.ts";
import { isErased } from "./walk.ts";

const SyntaxKind = ts.SyntaxKind;

export function* findClassErrors({ members }: TS.ClassLikeDeclaration): Generator<EarlyError> {
  let constructors = 0;
  const privates = new Map<string, string>();
  for (const member of members) {
    if (isErased(member)) continue;
    // `static constructor() {}` is an ordinary method; the parser does not distinguish it.
    if (ts.isConstructorDeclaration(member)) {
      if (hasModifier(member, SyntaxKind.StaticKeyword)) continue;
      constructors += 1;
      if (constructors > 1) yield { node: member, text: "A class can have only one constructor." };
      const async = member.modifiers?.find(({ kind }) => kind === SyntaxKind.AsyncKeyword);
      if (async !== undefined) yield { node: async, text: "A constructor cannot be async." };
      for (const parameter of member.parameters) yield* findPropertyErrors(parameter);
      continue;
    }
    const { name } = member;
    if (name === undefined) continue;
    const isStatic = hasModifier(member, SyntaxKind.StaticKeyword);
    if (ts.isPrivateIdentifier(name)) {
      // Only a getter and a setter may share a name.
      const kind = `${isStatic ? "static " : ""}${ts.isAccessor(member) ? SyntaxKind[member.kind] : "other"}`;
      const known = privates.get(name.text);
      if (name.text === "#constructor") yield { node: name, text: "'#constructor' cannot be declared." };
      else if (known !== undefined && !arePair(known, kind)) {
        yield { node: name, text: `'${name.text}' is declared twice.` };
      }
      privates.set(name.text, known === undefined ? kind : "other");
    } else if (isReservedMember(member, name, isStatic)) {
      yield {
        node: name,
        text: `A class member of this kind cannot be named '${name.getText()}'.`,
      };
    }
  }
}

/** `constructor(private [a])`: the property would have no name. */
function* findPropertyErrors(parameter: TS.ParameterDeclaration): Generator<EarlyError> {
  if (!ts.isParameterPropertyDeclaration(parameter, parameter.parent)) return;
  if (!ts.isIdentifier(parameter.name) || parameter.dotDotDotToken !== undefined) {
    yield { node: parameter, text: "A parameter property must be a single name." };
  }
}

function arePair(first: string, second: string): boolean {
  const kinds = [first, second].map((kind) => kind.replace("static ", ""));
  const isSameSide = first.startsWith("static ") === second.startsWith("static ");
  return isSameSide && kinds.includes("GetAccessor") && kinds.includes("SetAccessor");
}

/** `constructor` is the constructor, and every class has its own `prototype`. */
function isReservedMember(member: TS.ClassElement, name: TS.PropertyName, isStatic: boolean): boolean {
  if (!ts.isIdentifier(name) && !ts.isStringLiteral(name)) return false;
  const isField = ts.isPropertyDeclaration(member);
  if (name.text === "prototype") return isStatic;
  return name.text === "constructor" && (isField || !isStatic);
}

export function isDeclaredPrivate({ text }: TS.PrivateIdentifier, around: PrivateNames | undefined): boolean {
  for (let each = around; each !== undefined; each = each.outer) if (each.names.has(text)) return true;
  return false;
}

export function* findSuperErrors(node: TS.Node, context: CodeContext): Generator<EarlyError> {
  if (node.kind === SyntaxKind.SuperKeyword) {
    const isCall = ts.isCallExpression(node.parent) && node.parent.expression === node;
    if (isCall && !context.hasSuperCall) {
      yield { node, text: "'super()' is allowed only in the constructor of a class that extends another." };
    } else if (!isCall && !context.hasSuper)
      yield { node, text: "'super' is allowed only in methods and classes." };
  } else if (
    ts.isMetaProperty(node) &&
    node.keywordToken === SyntaxKind.NewKeyword &&
    !context.hasNewTarget
  ) {
    yield { node, text: "'new.target' is allowed only in functions other than arrow functions." };
  } else if (ts.isDeleteExpression(node)) {
    const deleted = unwrap(node.expression);
    if (ts.isPropertyAccessExpression(deleted) && ts.isPrivateIdentifier(deleted.name)) {
      yield { node: node.expression, text: "A private member cannot be deleted." };
    }
  }
}

/** What is wrong with a name in a class's fields; `undefined` if nothing is. */
export function findArgumentsError(node: TS.Identifier, { hasArguments }: CodeContext): string | undefined {
  if (hasArguments || node.text !== "arguments" || !isRead(node)) return undefined;
  return "'arguments' is not allowed in class fields and static blocks.";
}

/** Keys are not variables. */
function isRead(node: TS.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  const isKey = ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) || ts.isAccessor(parent);
  return !isKey || parent.name !== node;
}
