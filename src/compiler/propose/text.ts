/** Values in texts: other types than strings, and references written as text. */
import type { Here } from "./here.ts";
import type { Suggestion } from "../../diagnostics/suggestion.ts";
import type { RunTimeValue } from "../../diagnostics/run-time-value.ts";
import { orOf, tick } from "../../diagnostics/wording.ts";
import { ts, type TS } from "../typescript.ts";
import { inputOf, memberOf } from "./input.ts";
import { declarationOf, declarationSeen } from "../2-evaluate/types/names/value-names.ts";
import { outermost, unwrap } from "../syntax.ts";
import { pathOf } from "./path.ts";
import { fieldCode } from "./required-fields.ts";
import { startOf, wellKnownCallee } from "./well-known.ts";
import { usesOf } from "./names.ts";
import { codeOf, edit, insertion, itemDeletion, operandOf, replaced } from "./source.ts";
import { workflowAround } from "./workflow.ts";

/** `` label: `seed ${photo.seed}` `` → the value itself, or no field if the value is already returned. */
export function valueAlone(
  node: TS.Node,
  inside: readonly string[],
  module: Here,
  { root, steps = [] }: Pick<RunTimeValue, "root" | "steps">,
): Suggestion | undefined {
  const [part, ...others] = inside.map((path) => operandOf(node, module) + path);
  if (part !== undefined && others.length === 0) return replaced(node, part, module);
  if (part !== undefined) return { words: `Use the part you mean: ${orOf([part, ...others])}.` };
  const text = codeOf(node, module);
  if (root === "input") return fieldAsText(node, steps, module);
  const property = ts.findAncestor(node, ts.isPropertyAssignment);
  const isWhole =
    property !== undefined &&
    ts.isTemplateExpression(property.initializer) &&
    outermost(node).parent.parent === property.initializer;
  const isReturned = isWhole && ts.isReturnStatement(property.parent.parent);
  if (!isReturned)
    return {
      words: `Leave ${tick(text)} out of the string, or return it and build the string in another workflow that takes it as a string.`,
    };
  const { properties } = property.parent;
  const path = pathOf(node);
  const isPresent = properties.some(
    (each) => path !== undefined && ts.isPropertyAssignment(each) && pathOf(each.initializer) === path,
  );
  const note = `build ${codeOf(property.name, module)} after the run, from the result`;
  if (isPresent) return { edits: [itemDeletion(properties, property, module)], note };
  return { edits: [edit(property.initializer, text, module)], note };
}

/** `size: number` becomes `size: string`, if it is used only in texts. */
function fieldAsText(
  node: TS.Node,
  [field, ...inside]: readonly (string | number)[],
  module: Here,
): Suggestion | undefined {
  const input = inputOf(workflowAround(node, module), module);
  const member = input && inside.length === 0 ? memberOf(input, String(field)) : undefined;
  if (member === undefined || !ts.isIdentifier(node)) return undefined;
  const declared = declarationOf(node);
  const uses = declared === undefined ? [] : usesOf(declared, node.text, module.tree);
  if (uses.length === 0 || !uses.every((use) => ts.isTemplateSpan(outermost(use).parent))) return undefined;
  const element = declared !== undefined && ts.isBindingElement(declared) ? declared.initializer : undefined;
  const note = "it is sent as a string";
  const value =
    element && ts.isNumericLiteral(element) ? [edit(element, JSON.stringify(element.text), module)] : [];
  if (element !== undefined && value.length === 0) return undefined;
  if (ts.isPropertySignature(member)) {
    const type = member.type;
    const isPlain = type?.kind === ts.SyntaxKind.NumberKeyword || type?.kind === ts.SyntaxKind.BooleanKeyword;
    return isPlain && type !== undefined
      ? { edits: [edit(type, "string", module), ...value], note }
      : undefined;
  }
  const call = unwrap(member.initializer);
  const isPlain = plain.has(wellKnownCallee(call, module) ?? "");
  if (!isPlain || !ts.isCallExpression(call) || call.arguments.length > 0) return undefined;
  const text = `${codeOf(startOf(call), module)}.string()`;
  return { edits: [edit(member.initializer, text, module), ...value], note };
}

const plain: ReadonlySet<string> = new Set(["z.number", "z.boolean", "z.int"]);

/** `"$photo.images.0.url"` → `photo.images[0].url`, if there is a variable `photo`. */
export function referenceForText(node: TS.Node, text: string, module: Here): Suggestion | undefined {
  const [, root = "", path = ""] = /^\$([A-Za-z_]\w*)((?:\.\w+)+)$/.exec(text) ?? [];
  if (root === "" || !ts.isStringLiteralLike(node)) return withSpace(node, text, module);
  const steps = path.replace(/\.(\d+)(?=\.|$)/g, "[$1]");
  const [field = "", ...inside] = steps.slice(1).split(/(?=[.[])/);
  const code = root === "input" ? fieldCode(field, node, module) : isKnown(root, node) ? root : undefined;
  if (code === undefined)
    return {
      words: `Write the reference as the value itself: ${tick(`${root}${steps}`)}, without quotes and $.`,
    };
  return replaced(node, root === "input" ? [code, ...inside].join("") : code + steps, module);
}

/** `"$5 off"` → `" $5 off"`: prose contains a space; a URL or an enum value does not. */
function withSpace(node: TS.Node, text: string, module: Here): Suggestion | undefined {
  const written = firstText(node);
  if (written === undefined || !text.startsWith(written.text) || !text.includes(" ")) return undefined;
  const start = written.getStart(module.tree) + 1;
  return { edits: [insertion(start, " ", module)], note: "adds a leading space" };
}

/** What an expression begins with, if that is a text. */
function firstText(node: TS.Node): TS.StringLiteralLike | TS.TemplateHead | undefined {
  const value = unwrap(node);
  if (ts.isTemplateExpression(value)) return value.head;
  if (ts.isBinaryExpression(value) && value.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return firstText(value.left);
  return ts.isStringLiteralLike(value) ? value : undefined;
}

/** Whether a variable of this name has its value there. */
function isKnown(name: string, node: TS.Node): boolean {
  const declared = declarationSeen(name, node);
  // At the top of a file, no call has been made.
  const isInside = declared !== undefined && ts.findAncestor(declared, ts.isFunctionLike) !== undefined;
  if (!isInside || declared.end > node.pos) return false;
  return ts.isVariableDeclaration(declared) || ts.isBindingElement(declared) || ts.isParameter(declared);
}
