/** For a whole result with optional parts: writes out the fields that are always present. */
import type { Here } from "./here.ts";
import type { DiagnosticFacts } from "../../diagnostics/diagnostic.ts";
import type { Suggestion } from "../../diagnostics/suggestion.ts";
import { ts, type TS } from "../typescript.ts";
import { fieldsOf, maxFields } from "./fields.ts";
import { accessCode, pathOf } from "./path.ts";
import { fieldsSpreadOut } from "./object.ts";
import { freeName } from "./lift-to-input.ts";
import { codeOf, insertion, itemDeletion, replaced } from "./source.ts";

export function wholeWrittenOut(
  node: TS.Node,
  module: Here,
  { optional, always }: DiagnosticFacts<"whole-optional">,
): Suggestion | undefined {
  const path = pathOf(node);
  if (optional.length === 0) return path === undefined ? undefined : asserted(node, module);
  if (always.length === 0 || always.length > maxFields) return undefined;
  const note = `without ${optional.join(", ")}`;
  if (ts.isBindingElement(node)) return restWrittenOut(node, always, note, module);
  if (ts.isSpreadAssignment(node.parent)) return spreadOut(node.parent, always, note, module);
  const { parent: returning } = node;
  if (path === undefined && ts.isReturnStatement(returning) && ts.isBlock(returning.parent)) {
    const name = freeName(["result", "made", "answer"], module);
    if (name === undefined) return undefined;
    const text = codeOf(node, module);
    return replaced(
      returning,
      `const ${name} = ${ts.isAwaitExpression(node) ? text : `await ${text}`};\nreturn { ${fieldsOf(name, always)} };`,
      module,
      note,
    );
  }
  if (path === undefined) return undefined;
  const object = `{ ${fieldsOf(path, always)} }`;
  const isBody = ts.isArrowFunction(node.parent) && node.parent.body === node;
  return replaced(node, isBody ? `(${object})` : object, module, note);
}

/** `{ ...file, image_url: file.url }`: a value that is sent under its right name is not sent under another one. */
function spreadOut(
  spread: TS.SpreadAssignment,
  always: readonly string[],
  note: string,
  module: Here,
): Suggestion | undefined {
  const { properties } = spread.parent;
  const path = pathOf(spread.expression);
  const isCallInput = ts.isCallExpression(spread.parent.parent);
  const isSent = (key: string) =>
    path !== undefined &&
    properties.some(
      (each) => ts.isPropertyAssignment(each) && pathOf(each.initializer) === path + accessCode(key),
    );
  const left = always.filter((key) => !(isCallInput && isSent(key)));
  return left.length > 0
    ? fieldsSpreadOut(spread.expression, left, module, note)
    : { edits: [itemDeletion(properties, spread, module)], note };
}

/** `photo.images[0]` → `photo.images[0]!` */
function asserted(node: TS.Node, module: Here): Suggestion {
  return { edits: [insertion(node.end, "!", module)], note: "the run fails if it is missing" };
}

/** `const { seed, ...rest } = photo` → `const { seed } = photo, rest = { images: photo.images }` */
function restWrittenOut(
  node: TS.BindingElement,
  always: readonly string[],
  note: string,
  module: Here,
): Suggestion | undefined {
  const { parent: pattern, name } = node;
  const { parent: declaration } = pattern;
  if (!ts.isObjectBindingPattern(pattern) || !ts.isVariableDeclaration(declaration)) return undefined;
  const { initializer } = declaration;
  if (initializer === undefined || !ts.isIdentifier(name) || pattern.elements.length < 2) return undefined;
  const path = pathOf(initializer);
  if (path === undefined) return undefined;
  const rest = `, ${name.text} = { ${fieldsOf(path, always)} }`;
  const edits = [itemDeletion(pattern.elements, node, module), insertion(initializer.end, rest, module)];
  return { edits, note };
}
