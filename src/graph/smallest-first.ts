/** A priority queue of numbers, smallest first (a binary heap). Adding and taking are O(log n). */
export class SmallestFirst {
  readonly #heap: number[] = [];

  add(value: number): void {
    const heap = this.#heap;
    let at = heap.push(value) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#at(parent) <= value) break;
      heap[at] = this.#at(parent);
      at = parent;
    }
    heap[at] = value;
  }

  /** Removes and returns the smallest number; `undefined` if the queue is empty. */
  take(): number | undefined {
    const heap = this.#heap;
    const smallest = heap[0];
    const moved = heap.pop();
    if (moved === undefined || heap.length === 0) return smallest;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= heap.length) break;
      const child = left + 1 < heap.length && this.#at(left + 1) < this.#at(left) ? left + 1 : left;
      if (this.#at(child) >= moved) break;
      heap[at] = this.#at(child);
      at = child;
    }
    heap[at] = moved;
    return smallest;
  }

  #at(index: number): number {
    // In range: callers compare with the length first.
    return this.#heap[index] as number;
  }
}
