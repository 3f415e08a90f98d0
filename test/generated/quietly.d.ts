/**
 * Runs code in which a promise may fail that nobody awaits: that counts as the code's own failure, and does not end the
 * process.
 */
export declare function quietly<Result>(run: () => Promise<Result>): Promise<Result>;
