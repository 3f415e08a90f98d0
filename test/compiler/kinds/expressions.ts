/** Expressions, and syntax that occurs only inside them. */
import { evaluated, type KindRows, part, refused } from "./row.ts";

const syntax = "2-evaluate/syntax";
const literals = `${syntax}/literals.ts`;
const calls = `${syntax}/calls.ts`;
const operators = `${syntax}/operators.ts`;
const generator = "2-evaluate/generators/generator.ts";
const pattern = `${syntax}/assignment-pattern.ts`;

export const expressionKinds: KindRows = [
  [
    ["StringLiteral", "NoSubstitutionTemplateLiteral", "NumericLiteral", "RegularExpressionLiteral"],
    evaluated(literals, "syntax-expressions"),
  ],
  [["TrueKeyword", "FalseKeyword", "NullKeyword"], evaluated(literals, "syntax-expressions")],
  ["Identifier", evaluated(`${syntax}/access.ts`, "scope-shadowing")],
  [
    "TemplateExpression",
    evaluated(`${literals} ${calls}`, "text-template", { reads: ["head", "templateSpans"] }),
  ],
  [["TemplateHead", "TemplateMiddle", "TemplateTail"], part(literals, "syntax-expressions")],
  ["TemplateSpan", part(literals, "text-template", { reads: ["expression", "literal"] })],
  [
    "TaggedTemplateExpression",
    evaluated(calls, "syntax-expressions", { reads: ["tag", "template"], erases: ["typeArguments"] }),
  ],
  ["ArrayLiteralExpression", evaluated(`${literals} ${pattern}`, "list-moving", { reads: ["elements"] })],
  ["SpreadElement", part(`${literals} ${calls} ${pattern}`, "list-moving", { reads: ["expression"] })],
  ["OmittedExpression", part(`${literals} ${pattern} ${syntax}/declarations.ts`, "syntax-expressions")],
  [
    "ObjectLiteralExpression",
    evaluated(`${literals} ${pattern}`, "object-spread", { reads: ["properties"] }),
  ],
  ["PropertyAssignment", part(`${literals} ${pattern}`, "object-spread", { reads: ["name", "initializer"] })],
  [
    "ShorthandPropertyAssignment",
    part(`${literals} ${pattern} 1-parse/early-errors.ts`, "syntax-expressions", {
      reads: ["name", "objectAssignmentInitializer"],
      // Only before the default.
      erases: ["equalsToken"],
    }),
  ],
  // An object's spread has no name, but class elements, which share the type, do.
  [
    "SpreadAssignment",
    part(`${literals} ${pattern}`, "object-spread", { reads: ["expression"], erases: ["name"] }),
  ],
  [
    "MethodDeclaration",
    part(
      `${literals} 2-evaluate/machine/function-calls.ts ${generator} 1-parse/modifiers.ts 1-parse/early-errors.ts`,
      "syntax-expressions",
      {
        reads: ["modifiers", "asteriskToken", "name", "body", "parameters"],
        erases: ["typeParameters", "type"],
        refuses: ["questionToken", "exclamationToken"],
      },
    ),
  ],
  [
    ["GetAccessor", "SetAccessor"],
    part(
      `${literals} 2-evaluate/machine/function-calls.ts ${syntax}/classes.ts 1-parse/modifiers.ts`,
      "object-accessors",
      {
        reads: ["modifiers", "name", "body", "parameters"],
        erases: ["typeParameters", "type"],
        // The parser never gives an accessor any of these.
        refuses: ["asteriskToken", "questionToken", "exclamationToken"],
      },
    ),
  ],
  ["ComputedPropertyName", part(literals, "object-spread", { reads: ["expression"] })],
  [
    "PropertyAccessExpression",
    evaluated(`${syntax}/access.ts`, "path-chain", { reads: ["expression", "questionDotToken", "name"] }),
  ],
  [
    "ElementAccessExpression",
    evaluated(`${syntax}/access.ts`, "path-computed-key", {
      reads: ["expression", "questionDotToken", "argumentExpression"],
    }),
  ],
  [
    "CallExpression",
    evaluated(`${calls} ${syntax}/access.ts 2-evaluate/calls/model-calls.ts`, "helper-inlined", {
      // Type arguments are the schema of `model<Input, Output>(…)`.
      reads: ["expression", "questionDotToken", "typeArguments", "arguments"],
    }),
  ],
  [
    "NewExpression",
    evaluated(calls, "syntax-expressions", { reads: ["expression", "arguments"], erases: ["typeArguments"] }),
  ],
  [
    "ArrowFunction",
    evaluated(`${calls} 2-evaluate/machine/function-calls.ts 1-parse/modifiers.ts`, "syntax-expressions", {
      reads: ["modifiers", "body", "parameters"],
      erases: ["typeParameters", "type", "equalsGreaterThanToken"],
      // The parser never gives an arrow function any of these.
      refuses: ["asteriskToken", "questionToken", "exclamationToken"],
    }),
  ],
  [
    "FunctionExpression",
    evaluated(`${calls} 2-evaluate/machine/function-calls.ts 1-parse/modifiers.ts`, "syntax-expressions", {
      reads: ["modifiers", "asteriskToken", "name", "body", "parameters"],
      erases: ["typeParameters", "type"],
      // The parser never gives a function expression these.
      refuses: ["questionToken", "exclamationToken"],
    }),
  ],
  ["AwaitExpression", evaluated(calls, "await-later", { reads: ["expression"] })],
  ["ParenthesizedExpression", evaluated(calls, "await-later", { reads: ["expression"] })],
  [
    ["AsExpression", "SatisfiesExpression", "TypeAssertionExpression"],
    evaluated(calls, "syntax-expressions", { reads: ["expression"], erases: ["type"] }),
  ],
  ["NonNullExpression", evaluated(calls, "syntax-expressions", { reads: ["expression"] })],
  [
    "BinaryExpression",
    evaluated(`${operators} ${syntax}/assignment.ts`, "syntax-operators", {
      reads: ["left", "operatorToken", "right"],
    }),
  ],
  [
    "ConditionalExpression",
    evaluated(operators, "branch-known", {
      reads: ["condition", "whenTrue", "whenFalse"],
      erases: ["questionToken", "colonToken"],
    }),
  ],
  [
    ["PrefixUnaryExpression", "PostfixUnaryExpression"],
    evaluated(`${operators} ${syntax}/assignment.ts`, "syntax-operators", { reads: ["operand"] }),
  ],
  ["TypeOfExpression", evaluated(operators, "syntax-operators", { reads: ["expression"] })],
  ["VoidExpression", evaluated(operators, "syntax-operators", { reads: ["expression"] })],
  ["DeleteExpression", evaluated(`${syntax}/membership.ts`, "syntax-operators", { reads: ["expression"] })],
  [
    "ClassExpression",
    evaluated(`${syntax}/classes.ts 2-evaluate/members/instances.ts`, "class-static", {
      reads: ["modifiers", "name", "heritageClauses", "members"],
      erases: ["typeParameters"],
    }),
  ],
  [
    "YieldExpression",
    evaluated(`2-evaluate/generators/stopping.ts ${syntax}/yield.ts`, "generator-order", {
      reads: ["asteriskToken", "expression"],
    }),
  ],
  ["ThisKeyword", evaluated(`${syntax}/access.ts`, "class-known")],
  ["ImportKeyword", refused("module-unsupported", "syntax-kinds-refused")],
  ["BigIntLiteral", refused("bigint-unsupported", "syntax-kinds-refused")],
  [
    "MetaProperty",
    evaluated(`${syntax}/access.ts 1-parse/expression-errors.ts`, "class-new-target", { reads: ["name"] }),
  ],
  ["ExpressionWithTypeArguments", refused("syntax-unsupported", "syntax-kinds-refused")],
  // JSDoc notation, which the parser also accepts in code.
  [
    ["JSDocAllType", "JSDocUnknownType", "JSDocNullableType", "JSDocNonNullableType", "JSDocFunctionType"],
    refused("syntax-error", "syntax-early-errors"),
  ],
  ["PrivateIdentifier", part(`${syntax}/access.ts ${syntax}/classes.ts`, "class-known")],
  ["SuperKeyword", part(`${syntax}/access.ts ${calls}`, "class-known")],
];
