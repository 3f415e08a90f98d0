/** A deliberate mistake in the compiler: one named function replaced. */

/**
 * The addressed functions have many types, most of them not exported, so their parameters cannot be checked here. That
 * a mutant runs at all is checked by running it.
 */
export type Replaced = (...args: any[]) => any;

export interface Mutant {
  /** What the mutated compiler does wrong. */
  readonly name: string;
  /**
   * The function: `spreadFields`, a member of a table `callbackMethods.filter`, or a method `Interpreter.bind`. If
   * several files have one of that name, preceded by the file's: `set:methods.add`.
   */
  readonly of: string;
  /** What it does instead. */
  readonly become: (original: Replaced) => Replaced;
}
