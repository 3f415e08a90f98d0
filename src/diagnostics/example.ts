/** A code's example: a workflow that has the problem, what falc says about it, and the same without it. */
export interface Example {
  /** The workflow's file first. */
  readonly bad: ExampleFiles;
  readonly good: ExampleFiles;
  /** The diagnostics of the bad files, as falc prints them. */
  readonly printed: string;
}

export type ExampleFiles = readonly [ExampleFile, ...ExampleFile[]];

export interface ExampleFile {
  readonly name: string;
  readonly text: string;
}

/** The file's lines for a page, without a line end behind the last; a line that nobody can read is cut. */
export function exampleLines({ text }: ExampleFile): readonly string[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => (line.length > 120 ? `${line.slice(0, 120)}…` : line));
}
