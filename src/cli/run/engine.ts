/** Where a run's models are: the emulator in this process, or fal. Both through the same client. */
import { openAsBlob } from "node:fs";
import path from "node:path";
import type { Catalog } from "../../endpoints/catalog.ts";
import { createClient } from "../../runner/engines/client.ts";
import { falEngine } from "../../runner/engines/fal.ts";
import type { CallNode } from "../../runner/scheduler.ts";
import { isTextNode } from "../../execution/text-node.ts";
import { CommandError, exit, type Io } from "../io.ts";
import type { RunOptions } from "./options.ts";
import { readKey } from "./read-key.ts";
import type { Upload } from "../../workspace/run/uploads.ts";

export interface Engine {
  readonly kind: "emulator" | "fal";
  readonly call: CallNode;
  readonly upload: Upload;
  close(): Promise<void>;
}

/**
 * fal if there is a key in the environment, else the emulator; `--engine` overrides both. `advice`: a sentence on
 * what to do about an endpoint that the emulator does not know.
 */
export async function openEngine(
  { engine, latency, timeout }: RunOptions,
  catalog: Catalog,
  io: Io,
  advice = "With a key, fal can run it: --engine fal",
): Promise<Engine> {
  if (engine === "emulator") return openEmulator(latency ?? 0, timeout, catalog, advice);
  const credentials = readKey(io.env);
  if (engine === undefined && credentials === undefined) {
    return openEmulator(latency ?? 0, timeout, catalog, advice);
  }
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
    call: falEngine({ client, ...timeLimit(timeout) }),
    upload: async (file) => client.storage.upload(await asFile(file)),
    close: () => Promise.resolve(),
  };
}

function timeLimit(timeoutMs: number | undefined): { timeoutMs?: number } {
  return timeoutMs === undefined ? {} : { timeoutMs };
}

async function openEmulator(
  latencyMs: number,
  timeout: number | undefined,
  catalog: Catalog,
  advice: string,
): Promise<Engine> {
  const { startEmulator } = await import("../../emulator/start-emulator.ts");
  const emulator = await startEmulator({ catalog, latencyMs });
  // The emulator accepts any key, and must not get a real one.
  const client = await createClient({ credentials: "emulator:emulator", baseUrl: emulator.url });
  return {
    kind: "emulator",
    call: refuseUnknown(catalog, falEngine({ client, pollIntervalMs: 25, ...timeLimit(timeout) }), advice),
    upload: async (file) => client.storage.upload(await asFile(file)),
    close: () => emulator.close(),
  };
}

/** The emulator would answer like fal, "Application not found", which would be misleading here. */
function refuseUnknown(catalog: Catalog, call: CallNode, advice: string): CallNode {
  return async (node, input, context) => {
    if (isTextNode(node.app) || catalog.find(node.app) !== undefined) return call(node, input, context);
    throw new Error(
      `the emulator does not know ${node.app}: its types come neither from @fal-ai/client nor from a ` +
        `declaration such as model<Input, Output>(…) that was compiled on this machine. ${advice}`,
    );
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
