/** Input schemas and types: the author's own line, reduced to what JSON Schema can express. */
import type { Here } from "./here.ts";
import type { Suggestion } from "../../diagnostics/suggestion.ts";
import { tick } from "../../diagnostics/wording.ts";
import { ts, type TS } from "../typescript.ts";
import { declarationOf } from "../2-evaluate/types/names/value-names.ts";
import { codeOf, edit, replaced } from "./source.ts";

/** zod's types without a JSON value → what is sent instead. */
const sentAs: ReadonlyMap<string, string> = new Map([
  ["date", "z.iso.datetime()"],
  ["file", "z.url()"],
  ["bigint", "z.int()"],
  ["httpUrl", "z.url()"],
  ["stringbool", "z.boolean()"],
  ["ipv6", "z.string()"],
  ["cidrv6", "z.string()"],
  ["jwt", "z.string()"],
  ["creditCard", "z.string()"],
  ["iban", "z.string()"],
]);

/** `z.string().min(1).transform(trim)` → `z.string().min(1)`; `z.coerce.number()` → `z.number()`. */
export function withoutMethod(node: TS.Node, module: Here): Suggestion | undefined {
  const access = ts.isCallExpression(node) ? node.expression : node;
  if (!ts.isPropertyAccessExpression(access)) return undefined;
  const { expression: owner, name } = access;
  const call =
    ts.isCallExpression(access.parent) && access.parent.expression === access ? access.parent : access;
  const text = codeOf(owner, module);
  if (name.text === "coerce" || text === "z.coerce") {
    const coerced = name.text === "coerce" ? access : owner;
    return replaced(coerced, "z", module, "the caller must send it as that type");
  }
  if (text === "z") {
    if (name.text === "xor")
      return { words: "Write one workflow for each kind of input, each with its own object." };
    const sent = sentAs.get(name.text);
    return sent === undefined
      ? {
          words: `Replace ${tick(`z.${name.text}`)} with what JSON Schema has: z.object, z.array, z.string, z.number, z.boolean, z.enum.`,
        }
      : replaced(call, sent, module);
  }
  if (name.text === "enum") return memberOfEnum(access, module);
  if (name.text === "parse" && ts.isCallExpression(call)) {
    const [given] = call.arguments;
    if (given === undefined) return undefined;
    return replaced(call, codeOf(given, module), module, "the run validates its input against the schema");
  }
  return lost.has(name.text)
    ? replaced(call, text, module, `${describe(call, owner, module)} before the run`)
    : undefined;
}

/** Methods that change or check a value, but keep its type. */
const lost: ReadonlySet<string> = new Set(["transform", "refine", "superRefine", "check", "pipe", "overwrite", "catch", "jwt", "ipv6", "cidrv6", "trim", "toLowerCase", "toUpperCase", "normalize", "preprocess"]); // prettier-ignore

function describe(call: TS.Node, owner: TS.Node, module: Here): string {
  const text = module.source.text.slice(owner.end, call.end).replace(/\s+/g, " ");
  return text.length > 60 ? "do its work" : `apply ${text}`;
}

/** `Size.enum.square` → `"square"`: names and values are the same. */
function memberOfEnum(access: TS.PropertyAccessExpression, module: Here): Suggestion | undefined {
  const { parent, expression: owner } = access;
  const declared = ts.isIdentifier(owner) ? declarationOf(owner) : undefined;
  const schema = declared && ts.isVariableDeclaration(declared) ? declared.initializer : undefined;
  const isListed = schema !== undefined && /^z\.enum\(\s*\[/.test(codeOf(schema, module));
  if (!isListed || !ts.isPropertyAccessExpression(parent) || parent.expression !== access) return undefined;
  return replaced(parent, JSON.stringify(parent.name.text), module);
}

/** `z.string().refine((text) => …)`: the function is removed with its method. */
export function withoutCallback(node: TS.Node, module: Here): Suggestion | undefined {
  const call = ts.isCallExpression(node) ? node : ts.findAncestor(node, ts.isCallExpression);
  const [callback] = call?.arguments ?? [];
  const isDefault = call !== undefined && /\.(?:default|prefault)$/.test(codeOf(call.expression, module));
  if (isDefault && callback !== undefined && ts.isArrowFunction(callback)) {
    const { body } = callback;
    const isWritten = ts.isStringLiteralLike(body) || ts.isNumericLiteral(body);
    return isWritten ? replaced(callback, codeOf(body, module), module) : undefined;
  }
  return call && withoutMethod(call, module);
}

/** The parameter with a type: its fields, as far as the function shows them. */
export function typedParameter(node: TS.Node, module: Here): Suggestion | undefined {
  if (!ts.isParameter(node)) return undefined;
  const workflow = node.parent;
  const fields = ts.isIdentifier(node.name)
    ? fieldsRead(workflow, node.name.text)
    : ts.isObjectBindingPattern(node.name) &&
        node.name.elements.every((each) => each.dotDotDotToken === undefined)
      ? node.name.elements.map(
          (each) =>
            `${codeOf(each.propertyName ?? each.name, module)}${each.initializer === undefined ? "" : "?"}`,
        )
      : [];
  // The author's own type is not replaced by a guess, even if falc cannot read it.
  const isNamed = node.type !== undefined && !/^(?:any|unknown|object|\{\})$/.test(codeOf(node.type, module));
  if (fields.length === 0 || isNamed || !fields.every((each) => /^\w+\??$/.test(each))) return undefined;
  const type = `{ ${fields.map((field) => `${field}: ${typeIn(node, field.replace("?", ""))}`).join("; ")} }`;
  const made = node.type === undefined ? { span: edit(node.name, "", module).span, text: `${codeOf(node.name, module)}: ${type}` } : edit(node.type, type, module); // prettier-ignore
  // `async input => …` has no room for a type.
  const isBare =
    ts.isArrowFunction(workflow) &&
    module.source.text[node.end] !== ")" &&
    module.source.text[node.pos - 1] !== "(";
  const text = isBare ? `(${made.text})` : made.text;
  return { edits: [{ ...made, text }], note: "fields are strings unless the code shows another type" };
}

/** The type that a default shows: `steps = 28` is a number. */
function typeIn({ name }: TS.ParameterDeclaration, field: string): string {
  const element = ts.isObjectBindingPattern(name)
    ? name.elements.find((each) => (each.propertyName ?? each.name).getText() === field)
    : undefined;
  const value = element?.initializer;
  if (value === undefined) return "string";
  if (ts.isNumericLiteral(value)) return "number";
  return value.kind === ts.SyntaxKind.TrueKeyword || value.kind === ts.SyntaxKind.FalseKeyword
    ? "boolean"
    : "string";
}

function fieldsRead(workflow: TS.Node, name: string): readonly string[] {
  const found = new Set<string>();
  const visit = (node: TS.Node): void => {
    const isField = ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression);
    if (isField && (node.expression as TS.Identifier).text === name) found.add(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(workflow);
  return [...found];
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
  const type = codeOf(parameter.type, module);
  if (!/^(?:string|number|boolean)(?:\[\])?$/.test(type)) return undefined;
  const name = parameter.name.text;
  return replaced(parameter, `{ ${name} }: { ${name}: ${type} }`, module);
}

/** A replacement for a type without JSON Schema: files are sent as URLs, maps as objects. */
export function jsonType(node: TS.Node, module: Here): Suggestion | undefined {
  const text = codeOf(node, module);
  const map = /^(?:Readonly)?Map<string, (.+)>$/.exec(text)?.[1];
  if (map !== undefined) return replaced(node, `Record<string, ${map}>`, module);
  const set = /^(?:Readonly)?Set<(\w+)>$/.exec(text)?.[1];
  if (set !== undefined) return replaced(node, `${set}[]`, module);
  switch (text) {
    case "File":
    case "Blob":
    case "URL":
    case "Buffer":
      return replaced(node, "string", module, "the file is sent as its URL");
    case "Date":
      return replaced(node, "string", module, "the date is sent as a string");
    case "bigint":
      return replaced(node, "number", module);
    default:
      return {
        words: `Replace ${tick(text.replace(/\s+/g, " "))} with strings, numbers, booleans, arrays and objects.`,
      };
  }
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
