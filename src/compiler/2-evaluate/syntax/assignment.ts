/** Changing what is known: `=`, `+=`, `++`, on variables and on parts of known lists and objects. */
import { toKey } from "../keys.ts";
import type { ExpressionRule, Machine, Place } from "../machine.ts";
import { arrayIndex, readProperty } from "../read.ts";
import { applyOperator, takesRight } from "./operators.ts";
import { unwrap } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { describe, known, type Poison, type Value } from "../values.ts";

const compound: ReadonlyMap<TS.SyntaxKind, TS.SyntaxKind> = new Map([
  [ts.SyntaxKind.PlusEqualsToken, ts.SyntaxKind.PlusToken],
  [ts.SyntaxKind.MinusEqualsToken, ts.SyntaxKind.MinusToken],
  [ts.SyntaxKind.AsteriskEqualsToken, ts.SyntaxKind.AsteriskToken],
  [ts.SyntaxKind.SlashEqualsToken, ts.SyntaxKind.SlashToken],
  [ts.SyntaxKind.PercentEqualsToken, ts.SyntaxKind.PercentToken],
]);

/** These assign only when the left side's value asks for it, and only then evaluate the right. */
const logical: ReadonlyMap<TS.SyntaxKind, TS.SyntaxKind> = new Map([
  [ts.SyntaxKind.AmpersandAmpersandEqualsToken, ts.SyntaxKind.AmpersandAmpersandToken],
  [ts.SyntaxKind.BarBarEqualsToken, ts.SyntaxKind.BarBarToken],
  [ts.SyntaxKind.QuestionQuestionEqualsToken, ts.SyntaxKind.QuestionQuestionToken],
]);

export function isAssignment(kind: TS.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

export const assignment: ExpressionRule<TS.BinaryExpression> = (node, place, machine) => {
  const operator = node.operatorToken.kind;
  const target = findTarget(node.left, place, machine);
  if ("kind" in target) {
    machine.evaluate(node.right, place);
    return target;
  }
  if (operator === ts.SyntaxKind.EqualsToken) {
    if (ts.isIdentifier(node.left)) machine.boundTo = node.left.text;
    const value = machine.evaluate(node.right, place);
    machine.boundTo = undefined;
    target.write(value);
    return value;
  }
  const condition = logical.get(operator);
  if (condition !== undefined) return assignWhere(condition, node, target, place, machine);
  const simple = compound.get(operator);
  if (simple === undefined) {
    return machine.refuse("syntax-unsupported", node.operatorToken, place, {
      construct: `the operator ${ts.tokenToString(operator) ?? ""}`,
      rewrite: `${machine.textOf(node.left, place)} = …;`,
    });
  }
  const before = target.read();
  const value = applyOperator(simple, before, machine.evaluate(node.right, place), node, place, machine);
  target.write(value);
  return value;
};

function assignWhere(
  operator: TS.SyntaxKind,
  node: TS.BinaryExpression,
  target: Target,
  place: Place,
  machine: Machine,
): Value {
  const before = target.read();
  const takes = takesRight(operator, before, node.left, place, machine);
  if (takes === false) return before;
  if (takes !== true) {
    machine.explore(() => machine.evaluate(node.right, place));
    return takes;
  }
  const value = machine.evaluate(node.right, place);
  target.write(value);
  return value;
}

export const updateExpression: ExpressionRule<TS.PrefixUnaryExpression | TS.PostfixUnaryExpression> = (
  node,
  place,
  machine,
) => {
  const target = findTarget(node.operand, place, machine);
  if ("kind" in target) return target;
  const before = target.read();
  if (before.kind === "poison") return before;
  const operator = node.operator === ts.SyntaxKind.PlusPlusToken ? "++" : "--";
  if (before.kind !== "known") {
    const text = machine.textOf(node.operand, place);
    return machine.refuse("operator-on-reference", node.operand, place, { operator, text });
  }
  const number = Number(before.value);
  const after = known(operator === "++" ? number + 1 : number - 1);
  target.write(after);
  return ts.isPrefixUnaryExpression(node) ? after : known(number);
};

interface Target {
  read(): Value;
  write(value: Value): void;
}

/** What is assigned to, with its parts evaluated once. */
function findTarget(left: TS.Expression, place: Place, machine: Machine): Target | Poison {
  const node = unwrap(left);
  if (ts.isIdentifier(node)) return variableTarget(node, place, machine);
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    return propertyTarget(node, place, machine);
  }
  return machine.refuse("syntax-unsupported", node, place, {
    construct: "assigning to a pattern",
    rewrite: `const [first, second] = pair;`,
  });
}

function variableTarget(node: TS.Identifier, place: Place, machine: Machine): Target | Poison {
  const name = node.text;
  const variable = place.scope.find(name);
  if (variable === undefined)
    return machine.refuse("name-unknown", node, place, { name, nearest: undefined });
  const { value: before } = variable;
  if (before === undefined) return machine.refuse("name-before-definition", node, place, { name });
  if (variable.constant) return machine.refuse("assign-constant", node, place, { name });
  return {
    read: () => {
      machine.touch(variable, false, node, place);
      return variable.value ?? before;
    },
    write: (value) => {
      machine.touch(variable, true, node, place);
      variable.value = value;
    },
  };
}

function propertyTarget(
  node: TS.PropertyAccessExpression | TS.ElementAccessExpression,
  place: Place,
  machine: Machine,
): Target | Poison {
  const owner = machine.evaluate(node.expression, place);
  const key = ts.isPropertyAccessExpression(node)
    ? node.name.text
    : toKey(machine.evaluate(node.argumentExpression, place), node.argumentExpression, place, machine);
  if (owner.kind === "poison") return owner;
  if (typeof key !== "string") return key;
  const text = machine.textOf(node.expression, place);
  const read = () => readProperty(owner, key, node, node.expression, place, machine);
  if (owner.kind === "object" && !(key in Object.prototype)) {
    const write = (value: Value) => {
      machine.touch(owner, true, node, place);
      owner.fields[key] = value;
    };
    return { read, write };
  }
  if (owner.kind === "array") {
    const index = arrayIndex(key);
    if (index !== undefined && index <= owner.elements.length) {
      const write = (value: Value) => {
        machine.touch(owner, true, node, place);
        owner.elements[index] = value;
      };
      return { read, write };
    }
  }
  if (owner.kind === "reference" || owner.kind === "text") {
    return machine.refuse("operator-on-reference", node, place, { operator: "=", text });
  }
  if (owner.kind === "pending") return machine.refuse("await-missing", node.expression, place, { text });
  return machine.refuse("syntax-unsupported", node, place, {
    construct: `setting ${JSON.stringify(key)} of ${describe(owner)}`,
    rewrite: `const changed = { ...${text}, key: value };`,
  });
}
