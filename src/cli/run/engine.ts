/** Where a run's models are: the emulator in this process, or fal. Both through the same client. */
import { openAsBlob } from "node:fs";
import path from "node:path";
import type { Catalog } from "../../endpoints/catalog.ts";
import { createClient, emulatorClient } from "../../runner/engines/client.ts";
import { emulatorCalls } from "../../runner/engines/emulator.ts";
import { falEngine } from "../../runner/engines/fal.ts";
import type { Engine } from "../../execution/engine.ts";
import type { NodeCalls } from "../../execution/node-calls.ts";
import { scheduledEngine } from "../../execution/scheduled-engine.ts";
import { CommandError, exit, type Io } from "../io.ts";
import type { RunOptions } from "./options.ts";
import { readKey } from "./read-key.ts";
import type { Upload } from "../../workspace/run/uploads.ts";

/** Closed when nothing of its results is needed any more: the emulator's files end with it. */
export interface OpenEngine extends Engine {
  readonly kind: "emulator" | "fal";
  readonly upload: Upload;
  close(): Promise<void>;
}

export interface OpenEmulator extends OpenEngine {
  /** Single calls, as the runs of this engine make them. */
  readonly calls: NodeCalls;
}

/** fal if there is a key in the environment, else the emulator; `--engine` overrides both. */
export async function openEngine(
  { engine, latency, timeout }: RunOptions,
  catalog: Catalog,
  io: Io,
): Promise<OpenEngine> {
  const openLocal = () => openEmulator(catalog, "With a key, fal can run it: --engine fal", latency, timeout);
  if (engine === "emulator") return openLocal();
  const credentials = readKey(io.env);
  if (engine === undefined && credentials === undefined) return openLocal();
  if (credentials === undefined) {
    throw new CommandError(
      "fal needs a key, and FAL_KEY is not set",
      exit.usage,
      "Set FAL_KEY, or run without cost: --engine emulator",
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
  return {
    kind: "fal",
    ...falEngine({ client, timeoutMs: timeout }),
    upload: async (file) => client.storage.upload(await asFile(file)),
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
    ...scheduledEngine(calls),
    calls,
    upload: async (file) => client.storage.upload(await asFile(file)),
    close: () => emulator.close(),
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
