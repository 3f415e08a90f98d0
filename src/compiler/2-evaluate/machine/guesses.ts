/**
 * Code that may or may not run is evaluated to find further problems (`Machine.explore`). From then on, known values are
 * guesses: what is true only if they are right is not reported.
 */
import type { DiagnosticCode } from "../../../diagnostics/diagnostic.ts";
import type { Trust } from "../../evaluation.ts";
import type { Value } from "../values/values.ts";
import { AuthorThrow, type Completion, EvaluationEnded, type Machine } from "./machine.ts";
import type { CallStack } from "./call-stack.ts";
import type { Variable } from "./scope.ts";

/** Their messages are true only if the known values are not guesses. */
const restsOnKnown: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "after-missing", "call-unknown", "evaluation-limit", "name-before-definition", "no-model-call", "program-throws",
  "promise-not-awaited", "property-of-nothing", "result-unused", "return-missing", "return-not-object", "thrown",
]); // prettier-ignore

/** Of these, the problems that occur in every run that reaches the location, whichever way a condition is decided. */
const isWrongWhereReached: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "call-unknown",
  "name-before-definition",
  "property-of-nothing",
]);

export class Guesses {
  readonly #machine: Machine;
  readonly #stack: CallStack;
  #started = false;
  /** The number of nested explorations. */
  #depth = 0;
  /** What the current exploration has changed. */
  #changed: Set<object> | undefined;
  /** Whether a variable may have another value in a run. */
  #forgot = false;
  #jumps = 0;

  constructor(machine: Machine, stack: CallStack) {
    this.#machine = machine;
    this.#stack = stack;
  }

  /** Whether known values are guesses. */
  get started(): boolean {
    return this.#started;
  }

  /** Whether a run may never reach the code being evaluated. */
  get isExploring(): boolean {
    return this.#depth > 0;
  }

  /** How often explored code left its surroundings: by `break`, `return` or a throw. */
  get jumps(): number {
    return this.#jumps;
  }

  trust(failed: boolean): Trust {
    if (!failed) return "all";
    return this.#forgot ? "none" : "present";
  }

  /** Whether the diagnostic may not be true. The report that made known values guesses has been made. */
  suppresses(code: DiagnosticCode): boolean {
    return this.#started && restsOnKnown.has(code) && (this.#forgot || !isWrongWhereReached.has(code));
  }

  noteChange(cell: object): void {
    this.#changed?.add(cell);
  }

  forget(): void {
    this.#started = true;
    this.#forgot = true;
  }

  explore(run: () => Completion | Value | void): void {
    this.#started = true;
    this.#depth += 1;
    const { boundTo } = this.#machine;
    const { level } = this.#stack;
    const outer = this.#changed;
    const changed = (this.#changed = new Set());
    try {
      const ended = run();
      if (ended?.kind === "break" || ended?.kind === "return") this.#jumps += 1;
    } catch (error) {
      // A throw, or an endless loop, that may never be reached.
      if (!(error instanceof EvaluationEnded)) throw error;
      this.#jumps += 1;
      this.#stack.unwindTo(level);
      this.#machine.boundTo = boundTo;
      if (!(error instanceof AuthorThrow)) this.#forgot = true;
    }
    this.#depth -= 1;
    this.#changed = outer;
    for (const cell of changed) {
      outer?.add(cell);
      // A variable may have either of two values from now on; anything else that changed is unknown.
      if (isVariable(cell)) cell.value = this.#machine.alreadyReported;
      else this.#forgot = true;
    }
  }
}

function isVariable(cell: object): cell is Variable<Value> {
  return "constant" in cell && "name" in cell;
}
