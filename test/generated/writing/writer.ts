/**
 * Writes one file's code from a tape: the names in scope, the lines so far, and access to the tables of expressions
 * and statements. It knows nothing about individual constructs.
 */
import { expressions } from "../expressions/table.ts";
import { simple } from "../expressions/simple.ts";
import { declare } from "../statements/declare.ts";
import { statements } from "../statements/table.ts";
import type { ClassName, Helper, Kind, Name } from "./kinds.ts";
import type { Tape } from "./tape.ts";

/** Deeper expressions are simple ones; deeper statements are declarations. */
const maxExpressionDepth = 4;
const maxStatementDepth = 3;

/** Neither created nor read where no model may be called. */
const fromModels: ReadonlySet<Kind> = new Set([
  "photo", "answer", "copy", "photoPromise", "answerPromise", "textPromise", "promises",
]); // prettier-ignore

/** A use of one of the names in `layout.ts` that call models. */
export const modelCall = /\b(flux|llm|edit|collect|picture|draw)\b/;

/** What differs inside a block, a function or a callback. */
export interface Surroundings {
  readonly names?: readonly Name[];
  readonly isAsync?: boolean;
  readonly isLoop?: boolean;
  /** Whether the names are parameters, which the block must not declare again. */
  readonly isFunction?: boolean;
  /** Whether `this` has another meaning inside. */
  readonly hasOwnThis?: boolean;
  /** `false` inside a `try`: falc refuses a call there. */
  readonly mayCall?: boolean;
}

export class Writer {
  tape: Tape;
  names: readonly Name[] = [];
  helpers: readonly Helper[] = [];
  classes: readonly ClassName[] = [];
  /** Whether `await` may be written here. */
  isAsync = true;
  /** Whether a model may be called here. */
  mayCall = true;
  /** The number of enclosing loops: three nested loops would make programs with a thousand calls. */
  loops = 0;
  /** The names of the table rows that were used. */
  readonly constructs = new Set<string>();
  #lines: string[] = [];
  #indent = 0;
  #counter = 0;
  #statements = 0;
  #expressions = 0;

  constructor(tape: Tape) {
    this.tape = tape;
  }

  /** An expression of this kind. */
  of(kind: Kind): string {
    if (this.#expressions >= maxExpressionDepth || this.tape.choose(3) === 0) return this.simple(kind);
    this.#expressions += 1;
    const isOut = !this.mayCall && fromModels.has(kind);
    const [name, row] = this.#pick(expressions[kind]);
    const written = isOut ? undefined : row(this);
    this.#expressions -= 1;
    if (written === undefined || (!this.mayCall && modelCall.test(written))) return this.simple(kind);
    this.constructs.add(name);
    return written;
  }

  /** A name that holds this kind, or the simplest expression for it. */
  simple(kind: Kind): string {
    const isOut = !this.mayCall && fromModels.has(kind);
    const fitting = isOut ? [] : this.names.filter((name) => name.kind === kind);
    const chosen = this.tape.choose(fitting.length + 2);
    return fitting[fitting.length - chosen]?.name ?? simple(kind, this);
  }

  statement(): void {
    this.#statements += 1;
    const plain = this.#statements > maxStatementDepth || this.tape.choose(4) === 0;
    const [name, row] = plain ? (["variable", declare] as const) : this.#pick(statements);
    const { names, classes } = this;
    let isWritten = true;
    const lines = this.linesOf(() => {
      isWritten = row(this) !== false;
    });
    if (isWritten && (this.mayCall || !modelCall.test(lines.join("\n")))) {
      this.addLines(lines);
      this.constructs.add(name);
    } else {
      Object.assign(this, { names, classes });
      declare(this);
    }
    this.#statements -= 1;
  }

  statementsUpTo(most: number): void {
    for (let count = this.tape.choose(most + 1); count > 0; count--) this.statement();
  }

  #pick<Row>(rows: Readonly<Record<string, Row>>): readonly [name: string, row: Row] {
    const [first, ...more] = Object.entries(rows);
    if (first === undefined) throw new Error("a table without rows");
    return this.tape.pick([first, ...more]);
  }

  line(text: string): void {
    this.#lines.push("  ".repeat(this.#indent) + text);
  }

  /** A unique name. Node ids come from names, so names describe their values. */
  fresh(base: string): string {
    this.#counter += 1;
    return `${base}${this.#counter}`;
  }

  declare(name: string, kind: Kind, changes = false): void {
    this.names = [...this.names, { name, kind, changes }];
  }

  find(fits: (name: Name) => boolean): Name | undefined {
    const fitting = this.names.filter(fits);
    return fitting[fitting.length - 1 - this.tape.choose(fitting.length)];
  }

  /** The result of `write`, which may add names; restores everything afterwards. */
  within<Written>(own: Surroundings, write: () => Written): Written {
    const { names, classes, isAsync, mayCall, loops } = this;
    const visible = own.hasOwnThis === true ? names.filter(({ name }) => !/^this\b/.test(name)) : names;
    this.names = [...visible, ...(own.names ?? [])];
    this.isAsync = own.isAsync ?? isAsync;
    this.mayCall = own.mayCall ?? mayCall;
    if (own.isLoop === true) this.loops += 1;
    const written = write();
    Object.assign(this, { names, classes, isAsync, mayCall, loops });
    return written;
  }

  /** `of`, in a callback that is not async. */
  inCallback(kind: Kind, names: readonly Name[] = []): string {
    return this.within({ names, isAsync: false }, () => this.of(kind));
  }

  /** A block: the line that opens it (none after `} else {`), the lines of `write`, the line that closes it. */
  block(open: string, close: string, write: () => void, own: Surroundings = {}): void {
    if (open !== "") this.line(open);
    this.#indent += 1;
    this.within(own, () => {
      if (own.isFunction !== true && this.tape.chance(5)) this.#shadow();
      write();
    });
    this.#indent -= 1;
    this.line(close);
  }

  /** The lines that `write` writes, separately. */
  linesOf(write: () => void): string[] {
    const outer = this.#lines;
    this.#lines = [];
    write();
    const lines = this.#lines;
    this.#lines = outer;
    return lines;
  }

  /** Continues with lines from `linesOf`. */
  addLines(lines: readonly string[]): void {
    this.#lines.push(...lines);
  }

  /** Redeclares a name of an outer block, in the block's first line, so that nothing reads it too early. */
  #shadow(): void {
    const outer = this.find(({ name, kind }) => /^[a-z]\w*\d$/i.test(name) && kind !== "edit");
    if (outer === undefined) return;
    const value = this.within({}, () => {
      this.names = this.names.filter(({ name }) => name !== outer.name);
      return simple(outer.kind, this);
    });
    if (value.includes(outer.name)) return;
    this.line(`const ${outer.name} = ${value};`);
    this.constructs.add("shadowing");
    this.names = this.names.map((name) => (name === outer ? { ...name, changes: false } : name));
  }
}
