/**
 * An independent account of JavaScript's control flow: from a reached node to what is reached below it, given the
 * observed values that decide. A kind of syntax that is missing here has no steps, and everything below it is
 * unaccounted for: the account fails closed.
 */
import type { TS } from "../typescript.ts";
import type { Recording } from "./recording.ts";

/**
 * - `value`: an expression that must have been evaluated.
 * - `statement`: one that must have been executed.
 * - `part`: neither, but what is below it counts.
 * - `target`: what is assigned to.
 * - `excused`: not reached.
 */
export type Step =
  | { readonly as: "value" | "statement" | "part" | "target"; readonly node: TS.Node }
  | { readonly as: "excused"; readonly node: TS.Node; readonly reason: string };

/** `undefined`: there is no account of this kind. */
export type Steps<Node extends TS.Node = TS.Node> = (
  node: Node,
  recording: Recording,
) => readonly Step[] | undefined;

export function value(node: TS.Node | undefined): readonly Step[] {
  return node === undefined ? [] : [{ as: "value", node }];
}

export function values(nodes: readonly TS.Node[]): readonly Step[] {
  return nodes.map((node) => ({ as: "value", node }));
}

export function part(node: TS.Node | undefined): readonly Step[] {
  return node === undefined ? [] : [{ as: "part", node }];
}

export function statement(node: TS.Node | undefined): readonly Step[] {
  return node === undefined ? [] : [{ as: "statement", node }];
}

export function target(node: TS.Node): readonly Step[] {
  return [{ as: "target", node }];
}

export function excused(node: TS.Node | undefined, reason: string): readonly Step[] {
  return node === undefined ? [] : [{ as: "excused", node, reason }];
}

/** Reached, or not for this reason. */
export function either(node: TS.Node | undefined, isReached: boolean, reason: string): readonly Step[] {
  return isReached ? value(node) : excused(node, reason);
}

/** `mode === "draft" (12:7)` */
export function quote(node: TS.Node): string {
  const tree = node.getSourceFile();
  const text = node.getText(tree).replace(/\s+/g, " ");
  const { line, character } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
  const short = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return `${short} (${line + 1}:${character + 1})`;
}
