/** Which value of JavaScript's, zod's or falc's an expression is, however it is written. */
import type { Here } from "./here.ts";
import { declarationOf } from "../2-evaluate/types/names/value-names.ts";
import { TypeNames } from "../2-evaluate/types/names/type-names.ts";
import { accessOf, isAmbientDeclaration, unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";

/**
 * The names that lead to it from a global, from zod or from falc: `process.env.KEY` for `process?.env["KEY"]!`, `z.enum`
 * for `zod.enum`, `falc.model` for `model`. `undefined` for anything else, such as a name that the code declares itself.
 */
export function wellKnown(node: TS.Node, here: Here): string | undefined {
  const value = unwrap(node);
  const access = accessOf(value);
  if (access !== undefined) {
    const owner = wellKnown(access.owner, here);
    return owner && `${owner}.${access.key}`;
  }
  if (!ts.isIdentifier(value)) return undefined;
  const declared = declarationOf(value);
  const statement = declared && ts.findAncestor(declared, ts.isStatement);
  if (statement === undefined || isAmbientDeclaration(statement)) return value.text;
  return ts.isImportDeclaration(statement) ? imported(value, statement, here) : undefined;
}

function imported(name: TS.Identifier, statement: TS.ImportDeclaration, here: Here): string | undefined {
  const found = new TypeNames(here.modules).find(name, here, "value");
  if (found?.kind === "zod") return ["z", "*", "default"].includes(found.name) ? "z" : undefined;
  const { moduleSpecifier } = statement;
  const target = ts.isStringLiteral(moduleSpecifier) ? here.imports.get(moduleSpecifier.text) : undefined;
  if (target?.kind !== "authoring") return undefined;
  const declared = declarationOf(name);
  return declared !== undefined && ts.isImportSpecifier(declared)
    ? `falc.${(declared.propertyName ?? declared.name).text}`
    : "falc";
}

/** What a chain starts with: `zod` in `zod.string().optional()`. */
export function startOf(node: TS.Expression): TS.Expression {
  const inner = unwrap(node);
  if (ts.isCallExpression(inner)) return startOf(inner.expression);
  const access = accessOf(inner);
  return access === undefined ? inner : startOf(access.owner);
}

/** Like `wellKnown`, for the function that is called; `undefined` if the node is no call. */
export function wellKnownCallee(node: TS.Node, here: Here): string | undefined {
  const call = unwrap(node);
  return ts.isCallExpression(call) ? wellKnown(call.expression, here) : undefined;
}

/** Whether the name of a type is TypeScript's own: nothing in the project declares it. */
export function isOfLibrary({ typeName }: TS.TypeReferenceNode, here: Here): boolean {
  return new TypeNames(here.modules).find(typeName, here, "type") === undefined;
}
