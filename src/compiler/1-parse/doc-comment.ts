import { ts, type TS } from "../typescript.ts";

/** The text of the last doc comment before a node, without tags; line ends as `\n`. Empty when there is none. */
export function docComment(node: TS.Node): string {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return (ts.getTextOfJSDocComment(comments.at(-1)?.comment) ?? "").replace(/\r\n?/g, "\n").trim();
}
