/** A code's example: a workflow with the problem, what falc says about it, and the same workflow without it. */
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

/** The file's lines for a page, without a trailing line end; an unreadably long line is cut. */
export function exampleLines({ text }: ExampleFile): readonly string[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => (line.length > 120 ? `${line.slice(0, 120)}…` : line));
}
