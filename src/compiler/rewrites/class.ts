/** Classes and what goes with them → functions and plain objects, where the code is simple enough to be sure. */
import type { Module } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";
import { codeOf, replaced, withoutThis } from "./source.ts";

/**
 *     class Shot { constructor(readonly subject: string) {} prompt() { return `${this.subject}, dusk`; } }
 *     const shot = (subject: string) => ({ subject, prompt: () => `${subject}, dusk` });
 */
export function functionForClass(
  node: TS.Node,
  className: string | undefined,
  module: Module,
): string | undefined {
  const declaration =
    ts.findAncestor(node, ts.isClassLike) ??
    module.tree.statements.find(
      (each): each is TS.ClassDeclaration => ts.isClassDeclaration(each) && each.name?.text === className,
    );
  if (declaration?.name === undefined || declaration.heritageClauses !== undefined) return undefined;
  const parameters: string[] = [];
  const fields: string[] = [];
  for (const member of declaration.members) {
    if (ts.isConstructorDeclaration(member)) {
      if (member.body !== undefined && member.body.statements.length > 0) return undefined;
      for (const { name, type } of member.parameters) {
        fields.push(codeOf(name, module));
        parameters.push(`${codeOf(name, module)}${type === undefined ? "" : `: ${codeOf(type, module)}`}`);
      }
    } else if (ts.isMethodDeclaration(member)) {
      const value = returnedBy(member.body, module);
      if (value === undefined) return undefined;
      const given = member.parameters.map((each) => codeOf(each, module)).join(", ");
      fields.push(`${codeOf(member.name, module)}: (${given}) => ${withoutThis(value)}`);
    } else if (ts.isPropertyDeclaration(member) && member.initializer !== undefined) {
      fields.push(`${codeOf(member.name, module)}: ${withoutThis(codeOf(member.initializer, module))}`);
    } else return undefined;
  }
  const name = declaration.name.text.charAt(0).toLowerCase() + declaration.name.text.slice(1);
  return `const ${name} = (${parameters.join(", ")}) => (${fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`});`;
}

/** `get style() { return "dusk"; }` → `style: "dusk",` */
export function propertyForGetter(node: TS.Node, module: Module): string | undefined {
  if (!ts.isGetAccessorDeclaration(node)) return undefined;
  const value = returnedBy(node.body, module);
  return value === undefined || /\bthis\b/.test(value)
    ? undefined
    : replaced(node, `${codeOf(node.name, module)}: ${value}`, module);
}

/** `this.style` in a method of `const brand = { … }` → `brand.style` */
export function nameForThis(node: TS.Node, module: Module): string | undefined {
  if (node.kind !== ts.SyntaxKind.ThisKeyword) return undefined;
  const method = ts.findAncestor(
    node,
    (each): each is TS.MethodDeclaration | TS.FunctionExpression =>
      ts.isMethodDeclaration(each) || ts.isFunctionExpression(each),
  );
  const owner = method && ts.isPropertyAssignment(method.parent) ? method.parent.parent : method?.parent;
  const object = owner && ts.isObjectLiteralExpression(owner) ? owner : undefined;
  const declaration = object && ts.findAncestor(object, ts.isVariableDeclaration);
  if (declaration === undefined || !ts.isIdentifier(declaration.name)) return undefined;
  return replaced(node, declaration.name.text, module);
}

/** What a generator would give one by one, as a list. */
export function listForGenerator(node: TS.Node, module: Module): string | undefined {
  const generator =
    ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node)
      ? node
      : ts.isIdentifier(node)
        ? functionNamed(node.text, module)
        : undefined;
  if (generator?.body === undefined || generator.name === undefined) return undefined;
  const { statements } = generator.body;
  const yields = statements.map((each) =>
    ts.isExpressionStatement(each) && ts.isYieldExpression(each.expression)
      ? each.expression.expression
      : undefined,
  );
  if (!yields.every((each) => each !== undefined)) return undefined;
  return `const ${generator.name.text} = [${yields.map((each) => codeOf(each, module)).join(", ")}];`;
}

function functionNamed(name: string, module: Module): TS.FunctionDeclaration | undefined {
  return module.tree.statements.find(
    (each): each is TS.FunctionDeclaration => ts.isFunctionDeclaration(each) && each.name?.text === name,
  );
}

/** The value of a body that is one return. */
function returnedBy(body: TS.Block | undefined, module: Module): string | undefined {
  const [statement, ...more] = body?.statements ?? [];
  if (statement === undefined || more.length > 0 || !ts.isReturnStatement(statement)) return undefined;
  return statement.expression && codeOf(statement.expression, module);
}
