/** What can be on the left of `=`: a variable, a field of an object, an element of a list. */
import { beginChange } from "../values/change.ts";
import { toKey } from "../values/keys.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { boundName, nameAfter } from "../calls/naming.ts";
import { arrayIndex } from "../values/array-index.ts";
import { privateKey, privatesOf } from "../members/members.ts";
import { originOf, refuseOnReference } from "../values/origin.ts";
import { readProperty } from "../members/read-property.ts";
import type { Variable } from "../machine/scope.ts";
import { readPrivate, refuseEarly } from "./access.ts";
import { callSetter, setField, setterOf } from "../members/set-member.ts";
import { unwrap } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { declarationOf } from "../types/names/value-names.ts";
import { describe } from "../values/describe.ts";
import { type ArrayValue, object, type Poison, undefinedValue, type Value } from "../values/values.ts";

export interface Target {
  read(): Value;
  /** An invalid target throws only here, after the right side has been evaluated. */
  write(value: Value): void;
}

/** Its parts are evaluated once: in `list[index++] += 1`, the index is incremented once. */
export function findTarget(left: TS.Expression, place: Place, machine: Machine): Target | Poison {
  const node = unwrap(left);
  if (ts.isIdentifier(node)) return variableTarget(node, place, machine);
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    return propertyTarget(node, place, machine);
  }
  return machine.refuse("syntax-unsupported", node, place, {
    construct: `assigning to ${machine.textOf(node, place)}`,
  });
}

function variableTarget(node: TS.Identifier, place: Place, machine: Machine): Target | Poison {
  const name = node.text;
  const variable = place.scope.find(name);
  if (variable === undefined)
    return machine.refuse("name-unknown", node, place, { name, nearest: undefined });
  if (place.scope.isLink(name)) return machine.refuse("assign-import", node, place, { name });
  const { value: before, holder } = variable;
  if (holder !== undefined) {
    const member = memberTarget(holder, name, { node, ownerNode: node }, place, machine);
    if (!variable.constant || "kind" in member) return member;
    // esbuild compiles it to an assignment that JavaScript allows; TypeScript does not.
    const what = "a constant of its namespace";
    return { ...member, write: () => void refuseConstant(variable, what, node, place, machine) };
  }
  if (before === undefined) {
    const refuse = () => refuseEarly(name, node, place, machine);
    return { read: refuse, write: () => void refuse() };
  }
  const read = () => {
    machine.touch(variable, false, node, place);
    return variable.value ?? before; // may be held: see `Machine.evaluateOptional`
  };
  if (variable.constant) {
    const what = whatIs(node);
    // JavaScript allows assignments to functions, classes and enums; TypeScript does not.
    if (what !== "a constant") return refuseConstant(variable, what, node, place, machine);
    return { read, write: () => void refuseConstant(variable, what, node, place, machine) };
  }
  return {
    read,
    write: (value) => {
      machine.touch(variable, true, node, place);
      variable.value = value;
      nameAfter(value, boundName(name, place.activation));
    },
  };
}

function refuseConstant(
  variable: Variable<Value>,
  what: string,
  node: TS.Identifier,
  place: Place,
  machine: Machine,
): Poison {
  const facts = { name: node.text, what };
  const refused =
    what === "a constant"
      ? machine.throws("TypeError", "assign-constant", node, place, facts)
      : machine.refuse("assign-constant", node, place, facts);
  // A loop that counts with it would never end; and further consequences of its value are not the author's mistakes.
  variable.value = refused;
  machine.explore(() => undefined);
  return refused;
}

/** TypeScript allows assignments to none of them. */
function whatIs(name: TS.Identifier): string {
  const declared = declarationOf(name);
  if (declared === undefined || ts.isFunctionDeclaration(declared) || ts.isFunctionExpression(declared))
    return "a function";
  if (ts.isEnumDeclaration(declared)) return "an enum";
  if (ts.isModuleDeclaration(declared)) return "a namespace";
  return ts.isClassLike(declared) ? "a class" : "a constant";
}

function propertyTarget(
  node: TS.PropertyAccessExpression | TS.ElementAccessExpression,
  place: Place,
  machine: Machine,
): Target | Poison {
  const isSuper = node.expression.kind === ts.SyntaxKind.SuperKeyword;
  if (isSuper) return machine.refuse("syntax-unsupported", node, place, { construct: "assigning to super" });
  const owner = machine.evaluate(node.expression, place);
  if (ts.isPropertyAccessExpression(node) && ts.isPrivateIdentifier(node.name)) {
    return privateTarget(owner, node, node.name.text, place, machine);
  }
  const argument = ts.isPropertyAccessExpression(node)
    ? undefined
    : machine.evaluate(node.argumentExpression, place);
  if (argument?.kind === "symbol") {
    const refused = machine.refuse("syntax-unsupported", node, place, {
      construct: "setting Symbol.iterator",
      form: "iterator-set",
    });
    machine.forget();
    return refused;
  }
  const key = ts.isPropertyAccessExpression(node)
    ? node.name.text
    : toKey(argument ?? undefinedValue, node.argumentExpression, place, machine);
  return typeof key === "string"
    ? memberTarget(owner, key, { node, ownerNode: node.expression }, place, machine)
    : key;
}

/** The access, and what is left of its dot; for a name that a namespace exports, both are the name. */
interface AccessNodes {
  readonly node: TS.Node;
  readonly ownerNode: TS.Node;
}

/** A property of the owner, which may have a setter for it. */
export function memberTarget(
  owner: Value,
  key: string,
  nodes: AccessNodes,
  place: Place,
  machine: Machine,
): Target | Poison {
  if (owner.kind === "poison") return owner;
  const { node, ownerNode } = nodes;
  const write = writer(owner, key, nodes, place, machine);
  if (typeof write !== "function") {
    // The target stays unchanged, and consequences of that are not the author's mistakes.
    machine.forget();
    return write;
  }
  return {
    read: () => readProperty(owner, { key, node, ownerNode, place, machine }),
    write: (value) => {
      const changing = owner.kind === "array" || owner.kind === "object";
      if (owner.kind === "regexp") machine.touch(owner, true, node, place);
      const part = key === "length" ? undefined : key;
      const setter = setterOf(owner, key);
      if (setter !== undefined) {
        const site = { node, module: place.module };
        callSetter(setter, owner, value, machine.textOf(node, place), { site, place, machine });
        return;
      }
      if (changing && beginChange(owner, node, place, machine, part) !== undefined) return;
      write(value);
    },
  };
}

type Access = TS.PropertyAccessExpression | TS.ElementAccessExpression;

/** `this.#name = …` */
function privateTarget(
  owner: Value,
  node: Access,
  name: string,
  place: Place,
  machine: Machine,
): Target | Poison {
  if (owner.kind === "poison") return owner;
  const privates = privatesOf(owner);
  const key = privateKey(name, place) ?? name;
  const member = privates?.get(key);
  const isMissing = privates === undefined || member === undefined;
  return {
    read: () => readPrivate(node, owner, name, place, machine),
    write: (value) => {
      if (isMissing || member.kind === "method") {
        const why = isMissing ? "to an object whose class did not declare it" : "which is a method";
        machine.throws("TypeError", "program-throws", node, place, {
          text: `Cannot write private member ${name} ${why}`,
        });
        return;
      }
      if (member.kind === "accessor") {
        const site = { node, module: place.module };
        callSetter(member, owner, value, machine.textOf(node, place), { site, place, machine });
        return;
      }
      machine.touch(owner, true, node, place, name);
      member.value = value;
    },
  };
}

const anyFunction = function () {};

function writer(
  owner: Value,
  key: string,
  { node, ownerNode }: AccessNodes,
  place: Place,
  machine: Machine,
): ((value: Value) => void) | Poison {
  const text = machine.textOf(ownerNode, place);
  switch (owner.kind) {
    case "object":
      if (key === "__proto__") return machine.refuse("key-unsupported", node, place, { key });
      return (value) => {
        const isHidden = Object.hasOwn(owner.hidden ?? {}, key);
        // Integer keys come first, in ascending order, whoever adds them.
        const isNew = !isHidden && !Object.hasOwn(owner.fields, key) && arrayIndex(key) === undefined;
        if (isNew) machine.touches.addKey(owner, place.activation.task);
        setField(owner, key, value);
      };
    case "array": {
      const index = arrayIndex(key);
      if (index !== undefined) {
        return (value) => {
          // The holes up to it are work for everything that later iterates over the list.
          machine.step(node, place, Math.max(0, index - owner.elements.length));
          owner.elements[index] = value;
        };
      }
      if (key === "length") return (value) => setLength(owner, value, node, place, machine);
      break;
    }
    case "class":
      return (value) => {
        machine.touch(owner.statics, true, node, place, key);
        owner.statics.fields[key] = value;
      };
    case "function":
      // `name` and its kind cannot be changed, and a prototype would matter to `new`.
      if (Object.hasOwn(anyFunction, key)) break;
      return (value) => {
        owner.statics ??= object();
        machine.touch(owner.statics, true, node, place, key);
        owner.statics.fields[key] = value;
      };
    case "regexp":
      if (key === "lastIndex") {
        return (value) => {
          if (value.kind === "known") owner.value.lastIndex = Number(value.value);
          else if (value.kind !== "poison") refuseValue(value, node, place, machine);
        };
      }
      break;
    case "reference":
    case "text": {
      const operator = operatorOf(node);
      // `=` changes the owner; every other operator also reads its value.
      return operator === "="
        ? machine.refuse("operator-on-reference", node, place, {
            operator,
            text,
            changes: true,
            ...originOf(owner, ownerNode, place, machine),
          })
        : machine.refuse("operator-on-reference", node, place, {
            operator,
            text: machine.textOf(node, place),
            root: originOf(owner, ownerNode, place, machine).root,
          });
    }
    case "pending":
      return machine.refuse("await-missing", ownerNode, place, { text });
    case "known":
      return () => {
        if (owner.value === null || owner.value === undefined) {
          const facts = { text, key, value: String(owner.value) };
          machine.throws("TypeError", "property-of-nothing", node, place, facts);
        } else {
          machine.throws("TypeError", "program-throws", node, place, {
            text: `Cannot create property '${key}' on ${describe(owner)}`,
          });
        }
        machine.forget();
      };
    case "namespace":
      if (owner.name.includes("/"))
        return machine.refuse("assign-import", node, place, { name: `${text}.${key}` });
      break;
    default:
  }
  return machine.refuse("syntax-unsupported", node, place, {
    construct: `setting ${JSON.stringify(key)} of ${describe(owner)}`,
    form: "property-set",
    text,
    key,
  });
}

/** The operator that changes a target: `+=` in `made.count += 1`; `=` in patterns and loops, too. */
function operatorOf(target: TS.Node): string {
  let child = target;
  while (ts.isExpression(child.parent) && unwrap(child.parent) === unwrap(target as TS.Expression)) {
    child = child.parent;
  }
  const { parent } = child;
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
    return ts.tokenToString(parent.operator) ?? "=";
  }
  const isChanged = ts.isBinaryExpression(parent) && parent.left === child;
  return (isChanged ? ts.tokenToString(parent.operatorToken.kind) : undefined) ?? "=";
}

function setLength(list: ArrayValue, value: Value, node: TS.Node, place: Place, machine: Machine): void {
  if (value.kind === "poison") return;
  if (value.kind !== "known") return void refuseValue(value, node, place, machine);
  const length = Number(value.value);
  if (!Number.isInteger(length) || length < 0 || length > 2 ** 32 - 1) {
    machine.throws("RangeError", "program-throws", node, place, { text: "Invalid array length" });
    return;
  }
  machine.step(node, place, Math.max(0, length - list.elements.length));
  list.elements.length = length;
}

function refuseValue(value: Value, node: TS.Node, place: Place, machine: Machine): Poison {
  const text = machine.textOf(node, place);
  if (value.kind === "reference" || value.kind === "text") {
    return refuseOnReference("=", value, node, place, machine);
  }
  return machine.refuse("conversion-unsupported", node, place, { text, what: describe(value), to: "number" });
}
