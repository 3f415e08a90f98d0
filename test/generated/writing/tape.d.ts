/**
 * The numbers that decide everything about a generated program: each is one choice, and an ended tape takes the first
 * option. So a failing program shrinks as its tape does: shorter, with smaller numbers, the program gets simpler, and
 * tables of options hold their simplest first.
 */
export declare class Tape {
    #private;
    constructor(numbers: readonly number[]);
    /** A number below `options`; 0 when the tape has ended. */
    choose(options: number): number;
    pick<T>(options: readonly [T, ...T[]]): T;
    /** True once in `times`; false when the tape has ended. */
    chance(times: number): boolean;
}
