/** The author's code as text, for rewrites to be made of. */
import { inPlace, textAt } from "../../diagnostics/in-place.ts";
import { positionAt, type Span } from "../../diagnostics/span.ts";
import { type Module, spanOf } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";

/**
 * The lines the node stands in, with its text replaced. `{ photo }` stands for `{ photo: photo }`, of which the value is
 * replaced.
 */
export function replaced(node: TS.Node, replacement: string, module: Module): string {
  const span = spanOf(module, node);
  const isShort = ts.isShorthandPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node.parent);
  const value = replacement.replace(/\n/g, `\n${lineIndent(span)}`);
  return inPlace(span, isShort ? `${textAt(span)}: ${value}` : value);
}

/** The node's own text without comments before it; its lines are moved left as far as the first one's line is in. */
export function codeOf(node: TS.Node, module: Module): string {
  const span = spanOf(module, node);
  return textAt(span)
    .replace(/\r\n?/g, "\n")
    .replaceAll(`\n${lineIndent(span)}`, "\n");
}

/** The white space that the line begins with. */
function lineIndent({ source, start }: Span): string {
  const from = start - (positionAt(source, start).column - 1);
  return /^[ \t]*/.exec(source.text.slice(from, start))?.[0] ?? "";
}

/** `camelCase` → `CamelCase` */
export function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `this.subject` → `subject` */
export function withoutThis(text: string): string {
  return text.replace(/\bthis\./g, "");
}
