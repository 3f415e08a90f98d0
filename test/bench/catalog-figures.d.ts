/** Median ms of `measureTenEndpoints`. */
export declare function measureCatalog(rounds: number, env: NodeJS.ProcessEnv): number;
/** Milliseconds to open the catalogue and to read ten endpoints, in a process that has done nothing else before. */
export declare function measureTenEndpoints(env?: NodeJS.ProcessEnv): number;
