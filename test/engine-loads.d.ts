/** For each source what the engine has against it; `null` where it has nothing. */
export declare function askEngine(sources: readonly string[]): readonly (string | null)[];
