/** What an editor asks TypeScript for; `typescript-6.ts` and `typescript-7.ts` answer it. */
export interface Editor {
  /** Opens the file, or replaces its text. Costs little: TypeScript works when it is asked something. */
  write(file: string, text: string): void;
  /** The labels offered at an offset into the file's text, counted from 0. */
  complete(file: string, offset: number): Promise<readonly string[]>;
  /** What is shown at an offset: the type, then the doc comment. Empty where there is nothing to say. */
  hover(file: string, offset: number): Promise<string>;
  close(): void;
}
