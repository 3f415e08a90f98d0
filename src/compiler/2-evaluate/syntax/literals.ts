/** Literals: strings, numbers, templates, lists, objects, regular expressions. */
import type { ExpressionRule, Machine, Place } from "../machine.ts";
import { joinText } from "../text.ts";
import { ts, type TS } from "../../typescript.ts";
import { array, known, object, poison, type Value } from "../values.ts";

export const stringLiteral: ExpressionRule<TS.StringLiteralLike> = (node) => known(node.text);

export const numericLiteral: ExpressionRule<TS.NumericLiteral> = (node) => known(Number(node.text));

export const trueLiteral: ExpressionRule<TS.Expression> = () => known(true);
export const falseLiteral: ExpressionRule<TS.Expression> = () => known(false);
export const nullLiteral: ExpressionRule<TS.Expression> = () => known(null);

export const regularExpression: ExpressionRule<TS.RegularExpressionLiteral> = (node, place, machine) => {
  const [, pattern = "", flags = ""] = /^\/([\s\S]*)\/(\w*)$/.exec(node.text) ?? [];
  try {
    return { kind: "regexp", value: new RegExp(pattern, flags) };
  } catch (error) {
    return machine.refuse("program-throws", node, place, { text: (error as Error).message });
  }
};

export const templateExpression: ExpressionRule<TS.TemplateExpression> = (node, place, machine) => {
  const pieces = [{ value: known(node.head.text) as Value, node: node.head as TS.Node }];
  for (const { expression, literal } of node.templateSpans) {
    machine.step(expression, place);
    pieces.push({ value: machine.evaluate(expression, place), node: expression });
    pieces.push({ value: known(literal.text), node: literal });
  }
  return joinText(pieces, place, machine);
};

export const arrayLiteral: ExpressionRule<TS.ArrayLiteralExpression> = (node, place, machine) => {
  const elements: Value[] = [];
  for (const element of node.elements) {
    machine.step(element, place);
    if (ts.isSpreadElement(element)) elements.push(...spreadElements(element.expression, place, machine));
    else if (ts.isOmittedExpression(element)) {
      machine.refuse("syntax-unsupported", node, place, {
        construct: "a list with holes",
        rewrite: "[first, null, third]",
      });
    } else elements.push(machine.evaluate(element, place));
  }
  return array(elements);
};

/** What `...x` adds to a list of elements or of arguments. */
export function spreadElements(node: TS.Expression, place: Place, machine: Machine): readonly Value[] {
  const value = machine.evaluate(node, place);
  switch (value.kind) {
    case "array":
      machine.touch(value, false, node, place);
      return value.elements;
    case "poison":
      return [poison];
    case "known":
      if (typeof value.value === "string") return [...value.value].map(known);
      break;
    case "reference":
    case "text":
      machine.refuse("spread-unknown", node, place, { text: machine.textOf(node, place) });
      return [poison];
    case "pending":
      machine.refuse("await-missing", node, place, { text: machine.textOf(node, place) });
      return [poison];
    default:
  }
  machine.refuse("program-throws", node, place, { text: `${machine.textOf(node, place)} is not iterable` });
  return [poison];
}

export const objectLiteral: ExpressionRule<TS.ObjectLiteralExpression> = (node, place, machine) => {
  const made = object();
  let failed = false;
  for (const property of node.properties) {
    machine.step(property, place);
    if (ts.isSpreadAssignment(property)) {
      if (!spreadFields(property.expression, made.fields, place, machine)) failed = true;
      continue;
    }
    if (ts.isGetAccessor(property) || ts.isSetAccessor(property)) {
      machine.refuse("syntax-unsupported", property, place, {
        construct: "a getter or setter",
        rewrite: `{ ${machine.textOf(property.name, place)}: value }`,
      });
      failed = true;
      continue;
    }
    const key = propertyKey(property.name, place, machine);
    if (key === undefined) {
      failed = true;
      continue;
    }
    if (ts.isMethodDeclaration(property)) {
      made.fields[key] = {
        kind: "function",
        node: property,
        scope: place.scope,
        module: place.module,
        name: key,
      };
    } else {
      const shorthand = ts.isShorthandPropertyAssignment(property);
      made.fields[key] = machine.evaluate(shorthand ? property.name : property.initializer, place);
    }
  }
  return failed ? poison : made;
};

/** A key as written or computed; `undefined` after a report. */
export function propertyKey(name: TS.PropertyName, place: Place, machine: Machine): string | undefined {
  let key: string | undefined;
  if (ts.isComputedPropertyName(name)) {
    const value = machine.evaluate(name.expression, place);
    if (value.kind === "poison") return undefined;
    if (value.kind !== "known") {
      machine.refuse("key-unknown", name, place, { text: machine.textOf(name.expression, place) });
      return undefined;
    }
    key = String(value.value);
  } else if (ts.isNumericLiteral(name)) key = String(Number(name.text));
  else if (ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNoSubstitutionTemplateLiteral(name))
    key = name.text;
  if (key === undefined || key === "__proto__") {
    machine.refuse("syntax-unsupported", name, place, {
      construct: `the key ${machine.textOf(name, place)}`,
      rewrite: "{ prototype: value }   // another name",
    });
    return undefined;
  }
  return key;
}

/** `{ ...x }`; false after a report. Spreading nothing adds nothing, as in JavaScript. */
function spreadFields(
  node: TS.Expression,
  fields: Record<string, Value>,
  place: Place,
  machine: Machine,
): boolean {
  const value = machine.evaluate(node, place);
  switch (value.kind) {
    case "object":
      machine.touch(value, false, node, place);
      Object.assign(fields, value.fields);
      return true;
    case "array":
      machine.touch(value, false, node, place);
      value.elements.forEach((element, index) => (fields[index] = element));
      return true;
    case "known":
      if (typeof value.value !== "string") return true;
      machine.refuse("syntax-unsupported", node, place, { construct: "spreading a string into an object" });
      return false;
    case "poison":
      return false;
    case "pending":
      machine.refuse("await-missing", node, place, { text: machine.textOf(node, place) });
      return false;
    case "reference":
    case "text":
      machine.refuse("spread-unknown", node, place, { text: machine.textOf(node, place) });
      return false;
    default:
      machine.refuse("syntax-unsupported", node, place, {
        construct: `spreading ${machine.textOf(node, place)}`,
      });
      return false;
  }
}
