/** The runs of a project. Several processes may be at it at the same time, each at a run of its own. */
import { lstatSync, mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { JournalError } from "../journal/bookkeeping.ts";
import type { Entry } from "../journal/entry.ts";
import type { Ledger } from "../journal/ledger.ts";
import { type RunSummary, summarise } from "../journal/run-summary.ts";
import { Claims, isHeld } from "./claims.ts";
import { JournalFile } from "./journal-file.ts";
import { LedgerReader } from "./ledger-reader.ts";
import { OpenRun } from "./open-run.ts";
import { showPresence } from "./presence.ts";
import { JournalReader } from "./read-journal.ts";
import { claimsOf, folderOf, journalOf, listRuns, newRunId, runClaim } from "./run-folder.ts";

export interface RunOptions {
  readonly workflow: string;
  /** Whose answers these are, see `RunEntry`. */
  readonly world: string;
  /** Whether its calls cost something: then what is written survives a loss of power, too. */
  readonly isPaid: boolean;
}

export class RunStore {
  readonly #folder: string;
  readonly #findIgnored: () => ReadonlySet<string>;
  readonly #assertOwn: () => void;
  #found: ReadonlySet<string> | undefined;

  /**
   * `folder`: absolute; it is made when it is needed. `findIgnored`: runs that are there, and not to be believed; asked for
   * when runs are read. `assertOwn`: throws if the folder is not to be used, before anything is read or written.
   */
  constructor(
    folder: string,
    findIgnored: () => ReadonlySet<string> = () => new Set(),
    assertOwn: () => void = () => undefined,
  ) {
    this.#folder = folder;
    this.#findIgnored = findIgnored;
    this.#assertOwn = assertOwn;
  }

  get #ignored(): ReadonlySet<string> {
    return (this.#found ??= this.#findIgnored());
  }

  /** The ids of all runs, the first one first. */
  list(): readonly string[] {
    this.#assertOwn();
    return listRuns(this.#folder, this.#ignored);
  }

  /** The entries of a run, and the numbers of the lines that are damaged, counted from 1. */
  read(run: string): { readonly entries: readonly Entry[]; readonly damaged: readonly number[] } {
    const reader = new JournalReader(journalOf(this.#folder, run));
    return { entries: reader.read(), damaged: reader.damaged };
  }

  /** What is known of each run that began, the first one first. */
  summaries(): readonly RunSummary[] {
    return this.list().flatMap((run) => summarise(this.read(run).entries) ?? []);
  }

  /** The latest run of which `isMeant` is true; only as many are read as have to be. */
  findLast(isMeant: (summary: RunSummary) => boolean): RunSummary | undefined {
    for (const run of this.list().toReversed()) {
      const summary = summarise(this.read(run).entries);
      if (summary !== undefined && isMeant(summary)) return summary;
    }
    return undefined;
  }

  /** What all runs of a world say about calls. */
  readLedger(world: string): Ledger {
    this.#assertOwn();
    const reader = new LedgerReader(this.#folder, this.#ignored, world, "");
    reader.refresh();
    return reader.ledger;
  }

  /** Whether a process is at the run. */
  async isAlive(run: string): Promise<boolean> {
    return isHeld(claimsOf(this.#folder), runClaim(run));
  }

  /**
   * Deletes what is known of a run: what it paid for is paid for again when it is needed. Returns false, and does nothing, if
   * a process is at it.
   */
  remove(run: string): Promise<boolean> {
    return this.#withClaims(async (claims) => {
      const own = await claims.take(runClaim(run));
      if (own === undefined) return false;
      this.#delete(run);
      own.release();
      return true;
    });
  }

  #delete(run: string): void {
    rmSync(folderOf(this.#folder, run), { recursive: true, force: true });
  }

  /** Removes what processes that have died have left. */
  sweep(): Promise<void> {
    return this.#withClaims((claims) => claims.sweep());
  }

  async #withClaims<Value>(work: (claims: Claims) => Promise<Value>): Promise<Value> {
    this.#prepare();
    const presence = await showPresence();
    try {
      return await work(new Claims(claimsOf(this.#folder), presence));
    } finally {
      presence.end();
    }
  }

  /** A new run. Throws the system's error. */
  async create(options: RunOptions): Promise<OpenRun> {
    this.#prepare();
    const run = newRunId(new Date());
    mkdirSync(folderOf(this.#folder, run));
    const discard = () => this.#delete(run);
    const open = (file: string) => JournalFile.create(file, options.isPaid);
    const opened = await this.#open(run, options, open, discard);
    if (opened === undefined) throw new Error(`falc: the new run ${run} is in progress already`);
    return opened;
  }

  /** Goes on with a run; `undefined` if another process is at it. Throws the system's error. */
  async resume(run: string, options: RunOptions): Promise<OpenRun | undefined> {
    this.#prepare();
    return this.#open(run, options, (file) => JournalFile.open(file, options.isPaid));
  }

  #prepare(): void {
    this.#assertOwn();
    const claims = claimsOf(this.#folder);
    mkdirSync(claims, { recursive: true });
    // What is left of the dead is removed there: not where a link leads that somebody planted.
    if (lstatSync(claims).isSymbolicLink())
      throw new JournalError("the folder of the runs' claims is a link");
    try {
      // Nobody has to add it to their own.
      writeFileSync(path.join(this.#folder, ".gitignore"), "*\n", { flag: "wx" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }

  async #open(
    run: string,
    { workflow, world }: RunOptions,
    openFile: (file: string) => Promise<JournalFile>,
    discard?: () => void,
  ): Promise<OpenRun | undefined> {
    const presence = await showPresence();
    const claims = new Claims(claimsOf(this.#folder), presence);
    try {
      const own = await claims.take(runClaim(run));
      if (own === undefined) {
        presence.end();
        return undefined;
      }
      await claims.sweep();
      const file = await openFile(journalOf(this.#folder, run));
      // Others look for this: the run is to be read, or read again.
      const now = new Date();
      utimesSync(this.#folder, now, now);
      const reader = new LedgerReader(this.#folder, this.#ignored, world, run);
      const parts = { run, workflow, world, file, reader, claims, presence, own };
      return new OpenRun(discard === undefined ? parts : { ...parts, discard });
    } catch (error) {
      discard?.();
      presence.end();
      throw error;
    }
  }
}
