/** `({ prompt, seed })` where nothing mentions `seed`: what it holds makes no difference to anything. */
import { ts, type TS } from "../typescript.ts";

/** Whether the element's name is mentioned nowhere else in the function, or file, around it. In doubt it is. */
export function isNeverMentioned(element: TS.Node): boolean {
  if (!ts.isBindingElement(element) || !ts.isIdentifier(element.name)) return false;
  const { name } = element;
  const isOther = (node: TS.Node): boolean => {
    if (ts.isTypeNode(node) || node === element) return false;
    if (ts.isIdentifier(node)) return node.text === name.text && !isKey(node);
    return ts.forEachChild(node, (child) => isOther(child) || undefined) ?? false;
  };
  let around: TS.Node = element.parent;
  while (!ts.isFunctionLike(around) && !ts.isSourceFile(around)) around = around.parent;
  return !isOther(around);
}

function isKey(name: TS.Identifier): boolean {
  const { parent } = name;
  return (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) && parent.name === name;
}
