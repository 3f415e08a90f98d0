/**
 * Random choices that can be repeated. The seed is printed; give it back as SEED to see a failure again.
 */
export interface SeededRandom {
    /** A whole number from 0 up to, not including, `limit`. */
    below(limit: number): number;
    shuffle<Item>(items: readonly Item[]): Item[];
}
/** mulberry32 (Tommy Ettinger, public domain): small, and good enough to shuffle with. */
export declare function seededRandom(): SeededRandom;
export declare function randomFrom(seed: number): SeededRandom;
