export interface TypeFigure {
  /** `TypeScript 7, 100 files: check`. */
  readonly name: string;
  /** Median ms with the client's types. */
  readonly client: number;
  /** Median ms with falc's. */
  readonly falc: number;
  /** The median of each round's falc ÷ client: what else the machine does changes from round to round. */
  readonly ratio: number;
}
/** Writes its projects into `folder`. Throws when a project has a type error, or something is not offered. */
export declare function measureTypes(
  folder: string,
  rounds: number,
  env: NodeJS.ProcessEnv,
): Promise<TypeFigure[]>;
