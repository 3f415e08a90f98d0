/** Names, properties and indices. */
import { hasModifier, outermost } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { globalNames, globalValue } from "../builtins/globals.ts";
import { type BuiltinFunction, method } from "../builtins/call.ts";
import { objectMember } from "../builtins/object.ts";
import type { ExpressionRule, LinkRule, Machine, Place } from "../machine/machine.ts";
import { iterate } from "../machine/iterate.ts";
import { toKey } from "../values/keys.ts";
import { originOf } from "../values/origin.ts";
import { assertPresent, isNullish } from "../values/presence.ts";
import { inheritedFrom, iteratorOf, privateKey, privatesOf } from "../members/members.ts";
import { readProperty } from "../members/read-property.ts";
import { readMember } from "../members/access.ts";
import { readStatic } from "../members/read-object.ts";
import { describe, isError } from "../values/describe.ts";
import { type Poison, type SymbolValue, undefinedValue, type Value } from "../values/values.ts";

export const identifier: ExpressionRule<TS.Identifier> = (node, place, machine) => {
  const name = node.text;
  const variable = place.scope.find(name);
  if (variable === undefined) {
    const value = globalValue(name, node, place, machine);
    if (value !== undefined) return value;
    const nearest = machine.nearest(name, otherNames(name, place));
    return machine.refuse("name-unknown", node, place, { name, nearest });
  }
  const { value, holder } = variable;
  if (holder !== undefined) return readProperty(holder, { key: name, node, ownerNode: node, place, machine });
  if (value === undefined) return refuseEarly(name, node, place, machine);
  // A constant cannot be read too early or too late.
  if (!variable.constant) machine.touch(variable, false, node, place);
  return value;
};

function* otherNames(name: string, { scope }: Place): Generator<string> {
  // An imported type has the name, but not a value.
  for (const other of scope.names()) if (other !== name) yield other;
  yield* globalNames();
}

/** After an await in a function that runs in parallel, the definition may have been reached. */
export function refuseEarly(name: string, node: TS.Node, place: Place, machine: Machine): Poison {
  const isParallel = place.activation.task.turn().parent !== undefined;
  return isParallel
    ? machine.refuse("order-unknown", node, place, { name })
    : machine.throws("ReferenceError", "name-before-definition", node, place, { name });
}

type Access = TS.PropertyAccessExpression | TS.ElementAccessExpression;

export const access: ExpressionRule<Access> = (node, place, machine) =>
  accessLink(node, place, machine) ?? undefinedValue;

export const accessLink: LinkRule<Access> = (node, place, machine) => {
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) return superAccess(node, place, machine);
  const owner = machine.evaluateLink(node.expression, place);
  if (owner === undefined || endsChain(owner, node.expression, node, place, machine)) return undefined;
  // Whether it exists has already been checked.
  const value = readKey(
    node,
    node.questionDotToken === undefined ? owner : assertPresent(owner),
    place,
    machine,
  );
  if (value.kind === "builtin" && value.needsOwner && !isCallee(node)) {
    const by = calledThrough(node);
    return machine.refuse("method-apart", node, place, { text: machine.textOf(node, place), by });
  }
  machine.owner = owner;
  return value;
};

/** `this`: known in functions and classes, and undefined at a file's top level. */
export const thisKeyword: ExpressionRule<TS.Expression> = (node, place, machine) => {
  const variable = place.scope.find("this");
  if (variable === undefined) return undefinedValue;
  const text = "Must call super constructor in derived class before accessing 'this'";
  return variable.value ?? machine.throws("ReferenceError", "program-throws", node, place, { text });
};

/** `new.target`: the class being constructed, in a constructor. `import.meta` is refused. */
export const metaProperty: ExpressionRule<TS.MetaProperty> = (node, place, machine) => {
  if (node.keywordToken !== ts.SyntaxKind.NewKeyword) {
    return machine.refuse("syntax-unsupported", node, place, {
      construct: machine.textOf(node, place),
    });
  }
  let around: TS.Node = node;
  while (!bindsNewTarget(around)) around = around.parent;
  const inConstructor = ts.isConstructorDeclaration(around);
  return (inConstructor ? place.scope.find("new.target")?.value : undefined) ?? undefinedValue;
};

/** A function other than an arrow function; the parse stage guarantees that there is one. */
function bindsNewTarget(node: TS.Node): boolean {
  return (
    (ts.isFunctionLike(node) && !ts.isArrowFunction(node)) ||
    ts.isPropertyDeclaration(node) ||
    ts.isClassStaticBlockDeclaration(node) ||
    ts.isSourceFile(node)
  );
}

/** `super.describe`: from the base of the enclosing class, with the current `this`. */
function superAccess(node: Access, place: Place, machine: Machine): Value {
  const home = place.scope.find("super")?.value;
  const self = thisKeyword(node.expression as never, place, machine);
  if (self.kind === "poison") return self;
  const inClass = classElementAround(node);
  if (home?.kind !== "class" || inClass === undefined) {
    return machine.refuse("syntax-unsupported", node, place, {
      construct: "super in an object",
      form: "super-in-object",
    });
  }
  const key = keyOf(node, place, machine);
  if (typeof key !== "string") return key;
  machine.owner = self;
  const isStatic =
    ts.isClassStaticBlockDeclaration(inClass) || hasModifier(inClass, ts.SyntaxKind.StaticKeyword);
  if (isStatic) {
    return self.kind === "class" && home.base !== undefined
      ? readStatic(home.base, self, { key, node, ownerNode: node, place, machine })
      : undefinedValue;
  }
  const member = inheritedFrom(home.base, key);
  if (member !== undefined) return readMember(member, self, { node, place, machine });
  if (key === "toString" && self.kind === "object" && isError(self)) {
    return objectMember(self, key, machine) ?? undefinedValue;
  }
  return key in Object.prototype
    ? machine.refuse("method-unsupported", node, place, { method: key, what: "super" })
    : undefinedValue;
}

/** The class member around the code; `undefined` in a method of an object inside it. */
function classElementAround(node: TS.Node): TS.ClassElement | undefined {
  for (let each = node; each.parent !== undefined; each = each.parent) {
    if (ts.isClassElement(each) && ts.isClassLike(each.parent)) return each;
    if (ts.isObjectLiteralExpression(each.parent) && ts.isMethodDeclaration(each)) return undefined;
    if (ts.isFunctionDeclaration(each) || ts.isFunctionExpression(each)) return undefined;
  }
  return undefined;
}

/**
 * Whether the `?.` of a link, if it has one, finds null or undefined before it. Refused if that is known only at run
 * time.
 */
export function endsChain(
  before: Value,
  beforeNode: TS.Expression,
  link: Access | TS.CallExpression,
  place: Place,
  machine: Machine,
): boolean {
  if (link.questionDotToken === undefined) return false;
  const nothing = isNullish(before);
  // Whether or not it is present, it is not a function, and the call is refused for that reason.
  if (ts.isCallExpression(link) && before.kind === "reference") return false;
  if (nothing === undefined) {
    const text = machine.textOf(beforeNode, place);
    machine.refuse("optional-unknown", link.questionDotToken, place, {
      text,
      ...originOf(before, beforeNode, place, machine),
    });
  }
  return nothing === true;
}

function keyOf(node: Access, place: Place, machine: Machine): string | Poison {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  const argument = node.argumentExpression;
  return toKey(machine.evaluate(argument, place), argument, place, machine);
}

/** `this.#name` */
export function readPrivate(node: Access, owner: Value, name: string, place: Place, machine: Machine): Value {
  if (owner.kind === "poison") return owner;
  const member = privatesOf(owner)?.get(privateKey(name, place) ?? name);
  if (member !== undefined) {
    machine.touch(owner, false, node, place, name);
    if (member.kind !== "accessor" || member.get !== undefined) {
      return readMember(member, owner, { node, place, machine });
    }
    const text = `'${name}' was defined without a getter`;
    return machine.throws("TypeError", "program-throws", node, place, { text });
  }
  if (owner.kind !== "object" && owner.kind !== "class" && owner.kind !== "known") {
    return machine.refuse("method-unsupported", node, place, { method: name, what: describe(owner) });
  }
  const text = `Cannot read private member ${name} from an object whose class did not declare it`;
  return machine.throws("TypeError", "program-throws", node, place, { text });
}

function readKey(node: Access, owner: Value, place: Place, machine: Machine): Value {
  if (ts.isPropertyAccessExpression(node) && ts.isPrivateIdentifier(node.name)) {
    return readPrivate(node, owner, node.name.text, place, machine);
  }
  const key = ts.isElementAccessExpression(node)
    ? accessKey(node.argumentExpression, place, machine)
    : node.name.text;
  if (typeof key !== "string") {
    return key.kind === "symbol" ? readIterator(owner, node, place, machine) : key;
  }
  return readProperty(owner, { key, node, ownerNode: node.expression, place, machine });
}

function accessKey(node: TS.Expression, place: Place, machine: Machine): string | Poison | SymbolValue {
  const value = machine.evaluate(node, place);
  return value.kind === "symbol" ? value : toKey(value, node, place, machine);
}

/** `list[Symbol.iterator]` */
function readIterator(owner: Value, node: Access, place: Place, machine: Machine): Value {
  const { expression } = node;
  switch (owner.kind) {
    case "poison":
      return owner;
    case "object":
      return iteratorOf(owner) ?? undefinedValue;
    case "array":
    case "set":
      return readProperty(owner, { key: "values", node, ownerNode: expression, place, machine });
    case "map":
      return readProperty(owner, { key: "entries", node, ownerNode: expression, place, machine });
    case "iterator":
    case "generator":
      if (owner.kind === "generator" && owner.isAsync) return undefinedValue;
      return method("[Symbol.iterator]", () => owner, machine);
    case "reference":
    case "text":
      return machine.refuse("loop-unknown", expression, place, {
        text: machine.textOf(expression, place),
        ...originOf(owner, expression, place, machine),
      });
    case "known":
      if (typeof owner.value === "string") return method("[Symbol.iterator]", charactersOf(owner), machine);
      if (owner.value !== null && owner.value !== undefined) return undefinedValue;
      return readProperty(owner, { key: "Symbol.iterator", node, ownerNode: expression, place, machine });
    default:
      return machine.refuse("method-unsupported", node, place, {
        method: "[Symbol.iterator]",
        what: describe(owner),
      });
  }
}

function charactersOf(text: Value): BuiltinFunction {
  return ({ site, place, machine }) => {
    const next = iterate(text, site.node, place, machine);
    return typeof next === "function" ? { kind: "iterator", next } : next;
  };
}

/** `call` for `[].slice.call(list)`. */
function calledThrough(node: TS.Expression): string | undefined {
  const { parent } = outermost(node);
  const isOfFunction =
    ts.isPropertyAccessExpression(parent) && ["call", "apply", "bind"].includes(parent.name.text);
  return isOfFunction ? parent.name.text : undefined;
}

function isCallee(node: TS.Expression): boolean {
  const callee = outermost(node);
  const { parent } = callee;
  return (
    (ts.isCallExpression(parent) && parent.expression === callee) ||
    (ts.isTaggedTemplateExpression(parent) && parent.tag === callee)
  );
}
