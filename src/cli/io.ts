/** The outside as the commands see it: passed in, so that tests run a command without a process. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** All of standard input, as text. */
  readStdin(): Promise<string>;
  /**
   * From now on the first Ctrl-C aborts the signal and the second ends the process. A command that does not ask for this
   * is ended by the first: whatever it is busy with, it cannot keep its user waiting.
   */
  catchInterrupt(): AbortSignal;
}

export interface Output {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Columns of the terminal; 80 where there is none. */
  readonly columns: number;
  /** Rows of the terminal; 24 where there is none. */
  readonly rows: number;
}

/** What a command ends the process with. */
export const exit = { ok: 0, failed: 1, usage: 2, interrupted: 130 } as const;
export type ExitCode = (typeof exit)[keyof typeof exit];

/** The user asked for something that cannot be: printed without a stack trace. */
export class CommandError extends Error {
  readonly exitCode: ExitCode;
  /** What to do about it, a line below the message. */
  readonly hint: string | undefined;

  constructor(message: string, exitCode: ExitCode, hint?: string) {
    super(message);
    this.exitCode = exitCode;
    this.hint = hint;
  }
}
