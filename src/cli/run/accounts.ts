/**
 * What is kept of a run while it goes on: its journal, if its answers outlive it, and the record for `--answers`. Between
 * the command and the engine, so that neither knows of them.
 */
import type { Engine, RunOutcome } from "../../execution/engine.ts";
import type { NodeCalls } from "../../execution/node-calls.ts";
import { scheduledEngine } from "../../execution/scheduled-engine.ts";
import type { Graph } from "../../graph/types.ts";
import type { JsonObject } from "../../lib/json.ts";
import { printable } from "../../lib/printable.ts";
import { systemReason } from "../../lib/system-reason.ts";
import type { HostedBooks } from "../../runner/engines/hosted-books.ts";
import { recordedBooks, recordedCalls } from "../../runner/engines/recorded-calls.ts";
import { askForFile } from "../../runner/ask-for-file.ts";
import { type Doubt, PayOnce } from "../../runner/journal/pay-once.ts";
import { StageJournal } from "../../runner/journal/stage-journal.ts";
import { resultUrl } from "../../runner/result-url.ts";
import type { OpenRun } from "../../runner/runs/open-run.ts";
import type { RunStore } from "../../runner/runs/run-store.ts";
import type { AnswersRecord } from "../../workspace/run/answers-file.ts";
import { contentUrl } from "../../workspace/run/content-url.ts";
import type { Upload } from "../../workspace/run/uploads.ts";
import { WorkspaceError } from "../../workspace/workspace-error.ts";
import { CommandError, exit } from "../io.ts";
import type { LastingAnswers, OpenEngine } from "./engine.ts";
import type { FreshNodes } from "./fresh-nodes.ts";

export interface AccountsOptions {
  readonly workflow: string;
  readonly store: RunStore;
  /** The run to go on with. */
  readonly resume?: string | undefined;
  readonly recording?: AnswersRecord | undefined;
  readonly fresh: FreshNodes;
  /** How many calls may be in progress at a time: of all runs of the project, if there is a journal. */
  readonly concurrency?: number | undefined;
  /** Whether the server says that there is no such file any more. */
  readonly isGone: (url: string) => Promise<boolean>;
  readonly maySendAgain: (doubt: Doubt) => Promise<boolean>;
  /** Tells the user at once; a line. */
  readonly warn: (text: string) => void;
}

export interface Accounts {
  readonly engine: Engine;
  readonly upload: Upload;
  /** The run's id, if there is a journal. */
  readonly run?: string;
  /** Whether everything is written down so far that a later run relies on. */
  readonly isWhole: boolean;
  /** Called once, when files are uploaded and before anything is sent to a model. `out`: the absolute folder, if any. */
  begin(graph: Graph, input: JsonObject, out?: string): Promise<void>;
  /** The run is over. */
  end(outcome: RunOutcome): Promise<void>;
  /** Called in any case, last. */
  close(): Promise<void>;
}

/** Throws a CommandError if a run that costs money could not be kept. */
export async function openAccounts(engine: OpenEngine, options: AccountsOptions): Promise<Accounts> {
  const { lasting, upload } = engine;
  const { workflow, recording, concurrency } = options;
  if (lasting === undefined)
    return {
      engine: limited(engineOf(engine.callsWith({ workflow }), recording), concurrency),
      upload: recordedUpload(upload, recording),
      isWhole: true,
      begin: () => Promise.resolve(),
      end: () => Promise.resolve(),
      close: () => Promise.resolve(),
    };
  return new Journaled(await openRun(lasting, options), lasting, engine, options);
}

function engineOf(calls: NodeCalls, recording: AnswersRecord | undefined): Engine {
  return scheduledEngine(recording === undefined ? calls : recordedCalls(calls, recording.write));
}

function limited(engine: Engine, concurrency: number | undefined): Engine {
  if (concurrency === undefined) return engine;
  return { run: (graph, input, options) => engine.run(graph, input, { ...options, concurrency }) };
}

function recordedUpload(upload: Upload, recording: AnswersRecord | undefined): Upload {
  if (recording === undefined) return upload;
  return async (file) => {
    const [url, content] = await Promise.all([upload(file), contentUrl(file)]);
    recording.addUpload(url, content);
    return url;
  };
}

async function openRun(
  { world, isPaid }: LastingAnswers,
  { workflow, store, resume }: AccountsOptions,
): Promise<OpenRun> {
  try {
    const options = { workflow, world, isPaid };
    if (resume === undefined) return await store.create(options);
    const opened = await store.resume(resume, options);
    if (opened !== undefined) return opened;
  } catch (error) {
    const reason = error instanceof WorkspaceError ? error.message : systemReason(error);
    if (reason === undefined) throw error;
    throw new CommandError(
      `the run cannot be written down in .falc/runs: ${reason}`,
      exit.failed,
      "What is not written down would be paid for again after a crash, so nothing was sent.",
    );
  }
  throw new CommandError(`run ${resume} is in progress in another process`, exit.usage);
}

class Journaled implements Accounts {
  readonly engine: Engine;
  readonly upload: Upload;
  readonly #open: OpenRun;
  readonly #payOnce: PayOnce;
  readonly #warn: (text: string) => void;
  /** URL → content, of this run's files. */
  readonly #uploads = new Map<string, string>();
  /** Whether nothing that is held is used. */
  readonly #fresh: FreshNodes;
  readonly #isHosted: boolean;
  #isUnwritten = false;
  #isClosed = false;

  constructor(
    open: OpenRun,
    lasting: LastingAnswers,
    { upload, hosted }: Pick<OpenEngine, "upload" | "hosted">,
    options: AccountsOptions,
  ) {
    const { workflow, recording, fresh, maySendAgain, warn } = options;
    this.#open = open;
    this.#warn = warn;
    this.#fresh = fresh;
    this.#payOnce = new PayOnce(lasting.callsWith({ workflow, run: open.run }), {
      books: open,
      isGone: options.isGone,
      whyFresh: fresh.why,
      maySendAgain,
      history: lasting.history,
      // fal decides which calls of a whole graph run at a time.
      places: hosted === undefined ? open.places(options.concurrency) : undefined,
      // An emulator's does not lag.
      ...(!lasting.isPaid && { historyWaits: [], unseenWaits: [100, 300] }),
      onUnwritten: (entry, { id, app }, error) => {
        const request =
          entry.kind === "sent"
            ? ` ${id} was paid for as request ${entry.requestId}: ${resultUrl(app, entry.requestId)}`
            : "";
        if (request !== "" || !this.#isUnwritten) this.#warn(`${(error as Error).message}.${request}`);
        this.#isUnwritten = true;
      },
    });
    this.engine =
      hosted === undefined ? engineOf(this.#payOnce.calls, recording) : hosted(this.#openBooks(recording));
    this.#isHosted = hosted !== undefined;
    this.upload = recordedUpload((file) => this.#upload(file, upload), recording);
    for (const { run, lines, unread } of open.damaged) {
      const problem =
        unread === undefined
          ? `is damaged in line ${lines.join(", ")}: what they said is unknown`
          : `${unread}, and was not read: what the run has paid for is unknown`;
      warn(`.falc/runs/${run}/journal.jsonl ${problem}`);
    }
  }

  #openBooks(recording: AnswersRecord | undefined): HostedBooks {
    const books = new StageJournal(this.#payOnce, this.#open, (error) => {
      if (!this.#isUnwritten) this.#warn((error as Error).message);
      this.#isUnwritten = true;
    });
    return recording === undefined ? books : recordedBooks(books, recording.write);
  }

  get isWhole(): boolean {
    return !this.#isUnwritten;
  }

  get run(): string {
    return this.#open.run;
  }

  /** Where a file with these bytes was uploaded before, if it is still there. */
  async #upload(file: string, upload: Upload): Promise<string> {
    const content = await contentUrl(file);
    const before = this.#fresh.asked.fresh === true ? undefined : this.#open.ledger.uploadOf(content);
    // Uploading once more costs nothing, so only a certain answer saves it.
    const isThere = before !== undefined && (await askForFile(before)) === "there";
    const url = isThere ? before : await upload(file);
    this.#uploads.set(url, content);
    return url;
  }

  async begin(graph: Graph, input: JsonObject, out?: string): Promise<void> {
    try {
      await this.#open.begin({
        input,
        ...this.#fresh.asked,
        ...(out !== undefined && { out }),
        ...(this.#isHosted && { engine: "hosted" }),
      });
      for (const [url, content] of this.#uploads) await this.#open.write({ kind: "upload", url, content });
    } catch (error) {
      throw new CommandError(`${printable((error as Error).message)}; nothing was sent`, exit.failed);
    }
    await this.#payOnce.plan(graph, input);
  }

  async end(outcome: RunOutcome): Promise<void> {
    this.#isClosed = true;
    const { output } = outcome as { output?: JsonObject };
    try {
      await this.#open.close({ outcome: outcome.kind, ...(output !== undefined && { output }) });
    } catch (error) {
      if (!this.#isUnwritten) this.#warn((error as Error).message);
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#open.close();
  }
}
