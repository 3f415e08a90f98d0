/**
 * Expressions that the parser accepts and no engine loads: `import()`, `#x + 1`, `` a?.f`x` ``, a line break before
 * `=>`.
 */
import { ts, type TS } from "../typescript.ts";
import type { EarlyError } from "./early-error.ts";

const SyntaxKind = ts.SyntaxKind;

export function* findExpressionErrors(node: TS.Node): Generator<EarlyError> {
  switch (node.kind) {
    case SyntaxKind.MetaProperty:
      yield* findMetaError(node as TS.MetaProperty);
      break;
    case SyntaxKind.ImportKeyword:
      yield* findImportError(node);
      break;
    case SyntaxKind.ArrowFunction: {
      const { equalsGreaterThanToken: arrow } = node as TS.ArrowFunction;
      if (hasLineBreakBefore(arrow)) yield { node: arrow, text: "A line break is not allowed before '=>'." };
      break;
    }
    case SyntaxKind.TaggedTemplateExpression: {
      const tagged = node as TS.TaggedTemplateExpression & { readonly questionDotToken?: TS.Node };
      const isChain = tagged.questionDotToken !== undefined || ts.isOptionalChain(tagged.tag);
      if (isChain)
        yield { node: tagged.tag, text: "An optional chain ('?.') cannot be the tag of a template." };
      break;
    }
    case SyntaxKind.ThrowStatement:
      if (isAbsent((node as TS.ThrowStatement).expression))
        yield { node, text: "'throw' must be followed by an expression on the same line." };
      break;
    case SyntaxKind.PropertyAccessExpression: {
      const { expression, name } = node as TS.PropertyAccessExpression;
      if (expression.kind === SyntaxKind.SuperKeyword && ts.isPrivateIdentifier(name))
        yield { node: name, text: "Private members cannot be accessed through 'super'." };
    }
  }
}

/** Only `new.target` and `import.meta`; an engine requires them without escapes. */
function* findMetaError(node: TS.MetaProperty): Generator<EarlyError> {
  const word = node.keywordToken === SyntaxKind.ImportKeyword ? "import" : "new";
  const expected = word === "import" ? "meta" : "target";
  const written = node.name.getText();
  if (written === expected) return;
  yield {
    node,
    text:
      node.name.text === expected
        ? `'${word}.${expected}' cannot contain escape sequences.`
        : `'${word}.${written}' is not a valid meta-property. Did you mean '${word}.${expected}'?`,
  };
}

/** `import("x")`, optionally with options. */
function* findImportError(node: TS.Node): Generator<EarlyError> {
  const { parent } = node;
  if (ts.isImportTypeNode(parent) || ts.isImportDeclaration(parent)) return;
  if (!ts.isCallExpression(parent) || parent.expression !== node) {
    yield { node, text: "'import' is not a value; call it with a module specifier: import(\"…\")." };
  } else if (
    parent.arguments.length === 0 ||
    parent.arguments.length > 2 ||
    parent.arguments.some(ts.isSpreadElement)
  ) {
    yield {
      node: parent,
      text: "'import()' accepts only a module specifier and an optional options object.",
    };
  } else if (parent.typeArguments !== undefined) {
    yield { node: parent, text: "'import()' cannot have type arguments." };
  }
}

/** Line breaks inside a comment count too. */
function hasLineBreakBefore(token: TS.Node): boolean {
  const { text } = token.getSourceFile();
  return /[\n\r\u2028\u2029]/.test(text.slice(token.pos, token.getStart()));
}

/** The parser inserts an empty name where it found nothing. */
function isAbsent(node: TS.Expression): boolean {
  return ts.isIdentifier(node) && node.pos === node.end;
}

/** `#x` where it is not the name of a member: only `#x in object` allows it. */
export function isStrayPrivateName(node: TS.PrivateIdentifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name !== node;
  if (ts.isClassElement(parent)) return parent.name !== node || !ts.isClassLike(parent.parent);
  const isAsked = ts.isBinaryExpression(parent) && parent.operatorToken.kind === SyntaxKind.InKeyword;
  return !isAsked || parent.left !== node;
}
