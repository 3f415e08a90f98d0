/** The requests of an editor to TypeScript; implemented by `typescript-6.ts` and `typescript-7.ts`. */

export interface Editor {
  /** Opens the file, or replaces its text. Cheap: TypeScript works only when asked something. */
  write(file: string, text: string): void;
  /** The labels offered at an offset into the file's text, counted from 0. */
  complete(file: string, offset: number): Promise<readonly string[]>;
  /** The tooltip at an offset: the type, then the doc comment. Empty if there is none. */
  hover(file: string, offset: number): Promise<string>;
  close(): void;
}
