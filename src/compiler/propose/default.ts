/** An optional input field: gets a default in the interface, or becomes required. */
import { takesNull } from "../../schema/null-schema.ts";
import type { Here } from "./here.ts";
import type { Edit, Suggestion, Rewrite } from "../../diagnostics/suggestion.ts";
import { accessOf, methodCall, outermost, unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import {
  elementOf,
  type Input,
  inputOf,
  type Member,
  memberOf,
  destructuredInput,
  schemaOf,
} from "./input.ts";
import { declarationOf } from "../2-evaluate/types/names/value-names.ts";
import { usesOf } from "./names.ts";
import { codeOf, deletion, edit, insertion } from "./source.ts";
import { workflowAround, workflowOf } from "./workflow.ts";

/** `style ?? "photo"` shows a default; without one, the field becomes required. */
export function withoutGap(node: TS.Node, field: string, module: Here): Suggestion | undefined {
  const input = inputOf(workflowAround(node, module) ?? workflowOf(module), module);
  const member = input && memberOf(input, field);
  if (input === undefined || member === undefined) return undefined;
  const taken = ts.findAncestor(node, ts.isBindingElement);
  if (taken?.initializer !== undefined && !ts.isParameter(taken.parent.parent))
    return patternAtParameter(taken, input, module);
  const fallback = fallbackOf(node) ?? fallbackOfElement(elementOf(input, field), input);
  if (fallback !== undefined) return fallbackAsDefault(fallback, field, module);
  if (elementOf(input, field)?.initializer !== undefined) return undefined;
  const edits = required(member, module);
  return edits && { edits, note: `every run must then send ${field}` };
}

/**
 * `const { steps = 28 } = input;` → `{ steps = 28 }: Input` at the parameter, where it is a default of the interface.
 */
function patternAtParameter(element: TS.BindingElement, input: Input, module: Here): Suggestion {
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

/** The member made required; `undefined` if what makes it optional is not written there. */
export function required(member: Member, module: Here): readonly Edit[] | undefined {
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
  const { call, method } = methodCall(schema) ?? {};
  if (call === undefined || method === undefined) return undefined;
  const { owner, key } = method;
  return key === "optional" && call.arguments.length === 0 ? { call, owner } : optionalCall(owner);
}

/** The default in the only use of a variable that a pattern declares. */
function fallbackOfElement(
  element: TS.BindingElement | undefined,
  { workflow }: Input,
): TS.BinaryExpression | undefined {
  if (element === undefined || !ts.isIdentifier(element.name) || workflow.body === undefined)
    return undefined;
  const [use, ...more] = usesOf(element, element.name.text, workflow.body);
  return use !== undefined && more.length === 0 ? fallbackOf(use) : undefined;
}

/** `a ?? b` and `a || b`, if the node is `a`. */
export function fallbackOf(node: TS.Node): TS.BinaryExpression | undefined {
  const inner = outermost(node);
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
export function fallbackAsDefault(
  fallback: TS.BinaryExpression,
  field: string,
  module: Here,
): Rewrite | undefined {
  const { left, right, operatorToken } = fallback;
  const input = inputOf(workflowAround(fallback, module), module);
  const member = input && memberOf(input, field);
  if (input === undefined || member === undefined || !isKnown(right)) return undefined;
  // `??` replaces null, a default of the interface does not.
  if (takesNull(schemaOf(field, module))) return withoutNull(member, field, module);
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
  const read = accessOf(unwrap(left)) === undefined ? codeOf(left, module) : field;
  return { edits: [...edits.filter((each) => !isOfWhole(each)), edit(whole, read, module)], ...note };
}

/** `steps?: number | null` → `steps?: number`: then `?? 28` can be a default of the interface. */
function withoutNull(member: Member, field: string, module: Here): Rewrite | undefined {
  const note = `a run can then no longer send null for ${field}`;
  if (!ts.isPropertySignature(member)) {
    const { method } = methodCall(member.initializer) ?? {};
    if (method?.key !== "nullish") return undefined;
    const optional = ts.isIdentifier(method.name) ? "optional" : '"optional"';
    return { edits: [edit(method.name, optional, module)], note };
  }
  if (member.type === undefined || !ts.isUnionTypeNode(member.type)) return undefined;
  const others = member.type.types.filter(
    (part) => !ts.isLiteralTypeNode(part) || part.literal.kind !== ts.SyntaxKind.NullKeyword,
  );
  if (others.length === member.type.types.length || others.length === 0) return undefined;
  const kept = others.map((part) => codeOf(part, module)).join(" | ");
  return { edits: [edit(member.type, kept, module)], note };
}

/**
 * `||` replaces more than a missing value: the note names what, depending on the default's type, which is the
 * field's.
 */
function notedOf(field: string, fallback: TS.Expression): string {
  if (ts.isNumericLiteral(fallback) || ts.isPrefixUnaryExpression(fallback)) return `a ${field} of 0 stays 0`;
  const isBoolean = [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword].includes(fallback.kind);
  return isBoolean ? `a ${field} of false stays false` : `a ${field} of "" stays empty`;
}

/** `undefined` if the pattern has a default already, or lacks the field. */
function defaultInPattern(
  input: Input,
  field: string,
  code: string,
  module: Here,
): readonly Edit[] | undefined {
  if (ts.isIdentifier(input.parameter.name))
    return destructuredInput(input, new Map([[field, code]]), module);
  const element = elementOf(input, field);
  if (element === undefined || element.initializer !== undefined) return undefined;
  return [insertion(element.end, ` = ${code}`, module)];
}

/** Moves a default from a comment into the code. */
export function defaultInCode(field: string, value: string, module: Here): Rewrite | undefined {
  const workflow = workflowOf(module);
  const parameter = workflow?.parameters[0];
  if (workflow === undefined || parameter === undefined) return undefined;
  // The type's fields do not matter here, so it may be in another file.
  const shape = ts.factory.createTypeLiteralNode([]);
  const edits = defaultInPattern({ workflow, parameter, shape, isOwn: false }, field, value, module);
  return edits && { edits };
}

/** A literal, or a constant of the file. */
function isKnown(value: TS.Expression): boolean {
  const node = unwrap(value);
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
