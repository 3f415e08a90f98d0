/** Keeps a ledger up to date with the journals of all runs, which other processes go on writing. */
import { statSync } from "node:fs";
import type { Entry } from "../journal/entry.ts";
import { Ledger } from "../journal/ledger.ts";
import { JournalReader } from "./read-journal.ts";
import { journalOf, listClaimedRuns, listRuns } from "./run-folder.ts";

export interface DamagedJournal {
  readonly run: string;
  /** Counted from 1; what they said is unknown. */
  readonly lines: readonly number[];
  /** Why nothing of it was read, a predicate: `is a link`. */
  readonly unread?: string;
}

interface FollowedRun {
  readonly run: string;
  readonly reader: JournalReader;
  /** Whether it is of another world. */
  isOther: boolean;
}

export class LedgerReader {
  readonly ledger: Ledger;
  readonly #folder: string;
  readonly #ignored: ReadonlySet<string>;
  readonly #world: string;
  readonly #own: string;
  readonly #runs = new Map<string, FollowedRun>();
  readonly #active = new Set<FollowedRun>();
  /** The folder's time when it was listed, and when that was. */
  #listed = { changedAt: 0, at: 0 };

  /** `own`: a run whose entries the caller adds, apart from those that are there already. */
  constructor(folder: string, ignored: ReadonlySet<string>, world: string, own: string) {
    this.ledger = new Ledger(world);
    this.#folder = folder;
    this.#ignored = ignored;
    this.#world = world;
    this.#own = own;
  }

  /** How many runs somebody may be writing. */
  get activeRuns(): number {
    return this.#active.size;
  }

  /** Costs a question to the file system for each run that somebody may be writing. */
  refresh(): void {
    const changedAt = statSync(this.#folder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    // Changes at almost the same time can have the same one.
    if (changedAt !== this.#listed.changedAt || changedAt > this.#listed.at - clockTickMs) {
      this.#listed = { changedAt, at: Date.now() };
      // Before the journals: what nobody has claimed now is written only by who claims it first, and then touches the folder.
      const claimed = listClaimedRuns(this.#folder);
      for (const run of listRuns(this.#folder, this.#ignored))
        this.#watch(this.#follow(run), claimed.has(run));
    } else
      for (const followed of this.#active) {
        // Whoever begins it again touches the folder.
        if (this.#read(followed)?.kind === "end") this.#active.delete(followed);
      }
  }

  #follow(run: string): FollowedRun {
    const known = this.#runs.get(run);
    if (known !== undefined) return known;
    const followed = { run, reader: new JournalReader(journalOf(this.#folder, run)), isOther: false };
    this.#runs.set(run, followed);
    return followed;
  }

  /** One that has ended, too, if it is claimed: somebody begins it again, and has not written that yet. */
  #watch(followed: FollowedRun, isClaimed: boolean): void {
    const { run, reader } = followed;
    this.#read(followed);
    // What comes after that is its own, which it adds itself.
    if (run === this.#own) reader.stop();
    if (followed.isOther || !isClaimed || run === this.#own) this.#active.delete(followed);
    else this.#active.add(followed);
  }

  /** Returns the last entry that was added since. */
  #read(followed: FollowedRun): Entry | undefined {
    const { run, reader } = followed;
    const entries = reader.read((entry) => {
      if (entry.kind === "run") followed.isOther = entry.world !== this.#world;
      return !followed.isOther;
    });
    for (const entry of entries) this.ledger.add(run, entry);
    return entries.at(-1);
  }

  get damaged(): readonly DamagedJournal[] {
    return [...this.#runs.values()].flatMap(({ run, reader: { damaged, unread } }) =>
      damaged.length === 0 && unread === undefined
        ? []
        : [{ run, lines: damaged, ...(unread !== undefined && { unread }) }],
    );
  }
}

/** Some systems date files only so exactly. */
const clockTickMs = 100;
