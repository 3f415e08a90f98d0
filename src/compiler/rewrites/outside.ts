/** What exists only outside the graph: passed in by whoever starts the run, or said in a way that has one result. */
import type { Module } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";
import { codeOf, replaced } from "./source.ts";
import { passedIn } from "./statement.ts";

/** Methods that do the same in every language of the machine. */
const sameEverywhere: ReadonlyMap<string, string> = new Map([
  ["toLocaleUpperCase", "toUpperCase"],
  ["toLocaleLowerCase", "toLowerCase"],
  ["toLocaleString", "toString"],
]);

/** Their result is no value that anybody could pass in. */
const withoutResult: ReadonlySet<string> = new Set([
  "console", "setTimeout", "setInterval", "setImmediate", "queueMicrotask", "require", "globalThis", "global", "self",
  "window", "eval", "Function",
]); // prettier-ignore

export function outsideRewrite(node: TS.Node, name: string, module: Module): string | undefined {
  const plain = sameEverywhere.get(name);
  if (plain !== undefined && ts.isPropertyAccessExpression(node)) {
    return replaced(node.name, plain, module);
  }
  if (name === "localeCompare") return comparedByCode(node, module);
  if (withoutResult.has(name)) return undefined;
  return passedIn(node, name === "Math.random" ? "number" : "string", module);
}

/** `a.localeCompare(b)` orders by the machine's language; the characters' codes are the same everywhere. */
function comparedByCode(node: TS.Node, module: Module): string | undefined {
  const call = node.parent;
  if (!ts.isPropertyAccessExpression(node) || !ts.isCallExpression(call)) return undefined;
  const left = codeOf(node.expression, module);
  const [argument] = call.arguments;
  if (argument === undefined) return undefined;
  const right = codeOf(argument, module);
  return replaced(call, `(${left} < ${right} ? -1 : ${left} > ${right} ? 1 : 0)`, module);
}
