/** Where a run's models are: the emulator in this process or fal, both through the same client, or recorded answers. */
import { openAsBlob } from "node:fs";
import path from "node:path";
import type { Catalog } from "../../endpoints/catalog.ts";
import { createClient, emulatorClient } from "../../runner/engines/client.ts";
import { answerCalls } from "../../runner/engines/answers.ts";
import { emulatorCalls } from "../../runner/engines/emulator.ts";
import { falCalls } from "../../runner/engines/fal.ts";
import { hostedEngine, type HostedEngineOptions } from "../../runner/engines/hosted.ts";
import type { HostedBooks } from "../../runner/engines/hosted-books.ts";
import type { WorkflowServer } from "../../runner/engines/post-workflow.ts";
import { findEmulator, remoteEmulatorCalls } from "../../runner/engines/remote-emulator.ts";
import type { Tags } from "../../runner/engines/tags.ts";
import type { Engine } from "../../execution/engine.ts";
import type { NodeCalls } from "../../execution/node-calls.ts";
import { falHistory } from "../../runner/engines/fal-history.ts";
import type { History } from "../../runner/journal/history.ts";
import { printable } from "../../lib/printable.ts";
import { readAnswersFile } from "../../workspace/run/answers-file.ts";
import { contentUrl } from "../../workspace/run/content-url.ts";
import type { Upload } from "../../workspace/run/uploads.ts";
import { CommandError, exit, type Io } from "../io.ts";
import { namedFile } from "../named-file.ts";
import type { RunOptions } from "./options.ts";
import { readKey } from "./read-key.ts";

/** Closed when nothing of its results is needed any more: the emulator's files end with it. */
export interface OpenEngine {
  readonly kind: "emulator" | "fal" | "answers";
  /** Single calls. `tags`: for the account's bill, if there is one. */
  callsWith(tags: Tags): NodeCalls;
  readonly upload: Upload;
  /** Of an emulator. */
  readonly url?: string;
  /** Where answers outlive the run, so that a journal is kept of it. */
  readonly lasting?: LastingAnswers;
  /** Runs the whole graph there, instead of single calls; only where answers outlive the run. */
  readonly hosted?: (books: HostedBooks) => Engine;
  close(): Promise<void>;
}

export interface LastingAnswers {
  /** Whose they are, see `RunEntry`. */
  readonly world: string;
  readonly isPaid: boolean;
  readonly history: History;
  callsWith(tags: Tags): Required<NodeCalls>;
}

export interface OpenEmulator extends OpenEngine {
  readonly url: string;
  readonly calls: NodeCalls;
}

/**
 * fal if there is a key in the environment, else the emulator; `--engine`, `--emulator`, `--answers` override both. With
 * `--engine hosted`, fal or an emulator elsewhere is given the whole graph.
 */
export async function openEngine(options: RunOptions, catalog: Catalog, io: Io): Promise<OpenEngine> {
  const { engine, emulator, answers, latency, timeout } = options;
  refuseConflicts(options);
  if (engine === "hosted") refuseForHosted(options);
  if (answers !== undefined) return openAnswers(answers, catalog, io);
  if (emulator !== undefined) return openRemoteEmulator(emulator, options);
  // The emulator needs none, and a damaged one is not its concern.
  const credentials = engine === "emulator" ? undefined : readKey(io.env);
  if (engine === "fal" || engine === "hosted" || credentials !== undefined)
    return openFal(credentials, options);
  return openEmulator(catalog, "With a key, fal can run it: --engine fal", latency, timeout);
}

async function openFal(
  credentials: string | undefined,
  { engine, latency, timeout }: RunOptions,
): Promise<OpenEngine> {
  if (credentials === undefined) {
    throw new CommandError(
      "fal needs a key, and FAL_KEY is not set",
      exit.usage,
      engine === "hosted"
        ? "Set FAL_KEY, or run without cost: start falc emulator, and add --emulator <url>"
        : "Set FAL_KEY, or run without cost: --engine emulator",
    );
  }
  if (latency !== undefined) {
    throw new CommandError(
      "--latency is for the emulator only",
      exit.usage,
      "Leave it out, or run without cost: --engine emulator",
    );
  }
  const client = await createClient({ credentials });
  const callsWith = (tags: Tags) => falCalls({ client, timeoutMs: timeout, tags });
  return {
    kind: "fal",
    callsWith,
    upload: async (file) => client.storage.upload(await asFile(file)),
    lasting: { world: "fal", isPaid: true, history: falHistory({ credentials }), callsWith },
    ...(engine === "hosted" && { hosted: openHosted({ credentials }, client) }),
    close: () => Promise.resolve(),
  };
}

function openHosted(server: WorkflowServer, client: HostedEngineOptions["client"], pollIntervalMs?: number) {
  return (books: HostedBooks): Engine =>
    hostedEngine({ server, client, books, ...(pollIntervalMs !== undefined && { pollIntervalMs }) });
}

/** What fal's own engine decides by itself. */
function refuseForHosted({ concurrency, timeout }: RunOptions): void {
  if (concurrency !== undefined)
    throw new CommandError(
      "--concurrency has no effect with --engine hosted: fal decides which calls run at a time",
      exit.usage,
      "Leave it out, or let falc make the calls: --engine fal",
    );
  if (timeout !== undefined)
    throw new CommandError(
      "--timeout limits a single call, and with --engine hosted, fal makes the calls",
      exit.usage,
      "Limit the run: --deadline <time>. Or let falc make the calls: --engine fal",
    );
}

function refuseConflicts({ answers, engine, emulator, latency, record }: RunOptions): void {
  if (emulator !== undefined) {
    const rival = engine === "fal" ? "--engine fal" : answers !== undefined ? "--answers" : undefined;
    if (rival !== undefined)
      throw new CommandError(
        `--emulator and ${rival} contradict each other: leave out one of them`,
        exit.usage,
      );
    if (latency !== undefined)
      throw new CommandError(
        "the emulator at --emulator has a latency of its own",
        exit.usage,
        "Leave --latency out, and start that one with it: falc emulator --latency <ms>",
      );
  }
  if (answers === undefined) return;
  const other = engine === undefined ? (latency === undefined ? undefined : "--latency") : "--engine";
  if (other !== undefined)
    throw new CommandError(`--answers takes the place of the models: leave out ${other}`, exit.usage);
  if (record !== undefined)
    throw new CommandError(
      "--record would only copy what --answers gives: leave out one of them",
      exit.usage,
    );
}

function openAnswers(source: string, catalog: Catalog, io: Io): OpenEngine {
  const answers = namedFile(() => readAnswersFile(source, io.cwd));
  return {
    kind: "answers",
    callsWith: () => answerCalls({ answers, source, catalog: () => Promise.resolve(catalog) }),
    upload: contentUrl,
    close: () => Promise.resolve(),
  };
}

/** `advice`: a sentence on what to do about an endpoint that the emulator does not know. */
export async function openEmulator(
  catalog: Catalog,
  advice: string,
  latencyMs = 0,
  timeoutMs?: number,
): Promise<OpenEmulator> {
  const { startEmulator } = await import("../../emulator/start-emulator.ts");
  const emulator = await startEmulator({ catalog, latencyMs });
  const client = await emulatorClient(emulator);
  const calls = emulatorCalls({ client, catalog, timeoutMs, changed: emulator.changed, advice });
  return {
    kind: "emulator",
    url: emulator.url,
    calls,
    callsWith: () => calls,
    upload: async (file) => client.storage.upload(await asFile(file)),
    close: () => emulator.close(),
  };
}

/** It accepts any key, and must not get a real one. Its answers outlive the run, but not itself. */
async function openRemoteEmulator(
  url: string,
  { engine, timeout: timeoutMs }: RunOptions,
): Promise<OpenEngine> {
  const found = await findEmulator(url);
  if ("problem" in found) {
    throw new CommandError(
      printable(`cannot use the emulator at ${url}: ${found.problem}`),
      exit.failed,
      "Start one with falc emulator, which prints its address, or leave --emulator out.",
    );
  }
  const credentials = "emulator:emulator";
  const client = await createClient({ credentials, baseUrl: url });
  const callsWith = (tags: Tags) => remoteEmulatorCalls({ client, url, timeoutMs, tags });
  const history = falHistory({ credentials, baseUrl: url });
  return {
    kind: "emulator",
    url,
    callsWith,
    upload: async (file) => client.storage.upload(await asFile(file)),
    lasting: { world: `emulator ${url} ${found.id}`, isPaid: false, history, callsWith },
    ...(engine === "hosted" && { hosted: openHosted({ credentials, baseUrl: url }, client, 100) }),
    close: () => Promise.resolve(),
  };
}

async function asFile(file: string): Promise<File> {
  const blob = await openAsBlob(file, { type: contentType(file) });
  return new File([blob], path.basename(file), { type: blob.type });
}

const contentTypes: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
  ".gif": "image/gif",
  ".mp4": "video/mp4",
  ".webm": "video/webm",
  ".mp3": "audio/mpeg",
  ".wav": "audio/wav",
};

function contentType(file: string): string {
  return contentTypes[path.extname(file).toLowerCase()] ?? "application/octet-stream";
}
