/** The outside as the commands see it: passed in, so that tests run a command without a process. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** All of standard input. */
  readStdin(): Promise<Uint8Array>;
  /**
   * From now on the first Ctrl-C, SIGTERM or SIGHUP aborts the signal, with an `Interrupt` as its reason, and the second
   * ends the process. A command that does not ask for this is ended by the first: whatever it is busy with, it cannot keep
   * its user waiting.
   */
  catchInterrupt(): AbortSignal;
}

export interface Output {
  /** Once the reader is gone, what is written is dropped. */
  write(text: string): void;
  /** Aborted when nobody reads any more, as behind `| head`, or nothing can be written. Absent where that cannot be. */
  readonly closed?: AbortSignal;
  readonly isTerminal: boolean;
  /** Columns of the terminal; 80 where there is none. */
  readonly columns: number;
  /** Rows of the terminal; 24 where there is none. */
  readonly rows: number;
}

/** What a command ends the process with. */
export const exit = { ok: 0, failed: 1, usage: 2, hungUp: 129, interrupted: 130, terminated: 143 } as const;
export type ExitCode = (typeof exit)[keyof typeof exit];

/** Somebody wants the command to end. */
export class Interrupt extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode) {
    super("interrupted");
    this.exitCode = exitCode;
  }
}

/** The exit code of a command that a signal from `catchInterrupt` has stopped. */
export function interruptedCode({ reason }: AbortSignal): ExitCode {
  return reason instanceof Interrupt ? reason.exitCode : exit.interrupted;
}

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
