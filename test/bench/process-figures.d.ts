export interface ProcessFigure {
  readonly name: string;
  /** Median ms. */
  readonly ms: number;
}
/** `node -e ''` comes first. Interleaved rounds, of which the first warms up. */
export declare function measureProcesses(
  folder: string,
  rounds: number,
  env: NodeJS.ProcessEnv,
): ProcessFigure[];
