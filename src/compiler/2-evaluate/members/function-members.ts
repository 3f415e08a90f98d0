/** Properties of functions: `name`, `length`, and methods that call them with another `this`. */
import { unwrap } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { argument, type BuiltinCall, method } from "../builtins/call.ts";
import { argumentOf } from "../builtins/operand.ts";
import { listElements } from "../machine/iterate.ts";
import type { Machine } from "../machine/machine.ts";
import {
  type BuiltinValue,
  builtin,
  type ClassValue,
  type FunctionNode,
  type FunctionValue,
  known,
  type ModelValue,
  type Value,
} from "../values/values.ts";

type Callable = FunctionValue | BuiltinValue | ClassValue | ModelValue;

/** The member of a function; `undefined` if falc does not know it. */
export function functionMember(fn: Callable, name: string, machine: Machine): Value | undefined {
  switch (name) {
    case "name":
      if (fn.kind === "builtin") return ofReal(fn, "name");
      return fn.kind === "function" ? nameOf(fn.node) : fn.kind === "class" ? known(fn.name) : undefined;
    case "length":
      if (fn.kind === "builtin" || (fn.kind === "class" && fn.own === undefined)) return ofReal(fn, "length");
      if (fn.kind === "model") return undefined;
      return fn.kind === "function"
        ? known(lengthOf(fn.node))
        : fn.own && known(fn.own.constructor === undefined ? 0 : lengthOf(fn.own.constructor.node));
    case "call":
      return method(name, (call) => callWith(fn, call), machine);
    case "apply":
      return method(name, (call) => applyList(fn, call), machine);
    case "bind":
      return method(name, (call) => bind(fn, call), machine);
    default:
      return undefined;
  }
}

/** Of JavaScript's own `Math.max`, `String`, `RangeError`. */
function ofReal({ name }: BuiltinValue | ClassValue, key: "name" | "length"): Value | undefined {
  let found: unknown = globalThis;
  for (const part of name.split(".")) {
    if (found === null || (typeof found !== "object" && typeof found !== "function")) return undefined;
    found = Reflect.get(found, part) as unknown;
  }
  return typeof found === "function" ? known(found[key]) : undefined;
}

function callWith(fn: Value, call: BuiltinCall): Value {
  const site = { ...call.site, skipped: (call.site.skipped ?? 0) + 1 };
  return call.machine.apply(fn, call.args.slice(1), site, call.place, argument(call, 0));
}

function applyList(fn: Value, call: BuiltinCall): Value {
  const { site, place, machine } = call;
  const list = argument(call, 1);
  const isNothing = list.kind === "known" && (list.value ?? undefined) === undefined;
  const args = isNothing ? [] : listElements(list, argumentOf(site, 1), place, machine);
  if ("kind" in args) return args;
  // A problem with an argument is reported at the list that contains it.
  const given = { ...site, given: argumentOf(site, 1), skipped: 1 };
  return machine.apply(fn, args, given, place, argument(call, 0));
}

/** Its name and number of parameters follow from the bound function, if known. */
function bind(fn: Callable, call: BuiltinCall): Value {
  const { machine } = call;
  const [self = known(undefined), ...first] = call.args;
  const of = (name: string) => memberOf(fn, name, machine);
  const [name, length] = [of("name"), of("length")];
  const members = new Map<string, Value>();
  if (name?.kind === "known") members.set("name", known(`bound ${String(name.value)}`));
  if (length?.kind === "known")
    members.set("length", known(Math.max(0, Number(length.value) - first.length)));
  const bound = builtin("bound", (args, site, place) =>
    machine.apply(
      fn,
      [...first, ...args],
      first.length === 0 ? site : { ...site, firstArgument: site.node },
      place,
      self,
    ),
  );
  return { ...bound, members };
}

function memberOf(fn: Callable, name: string, machine: Machine): Value | undefined {
  return (fn.kind === "builtin" ? fn.members?.get(name) : undefined) ?? functionMember(fn, name, machine);
}

/** Up to the first parameter with a default, without the rest. */
function lengthOf({ parameters }: FunctionNode): number {
  const own = parameters.filter(({ name }) => !ts.isIdentifier(name) || name.text !== "this");
  const end = own.findIndex(({ initializer, dotDotDotToken }) => initializer !== undefined || dotDotDotToken);
  return end < 0 ? own.length : end;
}

/** `undefined` if it would have to be computed. */
function nameOf(node: FunctionNode): Value | undefined {
  if (ts.isAccessor(node) || ts.isConstructorDeclaration(node)) return undefined;
  const name = nameAt(node);
  return name === undefined ? undefined : known(name);
}

/** JavaScript's name for an anonymous function: that of what it is assigned to where it is created. */
export function nameAt(node: FunctionNode | TS.ClassLikeDeclaration): string | undefined {
  const { name } = node;
  if (name !== undefined) return textOf(name);
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return "default";
  let inner: TS.Node = node;
  while (ts.isExpression(inner.parent) && unwrap(inner.parent) === node) inner = inner.parent;
  const { parent } = inner;
  if (ts.isExportAssignment(parent)) return "default";
  const holdsIt =
    (ts.isVariableDeclaration(parent) ||
      ts.isParameter(parent) ||
      ts.isBindingElement(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isPropertyDeclaration(parent)) &&
    parent.initializer === inner;
  if (holdsIt) {
    const isPattern = ts.isObjectBindingPattern(parent.name) || ts.isArrayBindingPattern(parent.name);
    return isPattern ? "" : textOf(parent.name);
  }
  const isAssigned =
    ts.isBinaryExpression(parent) &&
    parent.right === inner &&
    [
      ts.SyntaxKind.EqualsToken,
      ts.SyntaxKind.QuestionQuestionEqualsToken,
      ts.SyntaxKind.BarBarEqualsToken,
      ts.SyntaxKind.AmpersandAmpersandEqualsToken,
    ].includes(parent.operatorToken.kind);
  return isAssigned && ts.isIdentifier(parent.left) ? parent.left.text : "";
}

function textOf(name: TS.PropertyName | TS.BindingName): string | undefined {
  if (ts.isNumericLiteral(name)) return String(Number(name.text));
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isPrivateIdentifier(name)
    ? name.text
    : undefined;
}
