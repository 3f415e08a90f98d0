/** Names for nodes. Ids match `[A-Za-z][A-Za-z0-9_]*`, are never `input` or `output`, and are unique. */
import type { BoundName } from "../evaluation.ts";

export class NodeNames {
  readonly #taken = new Set(["input", "output"]);
  readonly #counts = new Map<string, number>();

  /** Takes an explicit id; false if it is taken. */
  reserve(id: string): boolean {
    if (this.#taken.has(id)) return false;
    this.#taken.add(id);
    return true;
  }

  /**
   * `photo`; `photo_1`, `photo_2`, … if it may occur several times, so that a second iteration of a loop does not
   * rename the first; `photo_2` for a second `photo` from another location.
   */
  name({ segments, repeated }: BoundName): string {
    const base = toIdentifier(segments.join("_"));
    if (!repeated && this.reserve(base)) {
      this.#counts.set(base, Math.max(1, this.#counts.get(base) ?? 0));
      return base;
    }
    for (let count = (this.#counts.get(base) ?? 0) + 1; ; count++) {
      const id = `${base}_${count}`;
      this.#counts.set(base, count);
      if (this.reserve(id)) return id;
    }
  }
}

/** JavaScript names may contain `$` and any script's letters; fal's ids may not. */
function toIdentifier(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9_]+/g, "")
    .replace(/^[^A-Za-z]+/, "");
  return plain === "" ? "node" : plain;
}
