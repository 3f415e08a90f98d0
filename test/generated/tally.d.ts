/** Counts what a run over generated programs was about. Plain data goes in and out, so that processes can add theirs up. */
export interface TallyData {
    readonly programs: number;
    readonly accepted: number;
    /** Construct → programs it was used in, and accepted ones of them. */
    readonly constructs: Readonly<Record<string, readonly [used: number, accepted: number]>>;
    /** Diagnostic code → programs it refused. */
    readonly codes: Readonly<Record<string, number>>;
}
export declare class Tally {
    #private;
    programs: number;
    accepted: number;
    add(constructs: Iterable<string>, accepted: boolean, codes: readonly string[]): void;
    merge(other: TallyData): void;
    data(): TallyData;
    /** `1,873 of 2,000 accepted; refused: order-unknown 61, …` */
    summary(): string;
    /** A line per construct: how many programs used it, and how many of them were accepted. Most used first. */
    distribution(): string;
}
