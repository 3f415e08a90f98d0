/** Objects and lists: what to write for a spread, a deleted key, `__proto__`. */
import type { Module } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";
import { codeOf, replaced } from "./source.ts";

/** `[...photo.images]` → `[photo.images[0], photo.images[1]]`; an object's fields one by one, where they are known. */
export function writtenOut(node: TS.Node, keys: readonly string[], module: Module): string | undefined {
  const text = codeOf(node, module);
  const { parent } = node;
  if (ts.isSpreadElement(parent)) return replaced(parent, `${text}[0], ${text}[1]`, module);
  if (!ts.isSpreadAssignment(parent) || keys.length === 0 || keys.length > 8) return undefined;
  return replaced(parent, keys.map((key) => `${key}: ${text}.${key}`).join(", "), module);
}

/** `{ __proto__: brand }` takes over what `brand` has; a spread says so. */
export function spreadForPrototype(node: TS.Node, module: Module): string | undefined {
  const { parent } = node;
  if (!ts.isPropertyAssignment(parent) || !ts.isIdentifier(parent.initializer)) return undefined;
  return replaced(parent, `...${parent.initializer.text}`, module);
}

/** `delete settings.seed` → the object without the key. */
export function restForDelete(node: TS.Node, module: Module): string | undefined {
  const target = ts.isDeleteExpression(node) ? node.expression : undefined;
  if (target === undefined || !ts.isPropertyAccessExpression(target)) return undefined;
  return `const { ${target.name.text}, ...rest } = ${codeOf(target.expression, module)};`;
}

/** `namespace brand { export const style = "x"; }` → `const brand = { style: "x" };` */
export function objectForNamespace(node: TS.Node, module: Module): string | undefined {
  const declaration = ts.isModuleDeclaration(node) ? node : node.parent;
  if (!ts.isModuleDeclaration(declaration) || declaration.body === undefined) return undefined;
  if (!ts.isModuleBlock(declaration.body)) return undefined;
  const fields: string[] = [];
  for (const statement of declaration.body.statements) {
    if (!ts.isVariableStatement(statement)) return undefined;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (initializer === undefined || !ts.isIdentifier(name)) return undefined;
      fields.push(`${name.text}: ${codeOf(initializer, module)}`);
    }
  }
  return `const ${codeOf(declaration.name, module)} = { ${fields.join(", ")} };`;
}

/** `made["top-left"].url` → `made`, as far as a graph can say it. */
export function wholeValue(node: TS.Node, module: Module): string | undefined {
  if (!ts.isElementAccessExpression(node) && !ts.isPropertyAccessExpression(node)) return undefined;
  let whole: TS.Node = node;
  const isOwner = ({ parent }: TS.Node) =>
    ts.isPropertyAccessExpression(parent) ||
    ts.isElementAccessExpression(parent) ||
    ts.isNonNullExpression(parent);
  while (isOwner(whole)) whole = whole.parent;
  return replaced(whole, codeOf(node.expression, module), module);
}
