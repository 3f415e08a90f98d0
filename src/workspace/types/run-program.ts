/** Runs a program of the project to its end, with limits on time and output. Never through a shell. */
import { spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { systemReason } from "../../lib/system-reason.ts";

export interface ProgramOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly timeoutSeconds: number;
  /** Ends the program: its answer is no longer needed. */
  readonly signal: AbortSignal;
}

export type ProgramRun =
  | { readonly kind: "ended"; readonly exitCode: number; readonly stdout: string; readonly stderr: string }
  /** `reason`: follows the program's name, `did not finish within 120 s`. */
  | { readonly kind: "failed"; readonly reason: string };

/** Bytes of both streams. 10,000 errors are 5 MB. */
const maxOutputLength = 50_000_000;

/** Never rejects. */
export function runProgram(
  [program, ...argv]: readonly [string, ...string[]],
  { cwd, env, timeoutSeconds, signal }: ProgramOptions,
): Promise<ProgramRun> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve({ kind: "failed", reason: "was stopped" });
    const child = spawn(program, argv, { cwd, env, stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
    const output: Record<"stdout" | "stderr", Buffer[]> = { stdout: [], stderr: [] };
    let size = 0;
    const settle = (run: ProgramRun) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
      resolve(run);
    };
    const stop = (reason: string) => {
      child.kill("SIGKILL");
      // Its own child processes may live on and hold the other ends, and falc would wait for them.
      child.stdout.destroy();
      child.stderr.destroy();
      settle({ kind: "failed", reason });
    };
    const abort = () => stop("was stopped");
    const timer = setTimeout(() => stop(`did not finish within ${timeoutSeconds} s`), timeoutSeconds * 1000);
    signal.addEventListener("abort", abort);
    // Before the streams: if no more files can be opened, there are none, whatever their type says.
    child.on("error", (error) => {
      const reason = systemReason(error) ?? error.message;
      settle({ kind: "failed", reason: `could not be run: ${reason}` });
    });
    for (const name of ["stdout", "stderr"] as const) {
      (child[name] as Readable | undefined)?.on("data", (bytes: Buffer) => {
        size += bytes.length;
        if (size > maxOutputLength) stop(`printed more than ${maxOutputLength / 1_000_000} MB`);
        else output[name].push(bytes);
      });
    }
    child.on("close", (exitCode, killedBy) => {
      if (exitCode === null) settle({ kind: "failed", reason: `was killed by ${killedBy ?? "the system"}` });
      else {
        const [stdout, stderr] = [output.stdout, output.stderr].map((parts) =>
          Buffer.concat(parts).toString(),
        );
        settle({ kind: "ended", exitCode, stdout: stdout ?? "", stderr: stderr ?? "" });
      }
    });
  });
}
