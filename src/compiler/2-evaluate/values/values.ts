/**
 * What an expression can evaluate to at compile time. *Known* values behave as in JavaScript; *references*, *texts*
 * and *pending* calls are carried, never inspected; *poison* represents an expression that was already reported.
 * What is left of them after the evaluation is in `compiler/evaluation.ts`.
 */
import type { Registration } from "../../../endpoints/registrations.ts";
import type { Endpoint } from "../../../endpoints/catalog.ts";
import type { Module } from "../../1-parse/module.ts";
import type { TS } from "../../typescript.ts";
import type { Call, ReferenceValue, TextValue } from "../../evaluation.ts";
import type { Scope, Variable } from "../machine/scope.ts";
import type { Task } from "../machine/task.ts";

export type Value =
  | Known
  | ArrayValue
  | IteratorValue
  | GeneratorValue
  | ObjectValue
  | MapValue
  | SetValue
  | FunctionValue
  | ClassValue
  | BuiltinValue
  | NamespaceValue
  | ModelValue
  | ReferenceValue
  | TextValue
  | PendingValue
  | ZodValue
  | RegExpValue
  | SymbolValue
  | UnavailableValue
  | OptionalValue
  | Poison;

export interface Known {
  readonly kind: "known";
  readonly value: string | number | boolean | null | undefined;
  /**
   * The literal of the source that it is, wherever it was moved since, perhaps without the space around a text;
   * `undefined` if it was computed.
   */
  readonly written?: TS.Expression | undefined;
}

/** `Symbol.iterator`, the one symbol that falc knows. */
export interface SymbolValue {
  readonly kind: "symbol";
  readonly name: string;
}

export const iteratorSymbol: SymbolValue = { kind: "symbol", name: "Symbol.iterator" };

/** Identity matters: two names for one array both see its changes. */
export interface ArrayValue {
  readonly kind: "array";
  /** Sparse as in JavaScript: a hole is a missing index, and reads as undefined. */
  readonly elements: Value[];
  /** Properties besides its elements: `groups` of a match, `raw` of a template's strings. */
  readonly named?: Readonly<Record<string, Value>>;
  /** Whether `Object.freeze` was called on it. */
  frozen?: true;
  /** What keeps it and reads it later: `z.object`. */
  keptBy?: string;
}

/**
 * The result of `.entries()`, `.keys()` and `.values()`: iterated once, reading the current state of the list, Map or
 * Set.
 */
export interface IteratorValue {
  readonly kind: "iterator";
  /** The next element; `undefined` at the end and afterwards. */
  readonly next: () => Value | undefined;
}

/** What a call of a generator function returns: code that runs on demand. */
export interface GeneratorValue {
  readonly kind: "generator";
  readonly isAsync: boolean;
  /** Runs to the next `yield`, or to the end; `place` is the caller's. */
  readonly resume: (
    sent: Resumption,
    site: CallSite,
    place: Place,
  ) => { readonly value: Value; readonly done: boolean };
}

/** How a paused generator continues: with `next(value)`, `throw(error)` or `return(value)`. */
export type Resumption =
  | { readonly kind: "next" | "return"; readonly value: Value }
  | { readonly kind: "throw"; readonly thrown: Thrown };

/** Fields have no prototype, so they keep JavaScript's own key order and no key is special. */
export interface ObjectValue {
  readonly kind: "object";
  readonly fields: Record<string, Value>;
  /**
   * Getters and setters of its literal. Each also has a field, which keeps the order of keys; code that reads the field
   * without looking here first is refused.
   */
  accessors?: Map<string, Accessor>;
  /** Its own `[Symbol.iterator]`. */
  iterator?: FunctionValue;
  /** For an instance: the class it inherits from. */
  readonly class?: ClassValue;
  /** Own non-enumerable fields: the message of an error. */
  readonly hidden?: Record<string, Value>;
  /** Its private members, by the keys of `ClassValue`. */
  readonly privates?: Map<string, Member>;
  /** Whether it has no prototype: the groups of a match. */
  readonly bare?: true;
  /** Whether `Object.freeze` was called on it. */
  frozen?: true;
  /** What keeps it and reads it later: `z.object`. */
  keptBy?: string;
  /**
   * What is known only at run time, after fields of the input or of a result were spread into it: see `run-keys.ts`.
   */
  runKeys?: RunKeys;
  /** Names in its literal whose values come from a later spread: `{ seed: 1, ...settings }`. */
  writtenOver?: Set<string>;
}

/** The order of an object's keys; or that, and whether there are others. */
export type RunKeys = "order" | "others";

/** By the identity that JavaScript compares keys by (see `identityOf`): a known key's own value, a list or object. */
export interface MapValue {
  readonly kind: "map";
  readonly entries: Map<unknown, { readonly key: Value; value: Value }>;
}

export interface SetValue {
  readonly kind: "set";
  readonly entries: Map<unknown, Value>;
}

export interface FunctionValue {
  readonly kind: "function";
  readonly node: FunctionNode;
  readonly scope: Scope<Value>;
  readonly module: Module;
  /** Properties that code added: `helper.label = "x"`, or a namespace of its name. */
  statics?: ObjectValue;
}

export type FunctionNode =
  | TS.FunctionDeclaration
  | TS.FunctionExpression
  | TS.ArrowFunction
  | TS.MethodDeclaration
  | TS.ConstructorDeclaration
  | TS.GetAccessorDeclaration
  | TS.SetAccessorDeclaration;

/** A class of the author's, or one of JavaScript's errors. */
export interface ClassValue {
  readonly kind: "class";
  readonly name: string;
  readonly base: ClassValue | undefined;
  /** `undefined` for JavaScript's errors. */
  readonly own: OwnClass | undefined;
  /** What instances inherit. */
  readonly members: Map<string, Member>;
  /** Their method `[Symbol.iterator]`. */
  iterator?: FunctionValue;
  /** Static methods and accessors, which are not enumerable. */
  readonly staticMembers: Map<string, Member>;
  /** Its static fields. */
  readonly statics: ObjectValue;
}

export interface OwnClass {
  readonly node: TS.ClassLikeDeclaration;
  readonly place: Place;
  /** With their keys, in the order in which every instance gets them. */
  readonly fields: readonly { readonly key: FieldKey; readonly node: TS.PropertyDeclaration }[];
  /** Methods and accessors with private names. */
  readonly privates: ReadonlyMap<string, Member>;
  readonly constructor: FunctionValue | undefined;
}

/** In a constructor: `this`, which is unset until the base's constructor has run, and the class after `new`. */
export interface Receiver {
  readonly self: Variable<Value>;
  readonly newTarget: ClassValue;
}

/** `DataCloneError` is thrown by `structuredClone`; the author's code has no class of that name. */
export type ErrorName =
  | "AggregateError"
  | "DataCloneError"
  | "Error"
  | "EvalError"
  | "RangeError"
  | "ReferenceError"
  | "SyntaxError"
  | "TypeError"
  | "URIError";

/** Distinguishes `#name` from the `#name` of another class. */
export interface FieldKey {
  readonly name: string;
  readonly isPrivate: boolean;
}

/** Getters and setters, of a class or an object. */
export interface Accessor {
  readonly kind: "accessor";
  get?: FunctionValue;
  set?: FunctionValue;
}

export type Member =
  { readonly kind: "field"; value: Value } | { readonly kind: "method"; readonly value: Value } | Accessor;

/** A built-in function, applied to known structure. */
export interface BuiltinValue {
  readonly kind: "builtin";
  readonly name: string;
  readonly apply: Builtin;
  /** Whether it works only when called on its owner: `const { all } = Promise` gives a function that throws. */
  readonly needsOwner: boolean;
  /** Whether it ignores its arguments, so that an optional field can be one. */
  readonly takesAnything?: true;
  /** Its properties: `Array.from`. */
  readonly members?: ReadonlyMap<string, Value>;
}

/** `place` is where it is called, which may differ from where it was read. */
export type Builtin = (args: readonly Value[], site: CallSite, place: Place) => Value;

/** The context of code: its names, its file, and the run of the enclosing function. */
export interface Place {
  readonly scope: Scope<Value>;
  readonly module: Module;
  readonly activation: Activation;
}

/** One run of a function, or of a module's top level. */
export interface Activation {
  /** In a generator, the task of the code that asked for the next value. */
  task: Task;
  /** Variables that the enclosing helpers' results are bound to, outermost first: `hero` in `hero_photo`. */
  readonly prefix: readonly string[];
  /** The number of loops and callbacks around the running code; if it is not 0, the code may run several times. */
  repeats: number;
  /** The number of calls in progress, including this one. */
  depth: number;
  level: number;
  /** In a generator: the number of model calls and uses of run-time values while it was paused. */
  elsewhere?: number;
  /** In a generator that stopped inside an expression: the parts already evaluated, until the expression's rule uses them. */
  readonly parts?: Map<TS.Node, HeldPart>;
}

export interface HeldPart {
  readonly value: Value;
  /** `Machine.owner` after it was evaluated. */
  readonly owner: Value | undefined;
  /** Whether this is the value of the whole expression, whose own rule does not run: a `yield`, or a flow. */
  readonly isWhole: boolean;
}

/** What calls a function: a call, or an access to a getter or setter. */
export type SiteNode = TS.Node;

/** A call in the source, with what is needed to report on it. */
export interface CallSite {
  readonly node: SiteNode;
  readonly module: Module;
  /**
   * The expression for the first argument if it is not written at the call: in `list.map(String)`, an element of the
   * list.
   */
  readonly firstArgument?: TS.Node;
  /** The number of arguments before those that are passed on: one in `fn.call(self, a, b)`. */
  readonly skipped?: number;
}

/** `Math`, `Object`, `Promise`, `import * as x`: a fixed set of names. */
export interface NamespaceValue {
  readonly kind: "namespace";
  readonly name: string;
  readonly members: Pick<ReadonlyMap<string, Value>, "get">;
}

export interface ModelValue {
  readonly kind: "model";
  readonly endpoint: string;
  /** The endpoint as declared, or else as in the catalogue. */
  readonly known: Endpoint | undefined;
}

/** A promise. Its value is already known; code that runs in parallel may not be finished. */
export interface PendingValue {
  readonly kind: "pending";
  readonly value: Value;
  /** The model calls and parallel code that it waits for; awaiting it joins them. */
  readonly calls: readonly Call[];
  readonly tasks: readonly Task[];
  /** The error of an async function, thrown when it is awaited. */
  readonly rejected?: Thrown;
}

/** What the author's code, or JavaScript itself, throws. */
export interface Thrown {
  readonly value: Value;
  /** Called if nothing catches it. */
  readonly report: () => Poison;
}

/** A real zod schema (or a bound part of zod), made by applying the author's chain to the real library. */
export interface ZodValue {
  readonly kind: "zod";
  readonly schema: unknown;
}

/** The real object, so that `lastIndex` and flags have their true meaning. Run under a time limit: see `regexp.ts`. */
export interface RegExpValue {
  readonly kind: "regexp";
  readonly value: RegExp;
}

/**
 * A value that falc can name but not provide: an import from a package, a class. Refused where it is used, because
 * files contain more than a workflow needs.
 */
export interface UnavailableValue {
  readonly kind: "unavailable";
  /** `isInside`: whether the node is an object that contains, further in, the one with the value. */
  readonly refuse: (node: TS.Node, module: Module, isInside?: boolean) => Poison;
}

/**
 * An optional input field, until its use gives a default: `input.steps ?? 28`. Any other use is refused, so only
 * `Machine.evaluateOptional` returns one.
 */
export interface OptionalValue {
  readonly kind: "optional";
  /** The field once it has a default. */
  readonly reference: ReferenceValue;
  /** Refuses the read of the field. Reports once. */
  readonly refuse: () => Poison;
}

declare const reported: unique symbol;

/** Made only after a report, by `Machine.refuse` or for a refused input, so that nothing is lost silently. */
export interface Poison {
  readonly kind: "poison";
  readonly [reported]: true;
}

/** A call that creates something on the server. */
export interface RegisteringCall {
  readonly call: Call;
  readonly creates: Registration;
}

export const undefinedValue: Known = { kind: "known", value: undefined };

export function known(value: Known["value"]): Known {
  return { kind: "known", value };
}

/** The value of a literal. */
export function literal(value: Known["value"], written: TS.Expression): Known {
  return { kind: "known", value, written };
}

export function array(elements: Value[]): ArrayValue {
  return { kind: "array", elements };
}

export function object(entries: Iterable<readonly [string, Value]> = []): ObjectValue {
  const fields = Object.create(null) as Record<string, Value>;
  for (const [key, value] of entries) fields[key] = value;
  return { kind: "object", fields };
}

export function builtin(name: string, apply: Builtin, needsOwner = false): BuiltinValue {
  return { kind: "builtin", name, apply, needsOwner };
}
