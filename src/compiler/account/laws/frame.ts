/** What happened directly inside one evaluation, execution or call, in order. */
import { ts, type TS } from "../../typescript.ts";
import type { Completion, Place } from "../../2-evaluate/machine/machine.ts";
import type { Receiver, Resumption, Value } from "../../2-evaluate/values/values.ts";
import type { TextParts } from "./same.ts";

/**
 * What a value held, as iteration or a spread sees it. `undefined` where the account does not know: the elements of
 * the author's own iterator, what a getter returns.
 */
export interface Contents {
  readonly elements: readonly unknown[] | undefined;
  readonly fields: ReadonlyMap<string, Value | undefined> | undefined;
  /** For a list that becomes text. */
  readonly text?: TextParts | undefined;
}

export type Happened =
  /** An expression was evaluated. */
  | {
      readonly as: "value";
      readonly node: TS.Node;
      readonly value: Value;
      /** What it held then, if it is spread: it may change before the rest is evaluated. */
      readonly contents: Contents | undefined;
      /** For a read: what was before the last dot. */
      readonly owner?: Value | undefined;
    }
  /** A statement was executed; `undefined` if it was left by a throw. */
  | { readonly as: "statement"; readonly node: TS.Node; readonly completion: Completion | undefined }
  | {
      readonly as: "bound";
      readonly name: TS.BindingName;
      readonly value: Value;
      /** Of rest parameters, before the function's code can change them. */
      readonly elements: readonly Value[] | undefined;
    }
  | {
      readonly as: "applied";
      readonly callee: Value;
      readonly args: readonly Value[];
      readonly self: Value | undefined;
      readonly result: Value;
    }
  /** A generator, or an iterator of the author's own, gave a value, or ended. */
  | {
      readonly as: "resumed";
      readonly value: Value;
      readonly done: boolean;
      /** Which one: a generator's frame, an iterator's object. */
      readonly of: object;
      readonly by: Resumption["kind"];
      /** What was sent to it, or thrown in it. */
      readonly sent: Value;
    };

export type Applied = Extract<Happened, { readonly as: "applied" }>;
export type Resumed = Extract<Happened, { readonly as: "resumed" }>;

/** What `this` must be in a function's code. */
export type Owner =
  | { readonly kind: "value"; readonly value: Value }
  /** Of a generator, whose calls are not told apart. */
  | { readonly kind: "one of"; readonly values: ReadonlySet<Value> }
  /** In a constructor; a derived one has no value until the base's has run. */
  | { readonly kind: "variable"; readonly receiver: Receiver };

export interface Frame {
  /** An expression, a statement or a function; `undefined` for a built-in and for a generator's code. */
  readonly node: TS.Node | undefined;
  readonly place: Place | undefined;
  readonly happened: Happened[];
  /** Whether the callee has received its arguments; later applications are made by a built-in. */
  applied: boolean;
  /** For an assignment: the target's value before the right side was evaluated, if it was read. */
  before?: Value | undefined;
  /** For an assignment to a field: the object's keys just before. */
  keys?: readonly string[] | undefined;
  /** For a loop over elements: those that remain, read when they are needed. */
  elements?: Iterator<unknown> | undefined;
  /** What callbacks gave to built-ins that were called. */
  readonly made: Value[];
  /** Of a function's code, until it is compared. */
  owner?: Owner | undefined;
  /** `this` in initializers of fields and in static blocks. */
  readonly selves: { readonly isStatic: boolean; readonly self: Value | undefined }[];
  /** Of a `for`: the variables that its rounds had. */
  readonly rounds: Set<object>;
  /** Iterators of the author's own that it goes through. */
  readonly iterators: Set<Value>;
}

export function newFrame(node: TS.Node | undefined, place?: Place): Frame {
  return {
    node,
    place,
    happened: [],
    applied: false,
    made: [],
    selves: [],
    rounds: new Set(),
    iterators: new Set(),
  };
}

/** The value of a part, evaluated last; without the marks that do not exist at run time if it was not evaluated as written. */
export function valueIn({ happened }: Frame, node: TS.Node): Value | undefined {
  return eventOf(happened, node)?.value;
}

/** In `a?.b!.c`, the `!` was not evaluated by itself. */
export function ownerIn(frame: Frame, node: TS.Expression): Value | undefined {
  let inner = node;
  let value = valueIn(frame, inner);
  while (value === undefined && ts.isNonNullExpression(inner)) {
    inner = inner.expression;
    value = valueIn(frame, inner);
  }
  return value;
}

export function eventOf(
  happened: readonly Happened[],
  node: TS.Node,
): Extract<Happened, { readonly as: "value" }> | undefined {
  for (let index = happened.length - 1; index >= 0; index--) {
    const each = happened[index];
    if (each?.as === "value" && each.node === node) return each;
  }
  return undefined;
}

export function resumedIn(happened: readonly Happened[]): readonly Resumed[] {
  return happened.filter((each) => each.as === "resumed");
}

export function appliedIn({ happened }: { readonly happened: readonly Happened[] }): readonly Applied[] {
  return happened.filter((each) => each.as === "applied");
}
