/** What the code around a node allows in it. */
import { hasModifier } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";

const SyntaxKind = ts.SyntaxKind;

export interface CodeContext {
  readonly mayAwait: boolean;
  readonly mayYield: boolean;
  readonly mayReturn: boolean;
  readonly hasNewTarget: boolean;
  /** `super.x` */
  readonly hasSuper: boolean;
  /** `super()` */
  readonly hasSuperCall: boolean;
  /** Everywhere except in a class's fields and static blocks. */
  readonly hasArguments: boolean;
  /** Everywhere except in a namespace's own code. */
  readonly hasThis: boolean;
  /** Whether it is the left side of an assignment, where lists and objects are patterns. */
  readonly isTarget: boolean;
  /** Erased code is read only by the checker. */
  readonly isErased: boolean;
  /** For the enclosing classes, innermost first. */
  readonly privateNames: PrivateNames | undefined;
}

export interface PrivateNames {
  readonly names: ReadonlySet<string>;
  readonly outer: PrivateNames | undefined;
}

export const topLevel: CodeContext = {
  mayAwait: true,
  mayYield: false,
  mayReturn: false,
  hasNewTarget: false,
  hasSuper: false,
  hasSuperCall: false,
  hasArguments: true,
  hasThis: true,
  isTarget: false,
  isErased: false,
  privateNames: undefined,
};

/** The context of a node's child, given that of the node itself; erased code stays erased. */
export function contextOf(node: TS.Node, child: TS.Node, context: CodeContext): CodeContext {
  if (ts.isClassLike(node)) {
    const names = new Set(
      node.members.flatMap(({ name }) => (name && ts.isPrivateIdentifier(name) ? [name.text] : [])),
    );
    return { ...context, isTarget: false, privateNames: { names, outer: context.privateNames } };
  }
  if (ts.isFunctionLike(node))
    return isOutside(node, child) ? context : functionContext(node, child, context);
  if (ts.isModuleBlock(node)) {
    const { isErased, privateNames } = context;
    return { ...topLevel, mayAwait: false, hasThis: false, isErased, privateNames };
  }
  const isField = ts.isPropertyDeclaration(node) && child === node.initializer;
  if (isField || ts.isClassStaticBlockDeclaration(node)) {
    return {
      ...topLevel,
      mayAwait: false,
      hasNewTarget: true,
      hasSuper: true,
      hasArguments: false,
      isErased: context.isErased,
      privateNames: context.privateNames,
    };
  }
  const isTarget = leadsToTarget(node, child, context.isTarget);
  return isTarget === context.isTarget ? context : { ...context, isTarget };
}

/** A computed name and a decorator belong to the code around the function. */
function isOutside(node: TS.SignatureDeclaration, child: TS.Node): boolean {
  return (child === node.name && ts.isComputedPropertyName(child)) || ts.isDecorator(child);
}

function functionContext(node: TS.SignatureDeclaration, child: TS.Node, context: CodeContext): CodeContext {
  const isArrow = ts.isArrowFunction(node);
  const isMember = ts.isMethodDeclaration(node) || ts.isAccessor(node) || ts.isConstructorDeclaration(node);
  const isGenerator = (node as { readonly asteriskToken?: TS.Node }).asteriskToken !== undefined;
  // Parameters are evaluated before an async function, or a generator, starts.
  const isBody = !ts.isParameter(child);
  return {
    mayAwait: isBody && hasModifier(node, SyntaxKind.AsyncKeyword),
    mayYield: isBody && isGenerator,
    mayReturn: true,
    hasNewTarget: isArrow ? context.hasNewTarget : true,
    hasSuper: isArrow ? context.hasSuper : isMember,
    hasSuperCall: isArrow
      ? context.hasSuperCall
      : ts.isConstructorDeclaration(node) && isDerived(node.parent),
    hasArguments: isArrow ? context.hasArguments : true,
    hasThis: isArrow ? context.hasThis : true,
    isTarget: false,
    isErased: context.isErased,
    privateNames: context.privateNames,
  };
}

function isDerived(node: TS.Node): boolean {
  return (
    ts.isClassLike(node) &&
    node.heritageClauses?.some(({ token }) => token === SyntaxKind.ExtendsKeyword) === true
  );
}

function leadsToTarget(node: TS.Node, child: TS.Node, isTarget: boolean): boolean {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.EqualsToken) {
    return child === node.left;
  }
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) return child === node.initializer;
  // A default in a pattern is a value, and so is a computed key.
  if (ts.isPropertyAssignment(node)) return isTarget && child === node.initializer;
  return isTarget && !ts.isElementAccessExpression(node) && !ts.isCallExpression(node);
}
