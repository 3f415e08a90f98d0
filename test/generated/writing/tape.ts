/**
 * The numbers that decide everything about a generated program: each is one choice, and an exhausted tape takes the
 * first option. So a failing program shrinks with its tape: shorter, with smaller numbers, the program gets simpler,
 * and tables of options list the simplest first.
 */
export class Tape {
  readonly #numbers: readonly number[];
  #at = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  /** A number below `options`; 0 if the tape is exhausted. */
  choose(options: number): number {
    const number = this.#numbers[this.#at] ?? 0;
    this.#at += 1;
    return options <= 1 ? 0 : number % options;
  }

  pick<T>(options: readonly [T, ...T[]]): T {
    return options[this.choose(options.length)] ?? options[0];
  }

  /** True one time in `times`; false if the tape is exhausted. */
  chance(times: number): boolean {
    return this.choose(times) === times - 1;
  }
}
