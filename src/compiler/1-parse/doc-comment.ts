import { ts, type TS } from "../typescript.ts";

export interface DocComment {
  /** Without tags; line ends as `\n`. Empty if there is none. */
  readonly text: string;
  /** Tag → its text: `default` → `28`. */
  readonly tags: ReadonlyMap<string, string>;
}

/** The last doc comment before a node. */
export function readDocComment(node: TS.Node): DocComment {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const comment = comments.at(-1) ?? commentOnSameLine(node);
  const tags = comment?.tags ?? [];
  return {
    text: textOf(comment?.comment),
    tags: new Map(tags.map((tag) => [tag.tagName.text, textOf(tag.comment)])),
  };
}

/** `{ /** … *\/ size: string }`: TypeScript takes a comment on the line of the brace as the brace's own. */
function commentOnSameLine(node: TS.Node): TS.JSDoc | undefined {
  const { text } = node.getSourceFile();
  const ranges = ts.getTrailingCommentRanges(text, node.pos) ?? [];
  const written = ranges
    .map(({ pos, end }) => text.slice(pos, end))
    .findLast((comment) => comment.startsWith("/**"));
  if (written === undefined) return undefined;
  const holder = ts.createSourceFile("doc.ts", `${written}\nlet held;`, ts.ScriptTarget.ESNext, true)
    .statements[0];
  return holder && ts.getJSDocCommentsAndTags(holder).find(ts.isJSDoc);
}

function textOf(comment: TS.JSDoc["comment"]): string {
  return (ts.getTextOfJSDocComment(comment) ?? "").replace(/\r\n?/g, "\n").trim();
}
