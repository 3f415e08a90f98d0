/** The middle value, or the upper one of the middle two; NaN of none. */
export declare function medianOf(values: readonly number[]): number;
