/** Imports that are not plain, and URLs that are put together by a class. */
import type { Module } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";
import { codeOf, replaced } from "./source.ts";

/** `const { style } = await import("./_style.ts")` → `import { style } from "./_style.ts";` */
export function importForDynamic(node: TS.Node, module: Module): string | undefined {
  const [specifier] = ts.isCallExpression(node) ? node.arguments : [];
  const declaration = ts.findAncestor(node, ts.isVariableDeclaration);
  if (specifier === undefined || declaration === undefined || !ts.isStringLiteral(specifier))
    return undefined;
  const names = codeOf(declaration.name, module).replace(/(\w+): (\w+)/g, "$1 as $2");
  const imported = ts.isIdentifier(declaration.name) ? `* as ${names}` : names;
  return `// at the top of the file\nimport ${imported} from ${codeOf(specifier, module)};`;
}

/** `new URL("logo.png", base)` → `base + "logo.png"` */
export function joinedUrl(node: TS.Node, module: Module): string | undefined {
  if (!ts.isNewExpression(node) || node.arguments === undefined) return undefined;
  const whole = ts.isPropertyAccessExpression(node.parent) ? node.parent : node;
  return replaced(
    whole,
    node.arguments
      .map((each) => codeOf(each, module))
      .reverse()
      .join(" + "),
    module,
  );
}
