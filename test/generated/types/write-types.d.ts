/** Types at random, in the words of what is in scope. */
import type { SeededRandom } from "../../seeded-random.ts";
import { type Entry, type KnownFields, type Scope } from "./model.ts";
export interface Written {
    readonly text: string;
    readonly fields: KnownFields;
}
export declare class TypeWriter {
    #private;
    constructor(random: SeededRandom);
    pick<Item>(items: readonly Item[]): Item;
    /** True one time in `count`. */
    oneIn(count: number): boolean;
    some<Item>(items: readonly Item[], count: number): Item[];
    type(scope: Scope, rank: number, depth?: number): string;
    object(scope: Scope, rank: number, depth?: number): Written;
    /** Fields in braces. */
    literal(names?: string[], wider?: KnownFields): Written;
    choice(scope: Scope, rank: number): {
        readonly text: string;
        readonly values: readonly string[];
    };
    reference(scope: Scope, rank: number, wanted: (entry: Entry) => boolean): string | undefined;
}
