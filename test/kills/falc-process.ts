/** The built falc as processes: an emulator that says what it accepts, and runs that can be killed. */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { EmulatedCall } from "../../src/emulator/start-emulator.ts";
import type { RunEvent } from "../../src/execution/events.ts";

export const bin = fileURLToPath(new URL("../../dist/falc.cjs", import.meta.url));

function start(argv: readonly string[], cwd: string): ChildProcess & { stdout: NodeJS.ReadableStream } {
  const child = spawn(process.execPath, [bin, ...argv], {
    cwd,
    env: {
      PATH: process.env["PATH"],
      TMPDIR: process.env["TMPDIR"],
      XDG_CACHE_HOME: process.env["XDG_CACHE_HOME"],
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  // It has one.
  return child as ChildProcess & { stdout: NodeJS.ReadableStream };
}

export interface EmulatorProcess {
  readonly url: string;
  /** All that were accepted so far. */
  readonly calls: readonly EmulatedCall[];
  /** Rejects if it ended by itself, which it never should. */
  stop(): Promise<void>;
}

/** `argv`: more words for `falc emulator`. */
export async function startEmulatorProcess(cwd: string, argv: readonly string[]): Promise<EmulatorProcess> {
  const child = start(["emulator", "--port", "0", "--json", ...argv], cwd);
  const calls: EmulatedCall[] = [];
  let said = "";
  child.stderr?.on("data", (text: Buffer) => (said += text.toString()));
  const ended = new Promise<string>((resolve) =>
    child.once("close", (code, signal) => resolve(`the emulator ended with ${code ?? signal}: ${said}`)),
  );
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const event = JSON.parse(line) as
        { kind: "listening"; url: string } | ({ kind: "call" } & EmulatedCall);
      if (event.kind === "listening") resolve(event.url);
      else calls.push(event);
    });
    void ended.then((how) => reject(new Error(how)));
  });
  return {
    url,
    calls,
    async stop() {
      const isThere = child.exitCode === null && child.signalCode === null;
      child.kill("SIGTERM");
      const how = await ended;
      if (!isThere) throw new Error(how);
    },
  };
}

/** When a process is killed. */
export type Fate =
  | { readonly kind: "lives" }
  /** So many milliseconds after it was started. */
  | { readonly kind: "time"; readonly ms: number }
  /** So many milliseconds after it has said this for the nth time. */
  | { readonly kind: "event"; readonly event: RunEvent["kind"]; readonly nth: number; readonly ms: number };

export interface RunEnd {
  readonly code: number | null;
  readonly isKilled: boolean;
  readonly events: readonly RunEvent[];
  readonly err: string;
  /** From its start to its end. */
  readonly ms: number;
}

/** `falc run` with these words and `--json`. */
export async function runUntil(cwd: string, argv: readonly string[], fate: Fate): Promise<RunEnd> {
  const begun = performance.now();
  const child = start(["run", ...argv, "--json"], cwd);
  const events: RunEvent[] = [];
  let err = "";
  child.stderr?.on("data", (text: Buffer) => (err += text.toString()));
  const kill = () => void child.kill("SIGKILL");
  let timer = fate.kind === "time" ? setTimeout(kill, fate.ms) : undefined;
  let left = fate.kind === "event" ? fate.nth : 0;
  createInterface({ input: child.stdout }).on("line", (line) => {
    let event: RunEvent;
    try {
      event = JSON.parse(line) as RunEvent;
    } catch {
      // Killed in the middle of it.
      return;
    }
    events.push(event);
    if (fate.kind !== "event" || event.kind !== fate.event) return;
    left -= 1;
    if (left !== 0) return;
    if (fate.ms === 0) kill();
    else timer = setTimeout(kill, fate.ms);
  });
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.once("close", (...end) => resolve(end)),
  );
  clearTimeout(timer);
  return { code, isKilled: signal === "SIGKILL", events, err, ms: performance.now() - begun };
}
