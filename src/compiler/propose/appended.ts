/** Appends members to an object, a type or a pattern in the style of the existing ones: on separate lines, or not. */
import type { Edit } from "../../diagnostics/suggestion.ts";
import type { Module } from "../1-parse/module.ts";
import type { TS } from "../typescript.ts";
import { insertion } from "./source.ts";

/** `end`: the offset of the closing brace. */
export function appended(
  members: readonly TS.Node[],
  end: number,
  added: readonly string[],
  separator: "," | ";",
  module: Pick<Module, "source" | "tree">,
): readonly Edit[] {
  const { source, tree } = module;
  const last = members.at(-1);
  if (last === undefined) return [insertion(end, ` ${added.join(`${separator} `)} `, module)];
  const before = members.at(-2)?.end ?? last.pos;
  const start = last.getStart(tree);
  const indent = /[^\n]*$/.exec(source.text.slice(0, start))?.[0] ?? "";
  const isOnLine = source.text.slice(before, start).includes("\n") && indent.trim() === "";
  const space = isOnLine ? `\n${indent}` : " ";
  const text = added.map((member) => `${space}${member}`).join(separator);
  // The members of a type contain their separators.
  const isInside = source.text[last.end - 1] === separator;
  const [, behind = "", comment = ""] =
    /^(\s*[,;])?([ \t]*\/\/[^\r\n]*)?/.exec(source.text.slice(last.end, last.end + maxRest)) ?? [];
  const isSeparated = isInside || behind.endsWith(separator);
  const at = last.end + behind.length;
  const ended = isSeparated && isOnLine ? `${text}${separator}` : text;
  if (!isOnLine || comment === "")
    return [insertion(at, isSeparated ? ended : `${separator}${ended}`, module)];
  // A comment stays with its member.
  const behindComment = insertion(at + comment.length, ended, module);
  return isSeparated ? [behindComment] : [insertion(last.end, separator, module), behindComment];
}

const maxRest = 1_000;
