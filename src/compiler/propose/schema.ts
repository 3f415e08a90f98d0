/** Input schemas and types: the author's own line, reduced to what JSON Schema can express. */
import type { Here } from "./here.ts";
import type { Suggestion } from "../../diagnostics/suggestion.ts";
import { tick } from "../../diagnostics/wording.ts";
import { ts, type TS } from "../typescript.ts";
import { isIdentifierKey } from "../../graph/reference.ts";
import { accessOf, callOf, outermost, unwrap, writtenName } from "../syntax.ts";
import type { FieldType } from "./input.ts";
import { usesOf } from "./names.ts";
import { codeOf, edit, lineOf, replaced } from "./source.ts";
import { isOfLibrary } from "./well-known.ts";

/** zod's types without a JSON value → what is sent instead. */
const sentAs: ReadonlyMap<string, string> = new Map([
  ["date", "iso.datetime()"],
  ["file", "url()"],
  ["bigint", "int()"],
  ["httpUrl", "url()"],
  ["stringbool", "boolean()"],
  ["ipv6", "string()"],
  ["cidrv6", "string()"],
  ["jwt", "string()"],
  ["creditCard", "string()"],
  ["iban", "string()"],
]);

/**
 * `z.string().min(1).transform(trim)` → `z.string().min(1)`; `z.coerce.number()` → `z.number()`. `evaluated`: what it is,
 * `.transform`, `z.coerce` or `z.url({ protocol })`.
 */
export function withoutMethod(node: TS.Node, evaluated: string, module: Here): Suggestion | undefined {
  const [name = ""] = evaluated.split("(");
  const access = accessOf(ts.isCallExpression(node) ? unwrap(node.expression) : node);
  if (access === undefined) return undefined;
  const { owner } = access;
  const call = ts.isCallExpression(node) ? node : (callOf(node) ?? node);
  const text = codeOf(owner, module);
  if (name === "z.coerce") return replaced(node, text, module, "the caller must send it as that type");
  if (name === "z.xor")
    return { words: "Write one workflow for each kind of input, each with its own object." };
  if (name.startsWith("z.")) {
    const sent = sentAs.get(name.slice("z.".length));
    return sent === undefined
      ? {
          words: `Replace ${tick(name)} with what JSON Schema has: z.object, z.array, z.string, z.number, z.boolean, z.enum.`,
        }
      : replaced(call, `${text}.${sent}`, module);
  }
  if (name === ".parse" && ts.isCallExpression(call)) {
    const [given] = call.arguments;
    if (given === undefined) return undefined;
    return replaced(call, codeOf(given, module), module, "the run validates its input against the schema");
  }
  return lost.has(name)
    ? replaced(call, text, module, `${describe(call, owner, module)} before the run`)
    : undefined;
}

/** Methods that change or check a value, but keep its type. */
const lost: ReadonlySet<string> = new Set([".transform", ".refine", ".superRefine", ".check", ".pipe", ".overwrite", ".catch", ".jwt", ".ipv6", ".cidrv6", ".trim", ".toLowerCase", ".toUpperCase", ".normalize"]); // prettier-ignore

function describe(call: TS.Node, owner: TS.Node, module: Here): string {
  const text = lineOf(call, module).slice(lineOf(owner, module).length).trimStart();
  return text.length > 60 ? "do its work" : `apply ${text}`;
}

/** `z.string().refine((text) => …)`: the function is removed with its method. `name`: the method's, as evaluated. */
export function withoutCallback(node: TS.Node, name: string, module: Here): Suggestion | undefined {
  const call = ts.isCallExpression(node) ? node : ts.findAncestor(node, ts.isCallExpression);
  const [callback] = call?.arguments ?? [];
  const isDefault = name === ".default" || name === ".prefault";
  if (isDefault && callback !== undefined && ts.isArrowFunction(callback)) {
    const { body } = callback;
    const isWritten = ts.isStringLiteralLike(body) || ts.isNumericLiteral(body);
    return isWritten ? replaced(callback, codeOf(body, module), module) : undefined;
  }
  return call && withoutMethod(call, name, module);
}

/** The parameter with a type: its fields, as far as the function shows them. */
export function typedParameter(node: TS.Node, module: Here): Suggestion | undefined {
  // The author's own type is not replaced by a guess, even if falc cannot read it.
  if (!ts.isParameter(node) || !saysNothing(node.type)) return undefined;
  const workflow = node.parent;
  const fields = fieldsOf(node);
  const isNamed = fields.every(([field]) => field !== undefined && isIdentifierKey(field));
  if (fields.length === 0 || !isNamed) return undefined;
  const type = `{ ${fields.map(([field, rest]) => `${field}${rest}`).join("; ")} }`;
  const made = node.type === undefined ? { span: edit(node.name, "", module).span, text: `${codeOf(node.name, module)}: ${type}` } : edit(node.type, type, module); // prettier-ignore
  // `async input => …` has no room for a type.
  const isBare = ts.isArrowFunction(workflow) && module.source.text[node.pos - 1] !== "(";
  const text = isBare ? `(${made.text})` : made.text;
  return { edits: [{ ...made, text }], note: "fields are strings unless the code shows another type" };
}

/** `any`, `unknown`, `object`, `{}` */
function saysNothing(type: TS.TypeNode | undefined): boolean {
  if (type === undefined) return true;
  if (ts.isTypeLiteralNode(type)) return type.members.length === 0;
  return general.has(type.kind);
}

const general: ReadonlySet<TS.SyntaxKind> = new Set([
  ts.SyntaxKind.AnyKeyword,
  ts.SyntaxKind.UnknownKeyword,
  ts.SyntaxKind.ObjectKeyword,
]);

/** Each field, and what follows it in a type: `?: number`. A computed key, and a rest, have no name. */
function fieldsOf(parameter: TS.ParameterDeclaration): readonly (readonly [string | undefined, string])[] {
  const { name, parent } = parameter;
  if (ts.isObjectBindingPattern(name)) {
    return name.elements.map((each) => {
      const { propertyName: key = each.name, initializer, dotDotDotToken } = each;
      const field = dotDotDotToken === undefined ? writtenName(key) : undefined;
      return [field, initializer === undefined ? ": string" : `?: ${typeOf(initializer)}`];
    });
  }
  if (!ts.isIdentifier(name)) return [];
  const read = usesOf(parameter, name.text, parent).flatMap((use) => {
    const access = accessOf(outermost(use).parent);
    return access !== undefined && unwrap(access.owner) === use ? [access.key] : [];
  });
  return [...new Set(read)].map((field) => [field, ": string"]);
}

/** The type that a default shows: `steps = 28` is a number. */
function typeOf(value: TS.Expression): FieldType {
  if (ts.isNumericLiteral(value)) return "number";
  return value.kind === ts.SyntaxKind.TrueKeyword || value.kind === ts.SyntaxKind.FalseKeyword
    ? "boolean"
    : "string";
}

/** A parameter that is not an object, as the only field of an object. */
export function asField(node: TS.Node, module: Here): Suggestion | undefined {
  const parameter = ts.isParameter(node) ? node : node.parent;
  if (!ts.isParameter(parameter) || !ts.isIdentifier(parameter.name) || parameter.type === undefined) {
    return {
      words:
        "Wrap it in an object, as a named field: `z.object({ name: … })`. For a union of objects, write one workflow for each.",
    };
  }
  const { type } = parameter;
  const item = ts.isArrayTypeNode(type) ? type.elementType : type;
  if (!plain.has(item.kind)) return undefined;
  const name = parameter.name.text;
  return replaced(parameter, `{ ${name} }: { ${name}: ${codeOf(type, module)} }`, module);
}

const plain: ReadonlySet<TS.SyntaxKind> = new Set([
  ts.SyntaxKind.StringKeyword,
  ts.SyntaxKind.NumberKeyword,
  ts.SyntaxKind.BooleanKeyword,
]);

/** A replacement for a type without JSON Schema: files are sent as URLs, maps as objects. */
export function jsonType(node: TS.Node, module: Here): Suggestion | undefined {
  if (node.kind === ts.SyntaxKind.BigIntKeyword) return replaced(node, "number", module);
  const [first, second] = ts.isTypeReferenceNode(node) ? (node.typeArguments ?? []) : [];
  switch (
    ts.isTypeReferenceNode(node) && isOfLibrary(node, module) ? node.typeName.getText(module.tree) : ""
  ) {
    case "File":
    case "Blob":
    case "URL":
    case "Buffer":
      return replaced(node, "string", module, "the file is sent as its URL");
    case "Date":
      return replaced(node, "string", module, "the date is sent as a string");
    case "Map":
    case "ReadonlyMap":
      if (first?.kind !== ts.SyntaxKind.StringKeyword || second === undefined) break;
      return replaced(node, `Record<string, ${codeOf(second, module)}>`, module);
    case "Set":
    case "ReadonlySet": {
      if (first === undefined) break;
      const isOne = ts.isTypeReferenceNode(first) || ts.isLiteralTypeNode(first) || plain.has(first.kind);
      const item = codeOf(first, module);
      return replaced(node, isOne ? `${item}[]` : `(${item})[]`, module);
    }
  }
  return {
    words: `Replace ${tick(lineOf(node, module))} with strings, numbers, booleans, arrays and objects.`,
  };
}

/** All parameters of the function as fields of one object. `node`: any of them. */
export function oneParameter(node: TS.Node, module: Here): Suggestion | undefined {
  if (!ts.isParameter(node)) return undefined;
  const { parameters } = node.parent;
  const names: string[] = [];
  const types: string[] = [];
  for (const { name, type, initializer, dotDotDotToken, questionToken } of parameters) {
    if (!ts.isIdentifier(name) || type === undefined || dotDotDotToken !== undefined) return undefined;
    const isOptional = initializer !== undefined || questionToken !== undefined;
    names.push(initializer === undefined ? name.text : `${name.text} = ${codeOf(initializer, module)}`);
    types.push(`${name.text}${isOptional ? "?" : ""}: ${codeOf(type, module)}`);
  }
  const [first, last] = [parameters[0], parameters.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const span = { source: module.source, start: first.getStart(module.tree), end: last.end };
  return { edits: [{ span, text: `{ ${names.join(", ")} }: { ${types.join("; ")} }` }] };
}
