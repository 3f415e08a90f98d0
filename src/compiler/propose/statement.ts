/** Whole statements: a call moved into the workflow, the body of a try, a result that is used or returned. */
import type { Here } from "./here.ts";
import type { Edit, Suggestion } from "../../diagnostics/suggestion.ts";
import { spanOf } from "../1-parse/module.ts";
import { hasModifier } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { isTaken, usesOf } from "./names.ts";
import { lastNameOf, pathOf } from "./path.ts";
import { codeOf, deletion, edit, insertion, lineIndent } from "./source.ts";
import { workflowAround, workflowOf } from "./workflow.ts";

/** The statement with the call, as the workflow's first. */
export function insideWorkflow(node: TS.Node, module: Here): Suggestion | undefined {
  const statement = ts.findAncestor(node, ts.isStatement);
  const body = workflowOf(module)?.body;
  if (statement === undefined || body === undefined || !ts.isBlock(body) || statement.parent !== module.tree)
    return undefined;
  if (!ts.isVariableStatement(statement) || hasModifier(statement, ts.SyntaxKind.ExportKeyword))
    return undefined;
  const isOwn = statement.declarationList.declarations.every(
    (each) =>
      ts.isIdentifier(each.name) &&
      usesOf(each, each.name.text, module.tree).every((use) => use.pos >= body.pos && use.end <= body.end),
  );
  const first = body.statements[0];
  if (!isOwn || first === undefined) return undefined;
  const start = first.getStart(module.tree);
  const indent = lineIndent(spanOf(module, first));
  const code = codeOf(statement, module).replace(/\n(?=.)/g, `\n${indent}`);
  return { edits: [deletion(statement, module), insertion(start, `${code}\n${indent}`, module)] };
}

/** The body of a try, without the try. */
export function tried(node: TS.Node, module: Here): Suggestion | undefined {
  const statement = ts.findAncestor(node, ts.isTryStatement);
  const statements = statement?.tryBlock.statements ?? [];
  if (statement === undefined || statement.finallyBlock !== undefined || statements.length === 0)
    return undefined;
  const declared = statements.some((each) => ts.isVariableStatement(each) || ts.isFunctionDeclaration(each));
  const names = statements.flatMap((each) =>
    ts.isVariableStatement(each)
      ? each.declarationList.declarations.map(({ name }) => codeOf(name, module))
      : [],
  );
  const isMet = names.some((name) => !/^\w+$/.test(name) || isUsedOutside(name, statement));
  const text = codeOf(statement.tryBlock, module);
  const lines = statements.map((each) => codeOf(each, module)).join("\n");
  return {
    edits: [edit(statement, declared && isMet ? text : lines, module)],
    note: "a failure now fails the run; handle it in the code that runs the workflow",
  };
}

function isUsedOutside(name: string, statement: TS.TryStatement): boolean {
  const { parent } = statement;
  return (
    ts.forEachChild(parent, (child) => (child !== statement && isTaken(name, child)) || undefined) ?? false
  );
}

/** The result stored under a name, and returned by the workflow. */
export function usedResult(node: TS.Node, callee: string, module: Here): Suggestion | undefined {
  const workflow = workflowAround(node, module);
  const awaiting = ts.isAwaitExpression(node.parent) ? node.parent : undefined;
  const body = workflow?.body;
  if (awaiting === undefined || body === undefined || !ts.isBlock(body)) return undefined;
  const returned = body.statements.at(-1);
  const object = returned && ts.isReturnStatement(returned) ? returned.expression : undefined;
  if (object === undefined || !ts.isObjectLiteralExpression(object)) return undefined;
  const { parent: holder } = awaiting;
  const statement = ts.findAncestor(awaiting, ts.isStatement);
  if (statement?.parent !== body) return undefined;
  if (ts.isVariableDeclaration(holder)) {
    const isLeft = ts.isIdentifier(holder.name) && usesOf(holder, holder.name.text, body).length === 0;
    return isLeft ? { edits: [withField(object, codeOf(holder.name, module), module)] } : undefined;
  }
  if (!ts.isExpressionStatement(holder)) return undefined;
  const name = `${callee}Result`;
  if (isTaken(name, module.tree)) return undefined;
  return {
    edits: [
      insertion(awaiting.getStart(module.tree), `const ${name} = `, module),
      withField(object, name, module),
    ],
  };
}

/** Returns the last call's result. `result`: the code of the relevant part. */
export function returned(result: string | undefined, module: Here): Suggestion | undefined {
  const body = workflowOf(module)?.body;
  if (result === undefined || body === undefined || !ts.isBlock(body)) return undefined;
  const last = body.statements.at(-1);
  const root = /^\w+/.exec(result)?.[0] ?? "";
  // Declared in a nested block, it would not be in scope at the end.
  const isKnown = body.statements.some((each) => ts.isVariableStatement(each) && each.declarationList.declarations.some(({ name }) => codeOf(name, module) === root)); // prettier-ignore
  if (last === undefined || !isKnown || !/^\w+(?:\.\w+|\[\d+\])*$/.test(result)) return undefined;
  const key = /[A-Za-z_]\w*(?=\W*$)/.exec(result.replace(/\[\d+\]/g, ""))?.[0] ?? "result";
  const object = `{ ${result === key ? key : `${key}: ${result}`} }`;
  if (ts.isReturnStatement(last)) return { edits: [edit(last, `return ${object};`, module)] };
  const indent = lineIndent(spanOf(module, last));
  return { edits: [insertion(last.end, `\n${indent}return ${object};`, module)] };
}

function withField(object: TS.ObjectLiteralExpression, name: string, module: Here): Edit {
  const last = object.properties.at(-1);
  if (last === undefined) return insertion(object.end - 1, ` ${name} `, module);
  const before = object.properties.at(-2)?.end ?? object.getStart(module.tree);
  const isOnLine = module.source.text.slice(before, last.getStart(module.tree)).includes("\n");
  const indent = /[^\n]*$/.exec(module.source.text.slice(0, last.getStart(module.tree)))?.[0] ?? "";
  return insertion(last.end, `,${isOnLine && indent.trim() === "" ? `\n${indent}` : " "}${name}`, module);
}

/** `async () => photo.url` → `async () => ({ url: photo.url })` */
export function returnedInObject(node: TS.Node, what: string, module: Here): Suggestion | undefined {
  const fn = node.parent;
  if (!ts.isExpression(node) || what === "a promise" || what === "undefined") return undefined;
  const isBody = ts.isArrowFunction(fn) && fn.body === node;
  // A promise inside an object would not be awaited.
  const isCall = ts.isCallExpression(node);
  const around = ts.findAncestor(node, ts.isFunctionLike);
  if (isCall && (around === undefined || !hasModifier(around, ts.SyntaxKind.AsyncKeyword))) return undefined;
  const code = codeOf(node, module);
  const name = (pathOf(node) === undefined ? undefined : lastNameOf(node)) ?? "result";
  const value = isCall ? `await ${code}` : code;
  const object = name === value ? `{ ${name} }` : `{ ${name}: ${value} }`;
  return { edits: [edit(node, isBody ? `(${object})` : object, module)] };
}
