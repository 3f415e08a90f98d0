/** The author's code as text, for rewrites to be made of. */
import { inPlace, withoutIndent } from "../../diagnostics/in-place.ts";
import { positionAt } from "../../diagnostics/span.ts";
import { type Module, spanOf } from "../1-parse/module.ts";
import type { TS } from "../typescript.ts";

/** The lines the node stands in, with its text replaced. */
export function replaced(node: TS.Node, replacement: string, module: Module): string {
  return inPlace(spanOf(module, node), replacement);
}

/** The node's own text without comments before it, moved left. */
export function codeOf(node: TS.Node, module: Module): string {
  const { source, start, end } = spanOf(module, node);
  const indent = " ".repeat(positionAt(source, start).column - 1);
  return withoutIndent(`${indent}${source.text.slice(start, end)}`.split(/\r\n|\n|\r/));
}

/** `camelCase` → `CamelCase` */
export function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `this.subject` → `subject` */
export function withoutThis(text: string): string {
  return text.replace(/\bthis\./g, "");
}
