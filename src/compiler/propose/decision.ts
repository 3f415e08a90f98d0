/**
 * Conditions known only at run time. If the caller knows the value, there is a workflow per case; if a model decides
 * it, the workflow ends there; whether a helper's parameter is given is always known.
 */
import { takesNull } from "../../schema/null-schema.ts";
import type { Here } from "./here.ts";
import type { Suggestion, Rewrite } from "../../diagnostics/suggestion.ts";
import type { RunTimeValue } from "../../diagnostics/run-time-value.ts";
import { tick } from "../../diagnostics/wording.ts";
import { unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { type Case, isFree, suffixOf, workflowPerCase } from "./cases.ts";
import { fallbackAsDefault, fallbackOf, required } from "./default.ts";
import {
  elementOf,
  fieldType,
  type Input,
  inputOf,
  type Member,
  memberOf,
  readsOf,
  schemaOf,
  removedField,
} from "./input.ts";
import { declarationOf } from "../2-evaluate/types/names/value-names.ts";
import { usesOf } from "./names.ts";
import { codeOf, edit, operandOf, pascal, replaced } from "./source.ts";
import { conditionEdits } from "./truthiness.ts";
import { isHandedIn, parameterOf, workflowAround } from "./workflow.ts";

/** What is known about the deciding value. */
export type Deciding = Pick<RunTimeValue, "root" | "steps">;

/** `node` is the deciding value: a condition, or one side of a comparison. */
export function decisionSuggestion(node: TS.Node, module: Here, value: Deciding): Suggestion | undefined {
  const { parameter, path } = (isHandedIn(node, module) ? parameterOf(node) : undefined) ?? {};
  const isWhole = path?.length === 0;
  const given = parameter && isWhole ? comparedWithUndefined(node, parameter, module) : undefined;
  if (given !== undefined) return given;
  const fallback = fallbackOf(node);
  if (value.root === "call") {
    const isOr = fallback?.operatorToken.kind !== ts.SyntaxKind.QuestionQuestionToken;
    return parameter !== undefined || isOr || fallback === undefined
      ? decidedByModel(node, module)
      : withoutFallback(fallback, module);
  }
  const field = fieldOf(value);
  if (field === undefined) return undefined;
  if (parameter !== undefined) return isWhole ? decidedByCaller(parameter, field, module) : undefined;
  return (fallback && fallbackAsDefault(fallback, field, module)) ?? perCase(node, field, module);
}

/** The field of the input that the value is. */
function fieldOf({ root, steps = [] }: Deciding): string | undefined {
  const [field] = steps;
  return root === "input" && steps.length === 1 && typeof field === "string" ? field : undefined;
}

function decidedByModel(node: TS.Node, module: Here): Suggestion {
  const code = codeOf(node, module);
  const text = /^[\w$.[\]!?]+$/.test(code) ? tick(code) : "its result";
  return {
    words: `This depends on a model's result. End the workflow here and return ${text}; the caller can then decide, and run the rest as another workflow.`,
  };
}

/** `a ?? b`, if it is unknown whether `a` exists: asserts that it does, for TypeScript too. */
function withoutFallback(fallback: TS.BinaryExpression, module: Here): Rewrite {
  const outer = ts.isParenthesizedExpression(fallback.parent) ? fallback.parent : fallback;
  const left = operandOf(fallback.left, module);
  return replaced(
    outer,
    left.endsWith("!") ? left : `${left}!`,
    module,
    `the run fails if the model leaves it out`,
  );
}

/**
 * `if (parent)` for `parent?: string` → `if (parent !== undefined)`: whether an argument is given is known at the
 * call.
 */
function comparedWithUndefined(
  node: TS.Node,
  { name, questionToken, type, initializer }: TS.ParameterDeclaration,
  module: Here,
): Rewrite | undefined {
  const isOptional =
    questionToken !== undefined ||
    (type !== undefined && ts.isUnionTypeNode(type) && type.types.some(({ kind }) => kind === ts.SyntaxKind.UndefinedKeyword)); // prettier-ignore
  const declared = type === undefined ? "" : codeOf(type, module);
  if (!isOptional || initializer !== undefined || !ts.isIdentifier(node) || !ts.isIdentifier(name))
    return undefined;
  // `false` and 0 are values, and decide differently from undefined.
  if (/\b(?:boolean|number|null|any|unknown)\b/.test(declared)) return undefined;
  const { parent } = node;
  const note = `a ${node.text} of "" then counts as given`;
  if (ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.ExclamationToken) {
    return replaced(parent, `${node.text} === undefined`, module, note);
  }
  if (!ts.isBinaryExpression(parent) || isLogicalAnd(parent)) {
    return isTested(node) ? replaced(node, `${node.text} !== undefined`, module, note) : undefined;
  }
  const fallback = fallbackOf(node);
  if (fallback?.operatorToken.kind !== ts.SyntaxKind.BarBarToken) return undefined;
  return { edits: [edit(fallback.operatorToken, "??", module)], note };
}

/** Whether only its truthiness is tested. */
function isTested(node: TS.Node): boolean {
  const { parent } = node;
  return (
    (ts.isIfStatement(parent) && parent.expression === node) ||
    (ts.isConditionalExpression(parent) && parent.condition === node) ||
    (ts.isBinaryExpression(parent) && isLogicalAnd(parent) && isTested(parent))
  );
}

function isLogicalAnd({ operatorToken: { kind } }: TS.BinaryExpression): boolean {
  return kind === ts.SyntaxKind.AmpersandAmpersandToken;
}

/** An input passed to a helper, decided at the helper's only call. */
function decidedByCaller(
  parameter: TS.ParameterDeclaration,
  field: string,
  here: Here,
): Suggestion | undefined {
  const { caller } = here;
  if (caller === undefined) return undefined;
  const { node: call } = caller;
  const module: Here = { ...here, ...caller.module };
  const helper = parameter.parent;
  const argument = call.arguments[helper.parameters.indexOf(parameter)];
  // A list's method calls the callback that is written there.
  if (argument === undefined || ts.isFunctionLike(argument)) return undefined;
  const rewrite = perCase(argument, field, module);
  if (rewrite !== undefined) return rewrite;
  const text = tick(codeOf(argument, module));
  return {
    words: `This depends on the input's ${text}, inside a helper. Turn the decision into a parameter with a known value, and write one workflow per case.`,
  };
}

function perCase(node: TS.Node, field: string, module: Here): Rewrite | undefined {
  const input = inputOf(workflowAround(node, module), module);
  const member = input && memberOf(input, field);
  if (input === undefined || member === undefined || !isOnlyUse(input, module)) return undefined;
  const values = valuesOf(node, field, module);
  if (values !== undefined) return perValue(input, field, values, module);
  return isText(field, module) ? perPresence(node, input, member, field, module) : undefined;
}

/** Another workflow's interface, or a helper's parameter, may have the same type. */
function isOnlyUse({ isOwn, parameter, shape }: Input, { tree }: Here): boolean {
  if (isOwn || ts.isObjectLiteralExpression(shape)) return true;
  const name = parameter.type?.getText(tree);
  let count = 0;
  const visit = (node: TS.Node): void => {
    if (ts.isTypeReferenceNode(node) && node.getText(tree) === name) count++;
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return count === 1;
}

interface Values {
  readonly type: string;
  /** As code. */
  readonly all: readonly string[];
  readonly note?: string;
}

/** The values that the field can have, or those that the program compares it with. */
function valuesOf(node: TS.Node, field: string, module: Here): Values | undefined {
  const schema = schemaOf(field, module);
  if (schema.type === "boolean") return { type: "boolean", all: ["true", "false"] };
  const all = (schema.enum ?? []).map((value) => JSON.stringify(value));
  if (all.length > 0) return all.length > 8 || takesNull(schema) ? undefined : { type: all.join(" | "), all };
  const { type, default: value } = schema;
  if (type !== "string" && type !== "number") return undefined;
  const number = typeof value === "number" ? [String(value)] : [];
  const asked = type === "string" ? askedFor(node, module) : number;
  if (asked.length === 0 || asked.some((each) => /^["']{2}$/.test(each))) return undefined;
  return {
    type,
    all: asked,
    note: `values other than ${asked.join(", ")} have no workflow`,
  };
}

/** `"wide"` in `size === "wide"`, and the cases of a switch. */
function askedFor(node: TS.Node, module: Here): readonly string[] {
  const { parent } = node;
  if (ts.isSwitchStatement(parent)) {
    const written = parent.caseBlock.clauses.filter(ts.isCaseClause).map(({ expression }) => expression);
    return written.every(ts.isStringLiteral) ? written.map((each) => codeOf(each, module)) : [];
  }
  if (!ts.isBinaryExpression(parent) || !/^===?$/.test(codeOf(parent.operatorToken, module))) return [];
  const other = unwrap(parent.left === node ? parent.right : parent.left);
  return ts.isStringLiteral(other) ? [codeOf(other, module)] : [];
}

/** The field becomes the parameter. */
function perValue(
  input: Input,
  field: string,
  { type, all, note }: Values,
  module: Here,
): Rewrite | undefined {
  const removed = removedField(input, field, module);
  if (removed === undefined) return undefined;
  const reads = ts.isIdentifier(input.parameter.name) ? readsOf(input) : [];
  if (reads === undefined) return undefined;
  const own = reads.filter(({ name }) => name.text === field);
  if (own.length > 0 && !isFree(field, module)) return undefined;
  const members = membersWithout(input, field, module);
  const isBoolean = type === "boolean";
  const cases = all.map((value): Case => ({
    value,
    suffix: isBoolean ? `${value === "true" ? "" : "Not"}${pascal(field)}` : suffixOf(field, value),
    members,
  }));
  return workflowPerCase(
    input,
    {
      name: field,
      removed: field,
      decider: `${field}: ${type}`,
      cases,
      edits: [...removed, ...own.map((read) => edit(read, field, module))],
      ...(note !== undefined && { note }),
    },
    module,
  );
}

/** `if (photo_url)`: one workflow takes a photo, the other does not. */
function perPresence(
  node: TS.Node,
  input: Input,
  member: Member,
  field: string,
  module: Here,
): Rewrite | undefined {
  const flag = `has${pascal(field)}`;
  if (!isFree(flag, module) || input.workflow.body === undefined) return undefined;
  const uses = usesOfField(input, field);
  const conditions = uses && conditionEdits(uses, flag, module);
  if (conditions === undefined || !conditions.nodes.includes(unwrapUse(node))) return undefined;
  const strict = input.isOwn ? [] : (required(member, module) ?? []);
  if (ts.isPropertyAssignment(member) && schemaOf(field, module).default !== undefined) return undefined;
  const others = membersWithout(input, field, module);
  const type = fieldType(member, module);
  return workflowPerCase(
    input,
    {
      name: flag,
      decider: `${flag}: boolean`,
      cases: [
        { value: "true", suffix: `With${pascal(field)}`, members: [...others, `${field}: ${type}`] },
        { value: "false", suffix: `Without${pascal(field)}`, members: others, fixed: [field, `""`] },
      ],
      edits: [...conditions.edits, ...strict],
    },
    module,
  );
}

function unwrapUse(node: TS.Node): TS.Node {
  return ts.isExpression(node) ? unwrap(node) : node;
}

/** `undefined` if the whole input is passed on. */
function usesOfField(input: Input, field: string): readonly TS.Expression[] | undefined {
  const { parameter, workflow } = input;
  if (ts.isIdentifier(parameter.name)) return readsOf(input)?.filter(({ name }) => name.text === field);
  const element = elementOf(input, field);
  if (element === undefined || !ts.isIdentifier(element.name) || workflow.body === undefined)
    return undefined;
  return usesOf(element, element.name.text, workflow.body);
}

function membersWithout(input: Input, field: string, module: Here): readonly string[] {
  if (ts.isObjectLiteralExpression(input.shape)) return [];
  return input.shape.members
    .filter((each) => each.name === undefined || codeOf(each.name, module) !== field)
    .map((each) => codeOf(each, module).replace(/[;,]$/, ""));
}

function isText(field: string, module: Here): boolean {
  const schema = schemaOf(field, module);
  return schema.type === "string" && schema.enum === undefined && schema.const === undefined;
}

/** `PRESETS[mood]` → a workflow per mood. */
export function keyPerCase(node: TS.Node, module: Here, value: Deciding): Suggestion | undefined {
  const field = fieldOf(value);
  if (field === undefined) return undefined;
  return perCase(node, field, module) ?? perKey(node, field, module);
}

/** A text field used as a key of an object literal: the keys are its possible values. */
function perKey(node: TS.Node, field: string, module: Here): Rewrite | undefined {
  const { parent } = node;
  const owner = ts.isElementAccessExpression(parent) ? unwrap(parent.expression) : undefined;
  const declared = owner !== undefined && ts.isIdentifier(owner) ? declarationOf(owner) : undefined;
  const value = declared && ts.isVariableDeclaration(declared) ? declared.initializer : undefined;
  const object = value && unwrap(value);
  const input = inputOf(workflowAround(node, module), module);
  const member = input && memberOf(input, field);
  if (object === undefined || !ts.isObjectLiteralExpression(object) || input === undefined) return undefined;
  if (member === undefined || !isOnlyUse(input, module) || !isText(field, module)) return undefined;
  const keys = object.properties.map(({ name }) =>
    name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name))
      ? JSON.stringify(name.text)
      : undefined,
  );
  if (!keys.every((each) => each !== undefined) || keys.length === 0 || keys.length > 8) return undefined;
  return perValue(input, field, { type: keys.join(" | "), all: keys }, module);
}

/** For comparisons: like `decisionSuggestion`, with words if the values are not known. */
export function comparisonSuggestion(node: TS.Node, module: Here, value: Deciding): Suggestion | undefined {
  const suggestion = decisionSuggestion(node, module, value);
  if (suggestion !== undefined || value.root !== "input") return suggestion;
  return {
    words: `${tick(operandOf(node, module))} is known only at run time. Hard-code the value, or take it as a parameter with a known value and write one workflow per value.`,
  };
}
