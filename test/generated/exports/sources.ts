/** The files of a program while it is being written. */
import type { Tape } from "../writing/tape.ts";

/** An expression for a function, and the file in which it is valid. */
export interface Held {
  readonly file: string;
  readonly code: string;
}

export class Sources {
  readonly tape: Tape;
  readonly constructs = new Set<string>();
  readonly #files = new Map<string, { readonly head: string[]; readonly lines: string[] }>();
  #names = 0;

  constructor(tape: Tape) {
    this.tape = tape;
  }

  /** A unique name, unless `reuse` is drawn: then the same name has another meaning elsewhere. */
  name(prefix = "w"): string {
    return `${prefix}${++this.#names}`;
  }

  line(file: string, code: string): void {
    this.#file(file).lines.push(code);
  }

  /** Adds code at the top of a file, once. */
  head(file: string, code: string): void {
    const { head } = this.#file(file);
    if (!head.includes(code)) head.push(code);
  }

  newFile(): string {
    return `_f${++this.#names}.ts`;
  }

  /** Records the name of what was drawn, so that a run can report what it covered. */
  draw<T extends { readonly name: string }>(options: readonly [T, ...T[]]): T {
    const drawn = this.tape.pick(options);
    this.constructs.add(drawn.name);
    return drawn;
  }

  files(): Record<string, string> {
    return Object.fromEntries(
      [...this.#files].map(([name, { head, lines }]) => [name, `${[...head, ...lines].join("\n")}\n`]),
    );
  }

  #file(name: string) {
    const file = this.#files.get(name) ?? { head: [], lines: [] };
    this.#files.set(name, file);
    return file;
  }
}
