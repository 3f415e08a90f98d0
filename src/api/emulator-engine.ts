import { scheduledEngine } from "../execution/scheduled-engine.ts";
import { createClient } from "../runner/engines/client.ts";
import { emulatorCalls } from "../runner/engines/emulator.ts";
import type { Endpoint } from "../endpoints/catalog.ts";
import { extendCatalog } from "../endpoints/extend.ts";
import { type EmulatorOptions, readEndpoints } from "./emulator-options.ts";
import type { RunEngine } from "./run-engine.ts";

/**
 * Emulates every call on this machine, at no cost: each engine has an emulator of its own, started by its first run.
 * Results refer to files of that emulator, which `close` deletes. It does not keep a process from ending.
 * Throws a `TypeError` for a declaration that cannot be used.
 */
export function emulatorEngine(options: EmulatorOptions = {}): RunEngine {
  const endpoints = readEndpoints(options);
  let opened: ReturnType<typeof open> | undefined;
  let closing: Promise<void> | undefined;
  return {
    async run(graph, input, runOptions) {
      if (closing !== undefined) throw new Error("this engine is closed");
      opened ??= open(endpoints, options);
      return (await opened).engine.run(graph, input, runOptions);
    },
    close: () => (closing ??= close(opened)),
  };
}

/** Loads the emulator and what it needs of falc's files only now. */
async function open(endpoints: readonly Endpoint[], { latencyMs = 0 }: EmulatorOptions) {
  const { openCatalog } = await import("../endpoints/lookup.ts");
  const { startEmulator } = await import("../emulator/start-emulator.ts");
  const catalog = extendCatalog(openCatalog(), endpoints);
  const emulator = await startEmulator({ catalog, latencyMs });
  emulator.unref();
  // The emulator accepts any key, and must not get a real one.
  const client = await createClient({ credentials: "emulator:emulator", baseUrl: emulator.url });
  const advice = "Declare it: emulatorEngine({ endpoints: [{ id, input, output }] })";
  return {
    engine: scheduledEngine(emulatorCalls({ client, catalog, advice })),
    close: () => emulator.close(),
  };
}

async function close(opened: ReturnType<typeof open> | undefined): Promise<void> {
  // What could not be opened has failed a run already.
  await opened?.then(
    ({ close }) => close(),
    () => undefined,
  );
}
