/** The path that the author goes on to read: `["images", 0, "url"]` after `photo` in `photo.images[0]!.url`. */
import { isTransparent } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { arrayIndex } from "../values/array-index.ts";

/** Empty if there is none, or a method is called; ends at the first key that is not a literal. */
export function accessPathAfter(node: TS.Node): readonly (string | number)[] {
  const path: (string | number)[] = [];
  let inner = node;
  for (;;) {
    const { parent } = inner;
    if (ts.isPropertyAccessExpression(parent) && parent.expression === inner) path.push(parent.name.text);
    else if (ts.isElementAccessExpression(parent) && parent.expression === inner) {
      const key = parent.argumentExpression;
      if (!ts.isStringLiteralLike(key) && !ts.isNumericLiteral(key)) return path;
      path.push(arrayIndex(key.text) ?? key.text);
    } else if (ts.isCallExpression(parent) && parent.expression === inner) return path.slice(0, -1);
    else if (!isTransparent(parent)) return path;
    inner = parent;
  }
}
