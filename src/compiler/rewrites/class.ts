/**
 * A class → a function that returns an object. Fields become variables of the function, methods functions in it, and
 * `this.subject` is `subject`:
 *
 *     class Shot { parts = []; constructor(readonly subject: string) {} add(part) { this.parts.push(part); return this; } }
 *     function shot(subject: string) { let parts = []; function add(part) { … return self; } const self = { add }; return self; }
 */
import type { Edit, Proposal } from "../../diagnostics/rewrite.ts";
import { type Module, spanOf } from "../1-parse/module.ts";
import { hasModifier } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { declarationOf, isTaken } from "./names.ts";
import { codeOf, edit, lineIndent } from "./source.ts";

/** `undefined` for a class that inherits, is more than its instances, or whose names would meet. */
export function functionForClass(
  node: TS.Node,
  className: string | undefined,
  module: Module,
): Proposal | undefined {
  const declaration =
    ts.findAncestor(node, ts.isClassDeclaration) ??
    module.tree.statements.find(
      (each): each is TS.ClassDeclaration => ts.isClassDeclaration(each) && each.name?.text === className,
    );
  if (declaration?.name === undefined || inherits(declaration)) return undefined;
  const name = declaration.name.text.charAt(0).toLowerCase() + declaration.name.text.slice(1);
  if (name === declaration.name.text || isTaken(name, module.tree)) return undefined;
  const uses = usesOfClass(declaration, name, module);
  const code = uses && functionOf(declaration, name, module);
  return code === undefined ? undefined : { edits: [edit(declaration, code, module), ...(uses ?? [])] };
}

function inherits({ heritageClauses }: TS.ClassDeclaration): boolean {
  return (heritageClauses ?? []).some(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
}

/** `new Shot("a")` → `shot("a")`, the type `Shot` → `ReturnType<typeof shot>`. `undefined` where it is used otherwise. */
function usesOfClass(
  declaration: TS.ClassDeclaration,
  name: string,
  module: Module,
): readonly Edit[] | undefined {
  const edits: Edit[] = [];
  let isOther = hasModifier(declaration, ts.SyntaxKind.ExportKeyword);
  const visit = (node: TS.Node): void => {
    if (node === declaration) return;
    if (
      ts.isNewExpression(node) &&
      ts.isIdentifier(node.expression) &&
      declarationOf(node.expression) === declaration
    ) {
      const start = { ...spanOf(module, node), end: node.expression.end };
      edits.push({ span: start, text: `${name}${node.arguments === undefined ? "()" : ""}` });
      node.arguments?.forEach(visit);
      return;
    }
    if (ts.isTypeReferenceNode(node) && node.getText(module.tree) === declaration.name?.text) {
      edits.push(edit(node, `ReturnType<typeof ${name}>`, module));
      return;
    }
    if (ts.isIdentifier(node) && node.text === declaration.name?.text) isOther = true;
    ts.forEachChild(node, visit);
  };
  visit(module.tree);
  return isOther ? undefined : edits;
}

function functionOf(declaration: TS.ClassDeclaration, name: string, module: Module): string | undefined {
  const members = declaration.members;
  const names = new Set<string>();
  const outside: string[] = [];
  const head: string[] = [];
  const bodies: string[] = [];
  const constructor = members.find(ts.isConstructorDeclaration);
  const taken = new Set<string>();
  for (const parameter of constructor?.parameters ?? []) {
    if (!ts.isIdentifier(parameter.name) || parameter.dotDotDotToken !== undefined) return undefined;
    taken.add(parameter.name.text);
    if (parameter.modifiers !== undefined) {
      names.add(parameter.name.text);
      outside.push(parameter.name.text);
    }
    const type = parameter.type === undefined ? "" : `: ${codeOf(parameter.type, module)}`;
    const initializer =
      parameter.initializer === undefined ? "" : ` = ${codeOf(parameter.initializer, module)}`;
    const mark = parameter.questionToken === undefined ? "" : "?";
    head.push(`${parameter.name.text}${mark}${type}${initializer}`);
  }
  for (const member of members) {
    if (ts.isConstructorDeclaration(member) || ts.isSemicolonClassElement(member)) continue;
    const isPlain = ts.isMethodDeclaration(member) || ts.isPropertyDeclaration(member);
    if (
      !isPlain ||
      hasModifier(member, ts.SyntaxKind.StaticKeyword) ||
      ts.getDecorators(member) !== undefined
    )
      return undefined;
    const own = nameOf(member.name);
    if (own === undefined || own === "self") return undefined;
    names.add(own);
    outside.push(own);
  }
  // A parameter or a variable of the same name would be meant instead.
  if (hasOwnName(members, names, taken)) return undefined;
  const assigned = new Set((constructor?.body?.statements ?? []).flatMap((each) => sameName(each) ?? []));
  for (const member of members) {
    if (!ts.isPropertyDeclaration(member)) continue;
    const own = nameOf(member.name) ?? "";
    if (taken.has(own)) {
      if (!assigned.has(own)) return undefined;
      continue;
    }
    const type = member.type === undefined ? "" : `: ${codeOf(member.type, module)}`;
    const value = member.initializer === undefined ? "" : ` = ${withoutThis(member.initializer, module)}`;
    const isChanged = member.initializer === undefined || isAssigned(declaration, own);
    bodies.push(`${isChanged ? "let" : "const"} ${own}${type}${value};`);
  }
  for (const statement of constructor?.body?.statements ?? []) {
    if (sameName(statement) !== undefined) continue;
    bodies.push(withoutThis(statement, module));
  }
  for (const member of members) {
    if (!ts.isMethodDeclaration(member) || member.body === undefined) continue;
    if (member.asteriskToken !== undefined) return undefined;
    const start = hasModifier(member, ts.SyntaxKind.AsyncKeyword) ? "async function" : "function";
    const parameters = member.parameters.map((each) => withoutThis(each, module)).join(", ");
    const generics =
      member.typeParameters === undefined
        ? ""
        : `<${member.typeParameters.map((each) => codeOf(each, module)).join(", ")}>`;
    const type =
      member.type === undefined || member.type.kind === ts.SyntaxKind.ThisType
        ? ""
        : `: ${codeOf(member.type, module)}`;
    bodies.push(
      `${start} ${nameOf(member.name)}${generics}(${parameters})${type} ${withoutThis(member.body, module)}`,
    );
  }
  // A field that changes would be handed out as it is at the start.
  const fields = outside.filter((each) => !isAssigned(declaration, each));
  const hidden = outside.filter((each) => !fields.includes(each));
  if (hidden.some((each) => isReadOutside(declaration, each, module))) return undefined;
  const returned = `{ ${fields.join(", ")} }`;
  const needsSelf = bodies.some((each) => /\bself\b/.test(each));
  if (needsSelf && isTaken("self", declaration)) return undefined;
  const end = needsSelf ? [`const self = ${returned};`, "return self;"] : [`return ${returned};`];
  const lines = [...bodies, ...end].join("\n").replace(/\n(?=.)/g, "\n  ");
  return `function ${name}(${head.join(", ")}) {\n  ${lines}\n}`;
}

function nameOf(name: TS.PropertyName): string | undefined {
  if (ts.isPrivateIdentifier(name)) return name.text.slice(1);
  return ts.isIdentifier(name) ? name.text : undefined;
}

/** `this.subject = subject;` gives `subject`. */
function sameName(statement: TS.Statement): string | undefined {
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return undefined;
  const { left, right, operatorToken } = statement.expression;
  const isThis = ts.isPropertyAccessExpression(left) && left.expression.kind === ts.SyntaxKind.ThisKeyword;
  if (!isThis || operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isIdentifier(right))
    return undefined;
  return nameOf(left.name as TS.PropertyName) === right.text ? right.text : undefined;
}

function hasOwnName(
  members: readonly TS.ClassElement[],
  names: ReadonlySet<string>,
  taken: ReadonlySet<string>,
): boolean {
  const visit = (node: TS.Node): boolean => {
    const isDeclared =
      (ts.isParameter(node) || ts.isVariableDeclaration(node) || ts.isBindingElement(node)) &&
      ts.isIdentifier(node.name);
    if (isDeclared) {
      const { text } = node.name as TS.Identifier;
      const isConstructor = ts.isParameter(node) && ts.isConstructorDeclaration(node.parent);
      if (!isConstructor && (names.has(text) || taken.has(text))) return true;
    }
    // Another function has another `this`.
    if (ts.isFunctionExpression(node) || ts.isFunctionDeclaration(node)) return true;
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return members.some(visit);
}

/** `this.parts.push(part)` → `parts.push(part)`, `this` alone → `self`. */
function withoutThis(node: TS.Node, module: Module): string {
  const start = node.getStart(module.tree);
  const text = module.source.text.slice(start, node.end);
  const places: { readonly from: number; readonly to: number; readonly text: string }[] = [];
  const visit = (each: TS.Node): void => {
    const isField = ts.isPropertyAccessExpression(each) && each.expression.kind === ts.SyntaxKind.ThisKeyword;
    if (isField)
      places.push({
        from: each.getStart(module.tree),
        to: each.name.getStart(module.tree) + (ts.isPrivateIdentifier(each.name) ? 1 : 0),
        text: "",
      });
    else if (each.kind === ts.SyntaxKind.ThisKeyword)
      places.push({ from: each.getStart(module.tree), to: each.end, text: "self" });
    else ts.forEachChild(each, visit);
  };
  visit(node);
  let made = "";
  let at = start;
  for (const { from, to, text: inserted } of places) {
    made += module.source.text.slice(at, from) + inserted;
    at = to;
  }
  const indent = lineIndent(spanOf(module, node));
  const whole = places.length === 0 ? text : made + module.source.text.slice(at, node.end);
  return whole.replaceAll(`\n${indent}`, "\n");
}

/** Whether a method assigns the field, or counts it up; changing what is in it is no assignment. */
function isAssigned(declaration: TS.ClassDeclaration, name: string): boolean {
  const isField = (node: TS.Node) =>
    ts.isPropertyAccessExpression(node) &&
    node.expression.kind === ts.SyntaxKind.ThisKeyword &&
    nameOf(node.name as TS.PropertyName) === name;
  const visit = (node: TS.Node): boolean => {
    if (
      ts.isStatement(node) &&
      sameName(node) !== undefined &&
      ts.isConstructorDeclaration(node.parent.parent)
    )
      return false;
    if (
      ts.isBinaryExpression(node) &&
      /^(?:[^=!<>]*|<<|>>|>>>)=$/.test(node.operatorToken.getText()) &&
      isField(node.left)
    )
      return true;
    if ((ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && isField(node.operand)) {
      return node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
    }
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return visit(declaration);
}

function isReadOutside(declaration: TS.ClassDeclaration, name: string, { tree }: Module): boolean {
  const visit = (node: TS.Node): boolean => {
    if (node === declaration) return false;
    if (ts.isPropertyAccessExpression(node) && node.name.text === name) return true;
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return visit(tree);
}
