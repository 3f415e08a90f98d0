/** Literals: strings, numbers, templates, lists, objects, regular expressions. */
import { ownEntries } from "../builtins/own-entries.ts";
import { expandWhole, type ExpandOptions } from "../calls/expand.ts";
import type { ExpressionRule, Machine, Place } from "../machine/machine.ts";
import { spreadElements } from "../machine/iterate.ts";
import { toKey } from "../values/keys.ts";
import { originOf } from "../values/origin.ts";
import { inheritRunKeys } from "../values/run-keys.ts";
import { joinText, pieceNow } from "../values/text.ts";
import { ts, type TS } from "../../typescript.ts";
import {
  array,
  known,
  literal,
  object,
  type ObjectValue,
  type Poison,
  type SymbolValue,
  type Value,
} from "../values/values.ts";
import { functionValue } from "./calls.ts";

export const stringLiteral: ExpressionRule<TS.StringLiteralLike> = (node) => literal(node.text, node);

export const numericLiteral: ExpressionRule<TS.NumericLiteral> = (node) => literal(Number(node.text), node);

export const trueLiteral: ExpressionRule<TS.Expression> = (node) => literal(true, node);
export const falseLiteral: ExpressionRule<TS.Expression> = (node) => literal(false, node);
export const nullLiteral: ExpressionRule<TS.Expression> = (node) => literal(null, node);

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
  for (const { expression, literal: after } of node.templateSpans) {
    machine.step(expression, place);
    pieces.push(pieceNow(machine.evaluate(expression, place), expression, place, machine));
    pieces.push({ value: known(after.text), node: after });
  }
  return joinText(pieces, place, machine);
};

export const arrayLiteral: ExpressionRule<TS.ArrayLiteralExpression> = (node, place, machine) => {
  const elements: Value[] = [];
  let failed: Poison | undefined;
  for (const element of node.elements) {
    machine.step(element, place);
    if (ts.isSpreadElement(element)) {
      const { expression } = element;
      const spread = spreadElements(machine.evaluate(expression, place), expression, place, machine);
      if ("kind" in spread) failed = spread;
      else for (const one of spread) elements.push(one);
    } else if (ts.isOmittedExpression(element)) elements.length += 1;
    else elements.push(machine.evaluate(element, place));
  }
  return failed ?? array(elements);
};

export const objectLiteral: ExpressionRule<TS.ObjectLiteralExpression> = (node, place, machine) => {
  const result = object();
  let failed: Poison | undefined;
  let written: ReadonlyMap<string, number> | undefined;
  for (const [index, property] of node.properties.entries()) {
    machine.step(property, place);
    if (ts.isSpreadAssignment(property)) {
      // `{ ...photo, seed: 7 }`: the photo's own seed is not needed.
      const names = (written ??= writtenNames(node));
      const except = { has: (key: string) => (names.get(key) ?? -1) > index };
      failed = spreadFields(property.expression, result, except, place, machine) ?? failed;
      continue;
    }
    const key = memberKey(property.name, place, machine);
    if (typeof key !== "string") {
      failed = (key.kind === "symbol" ? setIterator(result, property, place, machine) : key) ?? failed;
      continue;
    }
    result.writtenOver?.delete(key);
    // A problem with one property does not affect the others.
    if (ts.isGetAccessor(property) || ts.isSetAccessor(property)) {
      addAccessor(result, key, property, place, machine);
      continue;
    }
    result.accessors?.delete(key);
    if (ts.isMethodDeclaration(property)) {
      result.fields[key] = functionValue(property, place);
    } else {
      const shorthand = ts.isShorthandPropertyAssignment(property);
      result.fields[key] = machine.evaluate(shorthand ? property.name : property.initializer, place);
    }
  }
  return failed ?? result;
};

function addAccessor(
  target: ObjectValue,
  key: string,
  property: TS.AccessorDeclaration,
  place: Place,
  machine: Machine,
): void {
  target.accessors ??= new Map();
  const fn = functionValue(property, place);
  const other = target.accessors.get(key);
  target.accessors.set(key, { ...other, kind: "accessor", [ts.isGetAccessor(property) ? "get" : "set"]: fn });
  const written = machine.textOf(property.name, place);
  target.fields[key] = {
    kind: "unavailable",
    refuse: (use, module, isInside = false) =>
      machine.refuse("accessor-unsupported", use, { module }, { key: written, isInside }),
  };
}

/** `[Symbol.iterator]() { … }` of an object. */
function setIterator(
  target: ObjectValue,
  property: Exclude<TS.ObjectLiteralElementLike, TS.SpreadAssignment>,
  place: Place,
  machine: Machine,
): Poison | undefined {
  const value = ts.isMethodDeclaration(property)
    ? functionValue(property, place)
    : ts.isPropertyAssignment(property)
      ? machine.evaluate(property.initializer, place)
      : undefined;
  if (value?.kind === "poison") return value;
  if (value?.kind !== "function") {
    const construct = `a ${machine.textOf(property.name, place)} that is not a function of the code`;
    return machine.refuse("syntax-unsupported", property, place, { construct });
  }
  target.iterator = value;
  return undefined;
}

/** A literal or computed key. */
export function propertyKey(name: TS.PropertyName, place: Place, machine: Machine): string | Poison {
  const key = memberKey(name, place, machine);
  return typeof key === "string" || key.kind === "poison" ? key : toKey(key, name, place, machine);
}

/** The same where `[Symbol.iterator]` can be a key, too. */
export function memberKey(
  name: TS.PropertyName,
  place: Place,
  machine: Machine,
): string | Poison | SymbolValue {
  let key: string | Poison | undefined;
  if (ts.isComputedPropertyName(name)) {
    const value = machine.evaluate(name.expression, place);
    if (value.kind === "symbol") return value;
    key = toKey(value, name.expression, place, machine);
  } else if (ts.isNumericLiteral(name)) key = String(Number(name.text));
  else if (ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNoSubstitutionTemplateLiteral(name))
    key = name.text;
  if (key === undefined || key === "__proto__") {
    return machine.refuse("key-unsupported", name, place, { key: key ?? machine.textOf(name, place) });
  }
  return key;
}

/** `{ ...x }`. As in JavaScript, spreading null or undefined adds nothing. */
function spreadFields(
  node: TS.Expression,
  target: ObjectValue,
  except: NonNullable<ExpandOptions["except"]>,
  place: Place,
  machine: Machine,
): Poison | undefined {
  const evaluated = machine.evaluate(node, place);
  const value = expandWhole(evaluated, node, place, machine, { except }) ?? evaluated;
  switch (value.kind) {
    case "object":
    case "array":
    case "known":
    case "map":
    case "set":
    case "function":
    case "class": {
      const entries = ownEntries(value, "...", node, place, machine);
      if ("kind" in entries) return entries;
      for (const [key, field] of entries) {
        if (key in target.fields) (target.writtenOver ??= new Set()).add(key);
        target.accessors?.delete(key);
        target.fields[key] = field;
      }
      if (value.kind === "object" && value.iterator !== undefined) target.iterator = value.iterator;
      inheritRunKeys(target, value);
      return undefined;
    }
    case "poison":
      return value;
    case "pending":
      return machine.refuse("await-missing", node, place, { text: machine.textOf(node, place) });
    case "reference":
    case "text":
      return machine.refuse("spread-unknown", node, place, {
        text: machine.textOf(node, place),
        keys: value.kind === "reference" ? (value.schema?.required ?? []) : [],
        ...originOf(value, node, place, machine),
      });
    default:
      return machine.refuse("syntax-unsupported", node, place, {
        construct: `spreading ${machine.textOf(node, place)}`,
      });
  }
}

/** The literal names, each with the index of its last property. */
function writtenNames({ properties }: TS.ObjectLiteralExpression): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const [index, { name }] of properties.entries()) {
    if (name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name)))
      names.set(name.text, index);
  }
  return names;
}
