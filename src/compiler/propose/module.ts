/** Imports in unsupported forms, and URLs built with a class. */
import type { Here } from "./here.ts";
import type { Suggestion } from "../../diagnostics/suggestion.ts";
import { unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { declarationOf } from "../2-evaluate/types/names/value-names.ts";
import { isTaken } from "./names.ts";
import { codeOf, deletion, insertion, replaced } from "./source.ts";

/** `const { style } = await import("./_style.ts")` → `import { style } from "./_style.ts";` at the top */
export function importForDynamic(node: TS.Node, module: Here): Suggestion | undefined {
  const [specifier] = ts.isCallExpression(node) ? node.arguments : [];
  const declaration = ts.findAncestor(node, ts.isVariableDeclaration);
  const statement = declaration?.parent.parent;
  if (specifier === undefined || declaration === undefined || !ts.isStringLiteral(specifier))
    return undefined;
  if (statement === undefined || !ts.isVariableStatement(statement)) return undefined;
  // Anything else in the statement would be deleted with it.
  const awaited = declaration.initializer;
  const isWhole =
    awaited !== undefined && ts.isAwaitExpression(awaited) && unwrap(awaited.expression) === node;
  if (!isWhole || statement.declarationList.declarations.length > 1) return undefined;
  const { name } = declaration;
  if (ts.isArrayBindingPattern(name)) return undefined;
  const isPlain =
    ts.isIdentifier(name) ||
    name.elements.every((each) => each.initializer === undefined && each.dotDotDotToken === undefined);
  const bound = ts.isIdentifier(name) ? [name.text] : name.elements.map((each) => codeOf(each.name, module));
  const isMet = module.tree.statements.some(
    (each) => !contains(each, statement) && bound.some((one) => isTaken(one, each)),
  );
  if (!isPlain || isMet) return undefined;
  const names = codeOf(name, module).replace(/(\w+): (\w+)/g, "$1 as $2");
  const imported = ts.isIdentifier(name) ? `* as ${names}` : names;
  const start = module.tree.statements[0]?.getStart(module.tree) ?? 0;
  return {
    edits: [
      insertion(start, `import ${imported} from ${codeOf(specifier, module)};\n`, module),
      deletion(statement, module),
    ],
  };
}

function contains(outer: TS.Node, inner: TS.Node): boolean {
  return outer.pos <= inner.pos && inner.end <= outer.end;
}

/** `new URL(LOGO).pathname` → `"/logo.png"`: known if it is built from literals. */
export function writtenUrl(node: TS.Node, module: Here): Suggestion | undefined {
  if (!ts.isNewExpression(node) || node.arguments === undefined) return undefined;
  const texts = node.arguments.map(textOf);
  const [url, base] = texts;
  if (url === undefined || texts.includes(undefined) || !URL.canParse(url, base)) return undefined;
  const resolved = new URL(url, base);
  const { parent } = node;
  if (ts.isTemplateSpan(parent)) return replaced(node, JSON.stringify(resolved.href), module);
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== node) return undefined;
  const part = parts.get(parent.name.text)?.(resolved);
  if (part === undefined) return undefined;
  const whole = parent.name.text === "toString" ? parent.parent : parent;
  return replaced(whole, JSON.stringify(part), module);
}

const parts: ReadonlyMap<string, (url: URL) => string> = new Map([
  ["hash", (url) => url.hash],
  ["host", (url) => url.host],
  ["hostname", (url) => url.hostname],
  ["href", (url) => url.href],
  ["origin", (url) => url.origin],
  ["pathname", (url) => url.pathname],
  ["search", (url) => url.search],
  ["toString", (url) => url.href],
]);

/** A string literal, here or in a constant of the file. */
function textOf(node: TS.Expression): string | undefined {
  const value = unwrap(node);
  if (ts.isStringLiteralLike(value)) return value.text;
  const declared = ts.isIdentifier(value) ? declarationOf(value) : undefined;
  const isConstant =
    declared !== undefined &&
    ts.isVariableDeclaration(declared) &&
    (declared.parent.flags & ts.NodeFlags.Const) !== 0;
  return isConstant && declared.initializer !== undefined ? textOf(declared.initializer) : undefined;
}
