/**
 * A condition that only the run knows. Where the caller knows it, it becomes a parameter with a known value and a
 * workflow per case; where a model decides it, the workflow ends there.
 */
import { lastName, literally } from "../../diagnostics/wording.ts";
import type { Module } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";
import { codeOf, pascal, replaced } from "./source.ts";
import type { Caller } from "./caller.ts";
import { originOf, signature, workflowAround } from "./workflow.ts";

/** `node` is the value that decides: a condition, or one side of a comparison. `caller`: where its helper is called. */
export function decisionRewrite(node: TS.Node, module: Module, caller?: Caller): string | undefined {
  const { parent } = node;
  if (isNullish(parent) && parent.left === node) return withoutFallback(parent, module);
  const workflow = workflowAround(node);
  if (workflow === undefined) return caller && decidedByCaller(node, caller);
  const comparison = ts.isBinaryExpression(parent) && !isLogical(parent) ? parent : undefined;
  const origin = originOf(node, workflow);
  if (origin?.kind === "call") {
    return [
      "// end here; the caller decides, and runs the workflow that goes on",
      `return { ${property(codeOf(node, module))} };`,
    ].join("\n");
  }
  if (origin === undefined) return undefined;
  const { field } = origin;
  if (comparison !== undefined) {
    return casePerWorkflow(comparison, flag(flagName(comparison, field, module)), workflow, module);
  }
  if (ts.isSwitchStatement(parent)) {
    const first = parent.caseBlock.clauses.find(ts.isCaseClause);
    const value = first === undefined ? "undefined" : codeOf(first.expression, module);
    return casePerWorkflow(node, { name: field, type: "string", value }, workflow, module);
  }
  const isFlag = fieldType(field, workflow, module) === "boolean";
  return casePerWorkflow(node, flag(isFlag ? field : `has${pascal(field)}`), workflow, module);
}

/** What decides, as a parameter, and its value in the first of the workflows. */
interface Decider {
  readonly name: string;
  readonly type: string;
  readonly value: string;
}

function flag(name: string): Decider {
  return { name, type: "boolean", value: "true" };
}

/** As the workflow's parameter says; a field whose type stands elsewhere is taken for what it is used as. */
function fieldType(field: string, { parameters }: TS.FunctionDeclaration, module: Module): string {
  const type = parameters[0]?.type;
  if (type === undefined || !ts.isTypeLiteralNode(type)) return "boolean";
  const member = type.members.find(({ name }) => name !== undefined && codeOf(name, module) === field);
  return member !== undefined && ts.isPropertySignature(member) && member.type
    ? codeOf(member.type, module)
    : "boolean";
}

/** The helper's parameter that decides is given a value that is known. */
function decidedByCaller(node: TS.Node, { call, module }: Caller): string | undefined {
  const helper = ts.findAncestor(node, ts.isFunctionLike);
  const index = helper?.parameters.findIndex(
    ({ name }) => ts.isIdentifier(name) && ts.isIdentifier(node) && name.text === node.text,
  );
  const argument = index === undefined ? undefined : call.arguments[index];
  if (argument === undefined) return undefined;
  return `// a known value here, and a workflow per case\n${replaced(argument, "true", module)}`;
}

function casePerWorkflow(
  condition: TS.Node,
  { name: decider, type: deciderType, value }: Decider,
  workflow: TS.FunctionDeclaration,
  module: Module,
): string {
  const name = workflow.name?.text ?? "workflow";
  const [parameter] = workflow.parameters;
  const bound = parameter === undefined ? "input" : codeOf(parameter.name, module);
  const type = parameter?.type === undefined ? "Input" : codeOf(parameter.type, module);
  // What decides is a parameter of its own now, and no field of the input any more.
  const rest = withoutMember(bound, decider);
  const input = withoutMember(type, decider);
  const test = codeOf(condition, module);
  return [
    "// the decision is a parameter with a known value; each case is a workflow, in a file of its own",
    `async function ${name}(${rest}: ${input}, ${decider}: ${deciderType}) {`,
    ...(test === decider ? [] : [indented(withFlag(condition, decider, module))]),
    "",
    signature(workflow, module, `input: ${input}`, `${name}${pascal(decider)}`),
    `  return ${name}(input, ${value});`,
    "}",
  ].join("\n");
}

/** The line of the condition; `title || "none"` is about the value too: `hasTitle ? title : "none"`. */
function withFlag(condition: TS.Node, name: string, module: Module): string {
  const { parent } = condition;
  if (!ts.isBinaryExpression(parent) || !isLogical(parent) || parent.left !== condition) {
    return replaced(condition, name, module);
  }
  const [left, right] = [codeOf(parent.left, module), codeOf(parent.right, module)];
  const isAnd = parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
  return replaced(parent, isAnd ? `${name} ? ${right} : ${left}` : `${name} ? ${left} : ${right}`, module);
}

/** `a ?? b`, where nobody knows whether there is an `a`: say that there is. */
function withoutFallback(node: TS.BinaryExpression, module: Module): string {
  const outer = ts.isParenthesizedExpression(node.parent) ? node.parent : node;
  return replaced(outer, codeOf(node.left, module), module);
}

function isNullish(node: TS.Node): node is TS.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
}

function isLogical({ operatorToken: { kind } }: TS.BinaryExpression): boolean {
  return kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken;
}

/** `size === "large"` is called `isLarge`, `count > 3` `highCount`. */
function flagName(comparison: TS.BinaryExpression, field: string, module: Module): string {
  const operator = codeOf(comparison.operatorToken, module);
  const literal = [comparison.left, comparison.right].find(ts.isStringLiteral);
  const word = literal === undefined ? "" : literal.text.replace(/\W+/g, "");
  if (word !== "") return `is${pascal(word)}`;
  return `${operator.startsWith(">") ? "high" : operator.startsWith("<") ? "low" : "same"}${pascal(field)}`;
}

/** `{ prompt, large }` without `large`; `{ prompt: string; large: boolean }` likewise. Other text stays as it is. */
function withoutMember(text: string, name: string): string {
  if (!text.startsWith("{")) return text;
  const separator = /;/.test(text) ? ";" : ",";
  const members = text
    .slice(1, -1)
    .split(/[,;]/)
    .map((each) => each.trim());
  const kept = members.filter((each) => each !== "" && !new RegExp(`^${literally(name)}\\b`).test(each));
  return kept.length === 0 ? "{}" : `{ ${kept.join(`${separator} `)} }`;
}

/** `photo.has_nsfw` under its own name: `has_nsfw: photo.has_nsfw`; a name alone stays alone. */
export function property(text: string): string {
  return /^\w+$/.test(text) ? text : `${lastName(text)}: ${text}`;
}

function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}
