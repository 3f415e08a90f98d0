/** A run that this process is at: what it writes down, and what it sees of the others. */
import { sha256 } from "../../lib/sha256.ts";
import { systemReason } from "../../lib/system-reason.ts";
import { type Bookkeeping, type Claim, JournalError, type Places } from "../journal/bookkeeping.ts";
import type { EndEntry, EntryBody, RunEntry } from "../journal/entry.ts";
import type { Ledger } from "../journal/ledger.ts";
import type { Claims } from "./claims.ts";
import type { JournalFile } from "./journal-file.ts";
import type { DamagedJournal, LedgerReader } from "./ledger-reader.ts";
import { SharedPlaces, usualPlaces } from "./places.ts";
import type { Presence } from "./presence.ts";
import { runClaim } from "./run-folder.ts";

export interface OpenRunParts {
  readonly run: string;
  readonly workflow: string;
  readonly world: string;
  readonly file: JournalFile;
  readonly reader: LedgerReader;
  readonly claims: Claims;
  readonly presence: Presence;
  /** That nobody else is at this run. */
  readonly own: Claim;
  /** Removes what is there of the run, if it never begins. */
  readonly discard?: () => void;
}

export class OpenRun implements Bookkeeping {
  readonly #parts: OpenRunParts;
  #hasBegun = false;

  constructor(parts: OpenRunParts) {
    this.#parts = parts;
    parts.reader.refresh();
  }

  get run(): string {
    return this.#parts.run;
  }

  get workflow(): string {
    return this.#parts.workflow;
  }

  get ledger(): Ledger {
    return this.#parts.reader.ledger;
  }

  get damaged(): readonly DamagedJournal[] {
    return this.#parts.reader.damaged;
  }

  /** First: whose run it is, and what it was given. */
  async begin(given: Pick<RunEntry, "input" | "out" | "fresh" | "again" | "engine">): Promise<void> {
    const { run, workflow, world } = this.#parts;
    this.#hasBegun = true;
    await this.write({ kind: "run", format: 1, run, workflow, world, ...given });
  }

  refresh(): void {
    this.#parts.reader.refresh();
  }

  write(body: EntryBody): Promise<void> {
    const entry = { ...body, at: Date.now() };
    this.ledger.add(this.run, entry);
    return this.#parts.file.write(entry);
  }

  written(): Promise<void> {
    return this.#parts.file.written();
  }

  isAlive(run: string): Promise<boolean> {
    return this.#parts.claims.isHeld(runClaim(run));
  }

  async claim(name: string): Promise<Claim | undefined> {
    try {
      return await this.#parts.claims.take(name);
    } catch (error) {
      const reason = systemReason(error);
      if (reason === undefined) throw error;
      throw new JournalError(`the folder of the runs cannot be written to: ${reason}`);
    }
  }

  /**
   * Of the calls that all runs of the world have in progress, at most so many at a time; `undefined` if that is no limit. Throws
   * a RangeError if it is less than 1.
   */
  places(limit = usualPlaces): Places | undefined {
    if (!(limit >= 1)) throw new RangeError(`concurrency must be at least 1, not ${limit}`);
    if (limit === Number.POSITIVE_INFINITY) return undefined;
    const { claims, run, world } = this.#parts;
    const name = `place-${sha256(world).slice(0, 16)}`;
    const waiting = `waits-for-${name}`;
    const own = `${waiting}-${run}`;
    return new SharedPlaces(
      {
        take: (place) => this.claim(`${name}-${place}`),
        wait: () => this.claim(own),
        doOthersWait: () => claims.isAnyOtherHeld(waiting, own),
      },
      Math.floor(limit),
    );
  }

  /** Without an `end`, the run is unfinished. Rejects if something could not be written. */
  async close(end?: Omit<EndEntry, "kind">): Promise<void> {
    const { file, own, presence, discard } = this.#parts;
    try {
      if (end !== undefined) await this.write({ kind: "end", ...end });
    } finally {
      await file.close();
      if (!this.#hasBegun) discard?.();
      own.release();
      presence.end();
    }
  }
}
