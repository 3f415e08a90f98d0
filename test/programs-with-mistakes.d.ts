/** Workflows with the mistakes that people make who know fal's pages, and the workflows they meant: see `corrected.test.ts`. */
export interface ProgramWithMistakes {
    readonly name: string;
    /** `main.ts` is the workflow. */
    readonly written: Readonly<Record<string, string>>;
    readonly meant: Readonly<Record<string, string>>;
    /** How many rewrites it takes at least. */
    readonly mistakes: number;
}
export declare const programs: readonly ProgramWithMistakes[];
