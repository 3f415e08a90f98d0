/** What a run needs to pay once: what is known, what is written down, and what keeps two runs apart. */
import type { EntryBody } from "./entry.ts";
import type { Ledger } from "./ledger.ts";

export interface Bookkeeping {
  /** This run. */
  readonly run: string;
  readonly workflow: string;
  /** Of the project's other runs, and of what this one did before it was begun again. */
  readonly ledger: Ledger;
  /** Reads what others have written since. */
  refresh(): void;
  /** Resolves when the entry is on disk; what was written before is, too. Rejects with a `JournalError`. */
  write(entry: EntryBody): Promise<void>;
  /** Resolves when everything that was given to `write` is on disk, or cannot be. */
  written(): Promise<void>;
  /** Whether somebody is at work on the run. */
  isAlive(run: string): Promise<boolean>;
  /** Only one living run holds a claim of this name at a time. Rejects with a `JournalError` if it cannot be made. */
  claim(name: string): Promise<Claim | undefined>;
}

export interface Claim {
  release(): void;
}

/** How many calls may be in progress at a time. */
export interface Places {
  readonly limit: number;
  /** Once there is one. Rejects with the signal's reason, or a `JournalError`. */
  take(signal: AbortSignal): Promise<Claim>;
}

/** An entry or a claim could not be written. */
export class JournalError extends Error {
  override readonly name = "JournalError";
}

/** Throws the error of what comes before a call. */
export function nothingSent(error: unknown): never {
  throw error instanceof JournalError ? new JournalError(`${error.message}; nothing was sent`) : error;
}
