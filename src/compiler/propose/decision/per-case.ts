/** A workflow per value of an input field: the values that it can have, or those that the code compares it with. */
import { takesNull } from "../../../schema/null-schema.ts";
import type { Here } from "../here.ts";
import type { Rewrite } from "../../../diagnostics/suggestion.ts";
import { outermost, unwrap, writtenName } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { type Input, inputOf, memberOf, readsOf, schemaOf, removedField } from "../input.ts";
import { declarationOf } from "../../2-evaluate/types/names/value-names.ts";
import { declarationsInFile } from "../../2-evaluate/types/names/in-file.ts";
import { isTaken } from "../names.ts";
import { codeOf, edit, pascal } from "../source.ts";
import { workflowAround } from "../workflow.ts";
import { type Case, membersWithout, suffixOf, workflowPerCase } from "./cases.ts";
import { perPresence } from "./per-presence.ts";

/** `undefined` if the field is not one that tells cases apart, or another workflow has the same interface. */
export function perCase(node: TS.Node, field: string, module: Here): Rewrite | undefined {
  const input = inputOf(workflowAround(node, module), module);
  const member = input && memberOf(input, field);
  if (input === undefined || member === undefined || !isOnlyUse(input, module)) return undefined;
  const values = valuesOf(node, field, module);
  if (values !== undefined) return perValue(input, field, values, module);
  return isText(field, module) ? perPresence(node, input, member, field, module) : undefined;
}

/** Another workflow's interface, or a helper's parameter, may have the same type. */
function isOnlyUse({ isOwn, shape }: Input, module: Here): boolean {
  if (isOwn || ts.isObjectLiteralExpression(shape)) return true;
  const declared = ts.isTypeLiteralNode(shape) ? shape.parent : shape;
  let count = 0;
  const visit = (node: TS.Node): void => {
    if (ts.isTypeReferenceNode(node) && declarationsInFile(node.typeName, module).includes(declared)) count++;
    ts.forEachChild(node, visit);
  };
  visit(module.tree);
  return count === 1;
}

interface Values {
  readonly type: string;
  /** As code. */
  readonly all: readonly string[];
  readonly note?: string;
}

/** The values that the field can have, or those that the program compares it with. */
function valuesOf(node: TS.Node, field: string, module: Here): Values | undefined {
  const schema = schemaOf(field, module);
  if (schema.type === "boolean") return { type: "boolean", all: ["true", "false"] };
  const all = (schema.enum ?? []).map((value) => JSON.stringify(value));
  if (all.length > 0) return all.length > 8 || takesNull(schema) ? undefined : { type: all.join(" | "), all };
  const { type, default: value } = schema;
  if (type !== "string" && type !== "number") return undefined;
  const literals = type === "string" ? askedFor(node) : [];
  const number = type === "number" && typeof value === "number" ? [String(value)] : [];
  const asked = [...literals.map((each) => codeOf(each, module)), ...number];
  if (asked.length === 0 || literals.some(({ text }) => text === "")) return undefined;
  return {
    type,
    all: asked,
    note: `values other than ${asked.join(", ")} have no workflow`,
  };
}

/** `"wide"` in `size === "wide"`, and the cases of a switch. */
function askedFor(node: TS.Node): readonly TS.StringLiteral[] {
  const asking = outermost(node);
  const { parent } = asking;
  if (ts.isSwitchStatement(parent)) {
    const written = parent.caseBlock.clauses.filter(ts.isCaseClause).map(({ expression }) => expression);
    return written.every(ts.isStringLiteral) ? written : [];
  }
  if (!ts.isBinaryExpression(parent) || !equals.has(parent.operatorToken.kind)) return [];
  const other = unwrap(parent.left === asking ? parent.right : parent.left);
  return ts.isStringLiteral(other) ? [other] : [];
}

const equals: ReadonlySet<TS.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
]);

/** The field becomes the parameter. */
function perValue(
  input: Input,
  field: string,
  { type, all, note }: Values,
  module: Here,
): Rewrite | undefined {
  const removed = removedField(input, field, module);
  if (removed === undefined) return undefined;
  const reads = ts.isIdentifier(input.parameter.name) ? readsOf(input) : [];
  if (reads === undefined) return undefined;
  const own = reads.filter((read) => read.field === field);
  if (own.length > 0 && isTaken(field, module.tree)) return undefined;
  const members = membersWithout(input, field, module);
  const isBoolean = type === "boolean";
  const cases = all.map((value): Case => ({
    value,
    suffix: isBoolean ? `${value === "true" ? "" : "Not"}${pascal(field)}` : suffixOf(field, value),
    members,
  }));
  return workflowPerCase(
    input,
    {
      name: field,
      removed: field,
      decider: `${field}: ${type}`,
      cases,
      edits: [...removed, ...own.map(({ node }) => edit(node, field, module))],
      ...(note !== undefined && { note }),
    },
    module,
  );
}

/** A text field used as a key of an object literal: the keys are its possible values. */
export function perKey(node: TS.Node, field: string, module: Here): Rewrite | undefined {
  const { parent } = node;
  const owner = ts.isElementAccessExpression(parent) ? unwrap(parent.expression) : undefined;
  const declared = owner !== undefined && ts.isIdentifier(owner) ? declarationOf(owner) : undefined;
  const value = declared && ts.isVariableDeclaration(declared) ? declared.initializer : undefined;
  const object = value && unwrap(value);
  const input = inputOf(workflowAround(node, module), module);
  const member = input && memberOf(input, field);
  if (object === undefined || !ts.isObjectLiteralExpression(object) || input === undefined) return undefined;
  if (member === undefined || !isOnlyUse(input, module) || !isText(field, module)) return undefined;
  const names = object.properties.map(({ name }) => name && writtenName(name));
  if (!names.every((each) => each !== undefined) || names.length === 0 || names.length > 8) return undefined;
  const keys = names.map((each) => JSON.stringify(each));
  return perValue(input, field, { type: keys.join(" | "), all: keys }, module);
}

function isText(field: string, module: Here): boolean {
  const schema = schemaOf(field, module);
  return schema.type === "string" && schema.enum === undefined && schema.const === undefined;
}
