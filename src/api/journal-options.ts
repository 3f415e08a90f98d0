export interface JournalOptions {
  /** A folder for the journals, which is made if needed: `.falc/runs` shares them with `falc run`. */
  readonly folder: string;
  /** By which reasons tell what has changed since the last run. */
  readonly workflow?: string;
  /** Send calls again that may have been paid for, and whose answer was never heard. By default, they fail their node. */
  readonly resubmit?: boolean;
}

/** Throws a `TypeError` if it is not what it should be. */
export function assertJournal(journal: JournalOptions | undefined): void {
  if (journal !== undefined && (typeof journal.folder !== "string" || journal.folder.trim() === ""))
    throw new TypeError(`journal needs a folder: { folder: ".falc/runs" }`);
}
