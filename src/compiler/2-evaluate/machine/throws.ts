/**
 * What the author's code, or JavaScript itself, throws. Inside a `try` it unwinds to the `catch`; an async function's
 * error waits in its promise until that is awaited; anywhere else it is reported.
 */
import type { Module } from "../../1-parse/module.ts";
import { type PendingValue, type Poison, type Thrown, undefinedValue } from "../values/values.ts";
import { AuthorThrow, type GeneratorFrame, ThrownToCatch } from "./machine.ts";
import type { Task } from "./task.ts";

export class Throws {
  readonly #modules: ReadonlyMap<string, Module>;
  /** The number of `try`s being executed. */
  #catching = 0;
  #hasTry: boolean | undefined;
  /** The number of awaited model answers. */
  #awaits = 0;
  /** Errors of promises that are not awaited yet, with the value of `#awaits` at that time. */
  readonly #rejections = new Map<Thrown, number>();

  constructor(modules: ReadonlyMap<string, Module>) {
    this.#modules = modules;
  }

  /** For an error after which the evaluation can go on, if nothing catches it. */
  throwOrReport(thrown: () => Thrown, report: () => Poison): Poison {
    if (this.#catching === 0) return report();
    throw new ThrownToCatch(thrown());
  }

  raise(thrown: Thrown): never {
    if (this.#catching > 0) throw new ThrownToCatch(thrown);
    thrown.report();
    throw new AuthorThrow();
  }

  beginTry(): void {
    this.#catching += 1;
  }

  endTry(): void {
    this.#catching -= 1;
  }

  /** Runs code of an async function. Unless any code has a `catch`, an error does not end it. */
  inAsync<Result>(run: () => Result): Result {
    if (!this.#mayCatch()) return run();
    this.#catching += 1;
    try {
      return run();
    } finally {
      this.#catching -= 1;
    }
  }

  /** Continues a generator. While it is paused, its `try`s do not catch what other code throws. */
  inGenerator<Result>(frame: GeneratorFrame, run: () => Result): Result {
    const catching = this.#catching;
    this.#catching += frame.tries;
    try {
      return run();
    } finally {
      frame.tries = this.#catching - catching;
      this.#catching = catching;
    }
  }

  /** The promise of an async function that threw. */
  rejected(thrown: Thrown, task: Task): PendingValue {
    this.#rejections.set(thrown, this.#awaits);
    return { kind: "pending", value: undefinedValue, calls: [], tasks: [task], rejected: thrown };
  }

  noteAwait(): void {
    this.#awaits += 1;
  }

  /** Called when a rejected promise is awaited. */
  handle(thrown: Thrown): void {
    const awaits = this.#rejections.get(thrown);
    if (awaits === undefined) return;
    this.#rejections.delete(thrown);
    // Node ends a program whose rejected promise is not awaited while a model runs.
    if (awaits !== this.#awaits) thrown.report();
  }

  reportUnhandled(): void {
    for (const thrown of this.#rejections.keys()) thrown.report();
  }

  #mayCatch(): boolean {
    this.#hasTry ??= [...this.#modules.values()].some(({ source }) => /\btry\b/.test(source.text));
    return this.#hasTry;
  }
}
