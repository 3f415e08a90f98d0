/**
 * The declaration of the workflow's input: its fields in the type or the zod object, and in the parameter's pattern.
 */
import type { Schema } from "../../schema/schema.ts";
import type { Here } from "./here.ts";
import type { Edit } from "../../diagnostics/suggestion.ts";
import type { WorkflowFunction } from "../1-parse/module.ts";
import { declarationsInFile } from "../2-evaluate/types/names/in-file.ts";
import { isIdentifierKey } from "../../graph/reference.ts";
import { accessOf, methodCall, outermost, unwrap, writtenName } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { isTaken, usesOf } from "./names.ts";
import { appended } from "./appended.ts";
import { codeOf, edit, itemDeletion } from "./source.ts";
import { accessCode } from "./path.ts";
import { startOf, wellKnown } from "./well-known.ts";
import { workflowOf } from "./workflow.ts";

export type FieldType = "string" | "number" | "boolean";

export interface Input {
  readonly workflow: WorkflowFunction;
  readonly parameter: TS.ParameterDeclaration;
  /** The list of the fields. */
  readonly shape: TS.TypeLiteralNode | TS.InterfaceDeclaration | TS.ObjectLiteralExpression;
  /** Whether the type is written at the parameter, so that nothing else uses it. */
  readonly isOwn: boolean;
}

export type Member = TS.PropertySignature | TS.PropertyAssignment;

/** `undefined` if there is no parameter, or the fields are listed outside this file. */
export function inputOf(workflow: WorkflowFunction | undefined, here: Here): Input | undefined {
  const parameter = workflow?.parameters[0];
  const { inputDeclaration: declared, path } = here;
  if (workflow === undefined || parameter?.type === undefined || declared?.module.path !== path)
    return undefined;
  const shape = shapeOf(declared.node, here);
  return shape && { workflow, parameter, shape, isOwn: shape === parameter.type };
}

function shapeOf(declared: TS.Node, here: Here): Input["shape"] | undefined {
  if (ts.isTypeLiteralNode(declared)) return declared;
  if (ts.isExpression(declared)) return objectOf(declared, here);
  if (!ts.isTypeReferenceNode(declared) || !ts.isIdentifier(declared.typeName)) return undefined;
  if (declared.typeArguments !== undefined) return undefined;
  const [named, ...others] = declarationsInFile(declared.typeName, here);
  // An interface in several parts, or with a base, does not list all fields.
  if (named === undefined || others.length > 0) return undefined;
  if (ts.isInterfaceDeclaration(named)) return named.heritageClauses === undefined ? named : undefined;
  return ts.isTypeAliasDeclaration(named) && ts.isTypeLiteralNode(named.type) ? named.type : undefined;
}

/** The object in `z.object({ … }).strict()`; `undefined` if other calls may add fields. */
function objectOf(schema: TS.Expression, here: Here): TS.ObjectLiteralExpression | undefined {
  const call = unwrap(schema);
  if (!ts.isCallExpression(call)) return undefined;
  if (objects.has(wellKnown(call.expression, here) ?? "")) {
    const [given] = call.arguments;
    const shape = given && unwrap(given);
    return shape && ts.isObjectLiteralExpression(shape) ? shape : undefined;
  }
  const method = methodCall(call)?.method;
  return method && keeping.has(method.key) ? objectOf(method.owner, here) : undefined;
}

const objects: ReadonlySet<string> = new Set(["z.object", "z.strictObject", "z.looseObject"]);

/** Methods of an object that leave its fields as they are. */
const keeping: ReadonlySet<string> = new Set(["strict", "describe", "meta"]);

/** The code of a field's schema with zod, by the name that the file gives it. */
function zodField(shape: TS.ObjectLiteralExpression, type: FieldType, module: Here): string {
  const { parent } = outermost(shape);
  const zod = ts.isCallExpression(parent) ? codeOf(startOf(parent), module) : "z";
  return `${zod}.${type}()`;
}

/** What the interface says about a field; nothing if it lacks it. */
export function schemaOf(field: string, { inputSchema: { properties = {} } = {} }: Here): Schema {
  return (Object.hasOwn(properties, field) ? properties[field] : undefined) ?? {};
}

export function memberOf({ shape }: Input, field: string): Member | undefined {
  return membersOf(shape).find(({ name }) => writtenName(name) === field);
}

function membersOf(shape: Input["shape"]): readonly Member[] {
  const all: readonly TS.Node[] = ts.isObjectLiteralExpression(shape) ? shape.properties : shape.members;
  return all.filter((each): each is Member => ts.isPropertySignature(each) || ts.isPropertyAssignment(each));
}

/** The element of the parameter's pattern for the field. */
export function elementOf(
  { parameter: { name } }: Pick<Input, "parameter">,
  field: string,
): TS.BindingElement | undefined {
  if (!ts.isObjectBindingPattern(name)) return undefined;
  return name.elements.find((each) => {
    return writtenName(each.propertyName ?? each.name) === field && each.dotDotDotToken === undefined;
  });
}

/**
 * Adds a field. `undefined` if the name is taken by anything but the variable that is removed. `code`: how the
 * workflow refers to the field then.
 */
export function addedField(
  input: Input,
  name: string,
  type: FieldType,
  module: Here,
  removed?: TS.VariableDeclaration,
): { readonly edits: readonly Edit[]; readonly code: string } | undefined {
  const { workflow, parameter, shape } = input;
  if (memberOf(input, name) !== undefined) return undefined;
  const isZod = ts.isObjectLiteralExpression(shape);
  const members: readonly TS.Node[] = isZod ? shape.properties : shape.members;
  const member = `${name}: ${isZod ? zodField(shape, type, module) : type}`;
  const added = appended(members, shape.end - 1, [member], isZod ? "," : ";", module);
  if (ts.isIdentifier(parameter.name)) return { edits: added, code: `${parameter.name.text}.${name}` };
  if (!ts.isObjectBindingPattern(parameter.name)) return undefined;
  if (parameter.name.elements.some((each) => each.dotDotDotToken !== undefined)) return undefined;
  if (removed === undefined && isTaken(name, workflow)) return undefined;
  const { elements } = parameter.name;
  return {
    edits: [...appended(elements, parameter.name.end - 1, [name], ",", module), ...added],
    code: name,
  };
}

/** Removes the field from the type and the pattern. */
export function removedField(input: Input, field: string, module: Here): readonly Edit[] | undefined {
  const { shape, parameter } = input;
  const member = memberOf(input, field);
  if (member === undefined) return undefined;
  const members: readonly TS.Node[] = ts.isObjectLiteralExpression(shape) ? shape.properties : shape.members;
  const edits = [itemDeletion(members, member, module)];
  if (ts.isIdentifier(parameter.name)) return edits;
  const element = elementOf(input, field);
  if (element === undefined || !ts.isObjectBindingPattern(parameter.name)) return undefined;
  return [itemDeletion(parameter.name.elements, element, module), ...edits];
}

export interface Read {
  readonly node: TS.Expression;
  readonly field: string;
}

/** The reads of a field if the parameter is a single name: `input.prompt`. `undefined` if the whole is used too. */
export function readsOf({ workflow, parameter }: Input): readonly Read[] | undefined {
  const { name } = parameter;
  if (!ts.isIdentifier(name) || workflow.body === undefined) return undefined;
  const reads: Read[] = [];
  for (const use of usesOf(parameter, name.text, workflow.body)) {
    const { parent } = outermost(use);
    const access = accessOf(parent);
    if (access === undefined || unwrap(access.owner) !== use || reads.length === maxReads) return undefined;
    reads.push({ node: parent as TS.Expression, field: access.key });
  }
  return reads;
}

/** Nobody reads a rewrite with more changes. */
const maxReads = 50;

/**
 * The parameter destructured: `input.prompt` becomes `prompt`, with the given defaults. `undefined` if a name is
 * taken.
 */
export function destructuredInput(
  input: Input,
  defaults: ReadonlyMap<string, string>,
  module: Here,
): readonly Edit[] | undefined {
  const reads = readsOf(input);
  const { workflow, parameter } = input;
  if (reads === undefined || workflow.body === undefined) return undefined;
  const fields = [...new Set([...reads.map(({ field }) => field), ...defaults.keys()])];
  const { body } = workflow;
  if (fields.some((field) => !isIdentifierKey(field) || isTaken(field, body))) return undefined;
  const pattern = fields.map((field) => {
    const value = defaults.get(field);
    return value === undefined ? field : `${field} = ${value}`;
  });
  return [
    edit(parameter.name, `{ ${pattern.join(", ")} }`, module),
    ...reads.map(({ node, field }) => edit(node, field, module)),
  ];
}

/**
 * `"my-prompt": …` and `input["my-prompt"]` with a name that fal's references can contain. `undefined` if it is taken, or
 * the input is used as a whole.
 */
export function validName(field: string, module: Here): readonly Edit[] | undefined {
  const input = inputOf(workflowOf(module), module);
  const member = input && memberOf(input, field);
  const name = field.replace(/[^A-Za-z0-9_]+/g, "_").replace(/^(?=\d)|^$/, "_");
  if (input === undefined || member === undefined || isMentioned(name, module.tree)) return undefined;
  const { parameter, workflow } = input;
  const uses = ts.isIdentifier(parameter.name) ? usesOf(parameter, parameter.name.text, workflow) : [];
  const edits = [edit(member.name, name, module)];
  for (const place of [parameter, ...uses.map((use) => outermost(use).parent)]) {
    const access = accessOf(place);
    const pattern = ts.isVariableDeclaration(place) || ts.isParameter(place) ? place.name : undefined;
    const parts = pattern && ts.isObjectBindingPattern(pattern) ? pattern.elements : [];
    if (access === undefined && place !== parameter && parts.length === 0) return undefined;
    if (parts.some(({ dotDotDotToken }) => dotDotDotToken !== undefined)) return undefined;
    if (access?.key === field)
      edits.push(edit(place, codeOf(access.owner, module) + accessCode(name), module));
    for (const { propertyName: key } of parts)
      if (key !== undefined && writtenName(key) === field) edits.push(edit(key, name, module));
  }
  return edits;
}

function isMentioned(name: string, within: TS.Node): boolean {
  if ((ts.isIdentifier(within) || ts.isStringLiteralLike(within)) && within.text === name) return true;
  return ts.forEachChild(within, (child) => isMentioned(name, child) || undefined) ?? false;
}

/** The field's type or schema, without what makes it optional: `string`, `z.string()`. */
export function fieldType(member: Member, module: Here): string {
  if (ts.isPropertyAssignment(member)) return codeOf(member.initializer, module);
  return member.type === undefined ? "unknown" : codeOf(member.type, module);
}
