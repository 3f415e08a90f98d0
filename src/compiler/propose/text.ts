/** Values in texts: other types than strings, and references written as text. */
import type { Here } from "./here.ts";
import type { Suggestion } from "../../diagnostics/suggestion.ts";
import type { RunTimeValue } from "../../diagnostics/run-time-value.ts";
import { orOf, tick } from "../../diagnostics/wording.ts";
import { ts, type TS } from "../typescript.ts";
import { inputOf, memberOf } from "./input.ts";
import { declarationOf } from "../2-evaluate/types/names/value-names.ts";
import { usesOf } from "./names.ts";
import { codeOf, edit, itemDeletion, operandOf, replaced } from "./source.ts";
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
    node.parent.parent === property.initializer;
  const isReturned = isWhole && ts.isReturnStatement(property.parent.parent);
  if (!isReturned)
    return {
      words: `Leave ${tick(text)} out of the string, or return it and build the string in another workflow that takes it as a string.`,
    };
  const { properties } = property.parent;
  const isPresent = properties.some(
    (each) => ts.isPropertyAssignment(each) && codeOf(each.initializer, module) === text,
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
  if (uses.length === 0 || !uses.every(({ parent }) => ts.isTemplateSpan(parent))) return undefined;
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
  const isPlain = /^z\.(?:number|boolean|int)\(\)$/.test(codeOf(member.initializer, module));
  return isPlain ? { edits: [edit(member.initializer, "z.string()", module), ...value], note } : undefined;
}

/** `"$photo.images.0.url"` → `photo.images[0].url`, if there is a variable `photo`. */
export function referenceForText(node: TS.Node, text: string, module: Here): Suggestion | undefined {
  const [, root = "", path = ""] = /^\$([A-Za-z_]\w*)((?:\.\w+)+)$/.exec(text) ?? [];
  if (root === "" || !ts.isStringLiteralLike(node)) return undefined;
  const steps = path.replace(/\.(\d+)(?=\.|$)/g, "[$1]");
  const name = root === "input" ? nameOfInput(node, module) : isKnown(root, node) ? root : undefined;
  if (name === undefined)
    return {
      words: `Write the reference as the value itself: ${tick(`${root}${steps}`)}, without quotes and $.`,
    };
  return replaced(node, name === "" ? steps.slice(1) : `${name}${steps}`, module);
}

/** `""` if the input is destructured. */
function nameOfInput(node: TS.Node, module: Here): string | undefined {
  const parameter = workflowAround(node, module)?.parameters[0];
  if (parameter === undefined) return undefined;
  return ts.isIdentifier(parameter.name) ? parameter.name.text : "";
}

function isKnown(name: string, node: TS.Node): boolean {
  for (let around: TS.Node | undefined = node; around !== undefined; around = around.parent) {
    if (!ts.isBlock(around)) continue;
    const isBefore = around.statements.some(
      (each) =>
        each.end < node.pos &&
        ts.isVariableStatement(each) &&
        each.declarationList.declarations.some((one) => ts.isIdentifier(one.name) && one.name.text === name),
    );
    if (isBefore) return true;
  }
  return false;
}
