/** Reproducible random choices. The seed is printed; set SEED to it to see a failure again. */
export interface SeededRandom {
  /** An integer from 0 up to, not including, `limit`. */
  below(limit: number): number;
  shuffle<Item>(items: readonly Item[]): Item[];
}

/** mulberry32 (Tommy Ettinger, public domain): small, and good enough to shuffle with. */
export function seededRandom(): SeededRandom {
  const seed = Number(process.env["SEED"] ?? 20261130);
  console.log(`SEED=${seed}`);
  return randomFrom(seed);
}

export function randomFrom(seed: number): SeededRandom {
  let state = seed;
  function below(limit: number): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }
  return {
    below,
    shuffle: (items) =>
      items
        .map((item) => ({ item, key: below(2 ** 30) }))
        .sort((a, b) => a.key - b.key)
        .map(({ item }) => item),
  };
}
