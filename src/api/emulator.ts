/** `falc/emulator`: fal on this machine, for a program or a test that calls fal through its own client. */
import type { FaultScript } from "../emulator/faults/fault-script.ts";
import { readFaultScript } from "../emulator/faults/read-fault-script.ts";
import { startEmulator as start } from "../emulator/start-emulator.ts";
import type { Json } from "../lib/json.ts";
import { extendCatalog } from "../endpoints/extend.ts";
import { openCatalog } from "../endpoints/lookup.ts";
import { assertNumber, type EmulatorOptions, readEmulatorOptions } from "./emulator-options.ts";

export type { FaultRule, FaultScript, Stage } from "../emulator/faults/fault-script.ts";
export type { EmulatorOptions } from "./emulator-options.ts";
export type { Json, JsonObject } from "../lib/json.ts";

export interface Emulator {
  /** `http://127.0.0.1:PORT`. A request to `https://HOST/path` goes to `URL/HOST/path`. */
  readonly url: string;
  /** Every accepted call in order of arrival, also if its answer was cut; grows while the emulator runs. */
  readonly calls: readonly EmulatedCall[];
  /** Cancels running calls, closes open connections and deletes all files. May be called again. */
  close(): Promise<void>;
}

export interface EmulatedCall {
  readonly endpoint: string;
  /** The request body as received. */
  readonly input: Json;
  readonly requestId: string;
}

/**
 * Starts a server on this machine that speaks fal's protocol: queue, direct calls, streams, `workflows/execute` and
 * uploads. Inputs are checked as fal does; the answers are stand-ins, made from the endpoint's types. Nothing leaves the
 * machine, and any key is accepted. Rejects if the port is taken, and throws a `TypeError` for invalid options.
 */
export async function startEmulator(
  options: EmulatorOptions & {
    /** By default, any free port. */
    readonly port?: number;
    /** What goes wrong, and when, as in a file for `falc emulator --faults`; by default, nothing. */
    readonly faults?: FaultScript;
  } = {},
): Promise<Emulator> {
  const { port = 0, faults } = options;
  const { latencyMs, endpoints } = readEmulatorOptions(options);
  assertPort(port);
  if (faults !== undefined) assertFaults(faults);
  const catalog = extendCatalog(openCatalog(), endpoints);
  const emulator = await start({ catalog, latencyMs, port, faults });
  let closing: Promise<void> | undefined;
  return { url: emulator.url, calls: emulator.calls, close: () => (closing ??= emulator.close()) };
}

function assertFaults(faults: FaultScript): void {
  const read = readFaultScript(faults);
  if ("problems" in read) throw new TypeError(`faults: ${read.problems.join("; ")}`);
}

/** A string would be the name of a socket, not a port. */
function assertPort(port: number): void {
  assertNumber("port", port, 65_535);
  if (!Number.isInteger(port)) throw new TypeError(`port must be an integer, not ${port}`);
}
