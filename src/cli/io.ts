/** The environment of a command: passed in, so that tests run a command without a process. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Asks a person at the terminal, and resolves to the line that they type. Absent if there is nobody. */
  readonly ask?: (question: string) => Promise<string>;
  /** All of standard input. */
  readStdin(): Promise<Uint8Array>;
  /**
   * From now on, the first Ctrl-C, SIGTERM or SIGHUP aborts the signal, with an `Interrupt` as its reason, and the
   * second ends the process. Without this call, the first one ends the process: a command that has nothing to clean
   * up must not keep its user waiting.
   */
  catchInterrupt(): AbortSignal;
}

export interface Output {
  /** Once the reader is gone, output is dropped. */
  write(text: string): void;
  /** Resolves when everything written has left the process, or cannot. Absent if that is always so. */
  flush?(): Promise<void>;
  /** Aborted when nobody reads any more, as with `| head`, or writing fails. Absent if that cannot happen. */
  readonly closed?: AbortSignal;
  readonly isTerminal: boolean;
  /** Columns of the terminal; 80 if there is none. */
  readonly columns: number;
  /** Rows of the terminal; 24 if there is none. */
  readonly rows: number;
}

/** Whether output is missing that somebody wants: a disk is full, say. A reader that closed the pipe has enough. */
export function isLost({ closed }: Output): boolean {
  return closed?.aborted === true && (closed.reason as NodeJS.ErrnoException | undefined)?.code !== "EPIPE";
}

/** Exit codes. */
export const exit = { ok: 0, failed: 1, usage: 2, hungUp: 129, interrupted: 130, terminated: 143 } as const;
export type ExitCode = (typeof exit)[keyof typeof exit];

/** A request to end the command. */
export class Interrupt extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode) {
    super("interrupted");
    this.exitCode = exitCode;
  }
}

/** The exit code of a command that a signal from `catchInterrupt` has stopped. */
export function interruptedCode({ reason }: AbortSignal): ExitCode {
  // Not `instanceof`: in the package, the process and the commands are two programs, each with its own class.
  return (reason as Partial<Interrupt> | undefined)?.exitCode ?? exit.interrupted;
}

/** The request cannot be carried out: printed without a stack trace. */
export class CommandError extends Error {
  readonly exitCode: ExitCode;
  /** What to do about it, on a line below the message. */
  readonly hint: string | undefined;

  constructor(message: string, exitCode: ExitCode, hint?: string) {
    super(message);
    this.exitCode = exitCode;
    this.hint = hint;
  }
}
