/** What happened directly inside one evaluation, execution or call, in order. */
import type { TS } from "../../typescript.ts";
import type { Completion, Place } from "../../2-evaluate/machine/machine.ts";
import type { Value } from "../../2-evaluate/values/values.ts";
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
    }
  /** A statement was executed; `undefined` if it was left by a throw. */
  | { readonly as: "statement"; readonly node: TS.Node; readonly completion: Completion | undefined }
  | { readonly as: "bound"; readonly name: TS.BindingName; readonly value: Value }
  | {
      readonly as: "applied";
      readonly callee: Value;
      readonly args: readonly Value[];
      readonly self: Value | undefined;
      readonly result: Value;
    }
  /** A generator gave a value, or ended. */
  | { readonly as: "resumed"; readonly value: Value; readonly done: boolean };

export type Applied = Extract<Happened, { readonly as: "applied" }>;

export interface Frame {
  /** An expression, a statement or a function; `undefined` for a built-in and for a generator's code. */
  readonly node: TS.Node | undefined;
  readonly place: Place | undefined;
  readonly happened: Happened[];
  /** Whether the callee has received its arguments; later applications are made by a built-in. */
  applied: boolean;
  /** For an assignment: the target's value before the right side was evaluated, if it was read. */
  before?: Value | undefined;
  /** For a loop over elements: those that remain, read when they are needed. */
  elements?: Iterator<unknown> | undefined;
  /** What callbacks gave to built-ins that were called. */
  readonly made: Value[];
}

export function newFrame(node: TS.Node | undefined, place?: Place): Frame {
  return { node, place, happened: [], applied: false, made: [] };
}

/** The value of a part, evaluated last; without the marks that do not exist at run time if it was not evaluated as written. */
export function valueIn({ happened }: Frame, node: TS.Node): Value | undefined {
  return eventOf(happened, node)?.value;
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

export function appliedIn({ happened }: Frame): readonly Applied[] {
  return happened.filter((each) => each.as === "applied");
}
