/** One thing that is wrong with an input. */
export interface InputProblem {
  /** The location: `prompt` or `loras[0].scale`; `""` for the whole input. */
  readonly path: string;
  /** Continues the path: `is required`, `must be a number, got the string "abc"`. */
  readonly message: string;
}
