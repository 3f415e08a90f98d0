/** Operators and punctuation: each is a separate node below its expression. */
import { erased, type KindRows, part, refused } from "./row.ts";

const operators = "2-evaluate/syntax/operators.ts";
const assignment = "2-evaluate/syntax/assignment.ts";

export const operatorKinds: KindRows = [
  [
    [
      "PlusToken",
      "MinusToken",
      "AsteriskAsteriskToken",
      "SlashToken",
      "PercentToken",
      "LessThanToken",
      "LessThanEqualsToken",
      "GreaterThanToken",
      "GreaterThanEqualsToken",
      "EqualsEqualsToken",
      "ExclamationEqualsToken",
      "EqualsEqualsEqualsToken",
      "ExclamationEqualsEqualsToken",
      "LessThanLessThanToken",
      "GreaterThanGreaterThanToken",
      "GreaterThanGreaterThanGreaterThanToken",
      "AmpersandToken",
      "BarToken",
      "CaretToken",
      "TildeToken",
      "AmpersandAmpersandToken",
      "BarBarToken",
      "QuestionQuestionToken",
      "CommaToken",
      "InKeyword",
    ],
    part(operators, "syntax-operators"),
  ],
  // Between two operands; before a function's name, it makes a generator.
  ["AsteriskToken", part(operators, "syntax-operators")],
  // Before an operand; after a variable's name, it is for types only.
  ["ExclamationToken", part(operators, "syntax-operators")],
  [
    [
      "PlusEqualsToken",
      "MinusEqualsToken",
      "AsteriskEqualsToken",
      "AsteriskAsteriskEqualsToken",
      "SlashEqualsToken",
      "PercentEqualsToken",
      "LessThanLessThanEqualsToken",
      "GreaterThanGreaterThanEqualsToken",
      "GreaterThanGreaterThanGreaterThanEqualsToken",
      "AmpersandEqualsToken",
      "BarEqualsToken",
      "CaretEqualsToken",
      "BarBarEqualsToken",
      "AmpersandAmpersandEqualsToken",
      "QuestionQuestionEqualsToken",
      "PlusPlusToken",
      "MinusMinusToken",
    ],
    part(assignment, "syntax-operators"),
  ],
  ["EqualsToken", part(assignment, "syntax-expressions")],
  ["InstanceOfKeyword", refused("syntax-unsupported", "syntax-kinds-refused")],
  ["QuestionDotToken", part("2-evaluate/syntax/access.ts", "chain-known-null")],
  [
    "DotDotDotToken",
    part("2-evaluate/syntax/declarations.ts 2-evaluate/machine/function-calls.ts", "syntax-expressions"),
  ],
  // In a conditional expression, or a type.
  [["QuestionToken", "ColonToken"], erased("branch-known")],
  ["EqualsGreaterThanToken", erased("helper-inlined")],
];
