import { scheduledEngine } from "../execution/scheduled-engine.ts";
import { emulatorClient } from "../runner/engines/client.ts";
import { emulatorCalls } from "../runner/engines/emulator.ts";
import { extendCatalog } from "../endpoints/extend.ts";
import { type EmulatorOptions, type EmulatorSettings, readEmulatorOptions } from "./emulator-options.ts";
import type { RunEngine } from "./run-engine.ts";

/**
 * Emulates every call on this machine, at no cost: each engine has an emulator of its own, started by its first run.
 * Results refer to files of that emulator, which `close` deletes; runs in progress end as aborted. It does not keep a
 * process from ending. Throws a `TypeError` for invalid options.
 */
export function emulatorEngine(options: EmulatorOptions = {}): RunEngine {
  const settings = readEmulatorOptions(options);
  const closed = new AbortController();
  const running = new Set<Promise<unknown>>();
  let opened: ReturnType<typeof open> | undefined;
  let closing: Promise<void> | undefined;

  const close = async (): Promise<void> => {
    closed.abort(new Error("this engine is closed"));
    // Their calls would only find out that nobody answers any more.
    await Promise.allSettled(running);
    // What could not be opened has failed a run already.
    const emulator = await opened?.catch(() => undefined);
    await emulator?.close();
  };
  return {
    async run(graph, input, runOptions = {}) {
      closed.signal.throwIfAborted();
      const { engine } = await (opened ??= open(settings));
      closed.signal.throwIfAborted();
      const signals = [closed.signal, runOptions.signal].filter((signal) => signal !== undefined);
      const run = engine.run(graph, input, { ...runOptions, signal: AbortSignal.any(signals) });
      running.add(run);
      return run.finally(() => running.delete(run));
    },
    close: () => (closing ??= close()),
  };
}

/** Loads the emulator and what it needs of falc's files only now. */
async function open({ endpoints, latencyMs }: EmulatorSettings) {
  const { openCatalog } = await import("../endpoints/lookup.ts");
  const { startEmulator } = await import("../emulator/start-emulator.ts");
  const catalog = extendCatalog(openCatalog(), endpoints);
  const emulator = await startEmulator({ catalog, latencyMs });
  emulator.unref();
  const client = await emulatorClient(emulator);
  const advice = "Declare it: emulatorEngine({ endpoints: [{ id, input, output }] })";
  return {
    engine: scheduledEngine(emulatorCalls({ client, catalog, changed: emulator.changed, advice })),
    close: () => emulator.close(),
  };
}
