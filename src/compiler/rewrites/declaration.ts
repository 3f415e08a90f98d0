/** Where a name is declared, and its declaration written otherwise. */
import type { Module } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";
import { codeOf, pascal, replaced } from "./source.ts";

/** The statement that declares the name for the code at `node`; looks outwards through the blocks around it. */
export function declarationOf(name: string, node: TS.Node): TS.VariableStatement | undefined {
  for (let around: TS.Node | undefined = node.parent; around !== undefined; around = around.parent) {
    if (!ts.isBlock(around) && !ts.isSourceFile(around)) continue;
    for (const statement of around.statements) {
      if (ts.isVariableStatement(statement) && declares(statement, name)) return statement;
    }
  }
  return undefined;
}

function declares({ declarationList }: TS.VariableStatement, name: string): boolean {
  return declarationList.declarations.some((each) => ts.isIdentifier(each.name) && each.name.text === name);
}

/** Changed later, so `let`. */
export function letRewrite(node: TS.Node, module: Module): string | undefined {
  if (!ts.isIdentifier(node)) return undefined;
  const statement = declarationOf(node.text, node);
  return statement && codeOf(statement, module).replace(/\bconst\b/, "let");
}

/** The declaration first, then the line that uses the name. */
export function declaredFirst(node: TS.Node, module: Module): string | undefined {
  if (!ts.isIdentifier(node)) return undefined;
  const statement = declarationOf(node.text, node);
  return statement && `${codeOf(statement, module)}\n${replaced(node, node.text, module)}`;
}

/** What an import gives stays what it is; the changed value has a name of its own. */
export function ownVariable(node: TS.Node, module: Module): string | undefined {
  const { parent } = node;
  if (!ts.isIdentifier(node) || !ts.isBinaryExpression(parent)) return undefined;
  const operator = codeOf(parent.operatorToken, module).replace(/=$/, "");
  const value = codeOf(parent.right, module);
  return `const own${pascal(node.text)} = ${operator === "" ? value : `${node.text} ${operator} ${value}`};`;
}

/** `looks[style]` with the first key that `looks` is written with. */
export function knownKey(node: TS.Node, module: Module): string | undefined {
  const { parent } = node;
  if (!ts.isElementAccessExpression(parent) || !ts.isIdentifier(parent.expression)) return undefined;
  const owner = parent.expression.text;
  const initializer = declarationOf(owner, node)?.declarationList.declarations.find(
    ({ name }) => ts.isIdentifier(name) && name.text === owner,
  )?.initializer;
  if (initializer === undefined) return undefined;
  const literal = ts.isAsExpression(initializer) ? initializer.expression : initializer;
  if (ts.isArrayLiteralExpression(literal)) return replaced(parent, `${owner}[0]`, module);
  const first = ts.isObjectLiteralExpression(literal) ? literal.properties[0]?.name : undefined;
  return first && ts.isIdentifier(first) ? replaced(parent, `${owner}.${first.text}`, module) : undefined;
}
