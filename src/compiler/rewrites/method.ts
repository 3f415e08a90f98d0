/** Methods and calls that have nothing to work on: the author's line without them. */
import type { Module } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";
import { itemsOf } from "./statement.ts";
import { codeOf, replaced } from "./source.ts";

const perItem: ReadonlySet<string> = new Set([
  "map", "forEach", "flatMap", "filter", "reduce", "some", "every", "find", "entries", "keys", "values", "slice", "reverse",
]); // prettier-ignore

/**
 * `photo.images.map(…)` goes through items that are named one by one; `name.concat(", dusk")` is a template; other
 * methods are for whoever calls the workflow.
 */
export function withoutMethodCall(node: TS.Node, module: Module): string | undefined {
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const { name, expression: owner, parent } = node;
  if (name.text === "length") return undefined;
  if (perItem.has(name.text)) return itemsOf(owner, module);
  const call = ts.isCallExpression(parent) && parent.expression === node ? parent : undefined;
  if (call === undefined) return undefined;
  if (name.text === "concat") return replaced(call, templateOf([owner, ...call.arguments], module), module);
  const text = codeOf(owner, module);
  return `// .${name.text}() before the run, on what is passed in, or after it, on what is returned\n${replaced(call, text, module)}`;
}

function templateOf(parts: readonly TS.Expression[], module: Module): string {
  const pieces = parts.map((part) =>
    ts.isStringLiteral(part) ? part.text.replace(/[`\\]|\$\{/g, "\\$&") : `\${${codeOf(part, module)}}`,
  );
  return `\`${pieces.join("")}\``;
}

/** `light.bind(null, "dusk")` → `() => light("dusk")`; `call` and `apply` are a call with the arguments written out. */
export function calledDirectly(node: TS.Node, module: Module): string | undefined {
  if (!ts.isPropertyAccessExpression(node) || !ts.isCallExpression(node.parent)) return undefined;
  const owner = codeOf(node.expression, module);
  const given = node.parent.arguments.slice(1).map((each) => codeOf(each, module));
  switch (node.name.text) {
    case "bind":
      return replaced(node.parent, `() => ${owner}(${given.join(", ")})`, module);
    case "call":
      return replaced(node.parent, `${owner}(${given.join(", ")})`, module);
    case "apply":
      return replaced(node.parent, `${owner}(...${given[0] ?? "[]"})`, module);
    default:
      return undefined;
  }
}

/** `brand.style()` → `brand.style`, where that is a value. */
export function valueOnly(node: TS.Node, module: Module): string | undefined {
  const call = node.parent;
  if (!ts.isCallExpression(call) || call.expression !== node) return undefined;
  return replaced(call, codeOf(node, module), module);
}
