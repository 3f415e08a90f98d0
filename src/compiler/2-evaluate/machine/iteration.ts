/** What an iteration over elements is: one after the other, and what happens if it stops before the end. */
import { type Machine, ThrownToCatch } from "./machine.ts";
import type { Value } from "../values/values.ts";

/** One element after the other; `undefined` at the end. */
export interface Next {
  /** `sent`: what a `yield*` passes on. */
  (sent?: Value): Value | undefined;
  /** At the end: what the iterator returned, which is the value of a `yield*`. */
  readonly returned?: () => Value;
  /** Stops with the value of a `return`; gives the value that the iterator makes of it. */
  readonly end?: (value: Value) => Value;
  /** To be called when stopping before the end: a generator then runs its `finally` blocks. */
  readonly close?: () => void;
  /** The same after a throw, which takes precedence over anything that the `finally` blocks throw. */
  readonly closeQuietly?: () => void;
}

export function quietly(close: () => void, machine: Machine): () => void {
  return () => {
    machine.beginTry();
    try {
      close();
    } catch (error) {
      if (!(error instanceof ThrownToCatch)) throw error;
    } finally {
      machine.endTry();
    }
  };
}
