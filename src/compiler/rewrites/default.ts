/** A field of the input that may be left out: its default where the interface is declared, or no longer left out. */
import type { Edit, Proposal, Rewrite } from "../../diagnostics/rewrite.ts";
import type { Module } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";
import { elementOf, type Input, inputOf, type Member, memberOf, destructuredInput } from "./input.ts";
import { declarationOf, usesOf } from "./names.ts";
import { codeOf, deletion, edit, insertion } from "./source.ts";
import { originOf, workflowAround, workflowOf } from "./workflow.ts";

/** `style ?? "photo"` says a default; without one the field has to be given with every run. */
export function withoutGap(node: TS.Node, field: string, module: Module): Proposal | undefined {
  const input = inputOf(workflowAround(node, module) ?? workflowOf(module), module);
  const member = input && memberOf(input, field);
  if (input === undefined || member === undefined) return undefined;
  const taken = ts.findAncestor(node, ts.isBindingElement);
  if (taken?.initializer !== undefined && !ts.isParameter(taken.parent.parent))
    return patternAtParameter(taken, input, module);
  const fallback = fallbackOf(node) ?? fallbackOfElement(elementOf(input, field), input);
  if (fallback !== undefined) return fallbackAsDefault(fallback, module);
  if (elementOf(input, field)?.initializer !== undefined) return undefined;
  const edits = required(member, module);
  return edits && { edits, note: `every run must then send ${field}` };
}

/** `const { steps = 28 } = input;` → `{ steps = 28 }: Input` at the parameter, where a default is one of the interface. */
function patternAtParameter(element: TS.BindingElement, input: Input, module: Module): Proposal {
  const { parent: pattern } = element;
  const { parent: declaration } = pattern;
  const { workflow, parameter } = input;
  const { name } = parameter;
  const words = {
    words: `Write the default at the workflow's parameter, which is where it becomes part of the interface: \`{ ${codeOf(element, module)} }\`.`,
  };
  const isWhole =
    ts.isIdentifier(name) &&
    ts.isVariableDeclaration(declaration) &&
    ts.isVariableDeclarationList(declaration.parent) &&
    declaration.initializer !== undefined &&
    ts.isIdentifier(declaration.initializer) &&
    declarationOf(declaration.initializer) === parameter;
  if (!isWhole) return words;
  const statement = declaration.parent.parent;
  const isOnly =
    ts.isVariableStatement(statement) &&
    statement.parent === workflow.body &&
    statement.declarationList.declarations.length === 1 &&
    usesOf(parameter, name.text, workflow).length === 1;
  if (!isOnly) return words;
  return { edits: [edit(name, codeOf(pattern, module), module), deletion(statement, module)] };
}

/** The member without what makes it optional; `undefined` where that is not written at it. */
export function required(member: Member, module: Module): readonly Edit[] | undefined {
  if (ts.isPropertySignature(member)) {
    const { questionToken } = member;
    return questionToken && [edit(questionToken, "", module)];
  }
  const optional = optionalCall(member.initializer);
  return optional && [edit(optional.call, codeOf(optional.owner, module), module)];
}

/** `z.string().optional()` in `z.string().optional().describe("…")`. */
function optionalCall(
  schema: TS.Expression,
): { readonly call: TS.CallExpression; readonly owner: TS.Expression } | undefined {
  if (!ts.isCallExpression(schema) || !ts.isPropertyAccessExpression(schema.expression)) return undefined;
  const { name, expression: owner } = schema.expression;
  return name.text === "optional" && schema.arguments.length === 0
    ? { call: schema, owner }
    : optionalCall(owner);
}

/** The only use of what a pattern takes, where that says a default. */
function fallbackOfElement(
  element: TS.BindingElement | undefined,
  { workflow }: Input,
): TS.BinaryExpression | undefined {
  if (element === undefined || !ts.isIdentifier(element.name) || workflow.body === undefined)
    return undefined;
  const [use, ...more] = usesOf(element, element.name.text, workflow.body);
  return use !== undefined && more.length === 0 ? fallbackOf(use) : undefined;
}

/** `a ?? b` and `a || b`, where the node is the a. */
export function fallbackOf(node: TS.Node): TS.BinaryExpression | undefined {
  const inner = ts.isParenthesizedExpression(node.parent) ? node.parent : node;
  const { parent } = inner;
  const isFallback =
    ts.isBinaryExpression(parent) &&
    parent.left === inner &&
    (parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken ||
      parent.operatorToken.kind === ts.SyntaxKind.BarBarToken);
  return isFallback ? parent : undefined;
}

/**
 *     async function shot(input: { prompt: string; style?: string }) { … input.style ?? "photo"
 *     async function shot({ prompt, style = "photo" }: { prompt: string; style?: string }) { … style
 */
export function fallbackAsDefault(fallback: TS.BinaryExpression, module: Module): Rewrite | undefined {
  const { left, right, operatorToken } = fallback;
  const origin = originOf(left, module);
  const input = inputOf(workflowAround(fallback, module), module);
  if (input === undefined || origin?.kind !== "input" || origin.path.length !== 1) return undefined;
  const [field = ""] = origin.path;
  const member = memberOf(input, field);
  if (member === undefined || !isKnown(right)) return undefined;
  const whole = ts.isParenthesizedExpression(fallback.parent) ? fallback.parent : fallback;
  const code = codeOf(right, module);
  const isOr = operatorToken.kind === ts.SyntaxKind.BarBarToken;
  const note = isOr ? { note: notedOf(field, right) } : {};
  if (ts.isPropertyAssignment(member)) {
    const optional = optionalCall(member.initializer);
    if (optional === undefined) return undefined;
    const edits = [
      edit(optional.call, `${codeOf(optional.owner, module)}.default(${code})`, module),
      edit(whole, codeOf(left, module), module),
    ];
    return { edits, ...note };
  }
  if (member.questionToken === undefined) return undefined;
  const edits = defaultInPattern(input, field, code, module);
  if (edits === undefined) return undefined;
  const isOfWhole = ({ span: { start, end } }: Edit) => whole.pos <= start && end <= whole.end;
  const read = ts.isPropertyAccessExpression(left) ? field : codeOf(left, module);
  return { edits: [...edits.filter((each) => !isOfWhole(each)), edit(whole, read, module)], ...note };
}

/** `||` passes over more than what is left out: by the default's type, which is the field's, over what is given as this. */
function notedOf(field: string, fallback: TS.Expression): string {
  if (ts.isNumericLiteral(fallback) || ts.isPrefixUnaryExpression(fallback)) return `a ${field} of 0 stays 0`;
  const isBoolean = [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword].includes(fallback.kind);
  return isBoolean ? `a ${field} of false stays false` : `a ${field} of "" stays empty`;
}

/** `undefined` where the pattern gives it one already, or does not take the field. */
function defaultInPattern(
  input: Input,
  field: string,
  code: string,
  module: Module,
): readonly Edit[] | undefined {
  if (ts.isIdentifier(input.parameter.name))
    return destructuredInput(input, new Map([[field, code]]), module);
  const element = elementOf(input, field);
  if (element === undefined || element.initializer !== undefined) return undefined;
  return [insertion(element.end, ` = ${code}`, module)];
}

/** A default that only a comment states, in the code. */
export function defaultInCode(field: string, value: string, module: Module): Rewrite | undefined {
  const workflow = workflowOf(module);
  const parameter = workflow?.parameters[0];
  if (workflow === undefined || parameter === undefined) return undefined;
  // Which fields the type has does not matter here, so it may stand in another file.
  const shape = ts.factory.createTypeLiteralNode([]);
  const edits = defaultInPattern({ workflow, parameter, shape, isOwn: false }, field, value, module);
  return edits && { edits };
}

/** Written out, or a constant of the file. */
function isKnown(node: TS.Expression): boolean {
  if (ts.isIdentifier(node)) {
    const declared = declarationOf(node);
    return (
      declared !== undefined &&
      ts.isVariableDeclaration(declared) &&
      ts.isSourceFile(declared.parent.parent.parent) &&
      (declared.parent.flags & ts.NodeFlags.Const) !== 0
    );
  }
  return (
    ts.isStringLiteralLike(node) ||
    ts.isNumericLiteral(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword
  );
}
