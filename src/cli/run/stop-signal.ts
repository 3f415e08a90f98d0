/** Everything that stops a run early: a signal, its time limit, and a closed output. */
import { exit, type ExitCode, interruptedCode, type Io } from "../io.ts";
import type { RunOptions } from "./options.ts";

export interface Stop {
  /** Aborted by whatever comes first. */
  readonly signal: AbortSignal;
  /** Ctrl-C, SIGTERM or SIGHUP. */
  readonly interrupt: AbortSignal;
  /** Why the run was stopped, as the beginning of a sentence. */
  reason(): string;
  exitCode(): ExitCode;
  /** Called when the run has ended: the limit does not apply to saving its files. */
  endDeadline(): void;
}

/**
 * A closed standard output stops the run only if its result would be lost: with `--out`, it goes on and saves what
 * was paid for.
 */
export function stopSignal({ out, deadline }: Pick<RunOptions, "out" | "deadline">, io: Io): Stop {
  const interrupt = io.catchInterrupt();
  const { closed } = io.stdout;
  const limit = new AbortController();
  const timer = deadline === undefined ? undefined : setTimeout(() => limit.abort(), deadline).unref();
  const signal = AbortSignal.any([
    interrupt,
    limit.signal,
    ...(out === undefined && closed !== undefined ? [closed] : []),
  ]);
  return {
    signal,
    interrupt,
    reason() {
      if (interrupt.aborted) return "Interrupted";
      if (limit.signal.aborted) return `Stopped after ${(deadline ?? 0) / 1000} s (--deadline)`;
      return "Stopped: the output is no longer being read, and there is no --out";
    },
    exitCode() {
      if (interrupt.aborted) return interruptedCode(interrupt);
      return limit.signal.aborted ? exit.failed : exit.interrupted;
    },
    endDeadline: () => clearTimeout(timer),
  };
}
