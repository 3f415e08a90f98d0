/** Imports in unsupported forms, and URLs built with a class. */
import type { Here } from "./here.ts";
import type { Suggestion } from "../../diagnostics/suggestion.ts";
import { isIdentifierKey } from "../../graph/reference.ts";
import { accessOf, callOf, namesIn, outermost, unwrap, writtenName } from "../syntax.ts";
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
  const names = ts.isIdentifier(name) ? [] : name.elements.map(asImport);
  if (!names.every((each) => each !== undefined)) return undefined;
  const bound = [...namesIn(name)].map(({ text }) => text);
  const isMet = module.tree.statements.some(
    (each) => !contains(each, statement) && bound.some((one) => isTaken(one, each)),
  );
  if (isMet) return undefined;
  const imported = ts.isIdentifier(name) ? `* as ${name.text}` : `{ ${names.join(", ")} }`;
  const start = module.tree.statements[0]?.getStart(module.tree) ?? 0;
  return {
    edits: [
      insertion(start, `import ${imported} from ${codeOf(specifier, module)};\n`, module),
      deletion(statement, module),
    ],
  };
}

/** `{ style: look }` → `style as look` */
function asImport({
  name,
  propertyName,
  initializer,
  dotDotDotToken,
}: TS.BindingElement): string | undefined {
  if (!ts.isIdentifier(name) || initializer !== undefined || dotDotDotToken !== undefined) return undefined;
  const key = propertyName === undefined ? name.text : writtenName(propertyName);
  if (key === undefined || key === name.text) return key;
  return `${isIdentifierKey(key) ? key : JSON.stringify(key)} as ${name.text}`;
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
  const { parent } = outermost(node);
  if (ts.isTemplateSpan(parent)) return replaced(node, JSON.stringify(resolved.href), module);
  const access = accessOf(parent);
  const part = parts.get(access?.key ?? "")?.(resolved);
  if (part === undefined) return undefined;
  const whole = access?.key === "toString" ? callOf(parent) : parent;
  return whole && replaced(whole, JSON.stringify(part), module);
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
