/** Statistics of a run over generated programs. Plain data, so that processes can add up their results. */

export interface TallyData {
  readonly programs: number;
  readonly accepted: number;
  /** Construct → programs that used it, and how many of them were accepted. */
  readonly constructs: Readonly<Record<string, readonly [used: number, accepted: number]>>;
  /** Diagnostic code → programs it refused. */
  readonly codes: Readonly<Record<string, number>>;
}

export class Tally {
  programs = 0;
  accepted = 0;
  readonly #constructs = new Map<string, [number, number]>();
  readonly #codes = new Map<string, number>();

  add(constructs: Iterable<string>, accepted: boolean, codes: readonly string[]): void {
    this.programs += 1;
    if (accepted) this.accepted += 1;
    for (const name of constructs) this.#count(name, 1, accepted ? 1 : 0);
    for (const code of codes) this.#codes.set(code, (this.#codes.get(code) ?? 0) + 1);
  }

  merge(other: TallyData): void {
    this.programs += other.programs;
    this.accepted += other.accepted;
    for (const [name, [used, accepted]] of Object.entries(other.constructs))
      this.#count(name, used, accepted);
    for (const [code, count] of Object.entries(other.codes)) {
      this.#codes.set(code, (this.#codes.get(code) ?? 0) + count);
    }
  }

  data(): TallyData {
    const { programs, accepted } = this;
    return {
      programs,
      accepted,
      constructs: Object.fromEntries(this.#constructs),
      codes: Object.fromEntries(this.#codes),
    };
  }

  #count(name: string, used: number, accepted: number): void {
    const before = this.#constructs.get(name) ?? [0, 0];
    this.#constructs.set(name, [before[0] + used, before[1] + accepted]);
  }

  /** `1,873 of 2,000 accepted; refused: order-unknown 61, …` */
  summary(): string {
    const codes = [...this.#codes].sort((a, b) => b[1] - a[1]).map(([code, count]) => `${code} ${count}`);
    return `${this.accepted} of ${this.programs} accepted; refused: ${codes.join(", ") || "none"}`;
  }

  /** A line per construct: how many programs used it, and how many of them were accepted. Most used first. */
  distribution(): string {
    return [...this.#constructs]
      .sort((a, b) => b[1][0] - a[1][0] || (a[0] < b[0] ? -1 : 1))
      .map(([name, [used, accepted]]) => {
        const share = Math.round((accepted / used) * 100);
        return `${String(used).padStart(7)} ${String(share).padStart(3)} %  ${name}`;
      })
      .join("\n");
  }
}
