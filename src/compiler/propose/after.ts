/** Makes a call wait for another: `speak({ … })` → `speak({ … }, { after: [cloned] })`. */
import type { Here } from "./here.ts";
import type { Edit, Suggestion } from "../../diagnostics/suggestion.ts";
import type { Value } from "../2-evaluate/values/values.ts";
import { ts, type TS } from "../typescript.ts";
import { freeName } from "./lift-to-input.ts";
import { outermost, writtenName } from "../syntax.ts";
import { edit, insertion } from "./source.ts";

/** `first`: the result of the call to wait for, which was awaited before. */
export function afterFirst(node: TS.Node, first: Value | undefined, module: Here): Suggestion | undefined {
  const made = first?.kind === "reference" && first.root !== "input" ? first.root.node : undefined;
  if (!ts.isCallExpression(node) || made?.getSourceFile() !== module.tree) return undefined;
  const awaiting = outermost(made).parent;
  const scope = ts.findAncestor(awaiting, ts.isStatement)?.parent;
  // Its name has to be in scope at the later call.
  const isSeen = scope !== undefined && scope.pos <= node.pos && node.end <= scope.end;
  if (!ts.isAwaitExpression(awaiting) || !isSeen) return undefined;
  const { parent: holder } = awaiting;
  if (ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name)) {
    const own = withAfter(node, holder.name.text, module);
    return own && { edits: [own] };
  }
  const name = freeName(["first", "before", "earlier"], module);
  if (!ts.isExpressionStatement(holder) || name === undefined) return undefined;
  const own = withAfter(node, name, module);
  return own && { edits: [insertion(awaiting.getStart(module.tree), `const ${name} = `, module), own] };
}

function withAfter(call: TS.CallExpression, name: string, module: Here): Edit | undefined {
  const [input, options] = call.arguments;
  if (input === undefined) return undefined;
  if (options === undefined) return insertion(input.end, `, { after: [${name}] }`, module);
  if (!ts.isObjectLiteralExpression(options)) return undefined;
  const after = options.properties.find(({ name: key }) => key !== undefined && writtenName(key) === "after");
  if (after === undefined) {
    const last = options.properties.at(-1);
    if (last === undefined) return edit(options, `{ after: [${name}] }`, module);
    return insertion(last.end, `, after: [${name}]`, module);
  }
  if (!ts.isPropertyAssignment(after) || !ts.isArrayLiteralExpression(after.initializer)) return undefined;
  const last = after.initializer.elements.at(-1);
  return last === undefined
    ? edit(after.initializer, `[${name}]`, module)
    : insertion(last.end, `, ${name}`, module);
}
